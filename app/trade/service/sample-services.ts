import type { ServiceKind } from "#db/order-schema.ts";
import type { ServiceDetails } from "./service-details.ts";

/** Samples to begin a catalogue with: words to change, and no prices. */
export const SAMPLE_SERVICES: readonly ({ kind: ServiceKind } & Omit<ServiceDetails, "isOffered">)[] = [
  {
    kind: "inventory_report",
    name: { en: "Greenhouse-gas inventory report", zh: "温室气体盘查报告" },
    description: {
      en: "Inventory of one site and one year by ISO 14064-1: data collection, calculation, report in English and Chinese.",
      zh: "按 ISO 14064-1 编制一个厂区一个年度的清单：数据收集、计算、中英文报告。",
    },
    unit: "report",
  },
  {
    kind: "cbam_data_set",
    name: { en: "CBAM data set", zh: "CBAM 数据集" },
    description: {
      en: "Embedded emissions of the goods of one installation and one period, with the data that importers ask for.",
      zh: "一个设施一个报告期内商品的隐含排放，附进口商所需数据。",
    },
    unit: "data_set",
  },
  {
    kind: "verification_support",
    name: { en: "Support during verification", zh: "核查支持" },
    description: {
      en: "Preparation of the documents and answers to the findings. The verification body's own fee is not included.",
      zh: "准备文件并答复核查发现。不含核查机构自身的费用。",
    },
    unit: "engagement",
  },
  {
    kind: "training",
    name: { en: "Training on data collection", zh: "数据收集培训" },
    description: { en: "Half a day online for up to twenty people.", zh: "线上半天，最多二十人。" },
    unit: "session",
  },
  {
    kind: "hours",
    name: { en: "Consulting by the hour", zh: "按小时咨询" },
    description: { en: "Work beyond what was agreed, as it is noted.", zh: "约定之外的工作，按登记的工时计。" },
    unit: "hour",
  },
];
