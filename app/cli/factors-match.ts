import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { explainError } from "#app/encoding/errors.ts";
import { type ContentLanguage, isContentLanguage } from "#app/encoding/language.ts";
import en from "#app/factors/matching.en.ts";
import zh from "#app/factors/matching.zh.ts";
import { formatCsv, parseCsvRecords } from "#emission-factors/csv.ts";
import { type LedgerLine, type LineMatch, matchLine, type Need } from "#emission-factors/match/match-line.ts";
import { readLibrary } from "#emission-factors/read-library.ts";
import { indexLibrary, type LibrarySearchRow } from "#emission-factors/search.ts";

const USAGE = `Usage: truetonne factors match FILE.csv --column NAME [--unit-column NAME] [--country CC] [--locale en|zh]
         [--account-column NAME] [--supplier-column NAME] [--region-column NAME]
         [--amount-column NAME] [--currency-column NAME]

Prints for each distinct line of a ledger its category, up to five factors of it with confidence, and what is still
needed. It chooses none. A line without a factor has its category too, unless it causes no emission or has too little information.
Accounts, suppliers and amounts make the category and the factor more certain.
high   the line is clear, the unit fits, and the factor is meant for it
medium something is open: a density, a weight, an exchange rate, or the factor is for something similar
low    read from the supplier, the account or a misspelt word
Exit code 0: at least one candidate · 1: none · 2: bad usage or file.
`;

const WORDS = { en, zh };

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
  "category",
  "needs",
  "reason",
];

/** Columns of the file that say more about a line, by their option. */
const CONTEXT = ["account", "supplier", "region", "amount", "currency"] as const;
type Context = (typeof CONTEXT)[number];

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
  for (const name of [options.column, options.unitColumn, ...Object.values(options.columns)]) {
    if (name !== "" && !(name in (records[0] ?? {}))) {
      return refuse(`There is no column "${name}". Columns: ${Object.keys(records[0] ?? {}).join(", ")}`);
    }
  }
  const index = indexLibrary(readLibrary().datasets);
  const lines: string[][] = [];
  for (const { line, rows } of distinct(records, options)) {
    const match = matchLine(index, { ...line, country: options.country });
    const facts = [match.category ?? "", needsText(match.needs, options.locale), reasonText(match)];
    const head = [line.text, line.unit, String(rows)];
    if (match.rows.length === 0) lines.push([...head, "", "", "", "", "", "", "", ...facts]);
    match.rows.forEach((row, at) => {
      lines.push([...head, String(at + 1), match.confidence, ...cellsOf(row, options.locale), ...facts]);
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
  columns: Partial<Record<Context, string>>;
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
        "account-column": { type: "string" },
        "supplier-column": { type: "string" },
        "region-column": { type: "string" },
        "amount-column": { type: "string" },
        "currency-column": { type: "string" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) return "help";
    const [file] = positionals;
    if (file === undefined || positionals.length > 1 || !values.column) return "";
    if (!isContentLanguage(values.locale) || !/^([A-Z]{2})?$/.test(values.country)) return "";
    const { column, country, locale } = values;
    const columns: Options["columns"] = {};
    for (const name of CONTEXT) {
      const given = values[`${name}-column`];
      if (given !== undefined) columns[name] = given;
    }
    return { file, column, unitColumn: values["unit-column"], country, locale, columns };
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

/** Each distinct line once, in the order of the file, with its number of rows. Amounts only count as given or not. */
function distinct(records: Record<string, string>[], { column, unitColumn, columns }: Options) {
  const found = new Map<string, { line: LedgerLine; rows: number }>();
  for (const record of records) {
    const cell = (name: string | undefined) => (name ? (record[name] ?? "").trim() : "");
    const line: LedgerLine = { text: cell(column), unit: cell(unitColumn) };
    for (const name of CONTEXT) line[name] = cell(columns[name]);
    if (line.text === "") continue;
    const key = JSON.stringify({ ...line, amount: /\d/.test(line.amount ?? "") });
    const known = found.get(key) ?? { line, rows: 0 };
    known.rows += 1;
    found.set(key, known);
  }
  return found.values();
}

function cellsOf(row: LibrarySearchRow, locale: ContentLanguage): string[] {
  const name = (locale === "zh" && row.nameZh) || row.nameEn;
  return [row.id, row.version, name, row.unit, row.region ?? ""];
}

function needsText(needs: readonly Need[], locale: ContentLanguage): string {
  const { need, reasonJoin } = WORDS[locale];
  return needs.map((one) => need[one]).join(reasonJoin);
}

/** The reason as `where: word`, the same in every language for further processing. */
function reasonText({ origin, word, isNothing }: LineMatch<LibrarySearchRow>): string {
  if (word === "") return "";
  return isNothing ? `no_emission: ${word}` : `${origin}: ${word}`;
}

/** A cell that a spreadsheet can't run as a formula. */
function toCell(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function refuse(problem: string): number {
  process.stderr.write(problem === "" ? USAGE : `${problem}\n`);
  return 2;
}
