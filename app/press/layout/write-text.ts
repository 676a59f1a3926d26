import type { Face } from "#app/press/fonts/faces.ts";
import { isRightToLeft } from "#app/press/script.ts";
import type { Pdf } from "./document.ts";
import { ACCENT } from "./style.ts";
import type { Run } from "./text-line.ts";

/** The parts of pdfkit that its types leave out. */
interface PdfInternals {
  page: { fonts: Record<string, unknown> };
  _font: EmbeddedFont;
  addContent: (operators: string) => void;
}

interface EmbeddedFont {
  id: string;
  ref: () => unknown;
  /** The characters of each glyph, by code. */
  unicode: number[][];
  encode: (text: string) => [codes: string[], positions: Position[]];
}

interface Position {
  xAdvance: number;
  advanceWidth: number;
  xOffset: number;
  yOffset: number;
}

interface Shown {
  /** Null for a text with marks off the line. */
  operand: string | null;
  /** Whether its glyphs give the text, one after the other. */
  isExact: boolean;
}

interface OpenFace {
  font: EmbeddedFont;
  /** By text, how it is shown at any size. */
  shown: Map<string, Shown>;
}

/**
 * Writes runs into the open page with only the operators that they need: pdfkit's own `text` measures each run twice
 * more and sets up its coordinates again.
 */
export class TextWriter {
  private readonly pdf: Pdf;
  private readonly accent: string;
  private readonly faces = new Map<string, OpenFace>();

  /** @param accent the colour used for `ACCENT` */
  constructor(pdf: Pdf, accent: string) {
    this.pdf = pdf;
    this.accent = accent;
  }

  /** Sets runs side by side from `x` on a baseline, in points from the top of the sheet; `extra` points follow each character. */
  write(runs: Run[], x: number, baseline: number, extra: number): void {
    const internals = this.pdf as unknown as PdfInternals;
    const operators: string[] = [];
    let at = x;
    for (const run of runs) {
      if (run.at !== undefined) at = x + run.at;
      const tracking = (run.style.tracking ?? 0) + extra;
      const { font, shown } = this.open(run.face);
      internals.page.fonts[font.id] ??= font.ref();
      const { operand, isExact } = showOf(font, shown, run);
      const isSaid = !isExact || run.drawn !== undefined;
      if (isSaid) operators.push(`/Span <</ActualText <${utf16(run.text)}>>> BDC`);
      if (operand === null) {
        // In reading order, whatever the script.
        if (operators.length > 0) internals.addContent(operators.splice(0).join("\n"));
        this.writeMarks(run, at, baseline, tracking);
      } else {
        const place = `1 0 0 -1 ${decimal(at)} ${decimal(baseline)} Tm`;
        const spacing = tracking === 0 ? "" : `${decimal(tracking)} Tc\n`;
        operators.push(
          `${operatorOf(this.colorOf(run))}\nBT\n/${font.id} ${decimal(run.style.size)} Tf\n${spacing}${place}\n[${operand}] TJ\n` +
            `${spacing && "0 Tc\n"}ET`,
        );
      }
      if (isSaid) operators.push("EMC");
      at += run.width + extra * [...run.text].length;
    }
    if (operators.length > 0) internals.addContent(operators.join("\n"));
  }

  /** Accents above and below letters, which few names have, are placed by pdfkit. */
  private writeMarks(run: Run, x: number, baseline: number, tracking: number): void {
    this.pdf.font(run.face.key, run.style.size).fillColor(this.colorOf(run));
    this.pdf.text(run.drawn ?? run.text, x, baseline, {
      lineBreak: false,
      baseline: "alphabetic",
      characterSpacing: tracking,
    });
  }

  private colorOf({ style }: Run): string {
    return style.color === ACCENT ? this.accent : style.color;
  }

  private open(face: Face): OpenFace {
    let open = this.faces.get(face.key);
    if (!open) {
      this.pdf.registerFont(face.key, face.font as unknown as PDFKit.Mixins.PDFFontSource);
      this.pdf.font(face.key);
      open = { font: (this.pdf as unknown as PdfInternals)._font, shown: new Map() };
      this.faces.set(face.key, open);
    }
    return open;
  }
}

function showOf(font: EmbeddedFont, shown: Map<string, Shown>, { face, text, drawn = text }: Run): Shown {
  let known = shown.get(drawn);
  if (known === undefined) {
    const operand = encode(font, drawn);
    known = { operand, isExact: face.isShaped ? operand !== null && isCopied(font, text) : givesText(face, drawn) };
    shown.set(drawn, known);
  }
  return known;
}

/**
 * Whether a word of joined letters is copied out of the file correctly: from right to left, its glyphs are in reverse
 * order.
 */
function isCopied(font: EmbeddedFont, text: string): boolean {
  const [codes] = font.encode(text);
  const parts = codes.map((code) => String.fromCodePoint(...(font.unicode[Number.parseInt(code, 16)] ?? [])));
  return parts.every((part) => part !== "") && (isRightToLeft(text) ? parts.reverse() : parts).join("") === text;
}

function givesText(face: Face, text: string): boolean {
  const { glyphs } = face.font.layout(text);
  return String.fromCodePoint(...glyphs.flatMap(({ codePoints }) => codePoints)) === text;
}

/** Codes in strings, parted by the kerning between them in thousandths of an em. */
function encode(font: EmbeddedFont, text: string): string | null {
  const [codes, positions] = font.encode(text);
  let operand = "<";
  for (const [index, { xAdvance, advanceWidth, xOffset, yOffset }] of positions.entries()) {
    if (xOffset !== 0 || yOffset !== 0) return null;
    operand += codes[index];
    const kern = advanceWidth - xAdvance;
    if (kern !== 0) operand += index < positions.length - 1 ? `> ${decimal(kern)} <` : "";
  }
  return `${operand}>`;
}

/** A text as a file holds it: UTF-16 with its mark, in hexadecimal digits. */
function utf16(text: string): string {
  return `feff${Buffer.from(text, "utf16le").swap16().toString("hex")}`;
}

const colors = new Map<string, string>();

function operatorOf(hex: string): string {
  let operator = colors.get(hex);
  if (operator === undefined) {
    const parts = [1, 3, 5].map((at) => decimal(Number.parseInt(hex.slice(at, at + 2), 16) / 255));
    operator = `${parts.join(" ")} rg`;
    colors.set(hex, operator);
  }
  return operator;
}

/** A thousandth of a point is finer than any printer; the digits beyond it would only make the file longer. */
function decimal(value: number): number {
  return Math.round(value * 1000) / 1000;
}
