import { expect, it } from "vitest";
import { documentOf, fuel, power } from "#app/carbon/document/sample-document.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import { openWorkbook } from "#app/encoding/workbook/read-workbook.ts";
import { streamWorkbook } from "#app/encoding/workbook/stream-workbook.ts";
import { translator } from "#app/i18n/index.ts";
import { sumDecimals } from "./line-sums.ts";
import { resultColumns, resultRows } from "./result-file.ts";

const inputs = documentOf(fuel({ id: "a1", description: { en: "Boiler" } }), power({ id: "a2" }));
const document = { ...inputs, results: runInventory(inputs) };
const t = translator("en");
const columns = resultColumns(document, { t, locale: "en" });
const rows = [...resultRows(document)].flat();

const column = (head: string) => {
  const found = columns.find((one) => one.head === head);
  if (!found) throw new Error(`no column ${head}`);
  return rows.map((row) => found.of(row));
};

it("has every line of the calculation with factor, release and source", () => {
  expect(column("Line")).toEqual(document.activities.map(({ id }) => id));
  for (const head of ["Factor ID", "Release", "Quantity", "Unit", "Factor (kg per unit)"])
    expect(
      column(head).every((text) => text !== ""),
      head,
    ).toBe(true);
});

it("adds up to both totals of the calculation", () => {
  const totals = document.results.totals!;
  expect(sumDecimals(column("kg CO2e, location-based").map((kg) => kg || "0"))).toBe(totals.co2eKg);
  expect(sumDecimals(column("kg CO2e, market-based").map((kg) => kg || "0"))).toBe(totals.co2eKgMarketBased);
});

it("has CO2e by gas that adds up to the total of the gas", () => {
  const [gas, kg] = Object.entries(document.results.totals!.byGasCo2eKg)[0]!;
  expect(sumDecimals(column(`${gas} (kg CO2e)`).map((one) => one || "0"))).toBe(kg);
});

it("is the same in a workbook, which a reader opens", async () => {
  const batches = [rows.map((row) => columns.map(({ of, isNumber }) => (isNumber ? { number: of(row) } : of(row))))];
  const head = columns.map((one) => ({ text: one.head, style: "head" as const }));
  const parts: Uint8Array[] = [];
  const bytes = streamWorkbook({ name: "Results", widths: columns.map(({ width }) => width), head, batches });
  for await (const part of bytes) parts.push(part);
  const sheet = openWorkbook(new Uint8Array(Buffer.concat(parts))).readSheet("Results");
  expect(sheet.rows).toHaveLength(rows.length + 1);
  const line = sheet.rows[1]!.cells.map(({ text }) => text);
  expect(line.slice(0, 2)).toEqual([column("Line")[0], column("Emission source")[0]]);
});
