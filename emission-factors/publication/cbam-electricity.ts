/**
 * Electricity factors of the CBAM (Implementing Regulation (EU) 2025/2621, annexes II and III) from a user's own copy
 * of the Official Journal, saved as text. The figures are derived from IEA data under CC BY-NC-SA. They stay in the
 * installation, are never exported, and are for declarations, not for an inventory.
 *
 * The text has a line for each country, `Algeria 0,498`, under the heading of its annex, with headings and page footers
 * in between.
 */
import { normalText } from "#app/encoding/text/normal-text.ts";
import { makeRow, type Publication, slug } from "../convert/publication.ts";
import { regionOfCountry } from "../convert/region.ts";
import { shiftPoint } from "../decimal-text.ts";
import type { DatasetLicence, FactorRow } from "../library-schema.ts";
import { FaultList, type PublicationFormat, type PublisherFile, type Recognition } from "./publication-format.ts";

const REGULATION = /2025\/2621/;

const LICENCE: DatasetLicence = {
  name: "CC BY-NC-SA 4.0 (derived from data of the IEA): non-commercial redistribution only",
  url: "https://creativecommons.org/licenses/by-nc-sa/4.0/",
  redistributable: false,
  attribution: "Source: European Union, EUR-Lex, Implementing Regulation (EU) 2025/2621; based on data of the IEA.",
};

interface Annex {
  key: "ii" | "iii";
  heading: RegExp;
  /** Ends the table. */
  next: RegExp;
  /** Annex II averages five years of all generation, annex III its fossil part. */
  method: string;
  title: { en: string; zh: string };
}

const ANNEXES: readonly Annex[] = [
  {
    key: "ii",
    heading: /^ANNEX II$/,
    next: /^ANNEX III$/,
    method: "grid_average",
    title: { en: "CBAM, electricity used in production (annex II)", zh: "CBAM：生产用电（附件二）" },
  },
  {
    key: "iii",
    heading: /^ANNEX III$/,
    next: /^ANNEX IV$/,
    method: "fossil",
    title: { en: "CBAM, imported electricity (annex III)", zh: "CBAM：进口电力（附件三）" },
  },
];

export const cbamElectricity: PublicationFormat = {
  key: "eu-cbam-electricity",
  name: {
    en: "your own copy of Implementing Regulation (EU) 2025/2621 as text (electricity factors of annexes II and III)",
    zh: "您自存的（欧盟）2025/2621 号实施条例文本（附件二、三的电力因子）",
  },
  recognise(files) {
    const [file] = files;
    const text = file?.text;
    if (!file || files.length !== 1 || !text || !REGULATION.test(text)) return null;
    const lines = linesOf(text);
    if (!ANNEXES.some(({ heading }) => lines.some((line) => heading.test(line)))) return null;
    const recognition: Recognition = {
      format: "eu-cbam-electricity",
      dataset: "eu-cbam-electricity-ii",
      edition: "2025-2621",
      version: "",
      files: [file],
      read: () => readAnnexes(file, lines),
    };
    return recognition;
  },
};

function linesOf(text: string): string[] {
  return text.split(/\r?\n/).map((line) => line.trim());
}

function readAnnexes(file: PublisherFile, lines: string[]): Publication[] {
  const faults = new FaultList();
  const publications = ANNEXES.map((annex) => readAnnex(annex, file.name, lines, faults));
  faults.throwIfAny();
  return publications;
}

