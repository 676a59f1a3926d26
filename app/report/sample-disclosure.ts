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
  entry("A6", ["Direct emissions by gas", "按气体列示的直接排放"], { place: "gases" }),
  entry("A8", ["Direct removals", "直接清除"], { place: "outside_scopes", state: "not_applicable" }),
  entry("A10", ["Indirect emissions by category", "按类别列示的间接排放"], { place: "categories" }),
  entry("A13", ["Approaches and reasons", "量化方法与理由"], { place: "methodology" }),
  entry("A15", ["Factors and their sources", "因子及其出处"], { place: "factor_register" }),
  entry("A16", ["Impact of uncertainty", "不确定性的影响"], { place: "uncertainty", state: "justified" }),
  entry("A20", ["GWP values", "GWP 值"], { place: "gwp" }),
  entry("GP3", ["Fifteen categories of scope 3", "范围三十五个类别"], { place: "ghg_protocol" }),
  entry("CN1", ["Information on the reporting organization", "报告主体信息"], { place: "china" }),
];

export const SAMPLE_DISCLOSURE: Partial<ReportFacts> = {
  overlays: ["ghg_protocol", "china"],
  checklist: CHECKLIST,
  sourceReasons: {
    s2: { en: "Sample: fuel is metered at the pump.", zh: "示例：油量在加油机处计量。" },
  },
  uncertaintyGrades: { upstream_transport: "medium" },
  uncertainty: { en: "Sample: meters are calibrated every year.", zh: "示例：计量器具每年校准。" },
  scope3Reasons: {
    employee_commuting: { en: "Sample: no survey yet.", zh: "示例：尚无调查。" },
  },
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
