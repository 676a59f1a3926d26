import type { translator } from "#app/i18n/index.ts";
import { type StoredCell, writeWorkbook } from "./write-workbook.ts";

type Field = keyof ReturnType<typeof translator>["activity"]["field"];

/** A row for January, its error, and the correction. */
export interface FaultyRow {
  cells: StoredCell[];
  field: Field;
  text: string;
}

/** Eleven kinds of errors, in rows of a tenant's electricity. @param word the beginning of its names */
export function faultyRows(word: string): FaultyRow[] {
  const [plant, power] = [`${word}一厂`, `${word} Electricity`];
  return [
    { cells: ["三厂", power, "kWh", "", { number: "1" }], field: "facility", text: plant },
    { cells: [plant, "未知来源", "kWh", "", { number: "2" }], field: "source", text: power },
    { cells: [plant, power, "弗隆", "", { number: "3" }], field: "unit", text: "kWh" },
    { cells: [plant, power, "kg", "", { number: "4" }], field: "unit", text: "kWh" },
    { cells: [plant, power, "ton", "", { number: "5" }], field: "unit", text: "MWh" },
    { cells: [plant, power, "", "", { number: "6" }], field: "unit", text: "万千瓦时" },
    { cells: [plant, power, "kWh", "", "12O5"], field: "quantity", text: "1205" },
    { cells: [plant, power, "kWh", "", { number: "-5" }], field: "quantity", text: "5" },
    { cells: [plant, power, "kWh", "", `0.${"1".repeat(40)}`], field: "quantity", text: "0.1" },
    { cells: [plant, power, "kWh", "", { xml: '<c r="@" t="e"><v>#N/A</v></c>' }], field: "quantity", text: "7" },
    { cells: [plant, power, "kWh", "随意", { number: "8" }], field: "dataQuality", text: "实测" },
  ];
}

/** A wide workbook with a title, two months side by side, one correct row, the wrong ones from row 4 on, and a sum. */
export function faultyWorkbook(word: string): Buffer {
  const rows = [
    ["2025年能源台账"],
    ["设施", "排放源", "单位", "数据质量", "2025年1月", "2025年2月"],
    [`${word}一厂`, `${word} Electricity`, "万千瓦时", "实测", { number: "50.84" }, { number: "49.87" }],
    ...faultyRows(word).map(({ cells }) => cells),
    ["合计", null, null, null, { number: "100.5" }, { number: "49.87" }],
  ];
  return Buffer.from(writeWorkbook({ sheets: [{ name: "台账", rows }] }));
}
