import { assertSafeLink } from "#app/encoding/safe-link.ts";
import {
  type PdfFile,
  type PdfPage,
  readPdf,
  referenceIn,
  type StructureElement,
  streamOf,
  walk,
} from "./pdf-reader.ts";

/** A rule that a file breaks, and where. */
export interface Finding {
  rule: string;
  where: string;
}

/**
 * Our own quick check of what PDF/A-3a and PDF/UA-1 ask of these files, on every change; veraPDF remains the judge.
 * Works on uncompressed files.
 */
export function checkPdf(bytes: Uint8Array): Finding[] {
  const pdf = readPdf(bytes);
  return [
    ...checkCatalog(pdf),
    ...pdf.pages.flatMap((page, index) => checkPage(page, index + 1)),
    ...checkStructure(pdf),
    ...checkMarks(pdf),
    ...checkLinks(pdf),
    ...checkSealField(pdf),
    ...checkMetadata(pdf),
    ...checkAttachment(pdf),
    ...checkFacturX(pdf),
  ];
}

function checkCatalog({ catalog, objects }: PdfFile): Finding[] {
  const body = (key: string) => objects.get(referenceIn(catalog, key) ?? -1) ?? "";
  const isHeld: Record<string, boolean> = {
    language: /\/Lang \(\S+\)/.test(catalog),
    "marked as tagged": body("MarkInfo").includes("/Marked true"),
    "structure tree": body("StructTreeRoot").includes("/K ["),
    "title is displayed": body("ViewerPreferences").includes("/DisplayDocTitle true"),
    "output intent":
      /\/OutputIntents \[\d+ 0 R\]/.test(catalog) && [...objects.values()].some((one) => one.includes("/S /GTS_PDFA1")),
    outline: referenceIn(catalog, "Outlines") !== null,
  };
  return Object.entries(isHeld).flatMap(([rule, held]) => (held ? [] : [{ rule, where: "catalog" }]));
}

const PAINTING = new Set(["TJ", "Tj", "f", "f*", "F", "S", "s", "B", "B*", "b", "b*", "Do", "sh"]);

/** Every painting operator is in exactly one tag or artifact; no glyph is `.notdef`. */
function checkPage(page: PdfPage, number: number): Finding[] {
  const where = `page ${number}`;
  const findings: Finding[] = [];
  if (!page.dictionary.includes("/Tabs /S")) findings.push({ rule: "tab order", where });
  if (page.dictionary.includes("/UserUnit")) findings.push({ rule: "no user unit", where });
  let depth = 0;
  let said = 0;
  for (const line of page.content.split("\n")) {
    // A text that a stretch states of itself is no tag of its own.
    if (line.startsWith("/Span <</ActualText <feff")) said += 1;
    else if (line === "EMC" && said > 0) {
      said -= 1;
      continue;
    }
    if (said > 0 && line.endsWith("BDC")) {
      if (depth !== 1 || said > 1) findings.push({ rule: "marked content is balanced and flat", where });
      continue;
    }
    const operator = line.trim().split(" ").at(-1) ?? "";
    if (operator === "BDC" || operator === "BMC") depth++;
    if (operator === "EMC") depth--;
    if (depth < 0 || depth > 1) findings.push({ rule: "marked content is balanced and flat", where });
    if (PAINTING.has(operator) && depth === 0)
      findings.push({ rule: "everything painted is tagged or an artifact", where });
    if (operator === "TJ" && (line.match(/<[0-9a-f]+>/g) ?? []).some((hex) => /^<(?:.{4})*?0000/.test(hex))) {
      findings.push({ rule: "no missing glyph", where });
    }
  }
  if (depth !== 0) findings.push({ rule: "marked content is balanced and flat", where });
  return findings;
}

/** Which parents an element may have (ISO 32000-1, 14.8.4). */
const PARENTS: Record<string, string[]> = {
  THead: ["Table"],
  TBody: ["Table"],
  TR: ["Table", "THead", "TBody"],
  TH: ["TR"],
  TD: ["TR"],
  LI: ["L"],
  Lbl: ["LI"],
  LBody: ["LI"],
  Link: ["P", "TD"],
  TOCI: ["TOC"],
};

