import { deflateSync } from "node:zlib";
import { concatBytes } from "#app/encoding/bytes.ts";
import { expandPdf } from "#app/pdf/expand-pdf.ts";
import { exactLatin1, latin1Bytes } from "#app/pdf/latin1.ts";
import { readPdf, referenceIn, textMaps } from "#app/pdf/pdf-reader.ts";

/** The file as another program might save it: inflated, without packed objects, with a table in the classic form. */
export async function saveAgain(
  file: Uint8Array,
  edit: (text: string) => string = (text) => text,
): Promise<Uint8Array> {
  const text = edit(exactLatin1(await expandPdf(file)));
  // pattern: our own text, a report that we printed.
  const places = new Map([...text.matchAll(/(?<=\n)(\d+) 0 obj\n/g)].map(({ 1: id, index }) => [Number(id), index]));
  return concatBytes(latin1Bytes(text), latin1Bytes(tableOf(places, text, text.length)));
}

/** The file with a new version of an object at its end. */
export async function updateObject(file: Uint8Array, id: number, dictionary: string, content: string) {
  const packed = deflateSync(latin1Bytes(content));
  const head = `\n${id} 0 obj\n<<\n${dictionary}/Filter /FlateDecode\n/Length ${packed.length}\n>>\nstream\n`;
  const end = "\nendstream\nendobj\n";
  const before = exactLatin1(file);
  const start = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(before)![1];
  const places = new Map([[id, file.length + 1]]);
  const at = file.length + head.length + packed.length + end.length;
  const text = exactLatin1(await expandPdf(file));
  return concatBytes(
    file,
    latin1Bytes(head),
    packed,
    latin1Bytes(`${end}${tableOf(places, text, at, `/Prev ${start}\n`)}`),
  );
}

function tableOf(places: Map<number, number>, text: string, at: number, more = ""): string {
  // pattern: our own text, a report that we printed.
  const ids = [...text.matchAll(/(?<=\n)(\d+) 0 obj\n/g)].map((match) => Number(match[1]));
  const entries = [...places].map(([id, place]) => `${id} 1\n${`${place}`.padStart(10, "0")} 00000 n \n`);
  const [root, info] = ["Root", "Info"].map((key) => referenceIn(text, key));
  return `xref\n${entries.join("")}trailer\n<<\n/Size ${Math.max(...ids) + 1}\n/Root ${root} 0 R\n/Info ${info} 0 R\n${more}>>\nstartxref\n${at}\n%%EOF\n`;
}

export const pagesOf = (text: string) => readPdf(latin1Bytes(text)).pages;

// pattern: our own text, a report that we printed.
const SHOWN = /\/(F\d+) [\d.]+ Tf|\[(.*?)\] TJ/g;

function codesIn(shown: string): string[] {
  return [...shown.matchAll(/<([0-9a-f]+)>/g)].flatMap((hex) => hex[1]!.match(/.{4}/g) ?? []);
}

/** Replaces drawn texts of a page: gets each with the characters of its font, and gives the new one or null. */
function redraw({ text, index }: { text: string; index: number }, draw: (drawn: string) => string | null): string {
  const pdf = readPdf(latin1Bytes(text));
  const page = pdf.pages[index]!;
  const fonts = textMaps(pdf, page);
  let map: string[] = [];
  return page.content.replace(SHOWN, (operator: string, font?: string, shown?: string) => {
    if (font) map = fonts.get(font) ?? [];
    const changed = draw(
      codesIn(shown ?? "")
        .map((code) => map[Number.parseInt(code, 16)])
        .join(""),
    );
    if (changed === null) return operator;
    let at = 0;
    const codeOf = () => map.indexOf(changed[at++]!).toString(16).padStart(4, "0");
    // pattern: our own text, a report that we printed.
    return operator.replace(/[0-9a-f]{4}(?=[0-9a-f]*>)/g, codeOf);
  });
}

/** The first figure of a page with two digits that can be exchanged, and what it becomes by that. */
export function findFigure(text: string, index: number): { drawn: string; changed: string } {
  const found: { drawn: string; changed: string }[] = [];
  redraw({ text, index }, (drawn) => {
    const changed = drawn.replace(/(\d)([,.]?)(\d)$/, "$3$2$1");
    if (/^\d[\d,.]+$/.test(drawn) && changed !== drawn) found.push({ drawn, changed });
    return null;
  });
  return found[0]!;
}

/** The content of a page on which a text is replaced by another one of the same characters. */
export function changeText(text: string, index: number, drawn: string, changed: string): string {
  let isDone = false;
  const content = redraw({ text, index }, (found) => {
    if (isDone || found !== drawn) return null;
    isDone = true;
    return changed;
  });
  if (!isDone) throw new Error(`${drawn} is not on page ${index + 1}`);
  return content;
}

/** The text of a file with other content on a page, whose length is restated. */
export function withContent(text: string, index: number, edit: (content: string) => string): string {
  const { content } = pagesOf(text)[index]!;
  const edited = edit(content);
  return text
    .replace(content, () => edited)
    .replace(`\n/Length ${content.length}\n`, () => `\n/Length ${edited.length}\n`);
}

/** The file with two digits of a figure of its first page exchanged. */
export async function changeFigure(file: Uint8Array) {
  const { drawn, changed } = findFigure(exactLatin1(await expandPdf(file)), 0);
  const altered = await saveAgain(file, (all) => withContent(all, 0, () => changeText(all, 0, drawn, changed)));
  return { drawn, changed, file: altered };
}

/** The text of a file with other pages, which are references. */
export function withPages(text: string, change: (pages: string[]) => string[]): string {
  // pattern: our own text, a report that we printed.
  return text.replace(/\/Type \/Pages\n\/Count \d+\n\/Kids \[([^\]]*)\]/, (_, kids: string) => {
    const pages = change(kids.match(/\d+ 0 R/g) ?? []);
    return `/Type /Pages\n/Count ${pages.length}\n/Kids [${pages.join(" ")}]`;
  });
}
