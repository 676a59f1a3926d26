import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeUtf8 } from "#app/encoding/bytes.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { samplePdf } from "#app/proof/testing/sample-report.ts";
import { compareFiles } from "./compare-files.ts";

const TOTALS = {
  co2eKg: "3000.5",
  co2eKgMarketBased: "2900",
  biogenicCo2Kg: "0",
  byScope: { "1": "1000", "2": "1500.5", "3": "500" },
  scope2: { locationBased: "1500.5", marketBased: "1400" },
};

function dataPackage(totals: object = {}, more: object = {}): Uint8Array {
  return encodeUtf8(canonicalJson({ ...more, results: { totals: { ...TOTALS, ...totals } } }));
}

const pdfWith = (inventory: Uint8Array, hash = "a") => samplePdf({ inventory, number: "GHG-SAMPLE", hash });

describe("compareFiles", () => {
  it("names the first byte that differs, and how many do", async () => {
    const difference = await compareFiles(Uint8Array.of(1, 2, 3, 4), Uint8Array.of(1, 9, 3, 8));
    expect(difference).toMatchObject({ firstByte: { at: 1, issued: 2, found: 9 }, changedBytes: 2 });
  });

  it("counts no bytes when the sizes differ, and uses the end of the shorter file as the place", async () => {
    const difference = await compareFiles(Uint8Array.of(1, 2), Uint8Array.of(1, 2, 7));
    expect(difference).toMatchObject({ firstByte: { at: 2, issued: null, found: 7 }, changedBytes: null });
  });

  it("finds every single changed byte", async () => {
    const file = fc.uint8Array({ minLength: 1, maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(file, fc.nat(), fc.integer({ min: 1, max: 255 }), async (issued, place, change) => {
        const at = place % issued.length;
        const found = issued.slice();
        found[at] = (found[at] as number) ^ change;
        const difference = await compareFiles(issued, found);
        expect(difference).toMatchObject({ changedBytes: 1, firstByte: { at, issued: issued[at], found: found[at] } });
      }),
    );
  });

  it("reports equal data when only the pages changed", async () => {
    const difference = await compareFiles(await pdfWith(dataPackage(), "a"), await pdfWith(dataPackage(), "b"));
    expect(difference.data).toEqual({ kind: "same" });
  });

  it("lists each total that differs, exactly", async () => {
    const issued = await pdfWith(dataPackage());
    const found = await pdfWith(dataPackage({ co2eKg: "3000.4", byScope: { ...TOTALS.byScope, "3": "499.9" } }));
    expect((await compareFiles(issued, found)).data).toMatchObject({
      kind: "differs",
      totals: [
        { name: "locationBasedCo2eKg", issued: "3000.5", found: "3000.4" },
        { name: "scope3Co2eKg", issued: "500", found: "499.9" },
      ],
    });
  });

  it("points to the first other difference when no total differs", async () => {
    const found = await pdfWith(dataPackage({}, { period: { start: "2024-01-01" } }));
    const issued = await pdfWith(dataPackage({}, { period: { start: "2025-01-01" } }));
    expect((await compareFiles(issued, found)).data).toEqual({
      kind: "differs",
      totals: [],
      first: { pointer: "/period/start", stated: "2025-01-01", recomputed: "2024-01-01" },
    });
  });

  it.each([
    ["a PDF without data", Buffer.from("%PDF-1.7\nhello")],
    ["nothing", new Uint8Array()],
    ["data that are not JSON", Buffer.from("no")],
    ["data without totals", Buffer.from("{}")],
  ])("reads no figures out of %s", async (_name, found) => {
    expect((await compareFiles(await pdfWith(dataPackage()), found)).data).toEqual({ kind: "missing" });
  });
});
