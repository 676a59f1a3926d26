import { readFileSync } from "node:fs";
import { parseCsv } from "#emission-factors/csv.ts";
import { rowsFrom, type StoredCell, writeWorkbook } from "#tests/support/write-workbook.ts";

/** Rows of the publisher's flat file of a year: two activities of each heading and everything that the checks read. */
export function ukSample(year: 2021 | 2023 | 2025): string[][] {
  const file = new URL(`../../../emission-factors/publication/samples/uk-flat-file-${year}.csv`, import.meta.url);
  const { header, rows } = parseCsv(readFileSync(file, "utf8"));
  return [header, ...rows];
}

/**
 * The workbook around such rows: a cover sheet with version and day, the header in row 5 (row 6 from 2023 on), figures
 * as numbers, "END" below.
 */
export function ukFlatFile(rows: string[][], { version = "1.0", publishedOn = "45818" } = {}): Uint8Array {
  const header = rows[0] ?? [];
  const table = rows.map((cells, index) =>
    cells.map((text, column): StoredCell => {
      if (text === "") return null;
      return index > 0 && column === header.length - 1 && /^-?[\d.]+$/.test(text) ? { number: text } : text;
    }),
  );
  const front: StoredCell[][] = [
    ["UK Government GHG Conversion Factors for Company Reporting"],
    ["Version:", version],
    ["Last updated:", { number: publishedOn, style: 1 }],
  ];
  return writeWorkbook({
    sheets: [
      { name: "Front page", rows: front },
      { name: "Factors by Category", rows: rowsFrom(header.includes("ID") ? 6 : 5, [...table, ["END", "END"]]) },
    ],
    formats: [14],
  });
}
