import type { Face } from "../fonts/faces.ts";
import type { Pdf } from "./document.ts";
import { WATERMARK } from "./style.ts";
import { type Line, measureText, type Run, splitRuns } from "./text-line.ts";

type Element = PDFKit.PDFStructureElement;

/** Attributes of a structure element; `scope` belongs to TH, `bbox` and `alt` to Figure. */
export interface TagOptions {
  alt?: string;
  lang?: string;
  bbox?: [number, number, number, number];
  scope?: "Column" | "Row";
}

export interface PageSettings {
  language: string;
  /** Drawn large and pale under every page; null on an issued document. */
  watermark: string | null;
}

const MARGIN = { left: 54, right: 54, top: 72, bottom: 64 };

/**
 * The one place that knows where the next mark goes: cursor, page breaks and the structure tree. Every mark is drawn
 * inside `mark` (real content) or `artifact`; one inside the other is refused.
 */
export class Page {
  readonly pdf: Pdf;
  readonly language: string;
  /** The cursor: the top of what comes next, in points from the top of the sheet. */
  y = MARGIN.top;
  readonly left = MARGIN.left;
  /** The number of the section that is being drawn; 0 on the cover. */
  section = 0;
  private readonly settings: PageSettings;
  private readonly open: Element[] = [];
  private readonly faces = new Set<string>();
  private isMarking = false;

  constructor(pdf: Pdf, settings: PageSettings) {
    this.pdf = pdf;
    this.settings = settings;
    this.language = settings.language;
    const root = pdf.struct("Document", { lang: settings.language });
    pdf.addStructure(root);
    this.open.push(root);
  }

  get sheetWidth(): number {
    return this.pdf.page.width;
  }

  get sheetHeight(): number {
    return this.pdf.page.height;
  }

  /** Width of the text area. */
  get width(): number {
    return this.sheetWidth - MARGIN.left - MARGIN.right;
  }

  get bottom(): number {
    return this.sheetHeight - MARGIN.bottom;
  }

  addPage(): void {
    this.pdf.addPage();
    this.y = MARGIN.top;
    const { watermark } = this.settings;
    if (watermark) this.artifact(() => this.drawWatermark(watermark));
  }

  /** Begins a section: on a new page, unless most of this one is still empty. */
  beginSection(): void {
    this.section += 1;
    const isRoomy = this.section > 1 && this.y < this.sheetHeight * 0.55;
    if (isRoomy) this.y += 26;
    else this.addPage();
  }

  /** Begins a new page when fewer than `height` points are left; true when it did. */
  ensure(height: number): boolean {
    if (this.y + height <= this.bottom) return false;
    this.addPage();
    return true;
  }

  /** Runs `body` with a new structure element as the parent of all that it marks. */
  inside(type: string, options: TagOptions, body: (element: Element) => void): void {
    const element = this.pdf.struct(type, options);
    this.open.at(-1)!.add(element);
    this.open.push(element);
    body(element);
    this.open.pop();
    element.end();
  }

  /** Draws real content into the element that is open. */
  mark(draw: () => void): void {
    this.enter();
    this.open.at(-1)!.add(draw);
    this.isMarking = false;
  }

  /** An element whose only content is what `draw` draws. */
  tag(type: string, options: TagOptions, draw: () => void): void {
    this.inside(type, options, () => this.mark(draw));
  }

  /** Draws what is decoration or repetition: assistive technology skips it. */
  artifact(draw: () => void, type: "Layout" | "Pagination" = "Layout"): void {
    this.enter();
    this.pdf.markContent("Artifact", { type });
    draw();
    this.pdf.endMarkedContent();
    this.isMarking = false;
  }

  /** Sets runs side by side from `x` on a baseline; `extra` points are added after each character. */
  drawRuns(runs: Run[], x: number, baseline: number, extra = 0): void {
    let at = x;
    for (const run of runs) {
      this.selectFace(run.face, run.style.size);
      const tracking = (run.style.tracking ?? 0) + extra;
      this.pdf.fillColor(run.style.color);
      this.pdf.text(run.text, at, baseline, { lineBreak: false, baseline: "alphabetic", characterSpacing: tracking });
      at += run.width + extra * [...run.text].length;
    }
  }

  /** Sets a line left, right or centred in a box of `width` points. */
  drawLine(line: Line, x: number, baseline: number, width: number, align: "left" | "right" | "center" = "left"): void {
    const room = width - line.width;
    this.drawRuns(line.runs, align === "left" ? x : align === "right" ? x + room : x + room / 2, baseline);
  }

  private enter(): void {
    if (this.isMarking) throw new Error("content inside content: tags and artifacts do not nest");
    this.isMarking = true;
  }

  private selectFace(face: Face, size: number): void {
    if (!this.faces.has(face.key)) {
      this.pdf.registerFont(face.key, face.font as unknown as PDFKit.Mixins.PDFFontSource);
      this.faces.add(face.key);
    }
    this.pdf.font(face.key, size);
  }

  private drawWatermark(text: string): void {
    const style = { role: "sansBold", size: 92, color: WATERMARK, leading: 1 } as const;
    const width = measureText(text, style);
    const [x, y] = [this.sheetWidth / 2, this.sheetHeight / 2];
    this.pdf.save();
    this.pdf.rotate(-52, { origin: [x, y] });
    this.drawWords(text, style, x - width / 2, y + 32);
    this.pdf.restore();
  }

  /** One line of one style, without measuring or breaking. */
  drawWords(text: string, style: Run["style"], x: number, baseline: number): void {
    this.drawRuns(splitRuns([{ text, style }]), x, baseline);
  }
}
