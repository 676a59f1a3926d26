const FULL_WIDTH = /[\uff01-\uff5e]/g;

/**
 * Full-width letters, digits and signs, as a Chinese keyboard writes them, in their usual width; nothing else is touched.
 * Compatibility folding (NFKC) would also make 12052 of 1205², and 1 of ①: footnotes, which are no digits.
 */
export function toHalfWidth(text: string): string {
  return text.replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replaceAll("\u3000", " ");
}
