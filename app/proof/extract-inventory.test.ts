import { describe, expect, it } from "vitest";
import { encodeUtf8 } from "#app/encoding/bytes.ts";
import { isPdf } from "#app/pdf/embedded-file.ts";
import { extractInventory, findReportNumber, findVerifyAddress } from "./extract-inventory.ts";
import { drawReportCode, formatReportNumber } from "./report-number.ts";
import { samplePdf } from "./testing/sample-report.ts";

const place = { year: 2026, serial: 7 };
const number = formatReportNumber({ ...place, code: drawReportCode(place) });
const hash = "ab".repeat(32);
/** Holds the words that delimit objects, to show that content is not taken for structure. */
const inventory = encodeUtf8(`{"note":"endstream endobj 9 0 obj /Filespec","lines":"${"示例".repeat(3000)}"}`);

describe("the data embedded in a PDF", () => {
  it.each([true, false])("are found among other attachments (compressed: %s)", async (compress) => {
    const pdf = await samplePdf({ inventory, number, hash, compress });
    expect(await extractInventory(pdf)).toEqual(inventory);
  });

  it("are not found where they are missing", async () => {
    const other = await samplePdf({ inventory, number, hash });
    const renamed = new TextDecoder("latin1").decode(other).replaceAll("(inventory.json)", "(inventory.txt_)");
    const bytes = Uint8Array.from(renamed, (character) => character.charCodeAt(0));
    // The decoder maps a few bytes elsewhere; those parts are not read here.
    await expect(extractInventory(bytes)).rejects.toThrow("no_embedded_inventory");
    await expect(extractInventory(encodeUtf8("hello"))).rejects.toThrow("not_a_pdf");
    await expect(extractInventory(encodeUtf8("%PDF-1.7\n"))).rejects.toThrow("no_embedded_inventory");
  });

  it("are refused with a wrong length, a damaged stream or a missing end", async () => {
    const pdf = await samplePdf({ inventory, number, hash });
    const text = Buffer.from(pdf).toString("latin1");
    const object = text.lastIndexOf("/Type /EmbeddedFile\n");
    const at = text.indexOf("stream\n", object) + 7;
    const damaged = pdf.map((byte, position) => (position === at + 40 ? byte ^ 0xff : byte));
    await expect(extractInventory(damaged)).rejects.toThrow("damaged_compression");
    await expect(extractInventory(pdf.slice(0, at + 20))).rejects.toThrow("no_embedded_inventory");
    const longer = Buffer.from(
      text.slice(0, object) + text.slice(object).replace(/\/Length \d+/, "/Length 99999999"),
      "latin1",
    );
    await expect(extractInventory(new Uint8Array(longer))).rejects.toThrow("no_embedded_inventory");
  });

  it("reads what an incremental update shows, and then the hash differs", async () => {
    const pdf = await samplePdf({ inventory, number, hash, compress: false });
    const text = Buffer.from(pdf).toString("latin1");
    const reference = /\/EF <<\s*\/F (\d+) 0 R\s*>>\s*\/UF \(inventory\.json\)/.exec(text)?.[1];
    const update = `\n${reference} 0 obj\n<< /Type /EmbeddedFile /Length 2 >>\nstream\n{}\nendstream\nendobj\n`;
    const updated = new Uint8Array(Buffer.concat([pdf, Buffer.from(update)]));
    expect(new TextDecoder().decode(await extractInventory(updated))).toBe("{}");
  });
});

describe("what a PDF claims about itself", () => {
  it.each([true, false])("names the report (compressed: %s)", async (compress) => {
    const pdf = await samplePdf({ inventory, number, hash, compress });
    expect(isPdf(pdf)).toBe(true);
    expect(findReportNumber(pdf)).toBe(number);
    expect(findVerifyAddress(pdf, number)).toBe(`https://reports.example/verify/${number}`);
  });

  it("is read from UTF-16 text too", () => {
    const utf16 = Uint8Array.from([...`report:${number}`].flatMap((character) => [0, character.charCodeAt(0)]));
    expect(findReportNumber(utf16)).toBe(number);
  });

  it("counts only with a right check character", () => {
    expect(findReportNumber(encodeUtf8("report:GHG-2026-000417-0000000-0000000"))).toBeNull();
    expect(findReportNumber(encodeUtf8("nothing"))).toBeNull();
  });
});
