import type { Face } from "../fonts/faces.ts";
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
  encode: (text: string) => [codes: string[], positions: Position[]];
}

interface Position {
  xAdvance: number;
  advanceWidth: number;
  xOffset: number;
  yOffset: number;
}

interface OpenFace {
  font: EmbeddedFont;
  /** By text, the operand that shows it at any size; null for one with marks that stand off the line. */
  shown: Map<string, string | null>;
}

/**
 * Writes runs into the page that is open, as the operators that they need and no more: pdfkit's own `text` measures each
 * run twice more and sets up its coordinates anew.
 */
export class TextWriter {
  private readonly pdf: Pdf;
  private readonly accent: string;
  private readonly faces = new Map<string, OpenFace>();

  /** @param accent the colour that `ACCENT` stands for */
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
      const tracking = (run.style.tracking ?? 0) + extra;
      const { font, shown } = this.open(run.face);
      internals.page.fonts[font.id] ??= font.ref();
      const operand = showOf(font, shown, run.text);
      if (operand === null) this.writeMarks(run, at, baseline, tracking);
      else {
        const place = `1 0 0 -1 ${decimal(at)} ${decimal(baseline)} Tm`;
        const spacing = tracking === 0 ? "" : `${decimal(tracking)} Tc\n`;
        operators.push(
          `${operatorOf(this.colorOf(run))}\nBT\n/${font.id} ${decimal(run.style.size)} Tf\n${spacing}${place}\n[${operand}] TJ\n` +
            `${spacing && "0 Tc\n"}ET`,
        );
      }
      at += run.width + extra * [...run.text].length;
    }
    if (operators.length > 0) internals.addContent(operators.join("\n"));
  }

  /** Accents above and below letters, which few names have, are placed by pdfkit. */
  private writeMarks(run: Run, x: number, baseline: number, tracking: number): void {
    this.pdf.font(run.face.key, run.style.size).fillColor(this.colorOf(run));
    this.pdf.text(run.text, x, baseline, { lineBreak: false, baseline: "alphabetic", characterSpacing: tracking });
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

function showOf(font: EmbeddedFont, shown: Map<string, string | null>, text: string): string | null {
  let operand = shown.get(text);
  if (operand === undefined) {
    operand = encode(font, text);
    shown.set(text, operand);
  }
  return operand;
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
