import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { exactLatin1 } from "./latin1.ts";

/**
 * A reader for the uncompressed PDFs of the tests (`renderReport(model, { compress: false })`): objects by number, page
 * contents, structure elements. It follows no cross-reference table, so that a test may change a file and read it again.
 */
export interface PdfPage {
  id: number;
  dictionary: string;
  content: string;
}

export interface StructureElement {
  id: number;
  type: string;
  dictionary: string;
  children: StructureElement[];
  /** Marked content that belongs to it: page object and MCID. */
  marks: { page: number; mcid: number }[];
  annotations: number[];
}

export interface PdfFile {
  text: string;
  objects: Map<number, string>;
  catalog: string;
  pages: PdfPage[];
  structure: StructureElement | null;
}

/** Reads a file of one byte per character, so that binary parts survive. */
export function readPdf(bytes: Uint8Array): PdfFile {
  const text = exactLatin1(bytes);
  const objects = new Map<number, string>();
  // pattern: our own text, a report that we printed.
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g))
    objects.set(Number(match[1]), match[2]!);
  const catalog = [...objects.values()].find((body) => /\/Type \/Catalog/.test(body)) ?? "";
  const pages = [...objects].flatMap(([id, body]) =>
    /\/Type \/Page\n/.test(body)
      ? [{ id, dictionary: body, content: streamOf(objects.get(referenceIn(body, "Contents") ?? -1) ?? "") }]
      : [],
  );
  const root = objects.get(referenceIn(catalog, "StructTreeRoot") ?? -1);
  const top = root === undefined ? null : referencesIn(root, "K")[0];
  return { text, objects, catalog, pages, structure: top == null ? null : readElement(objects, top, new Set()) };
}

export function streamOf(body: string): string {
  const start = body.indexOf("stream\n");
  return start < 0 ? "" : body.slice(start + 7, body.lastIndexOf("\nendstream"));
}

export function referenceIn(dictionary: string, key: string): number | null {
  // pattern: our own text, a report that we printed.
  const match = new RegExp(`/${key} (\\d+) 0 R`).exec(dictionary);
  return match ? Number(match[1]) : null;
}

function referencesIn(dictionary: string, key: string): number[] {
  // pattern: our own text, a report that we printed.
  const match = new RegExp(`/${key} \\[([^\\]]*)\\]`).exec(dictionary);
  // pattern: our own text, a report that we printed.
  return [...(match?.[1] ?? "").matchAll(/(\d+) 0 R/g)].map((reference) => Number(reference[1]));
}

/** An element has one parent: a file in which it has more could make a tree without end of a few objects. */
function readElement(objects: Map<number, string>, id: number, seen: Set<number>): StructureElement {
  if (seen.has(id)) throw new TransparencyError("damaged_pdf");
  seen.add(id);
  const dictionary = objects.get(id) ?? "";
  const type = /\/S \/(\w+)/.exec(dictionary)?.[1] ?? "";
  // pattern: our own text, a report that we printed.
  const page = referenceIn(dictionary.replace(/<<\n\/Type \/(?:MCR|OBJR)[\s\S]*?>>/g, ""), "Pg") ?? -1;
  const element: StructureElement = { id, type, dictionary, children: [], marks: [], annotations: [] };
  let kids = kidsOf(dictionary);
  kids = kids.replace(/<<\n\/Type \/MCR\n\/Pg (\d+) 0 R\n\/MCID (\d+)\n>>/g, (_, on, mcid) => {
    element.marks.push({ page: Number(on), mcid: Number(mcid) });
    return "";
  });
  kids = kids.replace(/<<\n\/Type \/OBJR\n\/Obj (\d+) 0 R\n\/Pg \d+ 0 R\n>>/g, (_, annotation) => {
    element.annotations.push(Number(annotation));
    return "";
  });
  // pattern: our own text, a report that we printed.
  kids = kids.replace(/(\d+) 0 R/g, (_, child) => {
    element.children.push(readElement(objects, Number(child), seen));
    return "";
  });
  for (const mcid of kids.match(/\d+/g) ?? []) element.marks.push({ page, mcid: Number(mcid) });
  return element;
}

function kidsOf(dictionary: string): string {
  // pattern: our own text, a report that we printed.
  return /\/K \[([\s\S]*?)\]/.exec(dictionary)?.[1] ?? "";
}

/** Every element of a tree with its parent, from the top. */
export function* walk(
  element: StructureElement,
  parent: StructureElement | null = null,
): Generator<{ element: StructureElement; parent: StructureElement | null }> {
  yield { element, parent };
  for (const child of element.children) yield* walk(child, element);
}

/** The object number of an embedded file; null where no file has the name. */
export function attachmentNumber(pdf: PdfFile, name: string): number | null {
  const specification = [...pdf.objects.values()].find(
    (body) => body.includes("/Type /Filespec") && body.includes(`(${name})`),
  );
  return specification ? referenceIn(specification.replace(/\/EF <<\n\/F/, "/File"), "File") : null;
}

/** The bytes of an embedded file. */
export function attachmentOf(pdf: PdfFile, name: string): Uint8Array | null {
  const number = attachmentNumber(pdf, name);
  const body = number === null ? undefined : pdf.objects.get(number);
  return body === undefined ? null : Uint8Array.from(streamOf(body), (character) => character.charCodeAt(0));
}

/** For each font of a page, by its name there, the text of every code. */
export function textMaps(pdf: PdfFile, page: PdfPage): Map<string, string[]> {
  const resources = pdf.objects.get(referenceIn(page.dictionary, "Resources") ?? -1) ?? "";
  return new Map(
    [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map((match) => [match[1]!, toUnicode(pdf, Number(match[2]))]),
  );
}

/** The text of a page in the order of drawing, by each font's ToUnicode map; runs on separate lines. */
export function textOf(pdf: PdfFile, page: PdfPage): string {
  const fonts = textMaps(pdf, page);
  const lines: string[] = [];
  let map: string[] = [];
  // pattern: our own text, a report that we printed.
  for (const match of page.content.matchAll(/\/(F\d+) [\d.]+ Tf|\[(.*?)\] TJ/g)) {
    if (match[1]) map = fonts.get(match[1]) ?? [];
    else {
      const codes = [...(match[2] ?? "").matchAll(/<([0-9a-f]+)>/g)].flatMap((hex) => hex[1]!.match(/.{4}/g) ?? []);
      lines.push(codes.map((code) => map[Number.parseInt(code, 16)] ?? "\ufffd").join(""));
    }
  }
  return lines.join("\n");
}

function toUnicode(pdf: PdfFile, font: number): string[] {
  const map = streamOf(pdf.objects.get(referenceIn(pdf.objects.get(font) ?? "", "ToUnicode") ?? -1) ?? "");
  const texts: string[] = [];
  // pattern: our own text, a report that we printed.
  for (const range of map.matchAll(/<[0-9a-f]+> <[0-9a-f]+> \[(.*?)\]/g)) {
    for (const entry of range[1]!.matchAll(/<([0-9a-f ]*)>/g)) {
      texts.push(
        String.fromCharCode(
          ...entry[1]!
            .split(" ")
            .filter(Boolean)
            .map((unit) => Number.parseInt(unit, 16)),
        ),
      );
    }
  }
  return texts;
}
