/** A line of text on the page; `size` in points. */
interface Line {
  text: string;
  size: number;
  x: number;
  y: number;
}

const LEFT = 56;
const TOP = 770;
const LINE_POINTS = 17;
const MARK = "SAMPLE";

/**
 * A page of plain text with the word SAMPLE across it, as a PDF. The sample's bills and statements are made of it, so
 * none can pass for a document of someone.
 *
 * @param rows ASCII only, because the file has no font of its own
 */
export function makeSampleFile(title: string, rows: readonly string[]): Uint8Array {
  const lines: Line[] = [
    { text: "SAMPLE. NOT A REAL DOCUMENT.", size: 11, x: LEFT, y: TOP },
    { text: title, size: 15, x: LEFT, y: TOP - 2 * LINE_POINTS },
    ...rows.map((text, at) => ({ text, size: 10, x: LEFT, y: TOP - (at + 4) * LINE_POINTS })),
  ];
  // Rotated by 45 degrees, in light grey, under the text.
  const mark = `q 0.9 g BT /F1 130 Tf 0.7071 0.7071 -0.7071 0.7071 120 190 Tm (${MARK}) Tj ET Q\n`;
  const text = lines
    .map(({ text, size, x, y }) => `BT /F1 ${size} Tf ${x} ${y} Td (${toLiteral(text)}) Tj ET\n`)
    .join("");
  const content = `${mark}${text}`;
  return writePdf([
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
    `<</Length ${content.length}>>\nstream\n${content}endstream`,
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
  ]);
}

function toLiteral(text: string): string {
  return text.replace(/[^ -~]/g, "?").replace(/[\\()]/g, "\\$&");
}

function writePdf(objects: readonly string[]): Uint8Array {
  let text = "%PDF-1.4\n";
  const offsets = objects.map((object, at) => {
    const offset = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = text.length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const count = objects.length + 1;
  text += `xref\n0 ${count}\n0000000000 65535 f \n${entries}`;
  text += `trailer\n<</Size ${count}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`;
  return new TextEncoder().encode(text);
}
