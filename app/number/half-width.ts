const FULL_WIDTH = /[\uff01-\uff5e]/g;

/**
 * Converts full-width letters, digits and signs, as typed on a Chinese keyboard, to normal width. Nothing else changes.
 * Compatibility folding (NFKC) would also turn 1205² into 12052 and ① into 1, although these are footnotes.
 */
export function toHalfWidth(text: string): string {
  return text.replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replaceAll("\u3000", " ");
}
