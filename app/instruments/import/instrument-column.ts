import type { ContentLanguage } from "#app/encoding/language.ts";
import { normalText } from "#app/encoding/text/normal-text.ts";
import type { InstrumentField } from "#app/instruments/instrument-check.ts";

/** Recognized headings, in the order of the template. The first English and Chinese ones are used there. */
export const HEADINGS: Readonly<Record<InstrumentField, readonly [en: string, zh: string, ...others: string[]]>> = {
  type: ["type", "类型", "instrument type"],
  registry: ["registry", "登记系统"],
  serialFirst: ["first serial number", "起始编号", "serial first", "serial from"],
  serialLast: ["last serial number", "终止编号", "serial last", "serial to"],
  contract: ["contract number", "合同编号", "contract"],
  plant: ["power plant", "电站", "plant"],
  technology: ["technology", "发电类型"],
  country: ["country", "国家", "country of generation", "发电所在国家"],
  generatedFrom: ["generated from", "发电开始日期"],
  generatedUntil: ["generated until", "发电结束日期"],
  quantity: ["quantity", "数量"],
  unit: ["unit", "单位"],
  co2: ["CO2 (kg per unit)", "CO2（千克/单位）", "CO2"],
  ch4: ["CH4 (kg per unit)", "CH4（千克/单位）", "CH4"],
  n2o: ["N2O (kg per unit)", "N2O（千克/单位）", "N2O"],
  biogenicCo2: ["biogenic CO2 (kg per unit)", "生物源 CO2（千克/单位）", "biogenic CO2"],
  cancelledOn: ["cancelled on", "注销日期"],
  beneficiary: ["beneficiary", "受益方"],
  statementFileId: ["statement file", "证明文件"],
};
export const COLUMNS = Object.keys(HEADINGS) as InstrumentField[];

export const HEADING_IN: Readonly<Record<ContentLanguage, 0 | 1>> = { en: 0, zh: 1 };

const BY_HEADING = new Map(COLUMNS.flatMap((field) => HEADINGS[field].map((text) => [fold(text), field] as const)));

export function fieldOfHeading(text: string): InstrumentField | undefined {
  return BY_HEADING.get(fold(text));
}

/** Lower case, without spaces and punctuation, with full-width letters folded. */
export function fold(text: string): string {
  return normalText(text, "NFKC")
    .toLowerCase()
    .replace(/[\s_\-–—()/.,]+/gu, "");
}
