import { createRequire } from "node:module";
import { dirname } from "node:path";
import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { BILL_SAMPLES } from "#tests/support/bills/bill-samples.ts";
import { writeOfd } from "#tests/support/bills/write-ofd.ts";
import { BillError, type BillErrorCode } from "./bill-error.ts";
import { readBill } from "./read-bill.ts";

const CHARACTER_MAPS = `${dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"))}/cmaps/`;

const text = { text: "示例", x: 10, y: 10 };
const page = (content: string) =>
  `<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer ID="1">${content}</ofd:Layer></ofd:Content></ofd:Page>`;
const withPage = (content: string) =>
  writeOfd({ pages: [[text]], parts: { "Doc_0/Pages/Page_0/Content.xml": page(content) } });

async function refusalOf(bytes: Uint8Array): Promise<BillErrorCode | null> {
  try {
    await readBill(bytes, CHARACTER_MAPS);
    return null;
  } catch (error) {
    if (error instanceof BillError) return error.code;
    throw error;
  }
}

const REFUSED: [name: string, code: BillErrorCode, make: () => Uint8Array][] = [
  ["an empty file", "unknown_format", () => new Uint8Array()],
  ["a text", "unknown_format", () => strToU8("kWh 12")],
  ["a ZIP without pages", "unknown_format", () => zipSync({ "a.txt": strToU8("a") })],
  ["XML that is no invoice", "unknown_format", () => strToU8("<note><to>Sample</to></note>")],
  [
    "an entity that would expand",
    "document_type",
    () => strToU8('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><EInvoice>&b;</EInvoice>'),
  ],
  [
    "an entity in a page",
    "document_type",
    () => writeOfd({ pages: [[text]], parts: { "Doc_0/Document.xml": '<!DOCTYPE x [<!ENTITY a "a">]><x/>' } }),
  ],
  [
    "elements that nest too deep",
    "damaged",
    () => strToU8(`<EInvoice>${"<a>".repeat(500)}${"</a>".repeat(500)}</EInvoice>`),
  ],
  ["too many elements", "too_large", () => strToU8(`<EInvoice>${"<a/>".repeat(200_001)}</EInvoice>`)],
  ["XML that ends early", "damaged", () => strToU8("<EInvoice><Header>")],
  [
    "bytes that are no UTF-8",
    "damaged",
    () => new Uint8Array([...strToU8("<EInvoice>"), 0xff, 0xfe, ...strToU8("</EInvoice>")]),
  ],
  ["a file larger than a bill", "too_large", () => new Uint8Array(20 * 1024 * 1024 + 1)],
  [
    "a page that expands too far",
    "too_large",
    () => writeOfd({ pages: [[text]], parts: { "Doc_0/Pages/Page_0/Content.xml": new Uint8Array(40 * 1024 * 1024) } }),
  ],
  [
    "a page outside of the file",
    "damaged",
    () =>
      writeOfd({
        pages: [],
        parts: {
          "Doc_0/Document.xml":
            '<Document><CommonData/><Pages><Page ID="1" BaseLoc="../../../../etc/passwd"/></Pages></Document>',
        },
      }),
  ],
  [
    "more texts than a bill",
    "too_large",
    () =>
      withPage(
        '<ofd:TextObject Boundary="1 1 9 9" Size="3"><ofd:TextCode X="0" Y="3">a</ofd:TextCode></ofd:TextObject>'.repeat(
          40_001,
        ),
      ),
  ],
  ["a PDF that ends early", "damaged", () => strToU8("%PDF-1.7\n1 0 obj\n<<")],
];

describe("files that are no bills", () => {
  it.each(REFUSED)("refuses %s", async (_, code, make) => {
    expect(await refusalOf(make())).toBe(code);
  });

  it("reads at most forty pages and states that more were left out", async () => {
    const reading = await readBill(writeOfd({ pages: Array.from({ length: 41 }, () => [text]) }), CHARACTER_MAPS);
    expect(reading.pages).toHaveLength(40);
    expect(reading.problems).toContain("pages_left_out");
  });

  it("bounds repeated steps of a text", async () => {
    const object =
      '<ofd:TextObject Boundary="1 1 9 9" Size="3"><ofd:TextCode X="0" Y="3" DeltaX="g 99999999999 1">abc</ofd:TextCode></ofd:TextObject>';
    const { pages } = await readBill(withPage(object), CHARACTER_MAPS);
    expect(pages[0]?.runs[0]?.box.width).toBeLessThan(10);
  });

  it("reads a template only once, also where it names itself", async () => {
    const own =
      '<ofd:Page xmlns:ofd="x"><ofd:Template TemplateID="2"/><ofd:Content><ofd:Layer/></ofd:Content></ofd:Page>';
    const bytes = writeOfd({ pages: [[text]], template: [text], parts: { "Doc_0/Tpls/Tpl_0/Content.xml": own } });
    expect((await readBill(bytes, CHARACTER_MAPS)).pages).toHaveLength(1);
  });

  it("refuses or reads any bytes, and never fails otherwise", async () => {
    const starts = ["%PDF-1.7\n", "PK\x03\x04", "<EInvoice>", ""].map((start) => strToU8(start));
    const bytes = fc.tuple(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 300 }));
    await fc.assert(
      fc.asyncProperty(bytes, async ([start, rest]) => {
        await refusalOf(new Uint8Array([...start, ...rest]));
      }),
      { numRuns: 60 },
    );
  });

  it("refuses or reads a sample with any changed byte", async () => {
    const invoice = BILL_SAMPLES.filter(({ name }) => /^sample-(power\.(xml|ofd)|electricity-uk\.pdf)$/.test(name));
    const made = await Promise.all(invoice.map(({ make }) => make()));
    const change = fc.tuple(fc.constantFrom(...made), fc.nat(), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(change, async ([sample, at, byte]) => {
        const bytes = new Uint8Array(sample);
        bytes[at % bytes.length] = byte;
        await refusalOf(bytes);
      }),
      { numRuns: 60 },
    );
  });
});