function readAnnex(annex: Annex, sheet: string, lines: string[], faults: FaultList): Publication {
  const start = lines.findIndex((line) => annex.heading.test(line));
  const length = start < 0 ? -1 : lines.slice(start).findIndex((line) => annex.next.test(line));
  const rows = new Map<string, FactorRow>();
  if (length < 0) faults.add("missing_table", { sheet }, { table: `annex ${annex.key.toUpperCase()}` });
  for (const [index, line] of lines.slice(start, start + Math.max(length, 0)).entries()) {
    const found = /^(\p{L}.*?) (\d+(?:,\d+)?)$/u.exec(line);
    if (!found || /OJ L|ELI:|Regulation/.test(line)) continue;
    const at = { sheet, row: start + index + 1 };
    const [, name, printed] = found as unknown as [string, string, string];
    const region = placeOf(name);
    if (region === undefined) faults.add("unknown_heading", at, { text: name });
    else if (rows.has(region)) faults.add("duplicate", at, { key: name });
    else rows.set(region, toRow(annex, { name, printed, region, row: at.row }));
  }
  if (length >= 0 && rows.size === 0) faults.add("missing_table", { sheet }, { table: annex.title.en });
  return {
    folder: `eu-cbam-electricity-${annex.key}-2025-2621`,
    manifest: describe(annex),
    rows: [...rows.values()],
    leftOut: new Map(),
  };
}

interface Line {
  name: string;
  printed: string;
  region: string;
  row: number;
}

function toRow(annex: Annex, { name, printed, region, row }: Line): FactorRow {
  const published = printed.replace(",", ".");
  const isCountry = /^[A-Z]{2}$/.test(region);
  return makeRow({
    id: `eu-cbam-electricity-${annex.key}.${slug(name)}`,
    kind: "emission",
    name_en: `${annex.title.en} · ${name}`,
    name_zh: isCountry ? `${annex.title.zh} · ${CHINESE.of(region)}` : "",
    scope: "2",
    category: "purchased_electricity",
    region,
    method: annex.method,
    unit: "MWh",
    basis: "co2e",
    // Tonnes to kilograms.
    co2e: shiftPoint(published, 3),
    source_table: `Annex ${annex.key.toUpperCase()}`,
    source_cell: `line ${row}: ${name}`,
    status: "not_for_inventories",
    status_reason:
      "Default value of the CBAM for a declaration under Regulation (EU) 2023/956; not an inventory factor.",
    published_value: printed,
    published_unit: "tCO2eq/MWh",
  });
}

const CHINESE = new Intl.DisplayNames(["zh-Hans"], { type: "region" });

/** Names in the Official Journal that differ from the common English ones. */
const PLACES: Record<string, string> = {
  "bosnia and herzegovina": "BA",
  "congo, democratic republic of": "CD",
  congo: "CG",
  curaçao: "CW",
  curacao: "CW",
  "iran, islamic republic of": "IR",
  "ivory coast": "CI",
  "hong kong": "HK",
  "korea, republic of (south korea)": "KR",
  "moldova, republic of": "MD",
  myanmar: "MM",
  "north korea (democratic people’s republic of korea)": "KP",
  "occupied palestinian territory": "PS",
  "tanzania, united republic of": "TZ",
  "trinidad and tobago": "TT",
  türkiye: "TR",
  "viet nam": "VN",
  "european union": "GROUP-EU",
  "other countries and territories": "GROUP-CBAM-OTHER",
};

function placeOf(name: string): string | undefined {
  const key = normalText(name, "NFC").toLowerCase().replaceAll("'", "’");
  return PLACES[key] ?? regionOfCountry(name);
}

function describe(annex: Annex): Publication["manifest"] {
  return {
    id: `eu-cbam-electricity-${annex.key}`,
    edition: "2025-2621",
    publisher: "European Commission",
    title: annex.title,
    publishedOn: "2025-12-31",
    retrievedOn: "",
    dataYear: null,
    validFrom: "2026-01-01",
    validTo: null,
    validityBasis: "The regulation applies from 1 January 2026.",
    gwpSet: null,
    gasesGwp: null,
    gasBasis: "kg CO2e per MWh, without a gas split",
    trust: "official_text",
    licence: LICENCE,
    sourceTitle: "Implementing Regulation (EU) 2025/2621, OJ L, 31.12.2025",
    sourceTable: `Annex ${annex.key.toUpperCase()}`,
    sourceUrl: "http://data.europa.eu/eli/reg_impl/2025/2621/oj",
    supersedes: null,
    correctionOf: null,
    status: "not_for_inventories",
    comparableWithPrevious: null,
    notes: ["Read from this installation's own copy of the regulation. Not to be passed on for commercial use."],
  };
}
