import { describe, expect, it } from "vitest";
import type { ColumnMapping, FileRow, SheetShape } from "./activity-file.ts";
import { checkMapping } from "./check-mapping.ts";
import { readFileRows } from "./read-rows.ts";
import type { SourceTable } from "./source-table.ts";
import { suggestMapping } from "./suggest-mapping.ts";

function sheetOf(headings: string, row: string, titles: string[] = []): SheetShape {
  return {
    name: "用电",
    hidden: false,
    headingRow: 1,
    headings: headings.split(","),
    titles,
    samples: [row.split(",")],
    shapeKey: "",
    looksLikeDecimalComma: false,
    looksGrouped: false,
  };
}

describe("a column for each facility", () => {
  it.each([
    ["a total apart", "月份,海宁厂,嘉兴涂装车间,合计", "2025年1月,182340,46210,228550", ["1=海宁厂", "2=嘉兴涂装车间"]],
    ["English plants", "Month,Leeds plant,York plant", "2025-01,10,20", ["1=Leeds plant", "2=York plant"]],
    ["numbered workshops", "日期,车间1,车间2", "2025-01,10,20", ["1=车间1", "2=车间2"]],
    ["units in the headings", "月份,一厂(kWh),二厂(kWh)", "2025-01,10,20", ["1=一厂", "2=二厂"]],
    ["one figure without a place", "月份,海宁厂,产量", "2025-01,10,20", []],
    ["money", "月份,一厂(元),二厂(元)", "2025-01,10,20", []],
    ["one place only", "月份,海宁厂", "2025-01,10", []],
    ["a column of facilities", "厂区,月份,一厂,二厂", "一厂,2025-01,10,20", []],
  ])("is suggested only for figures whose headings name places: %s", (_, headings, row, expected) => {
    const { amounts } = suggestMapping(sheetOf(headings, row), 2025);
    expect(
      amounts.filter(({ facility }) => facility !== undefined).map((one) => `${one.column}=${one.facility}`),
    ).toEqual(expected);
  });

  it("gives each cell to its own facility, and skips the empty one", () => {
    const sheet = sheetOf("月份,海宁厂,嘉兴涂装车间,合计", "2025年1月,182340,46210,228550", ["用电台账（单位：kWh）"]);
    const suggested = suggestMapping(sheet, 2025);
    const mapping: ColumnMapping = {
      ...suggested,
      decimal: "point",
      constants: { ...suggested.constants, source: "用电" },
    };
    expect(checkMapping(mapping, sheet)).toEqual([]);
    const texts = [sheet.headings, ["2025年1月", "182340", "46210", "228550"], ["2025年2月", "158220", "", "158220"]];
    const table: SourceTable = {
      kind: "csv",
      encoding: "utf-8",
      delimiter: ",",
      sheets: [{ name: sheet.name, hidden: false }],
      *rows() {
        yield texts.map((cells, at) => ({
          row: at + 1,
          texts: cells,
          facts: null,
          hidden: false,
          isQuoteStray: false,
        }));
      },
      bytes: 0,
      bytesDone: () => 0,
      close: () => {},
    };
    const rows = [...readFileRows(table, mapping)].flat();
    expect(rows.map(({ row, skipped }) => skipped ?? told(row))).toEqual([
      "海宁厂 用电 2025-01 182340 kWh",
      "嘉兴涂装车间 用电 2025-01 46210 kWh",
      "海宁厂 用电 2025-02 158220 kWh",
      "blank_amount",
    ]);
  });
});

function told({ entry }: FileRow): string {
  return [entry.facility, entry.source, entry.period, entry.quantity, entry.unit].join(" ");
}
