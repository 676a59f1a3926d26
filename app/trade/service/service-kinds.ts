import type { Bilingual } from "#app/trade/document/model.ts";
import type { ServiceKind } from "#db/order-schema.ts";

/**
 * The kinds of services, in the order of the catalogue, with what each usually delivers. A quote can take these lines as
 * a proposal, so they name no method, grade or approval.
 */
export const SERVICE_KIND_FACTS: Record<ServiceKind, { deliverables: readonly Bilingual[] }> = {
  inventory_report: {
    deliverables: [
      { en: "List of the data needed", zh: "所需资料清单" },
      { en: "GHG inventory report for the reporting year", zh: "报告年度的温室气体清单报告" },
      { en: "Table of activity data and emission factors with their sources", zh: "活动数据与排放因子及其来源一览表" },
    ],
  },
  product_footprint: {
    deliverables: [
      { en: "List of the data needed", zh: "所需资料清单" },
      { en: "Process map with the system boundary", zh: "标明系统边界的过程图" },
      { en: "Carbon footprint report of the product", zh: "产品碳足迹报告" },
    ],
  },
  cbam_data_set: {
    deliverables: [
      { en: "List of the data needed", zh: "所需资料清单" },
      { en: "Embedded emissions of the goods for the reporting period", zh: "报告期内商品的隐含排放" },
      { en: "Completed template for importers", zh: "已填写的进口商数据模板" },
    ],
  },
  verification_support: {
    deliverables: [
      { en: "Documents prepared for the verification body", zh: "为核查机构准备的文件" },
      { en: "Written answers to its findings", zh: "对核查发现的书面答复" },
    ],
  },
  disclosure_response: {
    deliverables: [
      { en: "Draft answers to the questionnaire, with their evidence", zh: "问卷答复草稿及其依据" },
      { en: "List of gaps and of the data needed to close them", zh: "缺口清单及补齐所需资料" },
    ],
  },
  training: {
    deliverables: [
      { en: "Training session", zh: "培训" },
      { en: "Slides and handout for participants", zh: "学员用幻灯片和讲义" },
    ],
  },
  retainer: {
    deliverables: [
      { en: "Support within the agreed hours of each month", zh: "每月约定工时内的支持" },
      { en: "Monthly list of hours worked", zh: "每月工时清单" },
    ],
  },
  hours: { deliverables: [{ en: "List of hours worked", zh: "工时清单" }] },
};

export const SERVICE_KINDS = Object.keys(SERVICE_KIND_FACTS) as ServiceKind[];

/** The usual deliverables of these kinds, each once. */
export function usualDeliverables(kinds: readonly ServiceKind[]): Bilingual[] {
  const all = SERVICE_KINDS.filter((kind) => kinds.includes(kind)).flatMap(
    (kind) => SERVICE_KIND_FACTS[kind].deliverables,
  );
  return [...new Map(all.map((one) => [one.en, one])).values()];
}
