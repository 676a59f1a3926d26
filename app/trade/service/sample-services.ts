import type { ServiceKind } from "#db/order-schema.ts";
import type { ServiceDetails } from "./service-details.ts";

/** Sample services for a new catalogue. They have no prices. */
export const SAMPLE_SERVICES: readonly ({ kind: ServiceKind } & Omit<ServiceDetails, "isOffered">)[] = [
  {
    kind: "inventory_report",
    name: { en: "GHG inventory report", zh: "温室气体清单报告" },
    description: {
      en: "GHG inventory of one site for one year under ISO 14064-1. Includes data collection, calculation and a report in English and Chinese.",
      zh: "按 ISO 14064-1 编制一个厂区一个年度的温室气体清单，包括数据收集、核算和中英文报告。",
    },
    unit: "report",
  },
  {
    kind: "product_footprint",
    name: { en: "Product carbon footprint", zh: "产品碳足迹" },
    description: {
      en: "Carbon footprint of one product from raw material to factory gate, with the data of one year.",
      zh: "一种产品从原材料到出厂的碳足迹，采用一个年度的数据。",
    },
    unit: "report",
  },
  {
    kind: "cbam_data_set",
    name: { en: "CBAM data set", zh: "CBAM 数据集" },
    description: {
      en: "Embedded emissions of the goods of one installation for one reporting period, with the data importers need.",
      zh: "一个设施一个报告期内商品的隐含排放，并附进口商所需的数据。",
    },
    unit: "data_set",
  },
  {
    kind: "verification_support",
    name: { en: "Verification support", zh: "核查支持" },
    description: {
      en: "Preparation of documents and responses to findings. The verification body's own fee is not included.",
      zh: "准备文件并答复核查发现，不含核查机构自身的费用。",
    },
    unit: "engagement",
  },
  {
    kind: "disclosure_response",
    name: { en: "CDP or EcoVadis response", zh: "CDP 或 EcoVadis 问卷答复" },
    description: {
      en: "Draft answers to the climate questions of one questionnaire, with their evidence. The client submits them.",
      zh: "起草一份问卷中气候部分的答复并附依据，由客户提交。",
    },
    unit: "engagement",
  },
  {
    kind: "training",
    name: { en: "Data collection training", zh: "数据收集培训" },
    description: { en: "Half a day online for up to 20 people.", zh: "线上半天，最多 20 人。" },
    unit: "session",
  },
  {
    kind: "retainer",
    name: { en: "Monthly retainer", zh: "按月顾问服务" },
    description: {
      en: "Up to 8 hours of support in each month. Unused hours expire at the end of the month.",
      zh: "每月最多 8 小时支持，未用工时于月末失效。",
    },
    unit: "month",
  },
  {
    kind: "hours",
    name: { en: "Consulting by the hour", zh: "按小时咨询" },
    description: {
      en: "Work beyond the agreed scope, charged by recorded hours.",
      zh: "约定范围之外的工作，按登记的工时计费。",
    },
    unit: "hour",
  },
];
