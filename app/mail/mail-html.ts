import { type Locale, languageTag } from "#app/i18n/locale.ts";

/** A line that is a link. Names can't be one, since `oneLine` breaks up what looks like an address. */
const LINK = /^https?:\/\/\S+$/;

const STYLE = "font: 15px/1.5 system-ui, sans-serif; color: #1c2420; max-width: 40em; margin: 0 auto; padding: 16px";

/** The paragraphs of a mail as HTML: the same text, with links where a line is one. It loads nothing. */
export function printHtml(paragraphs: readonly string[], { locale, title }: { locale: Locale; title: string }): string {
  const body = paragraphs
    .map((text) => `<p>${text.trimEnd().split("\n").map(printLine).join("<br>\n")}</p>`)
    .join("\n");
  return `<!doctype html>
<html lang="${languageTag(locale)}">
<head><meta charset="utf-8"><title>${escapeText(title)}</title></head>
<body style="${STYLE}">
${body}
</body>
</html>
`;
}

function printLine(line: string): string {
  const text = escapeText(line);
  return LINK.test(line) ? `<a href="${text}">${text}</a>` : text;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
