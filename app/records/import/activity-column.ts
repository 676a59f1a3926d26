import type { ActivityField } from "#app/carbon/entry/activity-entry.ts";
import type { ContentLanguage } from "#app/encoding/language.ts";
import { normalText } from "#app/encoding/text/normal-text.ts";

/** A column of an activity file. `start` and `end` together replace `period`. */
export type ActivityColumn = ActivityField | "start" | "end";

/** Recognized headings. The first English and Chinese ones are used in exported files. */
export const HEADINGS: Record<ActivityColumn, readonly [en: string, zh: string, ...others: string[]]> = {
  facility: ["facility", "设施", "site", "厂区", "场所"],
  source: ["source", "排放源", "emission source"],
  period: ["period", "期间", "month", "月份"],
  start: ["start", "开始日期", "start date", "period start", "开始"],
  end: ["end", "结束日期", "end date", "period end", "结束"],
  quantity: ["quantity", "数量", "amount", "用量"],
  unit: ["unit", "单位"],
  dataQuality: ["data quality", "数据质量", "quality"],
  evidence: ["evidence", "证明材料", "document", "凭证", "证据"],
  note: ["note", "备注", "remark", "说明"],
};

/** Index of a language's heading in `HEADINGS`. */
export const HEADING_IN: Record<ContentLanguage, 0 | 1> = { en: 0, zh: 1 };

/** Lower case without spaces, hyphens and underscores, with full-width letters folded. */
export function foldHeading(text: string): string {
  return normalText(text, "NFKC")
    .toLowerCase()
    .replace(/[\s_-]+/g, "");
}

/** The spreadsheet letter of a column; 0 is A. */
export function columnLetter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetter(Math.floor(index / 26) - 1) + last;
}
