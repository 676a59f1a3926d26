import { beforeAll, describe, expect, it } from "vitest";
import { canonicalJson, parseJson } from "#app/encoding/canonical-json.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { type Bundle, unpackBundle } from "#app/proof/bundle.ts";
import { checkDocumentText } from "#app/proof/check-document-text.ts";
import { parseKeySet } from "#app/proof/key-set.ts";
import { recomputeInventory } from "#app/proof/recompute-inventory.ts";
import { verifyReport } from "#app/proof/verify-report.ts";
import { issueSample } from "#tests/support/issued-sample.ts";

/*
 * A changed report must fail at the check that is responsible, and for the right reason. Each row is a kind of place in
 * a file and the result of each check after a change there. For rows of the database see `tests/database/fsck.test.ts`,
 * for tiles the tests of the log's monitor.
 */

let parts: Bundle;
let archive: Uint8Array;
beforeAll(async () => {
  const sample = await issueSample();
  parts = sample.parts;
  archive = sample.archive;
});

interface Given {
  file?: Uint8Array;
  evidence?: Partial<Bundle>;
  /** The data package as the register would deliver it with the file. */
  inventory?: Uint8Array;
}

/** Every failed check as `id: reason (fault)`, or the code if the evidence was rejected before any check. */
async function failuresOf({ file, evidence = {}, inventory }: Given): Promise<string[]> {
  const all = { ...parts, ...evidence };
  try {
    const { checks } = await verifyReport({
      file: file ?? all.inventory,
      registered: {
        credential: all.credential,
        proof: all.proof,
        keyProof: all.keyProof,
        statusLists: all.statusLists,
        ...(inventory ? { inventory } : {}),
      },
      keys: await parseKeySet(all.keys),
      now: new Date().toISOString(),
      recompute: recomputeInventory,
      online: true,
    });
    return checks
      .filter(({ outcome }) => outcome === "failed")
      .map(({ id, reason, facts }) => `${id}: ${reason}${facts.fault ? ` (${facts.fault})` : ""}`);
  } catch (error) {
    if (error instanceof TransparencyError) return [`refused: ${error.code}`];
    throw error;
  }
}

function flipAt(bytes: Uint8Array, position: number): Uint8Array {
  const changed = bytes.slice();
  changed[position]! ^= 1;
  return changed;
}

/** The position a number of bytes after a marker, in any kind of file. */
function behind(bytes: Uint8Array, marker: string, offset: number): number {
  const at = Buffer.from(bytes).indexOf(marker, 0, "latin1");
  if (at < 0) throw new Error(`there is no ${marker}`);
  return at + offset;
}

/** The same JSON in canonical form with one member changed, so that the checks find only this change. */
function edited(text: string, path: (string | number)[], change: (value: never) => unknown): string {
  const document = parseJson(text) as never;
  let parent = document as Record<string | number, never>;
  for (const name of path.slice(0, -1)) parent = parent[name]!;
  const last = path.at(-1)!;
  parent[last] = change(parent[last]!) as never;
  return canonicalJson(document);
}

/** A signature is random: its last digit is already this one in 1 of 58 cases. */
const otherEnd = (text: string) => `${text.slice(0, -1)}${text.endsWith("1") ? "2" : "1"}`;
const otherHex = (text: string) => `${text[0] === "0" ? "1" : "0"}${text.slice(1)}`;
const INVENTORY = ["credentialSubject", "inventory"];

describe("one changed byte of the PDF", () => {
  it.each<[string, (pdf: Uint8Array) => number]>([
    ["header", (pdf) => behind(pdf, "%PDF-1.", 7)],
    ["comment of binary bytes", (pdf) => behind(pdf, "%PDF-1.", 11)],
    ["packed objects", (pdf) => behind(pdf, "/Type /ObjStm", 200)],
    ["metadata packet", (pdf) => behind(pdf, "<x:xmpmeta", 40)],
    ["description of the attachment", (pdf) => behind(pdf, "/Type /Filespec", 20)],
    ["attachment", (pdf) => behind(pdf, "/Type /EmbeddedFile", 400)],
    ["file identifier", (pdf) => behind(pdf, "/ID [", 8)],
    ["cross-reference", (pdf) => behind(pdf, "/Type /XRef", 260)],
    ["trailer", (pdf) => behind(pdf, "startxref", 11)],
    ["last byte", (pdf) => pdf.length - 1],
  ])("in its %s fails at the file's hash", async (_, place) => {
    const failures = await failuresOf({ file: flipAt(parts.pdf, place(parts.pdf)) });
    expect(failures).toContain("file: file_differs");
  });
});

