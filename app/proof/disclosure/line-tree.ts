import type { DocumentActivity, InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { type Bytes, encodeUtf8, ownBytes } from "#app/encoding/bytes.ts";
import { canonicalBytes } from "#app/encoding/canonical-json.ts";
import { decodeHex, encodeHex } from "#app/encoding/hex.ts";
import { hashLeaf, proveInclusion, readNodesFromLeafHashes, rootOfLeafHashes } from "#app/proof/merkle.ts";
import { LINE_PARTS, type LinePart, withheldParts } from "./line-parts.ts";

/*
 * Selective disclosure. The company may keep names or inputs of lines from the public copy P of its inventory
 * document D; the totals of P are those of D, computed again from the lines that P shows and from stated exact
 * results of the others.
 *
 * Leaves, in the order of the lines, for each line that P does not show in whole: `shown` (what P contains of it,
 * including the result), then `names`, `evidence`, `inputs` as far as they are out. A leaf is SHA-256(00 ‖ JCS {line,
 * part, salt, value}), the tree is that of RFC 9162, its root is `hashes.lines` of the signed credential. The salt of
 * a withheld part is HMAC-SHA-256(secret of the report, JCS [line, part]), 32 bytes that can't be guessed, so that a
 * quantity of few likely values can't be tried out; what is shown has an empty salt. Values name no other line and
 * salts are independent: one line given away reveals nothing of another.
 *
 * A holder of P and the credential makes the root again (`rootOfCopy`). A holder of one part with its salt and path
 * checks it against the credential alone (`line-disclosure.ts`). A holder of D and the secret makes P again
 * (`disclose.ts`).
 */

/** A part of a line as it is hashed. */
export interface Leaf {
  line: string;
  part: LinePart | "shown";
  /** 64 hexadecimal digits; empty for what is shown. */
  salt: string;
  value: unknown;
}

export function hashOfLeaf({ line, part, salt, value }: Leaf): Promise<Bytes> {
  return hashLeaf(canonicalBytes({ line, part, salt, value })).then(ownBytes);
}

/** The salt of a withheld part. `secret` is 32 random bytes of the report that never leave its company. */
export async function saltOf(secret: Uint8Array, line: string, part: LinePart): Promise<string> {
  const key = await crypto.subtle.importKey("raw", ownBytes(secret), { name: "HMAC", hash: "SHA-256" }, false, [
    "sign",
  ]);
  const mac = await crypto.subtle.sign("HMAC", key, encodeUtf8(JSON.stringify([line, part])));
  return encodeHex(new Uint8Array(mac));
}

interface Place {
  line: string;
  part: LinePart | "shown";
  hash: Uint8Array;
}

/** The leaves of a copy: what it shows is hashed, what it leaves out it gives the hash of. */
export async function leavesOfCopy(document: Pick<InventoryDocument, "activities">): Promise<Place[]> {
  const places: Place[] = [];
  for (const activity of document.activities) {
    if (!activity.withheld) continue;
    const line = activity.id;
    const hash = await hashOfLeaf({ line, part: "shown", salt: "", value: shownValue(activity) });
    places.push({ line, part: "shown", hash });
    for (const part of withheldParts(activity.withheld)) {
      places.push({ line, part, hash: decodeHex(activity.withheld[part] ?? "") });
    }
  }
  return places;
}

/** The root over a copy's leaves, 64 hexadecimal digits; null where the copy shows every line in whole. */
export async function rootOfCopy(document: Pick<InventoryDocument, "activities">): Promise<string | null> {
  const leaves = await leavesOfCopy(document);
  return leaves.length === 0 ? null : encodeHex(await rootOfLeafHashes(leaves.map(({ hash }) => hash)));
}

/** The position of a part in the tree, and the path from it to the root. Null where the copy does not leave it out. */
export async function proveLeaf(
  document: Pick<InventoryDocument, "activities">,
  line: string,
  part: LinePart,
): Promise<{ index: number; size: number; path: string[] } | null> {
  const leaves = await leavesOfCopy(document);
  const index = leaves.findIndex((leaf) => leaf.line === line && leaf.part === part);
  if (index < 0) return null;
  const read = readNodesFromLeafHashes(leaves.map(({ hash }) => hash));
  const path = await proveInclusion(index, leaves.length, read);
  return { index, size: leaves.length, path: path.map(encodeHex) };
}

/** How many lines of a copy leave something out, and how many their inputs. */
export function countWithheld(activities: readonly DocumentActivity[]): { lines: number; inputs: number } {
  const withheld = activities.filter((activity) => activity.withheld);
  return { lines: withheld.length, inputs: withheld.filter((activity) => activity.withheld?.inputs).length };
}

/** What a copy contains of a line, without the hashes of what it leaves out: those are leaves of their own. */
function shownValue(activity: DocumentActivity): unknown {
  const { withheld, ...line } = activity;
  const kept = Object.entries(withheld ?? {}).filter(([name]) => !(LINE_PARTS as readonly string[]).includes(name));
  return kept.length > 0 ? { ...line, withheld: Object.fromEntries(kept) } : line;
}
