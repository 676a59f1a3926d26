/**
 * Default values of the EU's carbon border adjustment, IR (EU) 2025/2621 Annexes I and IV, and Annex I as corrected by
 * IR (EU) 2026/1740: embedded emissions of goods
 * by CN code, country of origin and production route, with the mark-up of each year. They are for declarations under
 * that regulation, never for an inventory.
 */
import { shiftPoint } from "../decimal-text.ts";
import type { FactorRow } from "../library-schema.ts";
import { CBAM_HEADINGS } from "./cbam-headings.ts";
import {
  cell,
  EU_REUSE,
  joinPairs,
  makeRow,
  type Publication,
  RETRIEVED_LATER_ON,
  RETRIEVED_ON,
  readSource,
  type SourceRecord,
} from "./publication.ts";

/** The correction was not obtained in full. The affected rows are unknown, so all rows are superseded. */
const SUPERSEDED =
  "Corrected in part by IR (EU) 2026/1740, which is not in the library. For a CBAM declaration look the value up there; for an inventory it is no factor.";

/** Origins that are not countries. */
const OTHERS: Record<string, { region: string; en: string; zh: string }> = {
  ZZ: { region: "GROUP-CBAM-OTHER", en: "other countries and territories", zh: "其他国家和地区" },
  "ZZ-unknown": { region: "GROUP-CBAM-UNKNOWN", en: "precursor of unknown origin", zh: "来源不明的前体" },
};
const SECTORS: Record<string, string> = {
  Cement: "水泥",
  Fertilisers: "化肥",
  "Iron and steel": "钢铁",
  Aluminium: "铝",
  Hydrogen: "氢",
  "Annex IV highest default": "来源不明的前体",
};

/** The status of the corrected values. They apply to declarations only. */
const FOR_DECLARATIONS =
  "For CBAM declarations. Direct emissions only for iron, steel and aluminium, and set conservatively: no factor of an inventory.";

/** Two releases in kg CO2e per tonne of the good, before any mark-up. */
export function convertCbamDefaults(folder: string): Publication[] {
  return [convertFirst(folder), convertCorrected(folder)];
}

/** IR (EU) 2026/1740, as far as it was read: ten origins, some of them in part. */
function convertCorrected(folder: string): Publication {
  const records = readSource(folder, "eu-cbam-defaults-2026-1740.csv");
  const first = convertFirst(folder).manifest;
  return {
    folder: "eu-cbam-defaults-2026-1740",
    manifest: {
      ...first,
      edition: "2026-1740",
      title: {
        en: "EU CBAM default values (IR 2025/2621 as corrected by IR 2026/1740), in part",
        zh: "欧盟碳边境调节机制缺省值（2025/2621 号实施条例，经 2026/1740 号更正，部分）",
      },
      // The day in force. The day of publication is not known.
      publishedOn: "2026-08-03",
      retrievedOn: RETRIEVED_LATER_ON,
      validityBasis:
        "In force from 3 August 2026, applied from 1 January 2026; the mark-up follows the year of the import.",
      trust: "secondary_dataset_copy",
      sourceTitle: "Commission Implementing Regulation (EU) 2025/2621 as corrected by (EU) 2026/1740, default values",
      sourceUrl: cell(records[0] ?? {}, "source_url"),
      supersedes: "eu-cbam-defaults@2025-2621",
      correctionOf: "eu-cbam-defaults@2025-2621",
      status: "not_for_inventories",
      statusReason: FOR_DECLARATIONS,
      comparableWithPrevious: true,
      isPartial: true,
      notes: [
        "A part of the regulation: China, South Korea, Taiwan, Vietnam, India, Turkey, Algeria, Colombia, Albania, and other countries from CN 7217 10 on. India, Turkey and Albania are incomplete. Other origins and Annex IV were not compared with the corrected text.",
        "The figure is without mark-up, which follows the year of the import and is a further figure of the row.",
        "Machine copy of the corrected workbook; the regulation in the Official Journal is binding.",
        "CN codes are revised every year.",
      ],
    },
    rows: records.map((record) => ({
      ...convertRecord(record),
      status: "not_for_inventories",
      trust: "",
      further: joinPairs({
        direct: cell(record, "see_direct"),
        indirect: cell(record, "see_indirect"),
        "mark-up % 2026": cell(record, "markup_pct_2026"),
        "mark-up % 2027": cell(record, "markup_pct_2027"),
        "mark-up % 2028": cell(record, "markup_pct_2028"),
        "total before": cell(record, "previous_total"),
      }),
      note: noteOf(record),
    })),
    leftOut: new Map(),
  };
}

