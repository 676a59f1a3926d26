import { ALL_CATEGORIES, type Category } from "#app/carbon/line/scope.ts";
import { EVERY_FACILITY, type MatrixAnswer, type StatedMatrix } from "#app/report/completeness/matrix.ts";
import { type DisclosureStatements, NO_TEXT, type StatedText } from "#app/report/disclosure/statements.ts";
import { SAMPLE_FACILITIES, SAMPLE_SOURCES } from "./sample-organization.ts";

export const SAMPLE_BASE_YEAR = {
  thresholdPercent: "5",
  rationale: "Sample: the first year with complete records of every facility.",
  reason: "",
};

/** Tonnes of machined parts in the year before, for the intensity of its report. */
export const SAMPLE_EARLIER_OUTPUT = "690.3";

const NONE = { tonnes: "0", basis: { en: "", zh: "" } };

/** The country of a dataset, by the beginning of its name. */
const DATASET_OF: Readonly<Record<string, string>> = { "cn-": "CN", "uk-": "GB", "us-": "US" };

/** The reason for the factor of a sample source follows from its place and from the place of its dataset. */
function reasonOf({ facility, factor }: (typeof SAMPLE_SOURCES)[number]): StatedText {
  if (!("factorId" in factor) || factor.factorId === undefined)
    return {
      en: "The published average of the grid of the facility.",
      zh: "设施所在电网的公布平均因子。",
    };
  const { factorId } = factor;
  if (factorId.startsWith("gas-release"))
    return {
      en: "Refill taken as released; the gas itself is emitted.",
      zh: "以补充量作为泄漏量，排放的即为该气体本身。",
    };
  const country = DATASET_OF[factorId.slice(0, 3)];
  return country === SAMPLE_FACILITIES[facility].country
    ? {
        en: "A published factor for this activity and the country of the facility.",
        zh: "针对该活动、由设施所在国发布的因子。",
      }
    : {
        en: "A published factor for this activity, of another country.",
        zh: "针对该活动、由其他国家发布的因子。",
      };
}

const answer = (change: Partial<MatrixAnswer>): MatrixAnswer => ({
  state: "not_applicable",
  reason: "no_activity",
  why: NO_TEXT,
  tonnes: "",
  basis: NO_TEXT,
  ...change,
});
const elsewhere = (en: string, zh: string) => answer({ reason: "counted_elsewhere", why: { en, zh } });
const small = (tonnes: string, en: string, zh: string) =>
  answer({ state: "excluded", reason: "not_significant", tonnes, basis: { en, zh } });

const BOUGHT_CENTRALLY = elsewhere(
  "Bought by the Suzhou plant for every facility and recorded there.",
  "由苏州一厂为所有设施统一采购，并在该厂记录。",
);

/** What the sample company states of categories without lines at a facility; all others have no such activity. */
const SAMPLE_ANSWERS: Partial<Record<Category, MatrixAnswer>> = {
  fugitive: small("1.6", "Charge of the split units, 5% leakage a year.", "按分体空调充注量、年泄漏率5%估算。"),
  purchased_goods_services: BOUGHT_CENTRALLY,
  capital_goods: BOUGHT_CENTRALLY,
  fuel_energy_related: answer({
    state: "excluded",
    reason: "not_feasible",
    why: {
      en: "The factor library has no upstream factors for fuels and heat of China or the US.",
      zh: "因子库中没有中国和美国的燃料与热力上游因子。",
    },
    tonnes: "640",
    basis: { en: "Ratio of upstream to combustion in the UK factors.", zh: "按英国因子中上游与燃烧排放之比估算。" },
  }),
  upstream_transport: BOUGHT_CENTRALLY,
  waste: small("9.5", "Containers collected in a year, a public factor.", "按全年清运箱数和公开因子估算。"),
  business_travel: elsewhere("Trips of all staff are recorded at the Suzhou plant.", "全体员工的差旅记录在苏州一厂。"),
  employee_commuting: small(
    "38",
    "Head count of the other facilities, distance of the survey.",
    "按其他设施人数和调查所得距离估算。",
  ),
  downstream_transport: elsewhere(
    "Shipments to customers are recorded at the Suzhou plant.",
    "发往客户的运输记录在苏州一厂。",
  ),
  processing_of_sold_products: small("25", "Assembly hours stated by two customers.", "按两家客户提供的装配工时估算。"),
  end_of_life: small(
    "18",
    "Mass sold, a public factor for the recycling of aluminium scrap.",
    "按销售质量和公开的废铝回收因子估算。",
  ),
};

function sampleMatrix(): StatedMatrix {
  return Object.fromEntries(
    ALL_CATEGORIES.map((category) => [category, { [EVERY_FACILITY]: SAMPLE_ANSWERS[category] ?? answer({}) }]),
  );
}

/**
 * The sample company's statements for its report.
 *
 * @param sources the company's emission sources, found by name
 */
export function sampleStatements(sources: readonly { id: string; name: { en: string } }[]): DisclosureStatements {
  // Sources of one name have factors of one kind, each of its own country.
  const sourceOf = new Map(SAMPLE_SOURCES.map((source) => [source.nameEn, source]));
  return {
    overlays: ["ghg_protocol", "china"],
    languages: ["en", "zh"],
    boundary: {
      en: "Both plants, the warehouse and the distribution centre are consolidated in full, because the organization controls their operation.",
      zh: "两个工厂、仓库和配送中心均由本组织运营控制，全部纳入合并范围。",
    },
    significance: {
      en: "Indirect categories are included where they are expected to exceed 1 % of the total or where buyers ask for them.",
      zh: "预计超过总量1%或客户要求披露的间接类别均纳入。",
    },
    notSignificant: {
      "6": { en: "No further indirect source was identified.", zh: "未识别出其他间接排放源。" },
    },
    exclusions: [],
    completeness: sampleMatrix(),
    uncertainty: { en: "", zh: "" },
    uncertaintyGrades: {},
    sourceReasons: Object.fromEntries(sources.map(({ id, name }) => [id, reasonOf(sourceOf.get(name.en)!)])),
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
    purpose: {
      en: "To give customers figures for their own scope 3 inventories.",
      zh: "为客户核算自身的范围三排放提供数据。",
    },
    intendedUsers: {
      en: "Customers in the European Union and the United Kingdom, and the management of the company.",
      zh: "欧盟和英国的客户，以及本公司管理层。",
    },
    justifications: {},
  };
}
