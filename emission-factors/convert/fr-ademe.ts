/**
 * ADEME Base Carbone V23.6 (Licence Ouverte 2.0): totals of purchased goods, services and waste. Totals of fuels and
 * electricity mix the scopes, and their parts are not converted yet.
 */
import { shiftPoint } from "../decimal-text.ts";
import type { FactorRow } from "../library-schema.ts";
import {
  cell,
  joinPairs,
  leaveOut,
  makeRow,
  type Publication,
  RETRIEVED_LATER_ON,
  readSource,
  type SourceRecord,
  unrevised,
} from "./publication.ts";

/** First word of the publisher's category → our category. */
const CATEGORIES: Record<string, string> = {
  "Purchased goods": "purchased_goods_services",
  "Purchased services": "purchased_goods_services",
  "Waste treatment": "waste",
};

const UNITS: Record<string, string> = {
  tonne: "t",
  "tonne of waste": "t",
  kg: "kg",
  Kg: "kg",
  "m²": "m2",
  m3: "m3",
  litre: "L",
  m: "m",
  unit: "piece",
  device: "piece",
};

const REGIONS: Record<string, string> = { FR: "FR", "FR-overseas": "FR", europe: "GROUP-EUROPE", world: "001" };

/** Spend factors of earlier years have a stated validity that is over. */
const PRICE_YEAR = "2023";

/** One release. Rows that the library can't hold, or that would be misused, are left out and counted. */
export function convertAdeme(folder: string): Publication {
  const records = readSource(folder, "fr-ademe-base-carbone.csv");
  const leftOut = new Map<string, number>();
  const kept = records.filter((record) => {
    const reason = reasonToLeaveOut(record);
    if (reason !== null) leaveOut(leftOut, reason);
    return reason === null;
  });
  return {
    folder: "fr-ademe-base-carbone-23.6",
    manifest: describe(records[0] ?? {}),
    rows: kept.map(convertRecord),
    leftOut,
  };
}

function reasonToLeaveOut(record: SourceRecord): string | null {
  if (cell(record, "line_type") !== "total") return "a part of a total";
  if (CATEGORIES[headOf(record)] === undefined) return "fuels, electricity, process emissions and transport";
  if (cell(record, "co2e_per_unit_kg").startsWith("-")) return "avoided emissions";
  const unit = cell(record, "activity_unit");
  if (/^keuro/.test(unit)) return unit === `keuro (${PRICE_YEAR}) HT` ? null : "spend in another price year";
  if (UNITS[unit] === undefined) return "a unit without an exact counterpart";
  return REGIONS[cell(record, "region")] === undefined ? "a place without a code" : null;
}

function headOf(record: SourceRecord): string {
  return cell(record, "category").split(" > ")[0] ?? "";
}

function convertRecord(record: SourceRecord): FactorRow {
  const unit = cell(record, "activity_unit");
  const isSpend = unit.startsWith("keuro");
  const head = headOf(record);
  const place = cell(record, "sub_location");
  const names = cell(record, "activity")
    .split("|")
    .map((text) => text.trim())
    .filter((text) => text !== "");
  return makeRow({
    id: `fr-ademe-base-carbone.${cell(record, "element_id")}`,
    kind: "emission",
    name_en: [isSpend ? "Spend" : head, ...names, ...(place === "" ? [] : [place])].join(" · "),
    scope: "3",
    category: CATEGORIES[head] ?? "",
    region: REGIONS[cell(record, "region")] ?? "",
    method: isSpend ? "spend_based" : "",
    unit: isSpend ? "EUR" : (UNITS[unit] ?? ""),
    basis: "co2e",
    co2e: shiftPoint(cell(record, "co2e_per_unit_kg"), isSpend ? -3 : 0),
    biogenic_co2: cell(record, "biogenic_co2_kg").startsWith("-") ? "" : cell(record, "biogenic_co2_kg"),
    traits: isSpend ? `priceBasis=purchaser;priceYear=${PRICE_YEAR}` : "",
    source_table: cell(record, "category_fr"),
    source_cell: `element ${cell(record, "element_id")}`,
    status: "active",
    published_value: cell(record, "published_co2e"),
    published_unit: cell(record, "published_unit"),
    further: joinPairs({
      "uncertainty %": cell(record, "uncertainty_pct"),
      "modified on": cell(record, "modified_on"),
      "validity until": cell(record, "validity_until_as_published"),
    }),
    note: [noteOfAge(record), isSpend ? "Published per 1,000 euro without VAT." : ""].filter(Boolean).join(" "),
  });
}

function noteOfAge(record: SourceRecord): string {
  const until = cell(record, "validity_until_as_published");
  return until === "" ? "" : `The publisher states validity until ${until} and lists the row as valid.`;
}

function describe(first: SourceRecord): Publication["manifest"] {
  return {
    id: "fr-ademe-base-carbone",
    edition: "23.6",
    publisher: "ADEME",
    title: {
      en: "ADEME Base Carbone V23.6: goods, services and waste",
      zh: "法国环境与能源管理署 Base Carbone V23.6：商品、服务与废弃物",
    },
    publishedOn: cell(first, "published_on"),
    retrievedOn: RETRIEVED_LATER_ON,
    dataYear: null,
    validFrom: null,
    validTo: null,
    validityBasis: "No days. The publisher's own validity, if stated, is a further figure of the row.",
    gwpSet: "not stated",
    gasesGwp: null,
    gasBasis: "CO2e without a gas split",
    trust: "secondary_dataset_copy",
    licence: {
      name: "Licence Ouverte 2.0 (Etalab)",
      url: "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
      redistributable: true,
      attribution: "Source: ADEME, Base Carbone V23.6, Licence Ouverte 2.0.",
    },
    ...unrevised(first),
    notes: [
      "A total, with the emissions upstream.",
      "Many figures are of 2014 to 2018 and French; see uncertainty and validity of the row.",
    ],
  };
}