/** What the correction changed, in the words of the table. */
function noteOf(record: SourceRecord): string {
  const changed = cell(record, "changed").split(";");
  if (changed.includes("no")) return "Unchanged by IR (EU) 2026/1740.";
  const route = (text: string) => text || "none";
  const parts = [
    changed.includes("value") || changed.includes("rounding")
      ? `the value, which was ${cell(record, "previous_total")}`
      : "",
    changed.includes("route")
      ? `the route, which was ${route(cell(record, "previous_route"))} and is ${route(cell(record, "production_route"))}`
      : "",
    changed.includes("code") ? "the code" : "",
  ].filter((part) => part !== "");
  if (parts.length === 0) throw new Error(`An unknown change of a default value: ${cell(record, "changed")}`);
  return `Changed by IR (EU) 2026/1740: ${parts.join("; ")}.`;
}

function convertFirst(folder: string): Publication {
  const records = readSource(folder, "eu-cbam-defaults.csv");
  const first = records[0] ?? {};
  return {
    folder: "eu-cbam-defaults-2025-2621",
    manifest: {
      id: "eu-cbam-defaults",
      edition: "2025-2621",
      publisher: "European Commission",
      title: {
        en: "EU CBAM default values (IR 2025/2621, workbook of 4 February 2026)",
        zh: "欧盟碳边境调节机制缺省值（2025/2621 号实施条例，2026 年 2 月 4 日工作簿）",
      },
      // The date in the workbook's name. The regulation is dated 31 December 2025 (Official Journal).
      publishedOn: "2026-02-04",
      retrievedOn: RETRIEVED_ON,
      dataYear: null,
      validFrom: cell(first, "valid_from"),
      validTo: null,
      validityBasis: "The regulation applies from this day; the mark-up follows the year of the import.",
      gwpSet: "not stated",
      gasesGwp: null,
      gasBasis: "CO2e without a gas split",
      trust: "official_file",
      licence: EU_REUSE,
      sourceTitle: "Commission Implementing Regulation (EU) 2025/2621, default values",
      sourceTable: "",
      sourceUrl: cell(first, "source_url"),
      supersedes: null,
      correctionOf: null,
      status: "superseded",
      statusReason: SUPERSEDED,
      comparableWithPrevious: null,
      notes: [
        "The figure is without mark-up; the values of 2026 to 2028 with their mark-ups are further figures of the row.",
        "The workbook is not legally binding; the regulation in the Official Journal is.",
        "CN codes are revised every year.",
      ],
    },
    rows: records.map(convertRecord),
    leftOut: new Map(),
  };
}

function convertRecord(record: SourceRecord): FactorRow {
  const code = cell(record, "cn_code").replaceAll(" ", "");
  const route = cell(record, "production_route");
  const origin = originOf(record);
  const sector = cell(record, "category").replace("CBAM > ", "");
  const annexFour = cell(record, "region") === "ZZ-unknown";
  const letters = route.replace(/[^A-Z]/g, "").toLowerCase();
  const trust = cell(record, "trust");
  return makeRow({
    id: `eu-cbam-defaults.${code}.${origin.key}${letters === "" ? "" : `.${letters}`}`,
    kind: "emission",
    name_en: ["CBAM default value", goodOf(record), origin.en, route && `route ${route}`].filter(Boolean).join(" · "),
    name_zh: [
      "欧盟 CBAM 缺省值",
      annexFour ? "" : SECTORS[sector],
      `${cell(record, "cn_code")} ${CBAM_HEADINGS[code.slice(0, 4)] ?? unknownHeading(code)}`,
      origin.zh,
      route && `生产路线 ${route}`,
    ]
      .filter(Boolean)
      .join(" · "),
    region: origin.region,
    unit: "t",
    basis: "co2e",
    co2e: shiftPoint(cell(record, "see_total"), 3),
    source_table: cell(record, "source_table"),
    source_cell: `${cell(record, "cn_code")}${route === "" ? "" : `, ${route}`}`,
    trust: trust === "official_file" ? "" : trust,
    status: "superseded",
    published_value: cell(record, "published_co2e"),
    published_unit: cell(record, "published_unit"),
    further: joinPairs({
      2026: cell(record, "dv_2026"),
      2027: cell(record, "dv_2027"),
      2028: cell(record, "dv_2028"),
      direct: cell(record, "see_direct"),
      indirect: cell(record, "see_indirect"),
    }),
  });
}

const chinese = new Intl.DisplayNames(["zh-Hans"], { type: "region" });

function originOf(record: SourceRecord): { key: string; region: string; en: string; zh: string } {
  const region = cell(record, "region");
  const other = OTHERS[region];
  if (other) return { ...other, key: region === "ZZ" ? "other" : "unknown" };
  return {
    key: region.toLowerCase(),
    region,
    en: cell(record, "origin_country"),
    zh: chinese.of(region) ?? region,
  };
}

/**
 * Code and wording. The table truncates long wordings, and its line breaks left a control character instead of a
 * hyphen.
 */
function goodOf(record: SourceRecord): string {
  const text = cell(record, "activity").replaceAll("\u0002", "-").replaceAll(/\s+/g, " ");
  return text.length < 145 ? text : `${text.slice(0, text.lastIndexOf(" "))} …`;
}

function unknownHeading(code: string): never {
  throw new Error(`A CN heading without a Chinese name: ${code}`);
}
