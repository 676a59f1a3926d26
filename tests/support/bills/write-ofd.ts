import { strToU8, zipSync } from "fflate";
import type { PlacedText } from "./invoice-facts.ts";

const NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"';
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';

export interface OfdParts {
  /** Texts of each page. */
  pages: PlacedText[][];
  /** Texts of the template that all pages use: fixed labels. */
  template?: PlacedText[];
  attachment?: { name: string; xml: string };
  /** Replaces or adds parts, for broken files. */
  parts?: Record<string, string | Uint8Array>;
}

/** A document of GB/T 33190 in millimetres. */
export function writeOfd({ pages, template, attachment, parts = {} }: OfdParts): Uint8Array {
  const files: Record<string, string | Uint8Array> = {
    "OFD.xml": `${HEAD}<ofd:OFD ${NAMESPACE} Version="1.1" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0123456789abcdef0123456789abcdef</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    "Doc_0/Document.xml":
      `${HEAD}<ofd:Document ${NAMESPACE}><ofd:CommonData><ofd:MaxUnitID>9999</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 140</ofd:PhysicalBox></ofd:PageArea>` +
      `${template ? '<ofd:TemplatePage ID="2" BaseLoc="Tpls/Tpl_0/Content.xml"/>' : ""}</ofd:CommonData><ofd:Pages>` +
      pages.map((_, at) => `<ofd:Page ID="${at + 10}" BaseLoc="Pages/Page_${at}/Content.xml"/>`).join("") +
      `</ofd:Pages>${attachment ? "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>" : ""}</ofd:Document>`,
  };
  if (template) files["Doc_0/Tpls/Tpl_0/Content.xml"] = pageXml(template, false);
  pages.forEach((texts, at) => {
    files[`Doc_0/Pages/Page_${at}/Content.xml`] = pageXml(texts, template !== undefined);
  });
  if (attachment) {
    files["Doc_0/Attachs/Attachments.xml"] =
      `${HEAD}<ofd:Attachments ${NAMESPACE}><ofd:Attachment ID="8" Name="${attachment.name}" Format="xml" Visible="false"><ofd:FileLoc>${attachment.name}</ofd:FileLoc></ofd:Attachment></ofd:Attachments>`;
    files[`Doc_0/Attachs/${attachment.name}`] = attachment.xml;
  }
  const bytes = Object.entries({ ...files, ...parts }).map(([path, part]) => [
    path,
    typeof part === "string" ? strToU8(part) : part,
  ]);
  return zipSync(Object.fromEntries(bytes) as Record<string, Uint8Array>, { mtime: new Date(1980, 0, 2) });
}

function pageXml(texts: PlacedText[], usesTemplate: boolean): string {
  const objects = texts.map((text, at) => textObject(text, at + 100));
  return (
    `${HEAD}<ofd:Page ${NAMESPACE}>${usesTemplate ? '<ofd:Template TemplateID="2" ZOrder="Background"/>' : ""}` +
    `<ofd:Content><ofd:Layer ID="99">${objects.join("")}</ofd:Layer></ofd:Content></ofd:Page>`
  );
}

/** Steps as real files have them: one for each character, repeated ones as `g`. */
function textObject({ text, x, y, size = 3.175, alignRight }: PlacedText, id: number): string {
  const steps = [...text].map((one) => (one.codePointAt(0)! > 0x2e7f ? size : size / 2));
  const width = steps.reduce((sum, step) => sum + step, 0);
  const left = alignRight ? x - width : x;
  const isEven = new Set(steps).size === 1 && steps.length > 2;
  const deltas = isEven ? `g ${steps.length - 1} ${steps[0]}` : steps.slice(0, -1).join(" ");
  return (
    `<ofd:TextObject ID="${id}" Boundary="${left} ${y - size} ${width + 0.2} ${size * 1.2}" Font="60" Size="${size}">` +
    `<ofd:TextCode X="0" Y="${size}"${deltas === "" ? "" : ` DeltaX="${deltas}"`}>${text}</ofd:TextCode></ofd:TextObject>`
  );
}
