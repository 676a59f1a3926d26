import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import PDFDocument from "pdfkit";
import type { PlacedText } from "./invoice-facts.ts";

const POINTS = 72 / 25.4;
const CHINESE_FONT = createRequire(import.meta.url).resolve(
  "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
);

interface PdfParts {
  pages: (PlacedText[] | { image: Uint8Array })[];
  attachment?: { name: string; text: string };
  isChinese?: boolean;
  /** In millimetres. */
  size?: [number, number];
}

/** A PDF with real text, or pages that are only a picture, as a scanner makes them. */
export function writePdf({ pages, attachment, isChinese = false, size = [210, 297] }: PdfParts): Promise<Uint8Array> {
  const made = new Date(Date.UTC(2025, 3, 2));
  const document = new PDFDocument({ autoFirstPage: false, info: { CreationDate: made, ModDate: made } });
  const pieces: Buffer[] = [];
  document.on("data", (piece: Buffer) => pieces.push(piece));
  const done = new Promise<Uint8Array>((resolve) => {
    document.on("end", () => resolve(Buffer.concat(pieces)));
  });
  if (isChinese) document.registerFont("text", readFileSync(CHINESE_FONT));
  if (attachment) document.file(Buffer.from(attachment.text), { name: attachment.name, type: "text/xml" });
  for (const page of pages) {
    document.addPage({ size: size.map((one) => one * POINTS) as [number, number], margin: 0 });
    if ("image" in page) {
      document.image(Buffer.from(page.image), 0, 0, { width: size[0] * POINTS });
      continue;
    }
    document.font(isChinese ? "text" : "Helvetica");
    for (const { text, x, y, size: height = 3.175, alignRight } of page) {
      document.fontSize(height * POINTS);
      const left = alignRight ? x * POINTS - document.widthOfString(text) : x * POINTS;
      document.text(text, left, y * POINTS, { lineBreak: false, baseline: "alphabetic" });
    }
  }
  document.end();
  return done;
}

/**
 * A PDF whose Chinese font is not embedded and whose text is in UCS-2 (UniGB-UCS2-H), as invoice programs write it. A reader
 * needs the character maps of Adobe-GB1.
 */
export function writeUnembeddedPdf(texts: PlacedText[]): Uint8Array {
  const content = texts.map(({ text, x, y, size = 3.175, alignRight }) => {
    const width = [...text].reduce((sum, one) => sum + (one.codePointAt(0)! > 0x2e7f ? size : size / 2), 0);
    const hex = [...text].map((one) => one.codePointAt(0)!.toString(16).padStart(4, "0")).join("");
    const left = (alignRight ? x - width : x) * POINTS;
    return `BT /F1 ${(size * POINTS).toFixed(3)} Tf ${left.toFixed(3)} ${((140 - y) * POINTS).toFixed(3)} Td <${hex}> Tj ET`;
  });
  const stream = content.join("\n");
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${(210 * POINTS).toFixed(2)} ${(140 * POINTS).toFixed(2)}]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>`,
    `<</Length ${stream.length}>>\nstream\n${stream}\nendstream`,
    "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light-UniGB-UCS2-H/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
    "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor 7 0 R/DW 1000/W[1 95 500]>>",
    "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
  ];
  let text = "%PDF-1.4\n";
  const offsets = objects.map((object, at) => {
    const start = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return start;
  });
  const xref = text.length;
  const rows = offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${xref}\n%%EOF\n`;
  return new TextEncoder().encode(text);
}
