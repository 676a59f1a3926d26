/** `name=value;name=value`, the format of the columns `traits`, `further`, `other_gases` and `other_gwp`. */
export function parsePairs(text: string): Record<string, string> {
  return Object.fromEntries(listPairs(text));
}

/** The same, in the order of the text. */
export function listPairs(text: string): [name: string, value: string][] {
  if (text === "") return [];
  return text.split(";").map((pair) => {
    const at = pair.lastIndexOf("=");
    return [pair.slice(0, at), pair.slice(at + 1)];
  });
}
