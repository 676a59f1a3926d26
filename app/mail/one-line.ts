/**
 * Names come from people and stand in mails to other people: they stay on their line, and what looks like an address of
 * the web is broken up, so that no mail of ours carries somebody else's link.
 */
export function oneLine(name: string): string {
  return name
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .replace(/:\/\//g, ": //")
    .replace(/(?<=[\p{L}\p{N}])\.(?=\p{L})/gu, ". ")
    .trim();
}
