import { type PdfFile, type PdfPage, readPdf, type StructureElement, textMaps, walk } from "#app/pdf/pdf-reader.ts";
import { isRightToLeft } from "#app/press/script.ts";

/** A text of a report as its structure tree holds it: a heading, a paragraph, a list item or a cell. */
export interface PrintedText {
  type: string;
  /** The first-level heading of its section. */
  section: string;
  parts: { text: string; lang: string | null }[];
}

const TEXTS = new Set(["H1", "H2", "P", "LBody", "TH", "TD", "Figure"]);

/** Every text of an uncompressed report in the order of its structure, each stretch with its language. */
export function printedTexts(bytes: Uint8Array): PrintedText[] {
  const pdf = readPdf(bytes);
  const marks = new Map(pdf.pages.map((page) => [page.id, marksOf(pdf, page)]));
  const texts: PrintedText[] = [];
  let section = "";
  for (const { element } of walk(pdf.structure!)) {
    if (!TEXTS.has(element.type)) continue;
    const parts = partsOf(element, marks, [...marks.keys()]);
    if (element.type === "H1") section = plainOf(parts);
    texts.push({ type: element.type, section, parts });
  }
  return texts;
}

export function plainOf(parts: PrintedText["parts"]): string {
  return parts.map(({ text }) => text).join("");
}

function partsOf(
  element: StructureElement,
  marks: Map<number, Map<number, string>>,
  pages: number[],
): PrintedText["parts"] {
  return marksWithin(element)
    .sort((a, b) => pages.indexOf(a.page) - pages.indexOf(b.page) || a.mcid - b.mcid)
    .map(({ page, mcid, lang }) => ({ text: marks.get(page)?.get(mcid) ?? "", lang }));
}

/** The marks of an element and of the languages and links in it. */
function marksWithin(element: StructureElement): (StructureElement["marks"][number] & { lang: string | null })[] {
  const inline = element.children.filter(({ type }) => type === "Span" || type === "Link");
  return [...element.marks.map((mark) => ({ ...mark, lang: langOf(element) })), ...inline.flatMap(marksWithin)];
}

function langOf({ dictionary }: StructureElement): string | null {
  return /\/Lang \(([\w-]+)\)/.exec(dictionary)?.[1] ?? null;
}

const isRightToLeftLetter = (text: string) => isRightToLeft(text) && /\p{L}/u.test(text);

// pattern: our own text, a report that we printed.
const SAID = /\/Span <<\/ActualText <feff([0-9a-f]*)>>> BDC\n([\s\S]*?)\nEMC/g;

/** The text that a stretch declares where its glyphs join or are reordered; its figures are those that are drawn. */
function tell(said: string, drawn: string): string {
  const figures = (text: string) => text.replace(/[^0-9]/g, "");
  return figures(said) === figures(drawn) ? said : drawn;
}

function readUtf16(hex: string): string {
  return String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16)));
}

/** The text of each marked content of a page; a new line of print begins a new line. */
function marksOf(pdf: PdfFile, page: PdfPage): Map<number, string> {
  const fonts = textMaps(pdf, page);
  const found = new Map<number, string>();
  const told = page.content.replace(SAID, "said <$1>\n$2\nend said");
  // pattern: our own text, a report that we printed.
  for (const [, mcid, content] of told.matchAll(/\/MCID (\d+)\s*>> BDC([\s\S]*?)\nEMC/g)) {
    let map: string[] = [];
    let baseline: string | null = null;
    let said = { text: "", from: 0 };
    let text = "";
    // pattern: our own text, a report that we printed.
    for (const match of content!.matchAll(
      /\/(F\d+) [\d.]+ Tf|-?[\d.]+ (-?[\d.]+) Tm|\[(.*?)\] TJ|^said <([0-9a-f]*)>|^end said/gm,
    )) {
      if (match[1]) map = fonts.get(match[1]) ?? [];
      else if (match[2]) {
        if (baseline !== null && match[2] !== baseline) text += "\n";
        baseline = match[2];
      } else if (match[4] !== undefined) said = { text: readUtf16(match[4]), from: text.length };
      else if (match[0] === "end said") text = text.slice(0, said.from) + tell(said.text, text.slice(said.from));
      else {
        const codes = [...(match[3] ?? "").matchAll(/<([0-9a-f]+)>/g)].flatMap((hex) => hex[1]!.match(/.{4}/g) ?? []);
        const drawn = codes.map((code) => map[Number.parseInt(code, 16)] ?? "\ufffd");
        // Letters from right to left are drawn from the last to the first.
        text += (drawn.some(isRightToLeftLetter) ? drawn.reverse() : drawn).join("");
      }
    }
    found.set(Number(mcid), text);
  }
  return found;
}
