import { ALL_CATEGORIES } from "#app/carbon/line/scope.ts";
import type { PrintedGroup, PrintedRow } from "./completeness/describe-matrix.ts";
import type { ChecklistEntry, ItemState, ReportPlace } from "./disclosure/checklist-entry.ts";
import type { ReportFacts } from "./model.ts";

/** What the sample states for the programmes and annexes: plainly called a sample, and wide enough to reach each of them. */

const none = { en: "", zh: "" };

function entry(
  id: string,
  [en, zh]: [string, string],
  { state = "present", place }: { state?: ItemState; place: ReportPlace },
): ChecklistEntry {
  const [standard, edition] = id.startsWith("GP")
    ? ["GHG Protocol Corporate Standard", "2004"]
    : id.startsWith("CN")
      ? ["GB/T 32150", "2015"]
      : ["ISO 14064-1", "2018"];
  return {
    id,
    standard,
    edition,
    label: { en, zh },
    state,
    says: { en: `Sample answer to ${id}`, zh: `对 ${id} 的示例说明` },
    place,
  } as ChecklistEntry;
}

const CHECKLIST: ChecklistEntry[] = [
  entry("A1", ["Reporting organization", "报告主体"], { place: "organization" }),
  entry("A2", ["Responsible person", "责任人"], { place: "organization" }),
  entry("A3", ["Reporting period", "报告期"], { place: "period" }),
  entry("A4", ["Organizational boundary", "组织边界"], { place: "organizational_boundary" }),
  entry("A5", ["Reporting boundary and significance criteria", "报告边界与重要性准则"], {
    place: "reporting_boundary",
  }),
  entry("A6", ["Direct emissions by gas", "按气体列示的直接排放"], { place: "gases" }),
  entry("A7", ["Biogenic CO₂", "生物源 CO₂"], { place: "outside_scopes" }),
  entry("A8", ["Direct removals", "直接清除"], { place: "outside_scopes", state: "not_applicable" }),
  entry("A9", ["Excluded sources and sinks", "排除的源和汇"], { place: "exclusions" }),
  entry("A10", ["Indirect emissions by category", "按类别列示的间接排放"], { place: "categories" }),
  entry("A11", ["Base year", "基准年"], { place: "base_year" }),
  entry("A13", ["Approaches and reasons", "量化方法与理由"], { place: "methodology" }),
  entry("A14", ["Changes since the previous report", "与上一份报告相比的变化"], { place: "changes" }),
  entry("A15", ["Factors and their sources", "因子及其出处"], { place: "factor_register" }),
  entry("A16", ["Impact of uncertainty", "不确定性的影响"], { place: "uncertainty", state: "justified" }),
  entry("A17", ["Uncertainty assessment", "不确定性评估"], { place: "uncertainty" }),
  entry("A18", ["Prepared in accordance with the standard", "依据标准编制"], { place: "accordance" }),
  entry("A19", ["Verification status", "核查状态"], { place: "assurance" }),
  entry("A20", ["GWP values", "GWP 值"], { place: "gwp" }),
  entry("GP3", ["Fifteen categories of scope 3", "范围三十五个类别"], { place: "ghg_protocol" }),
  entry("CN1", ["Information on the reporting organization", "报告主体信息"], { place: "china" }),
];

const BOTH = ["plant-a", "plant-b"];
const ABSENT: PrintedGroup = { state: "not_applicable", reason: "no_activity", facilities: BOTH };
const COVERED: PrintedGroup = { state: "covered", facilities: BOTH };

/** Every state and both kinds of reasons, at one facility and at both. */
const GROUPS: Record<string, PrintedGroup[]> = {
  stationary_combustion: [COVERED],
  mobile_combustion: [COVERED],
  fugitive: [
    { state: "covered", facilities: ["plant-a"] },
    {
      state: "excluded",
      reason: "not_significant",
      facilities: ["plant-b"],
      tonnes: "1.25",
      basis: { en: "Sample: charge of two units", zh: "示例：两台设备的充注量" },
    },
  ],
  purchased_electricity: [COVERED],
  purchased_goods_services: [COVERED],
  upstream_transport: [COVERED],
  business_travel: [
    { state: "covered", facilities: ["plant-a"] },
    {
      state: "not_applicable",
      reason: "counted_elsewhere",
      why: { en: "Sample: booked by Plant A", zh: "示例：由一号工厂预订" },
      facilities: ["plant-b"],
    },
  ],
  employee_commuting: [
    {
      state: "excluded",
      reason: "other",
      why: { en: "Sample: commuters use the municipal bus.", zh: "示例：员工乘坐公交通勤。" },
      facilities: BOTH,
      tonnes: "90",
      basis: { en: "Sample: head count", zh: "示例：员工人数" },
    },
  ],
  franchises: [{ state: "not_evaluated", facilities: BOTH }],
};

export const SAMPLE_DISCLOSURE: Partial<ReportFacts> = {
  overlays: ["ghg_protocol", "china"],
  checklist: CHECKLIST,
  sourceReasons: {
    s2: { en: "Sample: fuel is metered at the pump.", zh: "示例：油量在加油机处计量。" },
  },
  uncertaintyGrades: { upstream_transport: "medium" },
  uncertainty: { en: "Sample: meters are calibrated every year.", zh: "示例：计量器具每年校准。" },
  completeness: ALL_CATEGORIES.map((category): PrintedRow => ({ category, groups: GROUPS[category] ?? [ABSENT] })),
  gapAnswers: [
    {
      emissionSource: "s9",
      name: { en: "Sample: spare generator", zh: "示例：备用发电机" },
      months: ["2025-01", "2025-02"],
      kind: "no_activity",
      reason: "Sample: not run",
      hasRecords: false,
    },
  ],
  intensity: {
    per: { en: "tonne of machined parts", zh: "吨机加工零件" },
    quantity: "298.4",
    source: { en: "Sample: dispatch notes of the year.", zh: "示例：全年发货单。" },
  },
  factorDatasets: [{ factors: ["sample-grid@2025"], sha256: "ab".repeat(32), files: [], taken: ["transcribed"] }],
  china: {
    nature: { en: "Limited company", zh: "有限责任公司" },
    sector: { en: "Machining of metal (sample)", zh: "金属加工（示例）" },
    legalRepresentative: "王示例",
    preparer: "赵示例",
    preparerContact: "ehs@sample.example",
    qualityAssurance: {
      en: "Sample: records are checked by a second person and kept for ten years.",
      zh: "示例：记录由另一人复核，保存十年。",
    },
    recoveredCo2: { tonnes: "0", basis: none },
    exportedElectricity: { tonnes: "12.5", basis: { en: "Sample: meter of the roof plant", zh: "示例：屋顶电站电表" } },
    exportedHeat: { tonnes: "0", basis: none },
  },
};
