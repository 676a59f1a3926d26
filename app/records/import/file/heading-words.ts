/** Common meanings of headings in exported files, meter data, utility bills and ERP exports, in English and Chinese. */

import { parseUnit } from "#app/carbon/unit/unit.ts";
import { normalText } from "#app/encoding/text/normal-text.ts";
import { foldHeading, HEADINGS } from "#app/records/import/activity-column.ts";
import type { MappedField } from "./activity-file.ts";

/** In addition to `HEADINGS`. The first field with a word wins. */
const WORDS: Partial<Record<MappedField, readonly string[]>> = {
  facility: [
    "facility name|plant|plant name|location|building|branch|premises|store|site name|business unit|org unit|company",
    "设施名称|工厂|工厂名称|分厂|厂区名称|门店|网点|站点|单位名称|用能单位|公司|公司名称|企业名称|户名|用户名称|客户名称|用电地址|车间|部门|园区|楼宇|项目公司",
  ],
  source: [
    "source name|energy type|energy|fuel|fuel type|energy source|commodity|utility|utility type|material|carrier|activity|product|description|item",
    "排放源名称|能源|能源品种|能源种类|能源类型|能源名称|燃料|燃料品种|燃料类型|燃料名称|品种|介质|物料|物料名称|物料描述|品名|名称|项目|用能类型|活动|排放活动|用途",
  ],
  period: [
    "billing period|billing month|bill month|year month|yearmonth|date|posting date|reading date|read date|invoice date|bill date|usage month|reporting period|fiscal period|transaction date",
    "账期|账单月份|计费月份|用电月份|用气月份|抄表月份|电费年月|结算月份|所属期|所属月份|统计期|统计月份|年月|日期|时间|抄表日期|过账日期|记账日期|凭证日期|发票日期|加油日期|计费周期|账单周期|报告期|会计期间",
  ],
  start: [
    "from|from date|service start|service from|billing start|begin date|start day|period from|valid from",
    "起始日期|开始时间|起始时间|计费开始|计费开始日期|起|自|账期开始",
  ],
  end: [
    "to|to date|service end|service to|billing end|end day|period to|valid to",
    "截止日期|结束时间|截止时间|终止日期|计费结束|计费结束日期|止|至|账期结束",
  ],
  year: ["year|fiscal year|calendar year", "年|年份|年度|会计年度"],
  month: ["month no|month number|calendar month|posting period", "月|月度"],
  quantity: [
    "consumption|usage|used|volume|energy use|energy consumption|total consumption|total usage|billed usage|billed consumption|kwh used|qty|activity data|net usage|consumed",
    "消耗量|耗用量|使用量|消费量|实物量|电量|用电量|总电量|总用电量|有功电量|有功总电量|结算电量|计费电量|抄见电量|本月电量|本期电量|本月用量|本期用量|实用量|气量|用气量|用水量|水量|用热量|热量|供热量|用汽量|耗电量|耗气量|耗煤量|用煤量|用油量|加油量|油量|购入量|采购量|活动数据|活动水平|活动水平数据|重量",
  ],
  unit: ["uom|unit of measure|base unit|units|measure unit|bun", "计量单位|单位名|基本单位|基本计量单位"],
  dataQuality: ["data source type|reading type|read type", "数据来源类型|抄表方式"],
  evidence: [
    "evidence reference|invoice|invoice no|invoice number|bill no|bill number|bill id|document no|document number|reference|ref|account no|account number|meter|meter no|meter id|meter number",
    "凭证号|凭证编号|发票号|发票号码|账单号|账单编号|单据号|单据编号|票据号|合同号|户号|用户编号|客户编号|电表号|表号|表计编号|电能表编号|水表号|气表号|计量点编号|资产编号",
  ],
  note: ["comment|comments|notes|memo|text", "备注说明|注释|摘要"],
  rowKey: [
    "row key|row id|record id|record key|line id|unique id|uuid|guid",
    "行标识|记录编号|记录标识|流水号|唯一标识|唯一编号",
  ],
};

const FIELD_OF_WORD = new Map<string, MappedField>();
for (const source of [HEADINGS as Partial<Record<MappedField, readonly string[]>>, WORDS]) {
  for (const [field, lists] of Object.entries(source) as [MappedField, readonly string[]][]) {
    for (const word of lists.flatMap((list) => list.split("|"))) {
      const folded = foldHeading(word);
      if (!FIELD_OF_WORD.has(folded)) FIELD_OF_WORD.set(folded, field);
    }
  }
}

export interface HeadingMeaning {
  /** The heading without unit and marks. */
  name: string;
  field: MappedField | null;
  /** The unit in the heading, as written. */
  unit: string | null;
}

/** `用电量(kWh)` is a quantity in kWh, `用气量（万立方米）` one in 万立方米, and `设施*` a required facility. */
export function meaningOf(heading: string): HeadingMeaning {
  const text = normalText(heading, "NFKC")
    .replace(/\s+/g, " ")
    .replace(/[*＊]|[(（[]?(必填|required|可选|optional)[)）\]]?/gi, "")
    .trim();
  const { name, unit } = splitUnit(text);
  const field = FIELD_OF_WORD.get(foldHeading(name)) ?? FIELD_OF_WORD.get(foldHeading(text)) ?? null;
  if (field === null && unit === null && isUnit(name)) return { name, field: "quantity", unit: name };
  return { name, field, unit };
}

const LONGEST_HEADING = 200;

/** A unit in brackets, or after a slash, colon, comma or the word `in`. */
function splitUnit(text: string): { name: string; unit: string | null } {
  if (text.length > LONGEST_HEADING) return { name: text, unit: null };
  const match =
    // pattern: at most 200 characters, a longer heading has no unit.
    /^(.*?) ?[([【] ?(?:单位 ?:? ?)?([^()[\]【】]+(?:\([^()]*\))?) ?[)\]】]$/.exec(text) ??
    // pattern: at most 200 characters, a longer heading has no unit.
    /^(.+?) ?(?:[/:,]| in ) ?([^/:,]+)$/.exec(text) ??
    // pattern: at most 200 characters, a longer heading has no unit.
    /^(.+) (\S+)$/.exec(text);
  if (!match || !isUnit(match[2]!)) return { name: text, unit: null };
  return { name: match[1]!.trim(), unit: match[2]!.trim() };
}

/** Whether a text is a unit. An ambiguous unit counts, and the check asks about it. */
export function isUnit(text: string): boolean {
  const unit = parseUnit(text);
  return unit.ok || unit.code === "unit_ambiguous";
}

/** Most bills have a column of costs next to the consumption. Money is not a consumption quantity. */
export function isMoney(text: string): boolean {
  const unit = parseUnit(text);
  return (
    unit.ok &&
    ["CNY", "USD", "EUR", "GBP", "JPY", "HKD", "KRW", "TWD", "SGD", "AUD", "CAD", "CHF", "INR"].includes(unit.code)
  );
}
