/**
 * eGRID subregion output emission rates 2021–2023, and the corrected release of 2023: first as CO2e with one decimal,
 * then by gas with three.
 */
import type { FactorRow } from "../library-schema.ts";
import {
  cell,
  joinPairs,
  makeRow,
  type Publication,
  RETRIEVED_LATER_ON,
  RETRIEVED_ON,
  readSource,
  type SourceRecord,
  US_PUBLIC_DOMAIN,
} from "./publication.ts";

/** Revision 2 with the three decimals of the publisher. */
const EXACT = "2023-rev2-3d";

const EDITIONS = [
  { edition: "2021", file: "us-egrid-2021.csv", month: "February 2023", year: 2021 },
  { edition: "2022", file: "us-egrid-2022.csv", month: "January 2024", year: 2022 },
  { edition: "2023", file: "us-egrid-2023.csv", month: "January 2025", year: 2023 },
  { edition: "2023-rev2", file: "us-egrid-2023.csv", month: "June 2025", year: 2023 },
  { edition: EXACT, file: "us-egrid-2023-rev2.csv", month: "June 2025", year: 2023 },
] as const;

export interface EgridEdition {
  edition: string;
  /** The release month in words. */
  month: string;
  /** The data year. */
  year: number;
}

/** Five releases. */
export function convertUsEgrid(folder: string): Publication[] {
  const places = new Map(
    readSource(folder, "us-egrid-2023.csv")
      .filter((record) => !isRevised(record))
      .map((record) => [cell(record, "region"), placeOf(record)]),
  );
  return EDITIONS.map((edition) => {
    const revised = edition.edition.startsWith("2023-rev2");
    const records = readSource(folder, edition.file).filter(
      (record) => cell(record, "dataset_version").includes("rev2") === revised,
    );
    return {
      folder: `us-egrid-${edition.edition}`,
      manifest: edition.edition === EXACT ? describeExact(edition, records) : describeEgridEdition(edition, records),
      rows: records.map((record) => convertEgridRecord(record, places.get(cell(record, "region")) ?? placeOf(record))),
      leftOut: new Map(),
    };
  });
}

function isRevised(record: SourceRecord): boolean {
  return cell(record, "dataset_version").includes("rev2");
}

function placeOf(record: SourceRecord): string {
  // pattern: our own text, a publication in the library.
  return cell(record, "activity").replace(/ \((?:total-output|non-baseload).*\)$/, "");
}

/** @param place the subregion's full name, because the revised release has only its code */
export function convertEgridRecord(record: SourceRecord, place: string): FactorRow {
  // Revision 2 names the national row without "average". One decimal was shipped so, three have the name of all years.
  const id = cell(record, "id").replace(/-3d-total-output-us$/, "-3d-total-output-us-average");
  const marginal = id.includes("non-baseload");
  const subregion = cell(record, "region").replace("eGRID:", "US-EGRID-");
  return makeRow({
    id: id.replace(/^us-egrid-2023-rev2-(3d-)?/, "us-egrid.").replace(/^us-egrid-\d{4}-/, "us-egrid."),
    kind: "emission",
    name_en: `Grid electricity · eGRID ${place} · ${marginal ? "non-baseload output" : "total output"}`,
    name_zh: `电网电力 · 美国 eGRID ${place} · ${marginal ? "非基荷出力" : "总出力"}`,
    scope: marginal ? "" : "2",
    category: marginal ? "" : "purchased_electricity",
    region: subregion,
    method: marginal ? "marginal" : "grid_average",
    unit: "MWh",
    ...(isTotalOnly(record)
      ? { basis: "co2e", co2e: cell(record, "co2e_per_unit_kg") }
      : { basis: "mass", co2: cell(record, "co2_kg"), ch4: cell(record, "ch4_kg"), n2o: cell(record, "n2o_kg") }),
    traits: `quantification=${marginal ? "marginal" : "average"}`,
    further: joinPairs({
      CO2e: isTotalOnly(record) ? "" : cell(record, "published_co2e"),
      "grid gross loss": cell(record, "grid_gross_loss"),
    }),
    source_cell: `${place} / ${marginal ? "non-baseload" : "total output"}`,
    status: marginal ? "not_for_inventories" : "active",
    status_reason: marginal ? "Marginal rate for estimates of avoided emissions." : "",
    published_value: isTotalOnly(record)
      ? cell(record, "published_co2e")
      : ["published_co2", "published_ch4", "published_n2o"].map((column) => cell(record, column)).join("; "),
    published_unit: cell(record, "published_unit"),
    note: "Output rate at the power plant, without losses on the way. Pounds are avoirdupois, 0.45359237 kg.",
  });
}

/** Without CH4 and N2O, the gases do not give the published total. */
function isTotalOnly(record: SourceRecord): boolean {
  return cell(record, "gas_basis") === "co2e" || cell(record, "ch4_kg") === "" || cell(record, "n2o_kg") === "";
}

function describeExact(edition: EgridEdition, records: SourceRecord[]): Publication["manifest"] {
  return {
    ...describeEgridEdition({ ...edition, edition: "2023-rev2" }, records),
    edition: EXACT,
    title: {
      en: "eGRID2023 subregion output emission rates, revision 2, three decimals",
      zh: "美国 eGRID2023 分区电网排放率（第 2 次修订，三位小数）",
    },
    retrievedOn: RETRIEVED_LATER_ON,
    gasBasis: "kg of each gas; the national row is CO2e without a gas split",
    trust: "primary_file",
    sourceTable: "SRL23 and US23",
    supersedes: "us-egrid@2023-rev2",
    correctionOf: "us-egrid@2023-rev2",
    notes: [
      `Released in ${edition.month}; the day is not known.`,
      "CO2, CO2e and losses are from the EPA's own data file. CH4 and N2O are from a machine copy of the metric workbook, so the national row has none.",
    ],
  };
}

export function describeEgridEdition(
  { edition, month, year }: EgridEdition,
  records: SourceRecord[],
): Publication["manifest"] {
  const first = records[0] ?? {};
  const revised = edition === "2023-rev2";
  return {
    id: "us-egrid",
    edition,
    publisher: "US EPA Clean Air Markets Division",
    title: {
      en: `eGRID${year} subregion output emission rates${revised ? ", revision 2" : ""}`,
      zh: `美国 eGRID${year} 分区电网排放率${revised ? "（第 2 次修订）" : ""}`,
    },
    publishedOn: null,
    retrievedOn: RETRIEVED_ON,
    dataYear: year,
    validFrom: `${year}-01-01`,
    validTo: `${year}-12-31`,
    validityBasis: "The data year of the release.",
    gwpSet: revised ? "AR5" : null,
    gasesGwp: null,
    gasBasis: revised ? "CO2e without a gas split" : "kg of each gas",
    trust: revised ? "secondary_single" : "primary_file",
    licence: US_PUBLIC_DOMAIN,
    sourceTitle: cell(first, "source_title").replace(/, Table 1$/, ""),
    sourceTable: revised ? "Table 1" : "Table 6",
    sourceUrl: cell(first, "source_url"),
    supersedes: previousOf(edition),
    correctionOf: revised ? "us-egrid@2023" : null,
    status: "active",
    comparableWithPrevious: true,
    notes: [
      `Released in ${month}; the day is not known.`,
      ...(revised ? ["Published as CO2e only; one transcription, the official document was not seen."] : []),
    ],
  };
}

function previousOf(edition: string): string | null {
  if (edition === "2021") return null;
  if (edition === "2023-rev2") return "us-egrid@2023";
  return `us-egrid@${Number(edition) - 1}`;
}
