import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { brotliDecompressSync } from "node:zlib";
import { create, type Font, type Glyph, type GlyphRun } from "fontkit";
import { isPlainText } from "#app/encoding/plain-text.ts";
import { hasKana, isChinese, otherScriptOf } from "#app/press/script.ts";
import { LayoutCache } from "./layout-cache.ts";
import { MissingGlyph } from "./missing-glyph.ts";

/** What a piece of text is for; each role is a chain of faces, the first with the glyph is used. */
export type FaceRole = "sans" | "sansBold" | "serif";

/** One opened face. `key` is the name under which pdfkit knows it. */
export interface Face {
  key: string;
  font: Font;
  /** Whether its letters join or change places, so that the glyphs alone don't give the text. */
  isShaped: boolean;
  /** Width of `text` in thousandths of an em, words measured apart as pdfkit sets them. */
  measure(text: string): number;
}

// Resolved through the package's own names, so that the same lines work from the sources and from a bundle.
const require = createRequire(import.meta.url);

const FILES = {
  sans: "#app/press/fonts/noto-sans-regular.ttf",
  sansBold: "#app/press/fonts/noto-sans-semibold.ttf",
  han: "#app/press/fonts/noto-sans-sc-regular.ttf",
  hanBold: "#app/press/fonts/noto-sans-sc-semibold.ttf",
  serif: "#app/press/fonts/noto-serif-sc-semibold.ttf",
  sansFull: "#app/press/fonts/noto-sans-full-regular.ttf.br",
  sansBoldFull: "#app/press/fonts/noto-sans-full-semibold.ttf.br",
  hanFull: "#app/press/fonts/noto-sans-sc-full-regular.ttf.br",
  hanBoldFull: "#app/press/fonts/noto-sans-sc-full-semibold.ttf.br",
  serifFull: "#app/press/fonts/noto-serif-sc-full-semibold.ttf.br",
  rare: "#app/press/fonts/hana-min-b.ttf.br",
  japanese: "#app/press/fonts/noto-sans-jp-regular.ttf.br",
  japaneseBold: "#app/press/fonts/noto-sans-jp-semibold.ttf.br",
  hangul: "#app/press/fonts/noto-sans-kr-regular.ttf.br",
  hangulBold: "#app/press/fonts/noto-sans-kr-semibold.ttf.br",
  arabic: "#app/press/fonts/noto-sans-arabic-regular.ttf.br",
  arabicBold: "#app/press/fonts/noto-sans-arabic-semibold.ttf.br",
  devanagari: "#app/press/fonts/noto-sans-devanagari-regular.ttf.br",
  devanagariBold: "#app/press/fonts/noto-sans-devanagari-semibold.ttf.br",
  thai: "#app/press/fonts/noto-sans-thai-regular.ttf.br",
  thaiBold: "#app/press/fonts/noto-sans-thai-semibold.ttf.br",
} as const;

export type FaceKey = keyof typeof FILES;

/** The face of rare ideographs, for all roles: 22 MB when open, so it is asked for nothing else. */
const RARE = { first: 0x20000, last: 0x2a6df };

/** Whose shapes an ideograph takes, and which face is asked first. */
export type Ideographs = "western" | "chinese" | "japanese";

const SHAPED = new Set<FaceKey>(["arabic", "arabicBold", "devanagari", "devanagariBold", "thai", "thaiBold"]);

const CHAINS: Record<FaceRole, Record<"western" | "chinese", FaceKey[]>> = {
  sans: {
    western: ["sans", "han", "sansFull", "hanFull"],
    chinese: ["han", "sans", "hanFull", "sansFull", "serifFull", "rare"],
  },
  sansBold: {
    western: ["sansBold", "hanBold", "sansBoldFull", "hanBoldFull"],
    chinese: ["hanBold", "sansBold", "hanBoldFull", "sansBoldFull", "serifFull", "rare"],
  },
  serif: {
    western: ["serif", "serifFull", "sansBold", "hanBold", "sansBoldFull", "hanBoldFull"],
    chinese: ["serif", "serifFull", "hanBold", "hanBoldFull", "sansBold", "sansBoldFull", "rare"],
  },
};

