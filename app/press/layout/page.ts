import type { Pdf } from "./document.ts";
import { SPRUCE, WATERMARK } from "./style.ts";
import { type Line, measureText, type Run, splitRuns } from "./text-line.ts";
import { TextWriter } from "./write-text.ts";

export type Element = PDFKit.PDFStructureElement;

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
  /** In place of `ACCENT`. */
  accent?: string;
}

/** Where a page number goes: it ends at `right`, with a rule below it where it ends a line of the contents. */
export interface NumberPlace {
  right: number;
  baseline: number;
  style: Run["style"];
  hasRule?: boolean;
}

interface ExpectedNumber extends NumberPlace {
  id: string;
  /** Of the page with the place. */
  index: number;
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
  private readonly text: TextWriter;
  private isMarking = false;
  /** Of each heading that is drawn, the page it is on; and where a page number has to be written. */
  private readonly places = new Map<string, number>();
  private readonly expected: ExpectedNumber[] = [];

  constructor(pdf: Pdf, settings: PageSettings) {
    this.pdf = pdf;
    this.settings = settings;
    this.language = settings.language;
    this.text = new TextWriter(pdf, this.accent);
    const root = pdf.struct("Document", { lang: settings.language });
    pdf.addStructure(root);
    this.open.push(root);
  }

  /** The colour of headings and rules. */
  get accent(): string {
    return this.settings.accent ?? SPRUCE;
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

  /** Height of the text area of an empty page. */
  get height(): number {
    return this.bottom - MARGIN.top;
  }

  addPage(): void {
    this.pdf.addPage();
    this.y = MARGIN.top;
    const { watermark } = this.settings;
    if (watermark) this.artifact(() => this.drawWatermark(watermark));
  }

  /** Begins a section: on a new page where less than a quarter of this one is left. */
  beginSection({ onNewPage = false } = {}): void {
    this.section += 1;
    const isRoomy = !onNewPage && this.section > 1 && this.bottom - this.y > this.height / 4;
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
    const element = this.addElement(type, options);
    this.open.push(element);
    body(element);
    this.open.pop();
    element.end();
  }

  /** Runs `body` with an element that was added as the parent of all that it marks. */
  within(element: Element, body: () => void): void {
    this.open.push(element);
    body();
    this.open.pop();
  }

  /** A new child of the open element; the caller ends it. For content that goes on over several pages. */
  addElement(type: string, options: TagOptions): Element {
    const element = this.pdf.struct(type, options);
    this.open.at(-1)!.add(element);
    return element;
  }

  /** Draws real content into the element that is open, or into one that was added. */
  mark(draw: () => void, into: Element = this.open.at(-1)!): void {
    this.enter();
    into.add(draw);
    this.isMarking = false;
  }

  /** An element whose only content is what `draw` draws. */
  tag(type: string, options: TagOptions, draw: () => void): void {
    this.inside(type, options, () => this.mark(draw));
  }

  private get index(): number {
    return this.pdf.bufferedPageRange().count - 1;
  }

  /** Makes the current place the target of links to a heading. */
  begin(id: string): void {
    this.places.set(id, this.index);
    this.pdf.addNamedDestination(id, "XYZ", this.left, this.y, null);
  }

  /** A link over a box to a heading, in the open Link element. */
  linkTo(
    id: string,
    box: { x: number; y: number; width: number; height: number },
    { element, about }: { element: Element; about: string },
  ): void {
    this.pdf.goTo(box.x, box.y, box.width, box.height, id, {
      structParent: element,
      Contents: new String(about), // pdfkit writes a String object as a PDF string, a plain one as a name
      Border: [0, 0, 0],
      F: 4,
    } as unknown as PDFKit.Mixins.AnnotationOption);
  }

  /** Reserves the end of a line on this page for the page number of a heading. */
  expectNumber(id: string, place: NumberPlace): void {
    this.expected.push({ id, index: this.index, ...place });
  }

  /** The reserved places with the pages to write, once all is drawn. */
  expectedNumbers(): (ExpectedNumber & { target: number })[] {
    return this.expected.map((one) => ({ ...one, target: this.places.get(one.id)! }));
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
    this.text.write(runs, x, baseline, extra);
  }

  /**
   * Draws a line as real content of the open element: each stretch in another language as a Span with its `Lang`, so
   * that a screen reader changes its voice. `extra` as in `drawRuns`, `into` as in `mark`.
   */
  markLine(
    line: Line,
    x: number,
    baseline: number,
    { extra = 0, into = this.open.at(-1)! }: { extra?: number; into?: Element } = {},
  ): void {
    this.open.push(into);
    let at = x;
    for (const runs of splitByLanguage(line.runs)) {
      const { lang } = runs[0]!.style;
      const from = runs[0]!.at === undefined ? at : x;
      const draw = () => this.drawRuns(runs, from, baseline, extra);
      if (lang && lang !== this.language) this.tag("Span", { lang }, draw);
      else this.mark(draw);
      for (const run of runs) at += run.width + extra * [...run.text].length;
    }
    this.open.pop();
  }

  /** Sets a line in the middle of a box of `width` points. */
  centreLine(line: Line, x: number, baseline: number, width: number): void {
    this.drawRuns(line.runs, x + (width - line.width) / 2, baseline);
  }

  private enter(): void {
    if (this.isMarking) throw new Error("content inside content: tags and artifacts do not nest");
    this.isMarking = true;
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

function splitByLanguage(runs: Run[]): Run[][] {
  const stretches: Run[][] = [];
  for (const run of runs) {
    const last = stretches.at(-1);
    if (last && last[0]!.style.lang === run.style.lang) last.push(run);
    else stretches.push([run]);
  }
  return stretches;
}
