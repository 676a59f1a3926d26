import { SCOPE3_CATEGORIES } from "#app/carbon/line/scope.ts";
import type { DisclosureStatements, StatedText } from "#app/report/disclosure/statements.ts";
import { SAMPLE_SOURCES } from "./sample-organization.ts";

export const SAMPLE_BASE_YEAR = {
  thresholdPercent: "5",
  rationale: "Sample: the first year with complete records of every facility.",
  reason: "",
};

const NO_DATA = { en: "No data were collected in this year.", zh: "本年度未收集数据。" };
const NONE = { tonnes: "0", basis: { en: "", zh: "" } };

/** The reason for the factor of a sample source, depending on its origin. */
function reasonOf(factorId: string): StatedText {
  if (factorId.startsWith("cn-"))
    return {
      en: "Quantity by meter or scale; the factor is the one published for China.",
      zh: "活动量由计量器具测得；采用中国发布的因子。",
    };
  if (factorId.startsWith("gas-release"))
    return {
      en: "Refill taken as released; the gas itself is emitted.",
      zh: "以补充量作为泄漏量，排放的即为该气体本身。",
    };
  return {
    en: "The most specific public factor found for this activity; none is published for the country of the facility.",
    zh: "所能找到的最贴合该活动的公开因子；设施所在国未发布相应因子。",
  };
}

/**
 * The sample company's statements for its report.
 *
 * @param sources the company's emission sources, found by name
 */
export function sampleStatements(sources: readonly { id: string; name: { en: string } }[]): DisclosureStatements {
  const factorOf = new Map(
    SAMPLE_SOURCES.map(({ nameEn, factor }) => [nameEn, "factorId" in factor ? (factor.factorId ?? "") : ""]),
  );
  const used = new Set(SAMPLE_SOURCES.map(({ category }) => category));
  return {
    overlays: ["ghg_protocol", "china"],
    boundary: {
      en: "Both plants, the warehouse and the distribution centre are consolidated in full, because the organization controls their operation.",
      zh: "两个工厂、仓库和配送中心均由本组织运营控制，全部纳入合并范围。",
    },
    significance: {
      en: "Indirect categories are included where they are expected to exceed 1 % of the total or where buyers ask for them.",
      zh: "预计超过总量1%或客户要求披露的间接类别均纳入。",
    },
    notSignificant: {
      "5": {
        en: "Machined parts use no energy of their own; their use is estimated below 1 % of the total.",
        zh: "机加工零件自身不耗能，其使用阶段估计不足总量的1%。",
      },
      "6": { en: "No further indirect source was identified.", zh: "未识别出其他间接排放源。" },
    },
    exclusions: [
      {
        what: { en: "End of life of sold parts", zh: "售出零件的报废处理" },
        reason: NO_DATA,
        tonnes: "18",
        basis: {
          en: "Mass sold, a public factor for the recycling of aluminium scrap.",
          zh: "按销售质量和公开的废铝回收因子估算。",
        },
      },
    ],
    uncertainty: { en: "", zh: "" },
    uncertaintyGrades: {},
    sourceReasons: Object.fromEntries(sources.map(({ id, name }) => [id, reasonOf(factorOf.get(name.en) ?? "")])),
    scope3Reasons: Object.fromEntries(
      SCOPE3_CATEGORIES.filter((category) => !used.has(category)).map((category) => [category, NO_DATA]),
    ),
    china: {
      nature: { en: "Limited company (sample)", zh: "有限责任公司（示例）" },
      sector: { en: "Manufacture of metal products", zh: "金属制品业" },
      legalRepresentative: "王示例 Wang Sample",
      preparer: "李示例 Li Sample",
      preparerContact: "ehs@sample.example",
      qualityAssurance: {
        en: "Readings are entered monthly and reviewed by a second person; invoices are kept for ten years in the finance archive.",
        zh: "每月录入读数并由第二人复核；发票在财务档案中保存十年。",
      },
      recoveredCo2: NONE,
      exportedElectricity: NONE,
      exportedHeat: NONE,
    },
    intensity: {
      per: { en: "tonne of machined parts", zh: "吨机加工零件" },
      quantity: "705.6",
      source: { en: "Dispatch notes of the year, both plants.", zh: "两个工厂的全年发货单。" },
    },
    justifications: {},
  };
}
