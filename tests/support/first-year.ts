import { Decimal } from "decimal.js";
import { writeWorkbook } from "#app/encoding/workbook/write-workbook.ts";
import { invoice, item, layInvoice, writeEInvoice } from "./bills/invoice-facts.ts";
import { writeOfd } from "./bills/write-ofd.ts";
import { writePdf } from "./bills/write-pdf.ts";

/** What a maker of metal parts with two sites has at hand for its first year. Every figure and name is a sample. */
export interface YearFile {
  name: string;
  bytes: Uint8Array;
}

export const SITES = { works: "海宁厂", paintShop: "嘉兴涂装车间" };

const MONTHS = Array.from({ length: 12 }, (_, month) => `2025年${month + 1}月`);
const WORKS_KWH = [182340, 158220, 191050, 187430, 193220, 201180, 215640, 219870, 198450, 190020, 186730, 194410];
const PAINT_KWH = [46210, 39880, 47990, 48210, 48840, 50110, 53020, 54390, 49770, 48060, 47340, 49120];

/** A ledger as an office keeps it: title lines, a column for each site, totals, thousands commas, an empty row. */
export function yearWorkbook(): YearFile {
  const power = [
    ["示例紧固件 2025年度用电台账（单位：kWh）"],
    ["填表人：行政部"],
    [],
    ["月份", SITES.works, SITES.paintShop, "合计"],
    ...MONTHS.map((month, at) => [month, `${WORKS_KWH[at]}`, `${PAINT_KWH[at]}`, `${WORKS_KWH[at]! + PAINT_KWH[at]!}`]),
    ["合计", `${sum(WORKS_KWH)}`, `${sum(PAINT_KWH)}`, `${sum(WORKS_KWH) + sum(PAINT_KWH)}`],
  ];
  const fuel = [
    ["2025年燃料、钢材及制冷剂消耗"],
    ["日期", "厂区", "能源品种", "数量", "单位", "备注"],
    ...MONTHS.flatMap((month, at) => [
      [month, SITES.works, "柴油（叉车）", `1,${210 + at * 7}`, "公斤", at === 7 ? "换新叉车" : ""],
      [month, SITES.works, "汽油", `${98 + at * 3}.5`, "公斤", "公务车"],
      [month, SITES.works, "钢材（盘条）", `${182 + at * 4}.25`, "吨", ""],
    ]),
    ["2025年6月", SITES.works, "冷媒R410A补充", "2.4", "kg", "空调维修"],
    [],
    ["合计", "", "", "", "", ""],
  ];
  const sheets = [
    { name: "用电", rows: power, widths: [20, 16, 18, 12] },
    { name: "燃料和材料", rows: fuel, widths: [14, 18, 18, 12, 8, 20] },
  ];
  return { name: "能源台账2025.xlsx", bytes: writeWorkbook(sheets) };
}

const GAS_M3 = ["6010.2", "5790.4", "4750", "4195.6", "4930.8", "5995.5"];

/** Six gas bills for the paint shop, each for two months, as XML, OFD and PDF. */
export async function yearBills(): Promise<YearFile[]> {
  return await Promise.all(
    GAS_M3.map(async (volume, at) => {
      const facts = gasBill(at, volume);
      const number = `0${at + 1}`;
      if (at % 3 === 0) return { name: `燃气发票${number}.xml`, bytes: new TextEncoder().encode(writeEInvoice(facts)) };
      if (at % 3 === 1) return { name: `燃气发票${number}.ofd`, bytes: await writeOfd({ pages: [layInvoice(facts)] }) };
      return {
        name: `燃气发票${number}.pdf`,
        bytes: await writePdf({ pages: [layInvoice(facts)], isChinese: true, size: [210, 140] }),
      };
    }),
  );
}

function gasBill(at: number, volume: string) {
  const [first, last] = [at * 2 + 1, at * 2 + 2];
  const lastDay = new Date(Date.UTC(2025, last, 0)).getUTCDate();
  const two = (value: number) => `${value}`.padStart(2, "0");
  const period = `2025-${two(first)}-01至2025-${two(last)}-${lastDay}`;
  const net = new Decimal(volume).times("3.4862").toFixed(2);
  const tax = new Decimal(net).times("0.09").toFixed(2);
  return invoice({
    issuedOn: `2025-${two(last)}-${lastDay}`,
    number: `2533200000000000001${at}`,
    seller: "示例燃气有限公司",
    items: [item("*燃气*天然气", "立方米", volume, "3.4862", net, tax)],
    net,
    tax,
    total: new Decimal(net).plus(tax).toFixed(2),
    remark: `用户编号：88001234；抄表周期：${period}`,
  });
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
