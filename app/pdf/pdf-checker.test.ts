import { beforeAll, describe, expect, it } from "vitest";
import { renderReport } from "#app/report/render.ts";
import { sampleModel } from "#app/report/sample-report.ts";
import { renderTradeDocument } from "#app/trade/document/render.ts";
import { SAMPLE_INVOICE } from "#app/trade/document/sample.ts";
import { checkPdf, isWellFormed } from "./pdf-checker.ts";

let good = "";
let hybrid = "";

beforeAll(async () => {
  const invoice = await renderTradeDocument(SAMPLE_INVOICE, { compress: false, facturX: "<a/>" });
  hybrid = Buffer.from(invoice).toString("latin1");
  good = Buffer.from(await renderReport(sampleModel("en"), { compress: false })).toString("latin1");
}, 30_000);

/** Each rule of the checker with a planted error that it must find. */
const FAULTS: [rule: string, from: RegExp | string, to: string][] = [
  ["language", "/Lang (en)\n/MarkInfo", "/MarkInfo"],
  ["marked as tagged", "/Marked true", "/Marked false"],
  ["structure tree", /\/StructTreeRoot (\d+) 0 R/, "/StructTree $1 0 R"],
  ["title is displayed", "/DisplayDocTitle true", "/DisplayDocTitle false"],
  ["output intent", "/GTS_PDFA1", "/GTS_PDFX"],
  ["outline", "/Outlines", "/Outline"],
  ["tab order", "/Tabs /S", "/Tabs /R"],
  ["no user unit", "/Tabs /S", "/Tabs /S\n/UserUnit 1"],
  ["marked content is balanced and flat", "\nEMC\n", "\n"],
  ["everything painted is tagged or an artifact", "\nEMC\n", "\nEMC\n0 0 5 5 re\nf\n"],
  ["no missing glyph", /\[<[0-9a-f]{4}/, "[<0000"],
  ["roles nest", "/S /TR\n", "/S /P\n"],
  ["header cells have a scope", "/Scope /Row", "/Scope /None"],
  ["figures have a description", /\/Alt \(/, "/Alto ("],
  ["heading levels do not skip", "/S /H2\n", "/S /H3\n"],
  ["rows have equal cells", /\/S \/TR\n\/P (\d+ 0 R)\n\/K \[\d+ 0 R /, "/S /TR\n/P $1\n/K ["],
  ["marked content ids match the tree", "/MCID 3\n", "/MCID 999\n"],
  ["links have a description", /\/Contents \(Verification[^)]*\)/, "/Contents ()"],
  ["links are in the structure", /\/StructParent \d+\n/, "\n"],
  ["links are printed", "/F 4\n", "/F 0\n"],
  ["links are safe", "/URI (https:", "/URI (javascript:"],
  ["the field of the seal draws nothing", "/Rect [0 0 0 0]", "/Rect [0 0 9 9]"],
  ["metadata are well-formed", "</dc:title>", "</dc:titel>"],
  ["metadata identify the standards", "<pdfuaid:part>1<", "<pdfuaid:part>2<"],
  ["metadata have one list of extension schemas", "<pdfaExtension:schemas>", "<pdfaExtension:schema>"],
  ["attachment is associated data", "/AFRelationship /Data", "/AFRelationship /Unspecified"],
  ["attachment is associated data", "/AFRelationship /Data", "/AFRelationship /Alternative"],
];

/** The same for an invoice with the data of Factur-X. */
const HYBRID_FAULTS: typeof FAULTS = [
  ["attachment is associated data", "/AFRelationship /Alternative", "/AFRelationship /Data"],
  ["attachment is associated data", "/AFRelationship /Data", "/AFRelationship /Alternative"],
  ["the file of Factur-X is XML", "/text#2Fxml", "/text#2Fplain"],
  ["metadata describe Factur-X", "<fx:ConformanceLevel>EN 16931<", "<fx:ConformanceLevel>EN16931<"],
  ["metadata describe Factur-X", "<pdfaProperty:name>Version<", "<pdfaProperty:name>Versions<"],
  ["metadata of Factur-X have its file", /\(factur-x\.xml\)/g, "(factur.xml)"],
  [
    "metadata have one list of extension schemas",
    "</pdfaExtension:schemas>",
    "</pdfaExtension:schemas><pdfaExtension:schemas></pdfaExtension:schemas>",
  ],
];

describe("the structural checker", () => {
  it("finds nothing in a report", () => {
    expect(checkPdf(Buffer.from(good, "latin1"))).toEqual([]);
  });

  it.each(FAULTS)("finds an error planted against: %s", (rule, from, to) => {
    const bad = good.replace(from, to);
    expect(bad).not.toBe(good);
    expect(checkPdf(Buffer.from(bad, "latin1")).map((finding) => finding.rule)).toContain(rule);
  });

  it("finds nothing in an invoice with the data of Factur-X", () => {
    expect(checkPdf(Buffer.from(hybrid, "latin1"))).toEqual([]);
  });

  it.each(HYBRID_FAULTS)("finds an error planted in such an invoice against: %s", (rule, from, to) => {
    const bad = hybrid.replace(from, to);
    expect(bad).not.toBe(hybrid);
    expect(checkPdf(Buffer.from(bad, "latin1")).map((finding) => finding.rule)).toContain(rule);
  });

  it.each([
    "<rdf:RDF><a>R & D</a></rdf:RDF>",
    "<rdf:RDF><a>1 < 2</a></rdf:RDF>",
    "<rdf:RDF><a></b></rdf:RDF>",
    "<rdf:RDF>",
  ])("calls %s not well-formed", (xml) => {
    expect(isWellFormed(xml)).toBe(false);
  });
});
