import type { ReportStatements } from "#app/services/report-statements.ts";

const NO_DATA = { en: "No data were collected in this year.", zh: "本年度未收集数据。" };
const NOT_ESTIMATED = { en: "Size not estimated.", zh: "未估算其规模。" };

/** What the sample company states about its boundary; samples, like its records. */
export const SAMPLE_STATEMENTS: ReportStatements = {
  boundary: {
    en: "Both plants, the warehouse and the distribution centre are consolidated in full, because the organization controls their operation.",
    zh: "两个工厂、仓库和配送中心均由本组织运营控制，全部纳入合并范围。",
  },
  significance: {
    en: "Indirect categories are included where they are expected to exceed 1 % of the total or where buyers ask for them.",
    zh: "预计超过总量1%或客户要求披露的间接类别均纳入。",
  },
  exclusions: [
    {
      what: {
        en: "Use and end of life of sold products, leased assets, franchises, investments",
        zh: "售出产品的使用与报废、租赁资产、特许经营、投资",
      },
      reason: NO_DATA,
      estimate: NOT_ESTIMATED,
    },
  ],
};
