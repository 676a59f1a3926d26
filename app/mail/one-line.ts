/**
 * Cleans a name that appears in mails to other people. It is kept on one line, and anything that looks like a web
 * address is broken up, so that no mail carries a link that a user planted.
 */
export function oneLine(name: string): string {
  return name
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .replace(/:\/\//g, ": //")
    .replace(/(?<=[\p{L}\p{N}])\.(?=\p{L})/gu, ". ")
    .trim();
}
