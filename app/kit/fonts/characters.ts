import { LOCALES, translator } from "#app/i18n/index.ts";

/** Characters per Chinese font file, small enough that a page loads only the few files it needs. */
const SLICE_SIZE = 288;

function range(first: number, last: number): string {
  return Array.from({ length: last - first + 1 }, (_, offset) => String.fromCodePoint(first + offset)).join("");
}

/** Latin letters of western and central Europe, with the punctuation and the measurement signs that figures need. */
export const LATIN =
  range(0x20, 0x7e) +
  range(0xa0, 0x17f) +
  "ΔΣΩμπ" +
  "‐‑–—‘’‚“”„†•…‰′″‹›⁄€™℃ℓΩ" +
  "⁰⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉" +
  "←↑→↓↩∆−∕√∞≈≠≤≥·";

/** Level 1 of GB/T 2312: the 3,755 common characters in rows 16 to 55 of the code table. */
export function listCommonChinese(): string[] {
  const decoder = new TextDecoder("gb2312");
  const found: string[] = [];
  for (let row = 0xb0; row <= 0xd7; row++) {
    for (let cell = 0xa1; cell <= 0xfe; cell++) {
      const character = decoder.decode(new Uint8Array([row, cell]));
      if (/^\p{Script=Han}$/u.test(character)) found.push(character);
    }
  }
  return found;
}

function collectText(value: unknown, into: Set<string>): void {
  if (typeof value === "string") for (const character of value) into.add(character);
  else if (typeof value === "function") collectText(value.toString(), into);
  else if (value && typeof value === "object") for (const inner of Object.values(value)) collectText(inner, into);
}

/** Characters of the interface that no Latin file contains, in code order. */
export function listInterfaceChinese(): string[] {
  const used = new Set<string>();
  for (const locale of LOCALES) collectText(translator(locale), used);
  const latin = new Set(LATIN);
  return [...used].filter((character) => !latin.has(character) && (character.codePointAt(0) ?? 0) > 0x7f).sort();
}

const FULL_WIDTH_MARKS = "　、。〈〉《》「」『』【】〔〕〖〗・！（）％＋，－．／：；＜＝＞？［］｜～￥";

/**
 * The Chinese characters by file: first those of the interface, so that a page without other text needs one or two
 * files, then the rest of level 1.
 */
export function sliceChinese(): string[] {
  const ordered = new Set([...FULL_WIDTH_MARKS, ...listInterfaceChinese(), ...listCommonChinese()]);
  const all = [...ordered];
  const slices: string[] = [];
  for (let start = 0; start < all.length; start += SLICE_SIZE)
    slices.push(all.slice(start, start + SLICE_SIZE).join(""));
  return slices;
}

/** The `unicode-range` of characters, with adjacent ones joined. */
export function formatUnicodeRange(characters: string): string {
  const codes = [...new Set(characters)].map((character) => character.codePointAt(0) ?? 0).sort((a, b) => a - b);
  const parts: string[] = [];
  for (let index = 0; index < codes.length; ) {
    const first = codes[index] ?? 0;
    let last = first;
    while (codes[index + 1] === last + 1) last = codes[++index] ?? last;
    index++;
    parts.push(first === last ? hex(first) : `${hex(first)}-${hex(last).slice(2)}`);
  }
  return parts.join(", ");
}

function hex(code: number): string {
  return `U+${code.toString(16).toUpperCase()}`;
}
