import { canonicalJson } from "./canonical-json.ts";

/** A member that is told piece by piece: the text of an array's items with commas between them, or of an object. */
export interface ToldMember {
  kind: "array" | "object";
  chunks: AsyncIterable<Uint8Array | string>;
}

/**
 * The canonical form of an object (`canonicalJson`), of which some members are too long to be held at once.
 *
 * @param told by name, beside the others or in their place
 */
export async function* canonicalChunks(
  members: Readonly<Record<string, unknown>>,
  told: Readonly<Record<string, ToldMember>>,
): AsyncGenerator<Uint8Array | string> {
  const names = [...new Set([...Object.keys(members), ...Object.keys(told)])].sort();
  let before = "{";
  for (const name of names) {
    const key = `${before}${JSON.stringify(name)}:`;
    before = ",";
    const long = told[name];
    if (!long) {
      yield key + canonicalJson(members[name]);
      continue;
    }
    yield long.kind === "array" ? `${key}[` : key;
    yield* long.chunks;
    if (long.kind === "array") yield "]";
  }
  yield names.length === 0 ? "{}" : "}";
}
