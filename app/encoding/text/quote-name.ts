/** A name in quotation marks, none of which is its own: what follows the closing one is never part of the name. */
export function quoteName(name: string): string {
  return `“${name.replace(/["“”„‟＂«»]/gu, "’")}”`;
}
