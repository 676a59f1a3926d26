import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { brotliCompressSync, constants } from "node:zlib";
import subsetFont from "subset-font";

/**
 * Makes the committed faces: `node app/press/fonts/subset.ts`. Run it only when a font package changes; new bytes here
 * are a new renderer version. Characters outside these sets come from the full face at run time (see `faces.ts`).
 *
 * `hana-min-b.ttf.br` is not made here: it is Debian's `fonts-hanazono` 20170904-2.1, HanaMinB.ttf, through fontTools
 * (`pyftsubset --unicodes=U+20000-2A6DF --layout-features= --no-hinting`, tables head, hhea, maxp, OS/2, hmtx, cmap, loca,
 * glyf, name and post 3.0 only) and Brotli.
 */

const require = createRequire(import.meta.url);
const folder = new URL("./", import.meta.url);

const LATIN_RANGES: [number, number][] = [
  [0x20, 0x7e],
  [0xa0, 0x17f], // Latin-1 supplement, Latin extended A
  [0x18f, 0x18f],
  [0x1a0, 0x1b0], // Vietnamese horn letters
  [0x1cd, 0x1dc], // pinyin carons
  [0x218, 0x21b],
  [0x2b0, 0x2dd],
  [0x300, 0x30c],
  [0x370, 0x3ff], // Greek
  [0x400, 0x45f], // Cyrillic
  [0x1e00, 0x1eff], // Latin extended additional
  [0x2010, 0x2027],
  [0x2030, 0x205e],
  [0x2070, 0x209c], // superscripts and subscripts: CO₂, SF₆, m³
  [0x20a0, 0x20bf],
  [0x2100, 0x214f],
  [0x2190, 0x2193],
  [0x2212, 0x2212],
  [0x2248, 0x2265],
];

function rangeText(ranges: [number, number][]): string {
  let text = "";
  for (const [first, last] of ranges) {
    for (let code = first; code <= last; code++) text += String.fromCodePoint(code);
  }
  return text;
}

/** The characters in these rows of GB/T 2312-1980: symbols and kana are 0xA1–0xA9, the 6,763 hanzi 0xB0–0xF7. */
function gb2312Text(firstRow: number, lastRow: number): string {
  const decoder = new TextDecoder("gbk");
  return span(firstRow, lastRow)
    .map((row) => decoder.decode(Uint8Array.from(span(0xa1, 0xfe).flatMap((cell) => [row, cell]))))
    .join("")
    .replaceAll("\ufffd", "");
}

function span(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

const CJK_PUNCTUATION: [number, number][] = [
  [0x3000, 0x303f],
  [0xff01, 0xff5e],
  [0xffe0, 0xffe6],
];

const latin = rangeText(LATIN_RANGES);
const hanzi = gb2312Text(0xb0, 0xf7) + rangeText(CJK_PUNCTUATION);
const chinese = gb2312Text(0xa1, 0xa9) + hanzi;
const title = `${rangeText(LATIN_RANGES.slice(0, 2))}‘’“”–—…·`;

const FACES = [
  ["noto-sans", "400Regular/NotoSans_400Regular.ttf", "noto-sans-regular.ttf", latin],
  ["noto-sans", "600SemiBold/NotoSans_600SemiBold.ttf", "noto-sans-semibold.ttf", latin],
  ["noto-sans-sc", "400Regular/NotoSansSC_400Regular.ttf", "noto-sans-sc-regular.ttf", chinese],
  ["noto-sans-sc", "600SemiBold/NotoSansSC_600SemiBold.ttf", "noto-sans-sc-semibold.ttf", chinese],
  ["noto-serif-sc", "600SemiBold/NotoSerifSC_600SemiBold.ttf", "noto-serif-sc-semibold.ttf", hanzi + title],
] as const;

/** What JIS X 0208 holds (kana, kanji and signs), with small kana and half-width forms. */
function jisText(): string {
  const decoder = new TextDecoder("euc-jp");
  const rows = [...span(0xa1, 0xa8), ...span(0xb0, 0xf4)];
  return rows
    .map((row) => decoder.decode(Uint8Array.from(span(0xa1, 0xfe).flatMap((cell) => [row, cell]))))
    .join("")
    .replaceAll("\ufffd", "");
}

const japanese =
  jisText() +
  rangeText([
    [0x3040, 0x30ff],
    [0x31f0, 0x31ff],
    [0xff61, 0xff9f],
  ]);
/** Syllables and separate letters, without the filler, which is drawn as nothing. */
const hangul = rangeText([
  [0xac00, 0xd7a3],
  [0x3131, 0x3163],
  [0x3165, 0x318e],
]);

await mkdir(folder, { recursive: true });
for (const [name, path, target, characters] of FACES) {
  const face = await readFile(require.resolve(`@expo-google-fonts/${name}/${path}`));
  const subset = await subsetFont(face, characters, { targetFormat: "sfnt" });
  await writeFile(new URL(target, folder), subset);
  process.stdout.write(`${target} ${subset.length} bytes\n`);
}

const REGULAR = ["400Regular", "regular"] as const;
const SEMIBOLD = ["600SemiBold", "semibold"] as const;
const BOTH = [REGULAR, SEMIBOLD] as const;

/**
 * Large and seldom needed, or whole because their letters join by rules or any character of them may be asked for: kept in
 * Brotli. The packages have every weight, and 219 MB; what the press opens is here, so that an installation needs none of them.
 */
const PACKED = [
  { name: "noto-sans", file: "NotoSans", target: "noto-sans-full", characters: null, weights: BOTH },
  { name: "noto-sans-sc", file: "NotoSansSC", target: "noto-sans-sc-full", characters: null, weights: BOTH },
  { name: "noto-serif-sc", file: "NotoSerifSC", target: "noto-serif-sc-full", characters: null, weights: [SEMIBOLD] },
  { name: "noto-sans-jp", file: "NotoSansJP", target: "noto-sans-jp", characters: japanese, weights: BOTH },
  { name: "noto-sans-kr", file: "NotoSansKR", target: "noto-sans-kr", characters: hangul, weights: BOTH },
  { name: "noto-sans-arabic", file: "NotoSansArabic", target: "noto-sans-arabic", characters: null, weights: BOTH },
  {
    name: "noto-sans-devanagari",
    file: "NotoSansDevanagari",
    target: "noto-sans-devanagari",
    characters: null,
    weights: BOTH,
  },
  { name: "noto-sans-thai", file: "NotoSansThai", target: "noto-sans-thai", characters: null, weights: BOTH },
];

for (const { name, file, target, characters, weights } of PACKED) {
  for (const [weight, suffix] of weights) {
    const face = await readFile(require.resolve(`@expo-google-fonts/${name}/${weight}/${file}_${weight}.ttf`));
    const drawn = characters === null ? face : await subsetFont(face, characters, { targetFormat: "sfnt" });
    const packed = brotliCompressSync(drawn, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: drawn.length } });
    await writeFile(new URL(`${target}-${suffix}.ttf.br`, folder), packed);
    process.stdout.write(`${target}-${suffix}.ttf.br ${packed.length} bytes\n`);
  }
}

for (const { name } of PACKED) {
  await writeFile(
    new URL(`${name}-OFL.txt`, folder),
    await readFile(require.resolve(`@expo-google-fonts/${name}/LICENSE_FONT`)),
  );
}
