/** China: default fuel parameters and process factors of the guidelines. Each guideline is a dataset of its own. */
import { shiftPoint } from "../decimal-text.ts";
import type { FactorRow } from "../library-schema.ts";
import {
  CHINA_OFFICIAL_DOCUMENT,
  cell,
  leaveOut,
  makeRow,
  type Publication,
  RETRIEVED_ON,
  readSource,
  type SourceRecord,
} from "./publication.ts";

const GUIDELINES = [
  {
    prefix: "cn-fuel-a-",
    id: "cn-ndrc-industry-fuels",
    edition: "2015",
    title: {
      en: "NDRC guideline for other industrial enterprises (2015): default fuel parameters",
      zh: "工业其他行业企业温室气体排放核算方法与报告指南（2015）：燃料缺省参数",
    },
  },
  {
    prefix: "cn-fuel-b-",
    id: "cn-ndrc-steel-fuels",
    edition: "2013",
    title: {
      en: "NDRC guideline for steel producers (2013): default fuel parameters",
      zh: "中国钢铁生产企业温室气体排放核算方法与报告指南（2013）：燃料缺省参数",
    },
  },
  {
    prefix: "cn-fuel-c-",
    id: "cn-gbt-32151-22-fuels",
    edition: "2024",
    title: {
      en: "GB/T 32151.22-2024, Table C.1: default fuel parameters",
      zh: "GB/T 32151.22-2024 表 C.1：燃料缺省参数",
    },
  },
] as const;
type Guideline = (typeof GUIDELINES)[number];

/** Carbon contents as emission factors, heating values as properties, process factors, and the default for heat. */
export function convertCnFuels(folder: string): Publication[] {
  const records = readSource(folder, "cn-fuels.csv");
  const fuels = GUIDELINES.flatMap((guideline) => {
    const own = records.filter((record) => cell(record, "id").startsWith(guideline.prefix));
    return [convertCombustion(guideline, own), convertHeatingValues(guideline, own)];
  });
  return [...fuels, ...convertOther(records)];
}

function convertCombustion(guideline: Guideline, records: SourceRecord[]): Publication {
  const rows = records.map((record) => {
    const name = nameOf(record);
    return makeRow({
      id: `${guideline.id}.${cell(record, "id").slice(guideline.prefix.length)}`,
      kind: "emission",
      name_en: `Fuel combustion · ${name.en}`,
      name_zh: `燃料燃烧 · ${name.zh}`,
      scope: "1",
      category: "stationary_combustion",
      region: "CN",
      unit: "GJ",
      heat_basis: "net",
      basis: "carbon",
      // t/TJ equals kg/GJ.
      carbon: cell(record, "carbon_content_tc_per_tj"),
      oxidation: shiftPoint(cell(record, "oxidation_pct"), -2),
      source_table: cell(record, "source_table"),
      source_cell: name.zh,
      status: "active",
      published_value: `${cell(record, "carbon_content_as_published")}; ${cell(record, "oxidation_pct")}`,
      published_unit: `${cell(record, "carbon_content_unit_as_published")}; %`,
    });
  });
  return {
    folder: `${guideline.id}-${guideline.edition}`,
    manifest: describeFuels(guideline, records, false),
    rows,
    leftOut: new Map(),
  };
}

function convertHeatingValues(guideline: Guideline, records: SourceRecord[]): Publication {
  const rows = records.map((record) => {
    const name = nameOf(record);
    const gas = cell(record, "ncv_unit") === "GJ/10^4 Nm3";
    return makeRow({
      id: `${guideline.id}-ncv.${cell(record, "id").slice(guideline.prefix.length)}`,
      kind: "property",
      name_en: `Net calorific value · ${name.en}`,
      name_zh: `低位发热量 · ${name.zh}`,
      region: "CN",
      unit: gas ? "Nm3" : "t",
      heat_basis: "net",
      basis: "property",
      property: "heating_value",
      to_unit: "GJ",
      value: gas ? shiftPoint(cell(record, "ncv"), -4) : cell(record, "ncv"),
      source_table: cell(record, "source_table"),
      source_cell: name.zh,
      status: "active",
      published_value: cell(record, "ncv"),
      published_unit: cell(record, "ncv_unit"),
    });
  });
  return {
    folder: `fuel-properties/${guideline.id}-ncv-${guideline.edition}`,
    manifest: describeFuels(guideline, records, true),
    rows,
    leftOut: new Map(),
  };
}

