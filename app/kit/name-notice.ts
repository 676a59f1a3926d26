import type { NameNotice } from "#app/encoding/text/name-letters.ts";
import type { Messages } from "#app/i18n/index.ts";

/** The sentence about characters that are hard to see in a name. */
export function describeNameNotice({ common: { nameNotice: t, listed } }: Messages, notice: NameNotice): string {
  const script = t.script[notice.script];
  return notice.kind === "mixed" ? t.mixed(script, listed(notice.letters)) : t.looksLatin(script, notice.looksLike);
}