describe("the data package", () => {
  it.each<[string, (text: string) => string, string[]]>([
    [
      "a digit of a total",
      (text) => text.replace(/("co2eKg":")\d/, "$19"),
      ["file: file_differs", "totals: data_differs"],
    ],
    ["a space", (text) => `${text} `, ["file: file_differs", "totals: data_differs"]],
    ["the end cut off", (text) => text.slice(0, -1), ["file: file_differs", "totals: data_differs"]],
  ])("with %s fails at the file's hash and at the data", async (_, change, expected) => {
    const file = new TextEncoder().encode(change(new TextDecoder().decode(parts.inventory)));
    expect(await failuresOf({ file })).toEqual(expect.arrayContaining(expected));
  });

  it("delivered next to the file with another byte fails at the data", async () => {
    const inventory = flipAt(parts.inventory, 100);
    expect(await failuresOf({ file: parts.pdf, inventory })).toEqual(["totals: data_differs"]);
  });

  it.each<[string, RegExp, string, string]>([
    ["a quantity", /("quantity":")(\d)/, "$19$2", "totals_differ"],
    ["a line's result", /("results":.*?"co2eKg":")(\d)/, "$19$2", "totals_differ"],
    ["a total", /("totals":\{.*?"co2eKg":")(\d)/, "$19$2", "totals_differ"],
  ])("alone, with %s changed, names the first figure that doesn't match", (_, pattern, by, reason) => {
    const text = new TextDecoder().decode(parts.inventory).replace(pattern, by);
    const check = checkDocumentText(new TextEncoder().encode(text), recomputeInventory);
    expect(check).toMatchObject({ outcome: "failed", id: "totals", reason });
    expect(check.facts.stated).not.toBe(check.facts.recomputed);
    expect(check.facts.pointer).toMatch(/^\/results\//);
  });
});

describe("the credential", () => {
  const WRONG = "signature: signature_wrong (wrong_signature)";
  it.each<[string, (string | number)[], (value: never) => unknown, string[]]>([
    ["issuer's name", ["issuer", "name"], (name) => `${name}x`, [WRONG]],
    ["company's name", ["credentialSubject", "legalName", "en"], (name) => `${name}x`, [WRONG]],
    ["time of issue", ["validFrom"], () => "2099-03-02T08:00:00.000Z", [WRONG]],
    ["version", [...INVENTORY, "version"], () => 7, [WRONG]],
    ["period", [...INVENTORY, "period", "end"], () => "2025-12-30", [WRONG, "totals: credential_totals_differ"]],
    ["total", [...INVENTORY, "totals", "locationBasedCo2eKg"], () => "1", [WRONG, "totals: credential_totals_differ"]],
    [
      "hash of the data",
      [...INVENTORY, "hashes", "inventory"],
      otherHex,
      ["file: file_differs", "totals: data_differs"],
    ],
    ["hash of the PDF", [...INVENTORY, "hashes", "editions", 0, "unsignedPdf"], otherHex, [WRONG]],
    ["root of lines", [...INVENTORY, "hashes", "lines"], () => "0".repeat(64), [WRONG, "totals: lines_differ"]],
    ["place in the status list", ["credentialStatus", 0, "statusListIndex"], () => "77", [WRONG]],
    ["proof's time", ["proof", "created"], () => "2099-03-02T08:00:00.000Z", [WRONG]],
    ["proof's value", ["proof", "proofValue"], otherEnd, [WRONG]],
    [
      "proof's key",
      ["proof", "verificationMethod"],
      (value: string) => `${value}x`,
      ["signature: signature_wrong (unknown_key)"],
    ],
  ])("with another %s fails at the responsible check", async (_, path, change, expected) => {
    const credential = edited(parts.credential, path, change as never);
    const failures = await failuresOf({ evidence: { credential } });
    expect(failures).toEqual(expect.arrayContaining(expected));
    // The log contains the hash of the whole credential, so its check always fails too, unless an earlier check ends
    // the verification.
    if (!expected.includes("file: file_differs")) expect(failures.join()).toContain("log: log_wrong");
  });

  it.each<[string, (text: string) => string, string]>([
    ["in another spelling", (text) => ` ${text}`, "signature: signature_wrong (not_canonical)"],
    ["cut off", (text) => text.slice(0, -1), "signature: signature_wrong (invalid_json)"],
    [
      "without a proof",
      (text) => {
        const { proof: _, ...rest } = JSON.parse(text);
        return canonicalJson(rest);
      },
      "signature: signature_wrong (invalid_proof)",
    ],
  ])("%s is not read as a signed record", async (_, change, expected) => {
    expect(await failuresOf({ evidence: { credential: change(parts.credential) } })).toContain(expected);
  });
});

describe("the log proof", () => {
  it.each<[string, (text: string) => string, string]>([
    ["first line", (text) => text.replace("@v1", "@v2"), "invalid_tlog_proof"],
    ["index", (text) => text.replace("index 1", "index 0"), "not_in_log"],
    ["an extra hash in the path", (text) => text.replace("index 1", `index 1\n${"A".repeat(43)}=`), "not_in_log"],
    ["checkpoint's size", (text) => text.replace(/\n2\n/, "\n3\n"), "wrong_note_signature"],
    [
      "checkpoint's root",
      (text) => text.replace(/(\n2\n)(.)/, (_, size, first) => `${size}${first === "A" ? "B" : "A"}`),
      "wrong_note_signature",
    ],
    ["checkpoint's origin", (text) => text.replace("\n\n", "\n\nx"), "wrong_note_signature"],
    ["name of the key", (text) => text.replace("\n— ", "\n— x"), "unknown_note_key"],
  ])("with another %s fails at the log", async (_, change, fault) => {
    const proof = change(parts.proof);
    expect(proof).not.toBe(parts.proof);
    expect(await failuresOf({ evidence: { proof } })).toEqual([`log: log_wrong (${fault})`]);
  });
});

describe("the proof of the issuer's key", () => {
  it.each<[string, (text: string) => string, string]>([
    ["index", (text) => text.replace("index 0", "index 1"), "key_not_logged"],
    ["checkpoint's size", (text) => text.replace(/\n2\n/, "\n3\n"), "signature_wrong (wrong_note_signature)"],
    ["first line", (text) => text.replace("@v1", "@v2"), "signature_wrong (invalid_tlog_proof)"],
  ])("with another %s fails at the signature", async (_, change, fault) => {
    const keyProof = change(parts.keyProof);
    expect(keyProof).not.toBe(parts.keyProof);
    expect((await failuresOf({ evidence: { keyProof } })).join()).toContain(`signature: ${fault}`);
  });
});

describe("a status list", () => {
  it.each<[string, (string | number)[], (value: never) => unknown, string]>([
    [
      "bits",
      ["credentialSubject", "encodedList"],
      (list: string) => `${list.slice(0, 9)}${list[9] === "A" ? "B" : "A"}${list.slice(10)}`,
      "status: status_wrong",
    ],
    ["end of validity", ["validUntil"], () => "2046-01-01T00:00:00Z", "status: status_wrong"],
    ["purpose", ["credentialSubject", "statusPurpose"], () => "message", "status: status_wrong"],
    ["proof", ["proof", "proofValue"], otherEnd, "status: status_wrong"],
  ])("with another %s fails at the status", async (_, path, change, expected) => {
    const statusLists = parts.statusLists.with(0, edited(parts.statusLists[0]!, path, change as never));
    const failures = await failuresOf({ evidence: { statusLists } });
    expect(failures).toHaveLength(1);
    expect(failures[0]).toContain(expected);
  });
});

describe("the bundle", () => {
  it.each<[string, (archive: Uint8Array) => number]>([
    ["local header", () => 6],
    ["file name", (bytes) => behind(bytes, "report.vc.json", 3)],
    ["README", (bytes) => behind(bytes, "README.txt", 40)],
    ["PDF", (bytes) => behind(bytes, "%PDF-", 2000)],
    ["checksum in the directory", (bytes) => behind(bytes, "PK\u0001\u0002", 16)],
    ["end record", (bytes) => bytes.length - 10],
  ])("with one changed byte in its %s is rejected before any of its content is used", (_, place) => {
    const changed = flipAt(archive, place(archive));
    expect(() => unpackBundle(changed)).toThrow(TransparencyError);
  });
});