function checkStructure({ structure }: PdfFile): Finding[] {
  if (structure?.type !== "Document") return [{ rule: "structure tree", where: "root" }];
  const findings: Finding[] = [];
  let level = 0;
  for (const { element, parent } of walk(structure)) {
    const where = `object ${element.id} ${element.type}`;
    const parents = PARENTS[element.type];
    if (parents && !parents.includes(parent?.type ?? "")) findings.push({ rule: "roles nest", where });
    if (element.type === "TH" && !/\/Scope \/(?:Row|Column)/.test(element.dictionary))
      findings.push({ rule: "header cells have a scope", where });
    if (element.type === "Figure" && !/\/Alt \(/.test(element.dictionary))
      findings.push({ rule: "figures have a description", where });
    const heading = /^H(\d)$/.exec(element.type);
    if (!heading) continue;
    if (Number(heading[1]) > level + 1) findings.push({ rule: "heading levels do not skip", where });
    level = Number(heading[1]);
  }
  for (const row of rowsOf(structure)) {
    if (new Set(row.map((one) => one.children.length)).size > 1)
      findings.push({ rule: "rows have equal cells", where: `object ${row[0]?.id}` });
  }
  return findings;
}

function rowsOf(structure: StructureElement): StructureElement[][] {
  return [...walk(structure)]
    .filter(({ element }) => element.type === "Table")
    .map(({ element }) => [...walk(element)].flatMap(({ element: one }) => (one.type === "TR" ? [one] : [])));
}

/** Each marked-content id of a page belongs to exactly one element. */
function checkMarks({ pages, structure }: PdfFile): Finding[] {
  if (!structure) return [];
  const owned = [...walk(structure)].flatMap(({ element }) => element.marks.map(({ page, mcid }) => `${page}/${mcid}`));
  const drawn = pages.flatMap((page) =>
    [...page.content.matchAll(/\/MCID (\d+)/g)].map((match) => `${page.id}/${match[1]}`),
  );
  const isSame = owned.length === drawn.length && [...owned].sort().join() === [...drawn].sort().join();
  return isSame
    ? []
    : [{ rule: "marked content ids match the tree", where: `${owned.length} owned, ${drawn.length} drawn` }];
}

function checkLinks({ objects }: PdfFile): Finding[] {
  const findings: Finding[] = [];
  for (const [id, body] of objects) {
    if (!body.includes("/Type /Annot\n") || body.includes("/Subtype /Widget\n")) continue;
    const where = `object ${id}`;
    const action = objects.get(referenceIn(body, "A") ?? -1) ?? "";
    // pattern: our own text, a report that we printed.
    const address = /\/URI \((.*)\)/.exec(action)?.[1] ?? "";
    // pattern: our own text, a report that we printed.
    if (!/\/Contents \(.+\)/.test(body)) findings.push({ rule: "links have a description", where });
    if (!body.includes("/StructParent ")) findings.push({ rule: "links are in the structure", where });
    if (!body.includes("/F 4\n")) findings.push({ rule: "links are printed", where });
    if (/\/S \/GoTo\b/.test(action)) continue;
    try {
      assertSafeLink(address);
    } catch {
      findings.push({ rule: "links are safe", where });
    }
  }
  return findings;
}

/** A widget without a size draws nothing: it needs neither an appearance (PDF/A 6.3.3) nor a Form tag (PDF/UA 7.18.4). */
function checkSealField({ objects }: PdfFile): Finding[] {
  return [...objects].flatMap(([id, body]) => {
    // pattern: our own text, a report that we printed.
    const isInvisible = body.includes("/Rect [0 0 0 0]\n") && body.includes("/F 4\n") && /\/TU \(.+\)/.test(body);
    return !body.includes("/Subtype /Widget\n") || isInvisible
      ? []
      : [{ rule: "the field of the seal draws nothing", where: `object ${id}` }];
  });
}

function metadataOf({ catalog, objects }: PdfFile): string {
  const stream = streamOf(objects.get(referenceIn(catalog, "Metadata") ?? -1) ?? "");
  return Buffer.from(stream, "latin1").toString("utf8");
}

function checkMetadata(pdf: PdfFile): Finding[] {
  const xmp = metadataOf(pdf);
  const where = "XMP";
  const findings: Finding[] = [];
  if (!isWellFormed(xmp)) findings.push({ rule: "metadata are well-formed", where });
  const needed = [
    "<pdfaid:part>3<",
    "<pdfaid:conformance>A<",
    "<pdfuaid:part>1<",
    "<pdfaSchema:prefix>pdfuaid<",
    "<dc:title>",
  ];
  for (const text of needed)
    if (!xmp.includes(text)) findings.push({ rule: "metadata identify the standards", where: text });
  if (xmp.split("<pdfaExtension:schemas>").length !== 2)
    findings.push({ rule: "metadata have one list of extension schemas", where });
  return findings;
}

/** Tags balance, and the text has no bare `&` or `<`. */
export function isWellFormed(xml: string): boolean {
  const open: string[] = [];
  const rest = xml
    // pattern: our own text, a report that we printed.
    .replace(/<\?[\s\S]*?\?>/g, "")
    .replace(/<(\/?)([\w:]+)(?:\s+[\w:]+="[^"<&]*")*\s*(\/?)>/g, (_tag, end, name, empty) => {
      if (end) {
        if (open.pop() !== name) open.push("!");
      } else if (!empty) open.push(name);
      return "";
    });
  return open.length === 0 && xml.includes("<rdf:RDF") && !/<|&(?!#\d+;|amp;|lt;|gt;|quot;|apos;)/.test(rest);
}

/** The invoice data of Factur-X. Of all files, only these are another form of the pages. */
const FACTUR_X = "factur-x.xml";

/**
 * Each embedded file is associated with the document, states its relationship and describes itself; there is at least
 * one.
 */
function checkAttachment({ catalog, objects }: PdfFile): Finding[] {
  const associated = new Set(
    // pattern: our own text, a report that we printed.
    [...(/\/AF \[([^\]]*)\]/.exec(catalog)?.[1]?.matchAll(/(\d+) 0 R/g) ?? [])].map((found) => Number(found[1])),
  );
  const specifications = [...objects].filter(([, body]) => body.includes("/Type /Filespec"));
  const isWhole =
    specifications.length > 0 &&
    specifications.every(
      ([id, body]) =>
        associated.has(id) &&
        body.includes(`/AFRelationship /${isFacturX(body) ? "Alternative" : "Data"}\n`) &&
        /\/Desc \(/.test(body),
    );
  return isWhole ? [] : [{ rule: "attachment is associated data", where: "catalog" }];
}

function isFacturX(specification: string): boolean {
  return specification.includes(`/F (${FACTUR_X})\n`);
}

/** The properties of Factur-X 1.0, with the values of the profile EN 16931. */
const FACTUR_X_PROPERTIES = {
  DocumentFileName: FACTUR_X,
  DocumentType: "INVOICE",
  Version: "1.0",
  ConformanceLevel: "EN 16931",
};

/** The metadata state and describe Factur-X exactly if its file is embedded, as XML. */
function checkFacturX(pdf: PdfFile): Finding[] {
  const xmp = metadataOf(pdf);
  const specification = [...pdf.objects.values()].find((body) => body.includes("/Type /Filespec") && isFacturX(body));
  if (!specification) {
    return xmp.includes("urn:factur-x:") ? [{ rule: "metadata of Factur-X have its file", where: "XMP" }] : [];
  }
  const needed = [
    '<rdf:Description rdf:about="" xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#">',
    "<pdfaSchema:namespaceURI>urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#<",
    "<pdfaSchema:prefix>fx<",
    ...Object.entries(FACTUR_X_PROPERTIES).flatMap(([name, value]) => [
      `<fx:${name}>${value}<`,
      `<pdfaProperty:name>${name}<`,
    ]),
  ];
  const missing = needed.filter((text) => !xmp.includes(text));
  const file = pdf.objects.get(referenceIn(specification.replace(/\/EF <<\n\/F/, "/File"), "File") ?? -1) ?? "";
  return [
    ...missing.map((where) => ({ rule: "metadata describe Factur-X", where })),
    ...(file.includes("/Subtype /text#2Fxml\n") ? [] : [{ rule: "the file of Factur-X is XML", where: FACTUR_X }]),
  ];
}
