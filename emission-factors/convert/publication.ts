/** The result of each publisher's module, and the steps that all modules share. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseCsvRecords } from "../csv.ts";
import { type DatasetLicence, type DatasetManifest, FACTOR_COLUMNS, type FactorRow } from "../library-schema.ts";

/** A record of a publisher's table as transcribed, by header. */
export type SourceRecord = Record<string, string>;

export interface Publication {
  /** Folder of the release inside `emission-factors/`. */
  folder: string;
  manifest: Omit<DatasetManifest, "rows" | "sha256">;
  rows: FactorRow[];
  /** Reason → number of omitted source records. */
  leftOut: Map<string, number>;
}

/** The day on which the publishers' tables were compiled. */
export const RETRIEVED_ON = "2026-11-24";

/** The day on which the tables of later releases were compiled. */
export const RETRIEVED_LATER_ON = "2026-11-28";

export const US_PUBLIC_DOMAIN: DatasetLicence = {
  name: "US public domain (17 USC 105)",
  url: "https://www.law.cornell.edu/uscode/text/17/105",
  redistributable: true,
  attribution: "Source: US Environmental Protection Agency.",
};

export const CHINA_OFFICIAL_DOCUMENT: DatasetLicence = {
  name: "Official document of the People's Republic of China (Copyright Law, Article 5)",
  url: "",
  redistributable: true,
  attribution: "Source: the notice or guideline named with each figure.",
};

export const EU_REUSE: DatasetLicence = {
  name: "Reuse of Commission documents (Decision 2011/833/EU)",
  url: "http://data.europa.eu/eli/dec/2011/833/oj",
  redistributable: true,
  attribution: "Source: European Union, EUR-Lex.",
};

export function readSource(folder: string, file: string): SourceRecord[] {
  return parseCsvRecords(readFileSync(join(folder, file), "utf8"));
}

/** A row with the given cells. Other cells stay empty ("not published"). */
export function makeRow(cells: Partial<FactorRow>): FactorRow {
  const row = Object.fromEntries(FACTOR_COLUMNS.map((column) => [column, ""])) as FactorRow;
  return Object.assign(row, cells);
}

/** What a release states that replaces none, all of it from one source. */
export function unrevised(first: SourceRecord) {
  return {
    sourceTitle: cell(first, "source_title"),
    sourceTable: "",
    sourceUrl: cell(first, "source_url"),
    supersedes: null,
    correctionOf: null,
    status: "active",
    comparableWithPrevious: null,
  } as const;
}

/** A cell of a record. A missing column is an error in the mapping, not an empty cell. */
export function cell(record: SourceRecord, column: string): string {
  const value = record[column];
  if (value === undefined) throw new Error(`The source table has no column ${column}.`);
  return value;
}

/** Lower-case words joined by hyphens: a stable key for publishers without row numbers. */
export function slug(text: string): string {
  return (
    text
      .toLowerCase()
      .replaceAll("&", " and ")
      .replace(/[^a-z0-9.]+/g, "-")
      // pattern: our own text, a publication in the library.
      .replace(/^[-.]+|[-.]+$/g, "")
  );
}

/** `name=value;…` without missing values, in the given order: the format of `traits`, `further` and `other_gases`. */
export function joinPairs(pairs: Record<string, string | undefined>): string {
  return Object.entries(pairs)
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([name, value]) => `${name}=${value}`)
    .join(";");
}

export function leaveOut(leftOut: Map<string, number>, reason: string): void {
  leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1);
}

/** Grades of the transcriptions that must never be shipped. */
export const FORBIDDEN_TRUST = new Set(["unverified", "primary_file_anomalous"]);
