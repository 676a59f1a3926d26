import { normalText } from "#app/encoding/text/normal-text.ts";

const NAME_CHARACTERS = 160;

/**
 * A file's name as text to show: without folders, control and direction characters, and not longer than a line. It is
 * never part of a path.
 */
export function toDisplayName(name: string): string {
  const last = normalText(name, "NFC").split(/[/\\]/).at(-1) ?? "";
  const shown = last
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, "")
    .replace(/\s+/g, " ")
    .trim();
  const characters = [...shown];
  if (characters.length <= NAME_CHARACTERS) return shown || "file";
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(shown)?.[0] ?? "";
  return `${characters.slice(0, NAME_CHARACTERS - extension.length - 1).join("")}…${extension}`;
}

/**
 * `Content-Disposition` with the name twice: in ASCII for old readers, and in UTF-8 (RFC 6266, RFC 8187). Quotes,
 * backslashes, percent signs and line ends never reach the header as they were typed.
 */
export function contentDisposition(kind: "inline" | "attachment", name: string): string {
  const shown = toDisplayName(name);
  const ascii = shown.replace(/[^\x20-\x7e]/g, "_").replace(/["\\%;]/g, "_");
  const encoded = encodeURIComponent(shown).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
