/** What JSON can say and `jsonb` can't hold: a null character, or half of a pair. */
const UNSTORABLE = /(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/gi;

/** JSON that `jsonb` takes: characters that no text of the database can hold are shown as the replacement character. */
export function toJsonText(value: unknown): string {
  const text = JSON.stringify(value);
  return text.includes("\\u") ? text.replace(UNSTORABLE, "$1\\ufffd") : text;
}
