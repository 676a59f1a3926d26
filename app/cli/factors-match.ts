import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { explainError } from "#app/encoding/errors.ts";
import { type ContentLanguage, isContentLanguage } from "#app/encoding/language.ts";
import { formatCsv, parseCsvRecords } from "#emission-factors/csv.ts";
import { type DescriptionMatch, type MatchReason, matchDescription } from "#emission-factors/match-descriptions.ts";
import { readLibrary } from "#emission-factors/read-library.ts";
import { indexLibrary, type LibrarySearchRow } from "#emission-factors/search.ts";

const USAGE = `Usage: truetonne factors match FILE.csv --column NAME [--unit-column NAME] [--country CC] [--locale en|zh]

Prints up to five factors for each distinct description of a column as CSV, with confidence and reason. It chooses none:
high   all words match, the unit fits, the factor is for the country or for no country, and no other factor is as close
medium all words match, but the unit, the country or a spelling is uncertain, or other factors are as close
low    some words don't match
Exit code 0: at least one candidate · 1: none · 2: bad usage or file.
`;

const HEAD = [
  "description",
  "unit",
  "rows",
  "rank",
  "confidence",
  "factor",
  "edition",
  "name",
  "per",
  "region",
  "reason",
];

/** `truetonne factors match`: candidates from the shipped library for the descriptions in a file. */
export async function run(argv: string[]): Promise<number> {
  const options = readOptions(argv);
  if (options === "help") {
    process.stdout.write(USAGE);
    return 0;
  }
  if (typeof options === "string") return refuse(options);
  const records = readRecords(options.file);
  if (typeof records === "string") return refuse(records);
  for (const name of [options.column, options.unitColumn]) {
    if (name !== "" && !(name in (records[0] ?? {}))) {
      return refuse(`There is no column "${name}". Columns: ${Object.keys(records[0] ?? {}).join(", ")}`);
    }
  }
  const index = indexLibrary(readLibrary().datasets);
  const lines: string[][] = [];
  for (const { text, unit, rows } of distinct(records, options)) {
    const wish = { country: options.country || null, locale: options.locale };
    const matches = matchDescription(index, { text, unit }, wish);
    if (matches.length === 0) lines.push([text, unit, String(rows), "", "", "", "", "", "", "", ""]);
    matches.forEach((match, at) => {
      lines.push([text, unit, String(rows), String(at + 1), ...cellsOf(match, options.locale)]);
    });
  }
  process.stdout.write(
    formatCsv(
      HEAD,
      lines.map((cells) => cells.map(toCell)),
    ),
  );
  return lines.some((cells) => cells[3] !== "") ? 0 : 1;
}

interface Options {
  file: string;
  column: string;
  unitColumn: string;
  country: string;
  locale: ContentLanguage;
}

function readOptions(argv: string[]): Options | "help" | string {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        column: { type: "string" },
        "unit-column": { type: "string", default: "" },
        country: { type: "string", default: "" },
        locale: { type: "string", default: "en" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) return "help";
    const [file] = positionals;
    if (file === undefined || positionals.length > 1 || !values.column) return "";
    if (!isContentLanguage(values.locale) || !/^([A-Z]{2})?$/.test(values.country)) return "";
    const { column, country, locale } = values;
    return { file, column, unitColumn: values["unit-column"], country, locale };
  } catch {
    return "";
  }
}

function readRecords(file: string): Record<string, string>[] | string {
  try {
    return parseCsvRecords(readFileSync(file, "utf8").replace(/^\ufeff/, ""));
  } catch (error) {
    return `${file}: ${explainError(error)}`;
  }
}

/** Each description and unit once, in the order of the file, with its number of rows. */
function distinct(records: Record<string, string>[], { column, unitColumn }: Options) {
  const found = new Map<string, { text: string; unit: string; rows: number }>();
  for (const record of records) {
    const [text, unit] = [(record[column] ?? "").trim(), unitColumn === "" ? "" : (record[unitColumn] ?? "").trim()];
    if (text === "") continue;
    const known = found.get(`${unit} ${text}`) ?? { text, unit, rows: 0 };
    known.rows += 1;
    found.set(`${unit} ${text}`, known);
  }
  return found.values();
}

function cellsOf({ row, confidence, reasons }: DescriptionMatch<LibrarySearchRow>, locale: ContentLanguage): string[] {
  const name = (locale === "zh" && row.nameZh) || row.nameEn;
  return [confidence, row.id, row.version, name, row.unit, row.region ?? "", reasons.map(reasonText).join("; ")];
}

/** A reason as `what: facts`, the same in every language for further processing. */
function reasonText({ kind, ...facts }: MatchReason): string {
  const values = Object.values(facts);
  return values.length === 0 ? kind : `${kind}: ${values.join(" → ")}`;
}

/** A cell that a spreadsheet can't run as a formula. */
function toCell(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function refuse(problem: string): number {
  process.stderr.write(problem === "" ? USAGE : `${problem}\n`);
  return 2;
}