function convertOther(records: SourceRecord[]): Publication[] {
  const leftOut = new Map<string, number>();
  for (const record of records) {
    if (cell(record, "trust") === "unverified") leaveOut(leftOut, "no source confirmed (parameter set D)");
    if (cell(record, "id").startsWith("cn-carbonsink-"))
      leaveOut(leftOut, "carbon fixed in products, to be deducted: no emission factor");
  }
  const steel = records.filter((record) => cell(record, "id").startsWith("cn-process-steel-"));
  const desulfurization = records.filter((record) => cell(record, "id").startsWith("cn-process-fgd-"));
  const heat = records.filter((record) => cell(record, "id") === "cn-heat-default-0.11");
  return [
    {
      folder: "cn-ndrc-steel-process-2013",
      manifest: describeOther("cn-ndrc-steel-process", "2013", steel, {
        en: "NDRC guideline for steel producers (2013): process factors",
        zh: "中国钢铁生产企业温室气体排放核算方法与报告指南（2013）：工业生产过程排放因子",
      }),
      rows: steel.map((record) =>
        processRow(record, "cn-process-steel-", "cn-ndrc-steel-process", { en: "Steel process", zh: "钢铁生产过程" }),
      ),
      leftOut,
    },
    {
      folder: "cn-ndrc-desulfurization-2013",
      manifest: describeOther("cn-ndrc-desulfurization", "2013", desulfurization, {
        en: "NDRC guideline for power plants (2013): carbonates in desulfurization",
        zh: "中国发电企业温室气体排放核算方法与报告指南（2013）：脱硫过程碳酸盐排放因子",
      }),
      rows: desulfurization.map((record) =>
        processRow(record, "cn-process-fgd-", "cn-ndrc-desulfurization", { en: "Desulfurization", zh: "脱硫过程" }),
      ),
      leftOut: new Map(),
    },
    {
      folder: "cn-heat-default-2013-2025",
      manifest: describeOther("cn-heat-default", "2013-2025", heat, {
        en: "China: default factor for purchased heat",
        zh: "中国：外购热力排放因子缺省值",
      }),
      rows: heat.map((record) => ({
        ...processRow(record, "cn-", "cn-heat-default", { en: "Purchased heat", zh: "外购热力" }),
        id: "cn-heat-default.heat",
        name_en: "Purchased heat · China default",
        name_zh: "外购热力 · 缺省值",
        scope: "2",
        category: "purchased_heat",
        unit: "GJ",
        note: "Where the supplier gives no figure. CO2 only.",
      })),
      leftOut: new Map(),
    },
  ];
}

function processRow(
  record: SourceRecord,
  prefix: string,
  dataset: string,
  group: { en: string; zh: string },
): FactorRow {
  const name = nameOf(record);
  return makeRow({
    id: `${dataset}.${cell(record, "id").slice(prefix.length)}`,
    kind: "emission",
    name_en: `${group.en} · ${name.en.replace("Flue-gas desulfurisation ", "")}`,
    name_zh: `${group.zh} · ${name.zh}`,
    scope: "1",
    category: "process",
    region: "CN",
    unit: "t",
    basis: "mass",
    co2: cell(record, "co2_kg"),
    source_cell: name.zh,
    trust: cell(record, "trust"),
    status: "active",
    published_value: cell(record, "published_co2"),
    published_unit: cell(record, "published_unit"),
    note:
      prefix === "cn-process-fgd-"
        ? "Per tonne of the pure carbonate; the guideline's default for its share in the sorbent is 90 %."
        : "",
  });
}

function nameOf(record: SourceRecord): { en: string; zh: string } {
  const zh = cell(record, "name_zh");
  return { en: cell(record, "activity").replace(` (${zh})`, ""), zh };
}

function describeFuels(guideline: Guideline, records: SourceRecord[], heat: boolean): Publication["manifest"] {
  const base = describeOther(heat ? `${guideline.id}-ncv` : guideline.id, guideline.edition, records, guideline.title);
  const suffix = heat
    ? { en: " (net calorific values)", zh: "（低位发热量）" }
    : { en: " (carbon contents)", zh: "（含碳量）" };
  return {
    ...base,
    title: { en: guideline.title.en + suffix.en, zh: guideline.title.zh + suffix.zh },
    gasBasis: heat ? "none" : "kg of carbon per GJ net and the oxidized share; CO2 = carbon × share × 44/12",
    notes: [
      "Each guideline has its own calorific values; they must not be combined across guidelines.",
      "The guidelines ask for measured values first; these are the fallback.",
      "One transcription, the official document was not seen.",
      ...(guideline.edition === "2024" ? ["Only numeric values; the text of the standard is copyrighted by SAC."] : []),
    ],
  };
}

function describeOther(
  id: string,
  edition: string,
  records: SourceRecord[],
  title: { en: string; zh: string },
): Publication["manifest"] {
  const first = records[0] ?? {};
  return {
    id,
    edition,
    publisher: id.startsWith("cn-gbt-") ? "China SAC" : "China NDRC",
    title,
    publishedOn: null,
    retrievedOn: RETRIEVED_ON,
    dataYear: null,
    validFrom: null,
    validTo: null,
    validityBasis: "Defaults of a guideline; valid while the guideline applies, no days are stated.",
    gwpSet: null,
    gasesGwp: null,
    gasBasis: "kg CO2",
    trust: cell(first, "trust"),
    licence: CHINA_OFFICIAL_DOCUMENT,
    sourceTitle: title.zh,
    sourceTable: "",
    sourceUrl: "",
    supersedes: null,
    correctionOf: null,
    status: "active",
    comparableWithPrevious: null,
    notes: ["CO2 only.", "One transcription, the official document was not seen."],
  };
}
