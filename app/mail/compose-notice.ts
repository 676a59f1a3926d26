import { type Locale, translator } from "#app/i18n/index.ts";
import type { NoticeLetter } from "./letter.ts";
import { oneLine } from "./one-line.ts";

/** A longer mail would not be read. The rest is on the page. */
const MOST_LINES = 40;

export function composeNotices(letter: NoticeLetter, locale: Locale): { subject: string; paragraphs: string[] } {
  const { account, notice } = translator(locale);
  const { mail } = notice;
  const lines = letter.lines.slice(0, MOST_LINES).map(({ text, scope }) => mail.line(oneLine(text), oneLine(scope)));
  const more = letter.lines.length - lines.length;
  const isDigest = letter.kind === "noticeDigest";
  return {
    subject: isDigest ? mail.digest(letter.lines.length) : lines.length === 1 ? lines[0]! : mail.several(lines.length),
    paragraphs: [
      account.mail.greeting(oneLine(letter.name)),
      [...lines, ...(more > 0 ? [mail.more(more)] : [])].join("\n"),
      mail.open,
      letter.url,
      mail.settings,
      letter.settingsUrl,
      ...(isDigest ? [mail.stop, letter.stopUrl] : []),
    ],
  };
}
