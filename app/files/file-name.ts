import { normalText } from "#app/encoding/text/normal-text.ts";

const NAME_CHARACTERS = 160;

/**
 * A file name for display: without folders, control and direction characters, and limited in length. Never used in a
 * path.
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
 * `Content-Disposition` with the name in ASCII for old clients and in UTF-8 (RFC 6266, RFC 8187). Quotes, backslashes,
 * percent signs and line ends are never sent unescaped.
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