const opened = new Map<FaceKey, Face>();
const cache = new LayoutCache(20_000);

/** Opens a face once per process; the full faces and the rare one only when a character asks for them. */
export function openFace(key: FaceKey): Face {
  let face = opened.get(key);
  if (!face) {
    face = wrapFont(key, namingGlyphs(create(readFace(require.resolve(FILES[key])))));
    opened.set(key, face);
  }
  return face;
}

function readFace(path: string): Uint8Array {
  const bytes = readFileSync(path);
  return path.endsWith(".br") ? brotliDecompressSync(bytes) : bytes;
}

/**
 * A glyph may represent several characters, such as both kinds of space. fontkit keeps each with the characters that
 * first requested it; the character map of a document would then depend on those printed before it.
 */
function namingGlyphs(font: Font): Font {
  const find = font.getGlyph.bind(font);
  font.getGlyph = (id, codePoints = []) => {
    const glyph = find(id, codePoints);
    if (!glyph || areSame(glyph.codePoints, codePoints)) return glyph;
    return Object.create(glyph, { codePoints: { value: codePoints, writable: true } }) as Glyph;
  };
  return font;
}

function areSame(some: readonly number[], others: readonly number[]): boolean {
  return some.length === others.length && some.every((one, at) => one === others[at]);
}

function wrapFont(key: FaceKey, font: Font): Face {
  const layout = (text: string, features?: unknown): GlyphRun =>
    features ? font.layout(text, features) : cache.layout(key, font, text);
  const scale = 1000 / font.unitsPerEm;
  return {
    key,
    isShaped: SHAPED.has(key),
    font: Object.create(font, { layout: { value: layout } }) as Font,
    measure: (text) => {
      let width = 0;
      for (const word of text.match(/[^ \t]*[ \t]|[^ \t]+$/g) ?? []) width += cache.advance(key, font, word);
      return width * scale;
    },
  };
}

/** By role, script and character; a report asks for the same few thousand again and again. */
const faceOf: Record<FaceRole, Record<Ideographs, Map<string, Face>>> = {
  sans: { western: new Map(), chinese: new Map(), japanese: new Map() },
  sansBold: { western: new Map(), chinese: new Map(), japanese: new Map() },
  serif: { western: new Map(), chinese: new Map(), japanese: new Map() },
};

/**
 * The face for one character.
 * @throws {MissingGlyph} when no face of the role, subset, full or rare, has a glyph for it.
 */
export function faceFor(role: FaceRole, character: string, ideographs: Ideographs): Face {
  const known = faceOf[role][ideographs].get(character);
  if (known) return known;
  // Some faces have an empty glyph for these; a name must not reverse the sentence around it.
  if (!isPlainText(character)) throw new MissingGlyph(character);
  const codePoint = character.codePointAt(0) ?? 0;
  for (const key of chainFor(role, codePoint, ideographs)) {
    if (key === "rare" && !(codePoint >= RARE.first && codePoint <= RARE.last)) continue;
    const face = openFace(key);
    if (!face.font.hasGlyphForCodePoint(codePoint)) continue;
    faceOf[role][ideographs].set(character, face);
    return face;
  }
  throw new MissingGlyph(character);
}

/** The faces that are asked for a character, in this order; each is opened when it is asked. */
function chainFor(role: FaceRole, codePoint: number, ideographs: Ideographs): FaceKey[] {
  const other = otherScriptOf(codePoint);
  if (other) return [role === "sans" ? other : `${other}Bold`];
  if (ideographs !== "japanese") return CHAINS[role][ideographs];
  return [role === "sans" ? "japanese" : "japaneseBold", ...CHAINS[role].chinese];
}

/** Whether the Japanese face has all of a text: besides kana, what it lacks is Chinese. */
export function isJapanese(text: string): boolean {
  return hasKana(text) && [...text].every((one) => !isChinese(one) || hasJapanese(one));
}

function hasJapanese(character: string): boolean {
  return openFace("japanese").font.hasGlyphForCodePoint(character.codePointAt(0)!);
}
