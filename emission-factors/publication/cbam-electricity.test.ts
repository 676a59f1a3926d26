import { describe, expect, it } from "vitest";
import { faultsOf, readFiles, textFile } from "#tests/support/publications/read-file.ts";

/** In the order of the Official Journal: heading, disclaimer, and the table with page footers. */
const text = (annexTwo: string[], annexThree: string[]) =>
  [
    "ELI: http://data.europa.eu/eli/reg_impl/2025/2621/oj 2349/2400",
    "ANNEX II ",
    "Commons Non-Commercial Share-Alike 4.0 CC BY NC SA licence",
    "Country or territory Emission factor (tCO2eq/MWh)",
    ...annexTwo,
    "EN OJ L, 31.12.2025 ",
    "2350/2400 ELI: http://data.europa.eu/eli/reg_impl/2025/2621/oj",
    "ANNEX III ",
    "(tCO2eq/MWh)",
    ...annexThree,
    "ANNEX IV ",
    "2507 00 80 Calcined clay 0,320 0,352 0,384 0,416",
  ].join("\n");
const file = (annexTwo: string[], annexThree: string[]) => textFile(text(annexTwo, annexThree), "regulation.txt");

describe("a user's own copy of the regulation", () => {
  it("gives both annexes as printed, not redistributable and not for inventories", () => {
    const { edition, publications } = readFiles(
      file(
        ["Albania 0", "China 0,605", "Congo, Democratic Republic of 0", "Curaçao 0,555", "Mongolia 1,090"],
        ["Türkiye 0,718", "European Union 0,612"],
      ),
    );
    expect(edition).toBe("2025-2621");
    expect(publications.map(({ manifest }) => manifest.licence.redistributable)).toEqual([false, false]);
    const told = publications.map(({ rows }) => rows.map((row) => [row.region, row.co2e, row.published_value]));
    expect(told).toEqual([
      [
        ["AL", "0", "0"],
        ["CN", "605", "0,605"],
        ["CD", "0", "0"],
        ["CW", "555", "0,555"],
        ["MN", "1090", "1,090"],
      ],
      [
        ["TR", "718", "0,718"],
        ["GROUP-EU", "612", "0,612"],
      ],
    ]);
    for (const { rows } of publications) {
      for (const { status, unit } of rows) expect([status, unit]).toEqual(["not_for_inventories", "MWh"]);
    }
  });

  it.each([
    ["unknown_heading", file(["Albania 0", "Atlantis 0,1"], ["Serbia 1,041"]), 6],
    ["duplicate", file(["China 0,605", "China 0,606"], ["Serbia 1,041"]), 6],
    ["missing_table", file([], ["Serbia 1,041"]), null],
  ])("rejects %s with its line", (code, broken, row) => {
    expect(faultsOf(broken)).toMatchObject([{ code, row }]);
  });

  it("is not recognized for other EU texts", () => {
    expect(() => readFiles(textFile("Implementing Regulation (EU) 2025/2547\nANNEX II", "other.txt"))).toThrow();
  });
});
