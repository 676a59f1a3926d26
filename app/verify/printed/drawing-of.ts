import { encodeHex } from "#app/encoding/hex.ts";
import { sha256, sha256Hex } from "#app/encoding/sha256.ts";
import type { Instructions } from "./glyphs-of.ts";

/** What PDF.js hands over next to the instructions. */
export interface DrawingParts {
  get(id: string): Promise<unknown>;
}

/** They group what is drawn and draw nothing. Layers are compared by their names. */
const UNDRAWN = /^(?:dependency|(?:begin|end)MarkedContent(?:Props)?|markPoint(?:Props)?|beginText|endText)$/;

/**
 * A hash of everything that a page draws: the instructions in their order, the fonts and pictures by their contents. Null
 * if one of them could not be read, so that it never equals another page.
 */
export async function hashDrawing(
  { fnArray, argsArray }: Instructions,
  codes: Record<string, number>,
  parts: DrawingParts,
): Promise<string | null> {
  const hashes = new Map<string, string>();
  for (const id of partsIn({ fnArray, argsArray }, codes)) {
    const hash = await hashPart(await parts.get(id));
    if (hash === null) return null;
    hashes.set(id, hash);
  }
  const undrawn = new Set(Object.keys(codes).flatMap((name) => (UNDRAWN.test(name) ? [codes[name]] : [])));
  const lines: string[] = [];
  for (let at = 0; at < fnArray.length; at += 1) {
    if (!undrawn.has(fnArray[at])) lines.push(`${fnArray[at]} ${stringify(argsArray[at], hashes)}`);
  }
  return sha256Hex(lines.join("\n"));
}

function partsIn({ fnArray, argsArray }: Instructions, codes: Record<string, number>): Set<string> {
  const ids = new Set<string>();
  for (let at = 0; at < fnArray.length; at += 1) {
    if (fnArray[at] === codes.dependency) for (const id of argsArray[at] as string[]) ids.add(id);
  }
  return ids;
}

/** A font or a picture; a shading has no form that could be compared. */
async function hashPart(part: unknown): Promise<string | null> {
  if (typeof part !== "object" || part === null) return null;
  const { data, charProcOperatorList, width, height } = part as Record<string, unknown>;
  if (data instanceof Uint8Array || data instanceof Uint8ClampedArray)
    return `${width}x${height} ${encodeHex(await sha256(new Uint8Array(data)))}`;
  return charProcOperatorList ? sha256Hex(stringify(charProcOperatorList, new Map())) : null;
}

/** The ids of fonts and pictures differ from file to file, so their hashes take their places. */
function stringify(value: unknown, hashes: Map<string, string>): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === "string") return hashes.get(part) ?? part;
    return ArrayBuffer.isView(part) ? Array.from(part as unknown as ArrayLike<number>) : part;
  });
}
