import { parseArgs } from "node:util";
import { type ContentLanguage, isContentLanguage } from "#app/encoding/language.ts";
import { compareEditions, type FactorEdition, historyOf } from "#emission-factors/compare-editions.ts";
import { amountOf } from "#emission-factors/factor-amount.ts";
import type { Dataset, DatasetManifest, FactorRow, Library } from "#emission-factors/library-schema.ts";
import { ownEditionsFolder } from "#emission-factors/publication/own-editions.ts";
import { locateLibrary, readLibrary } from "#emission-factors/read-library.ts";
import { indexLibrary, searchIndex } from "#emission-factors/search.ts";
import { toDocumentFactor } from "#emission-factors/to-document.ts";
import { readZipTable, subregionsOfZip } from "#emission-factors/zip-subregion.ts";
import { comparisonEntry, comparisonText, nameOf, withSign } from "./factor-comparison.ts";

const USAGE = `Usage: truetonne factors search WORDS… [--limit N] [--locale en|zh] [--json]
       truetonne factors show ID[@EDITION] [--locale en|zh] [--json]
       truetonne factors match FILE.csv --column NAME [--unit-column NAME] [--country CC] [--locale en|zh]
       truetonne factors zip ZIP [--json]
       truetonne factors diff DATASET OLD NEW [--locale en|zh] [--json]
       truetonne factors import FILE… [--dry-run] [--yes] …   (see truetonne factors import --help)

Uses the factor library that ships and the imports of this installation. It needs no server and no database.
Exit code 0: done · 1: nothing found · 2: bad usage.
`;

const WORDS = {
  en: {
    nothing: "Nothing found.",
    several: "This ZIP code is in several subregions. Your utility decides which applies.",
    without: "No factor contains this. Results without it:",
    unknownEdition: "There is no such edition. Known editions:",
    source: "Source",
    dataset: "Data set",
    licence: "Licence",
    valid: "Valid",
    always: "no days stated",
    published: "As published",
    trust: "Trust",
    status: "Status",
    note: "Note",
    region: "Region",
    place: "Scope and category",
    history: "Editions",
  },
  zh: {
    nothing: "未找到。",
    several: "该邮政编码跨多个分区，以您的供电公司所属分区为准。",
    without: "没有因子含有以下词，已忽略：",
    unknownEdition: "没有该版本。现有版本：",
    source: "来源",
    dataset: "数据集",
    licence: "许可",
    valid: "有效期",
    always: "未规定日期",
    published: "公布值",
    trust: "可信度",
    status: "状态",
    note: "说明",
    region: "区域",
    place: "范围与类别",
    history: "各版本",
  },
} as const satisfies Record<ContentLanguage, Record<string, string>>;

interface Options {
  command: string;
  words: string[];
  locale: ContentLanguage;
  json: boolean;
  limit: number;
}

/** `truetonne factors`: searches, shows and compares the library, read directly from its files. */
export async function run(argv: string[]): Promise<number> {
  if (argv[0] === "match") return (await import("./factors-match.ts")).run(argv.slice(1));
  if (argv[0] === "import") return (await import("./factors-import.ts")).run(argv.slice(1));
  const options = readOptions(argv);
  if (options === "help") return print(USAGE, 0);
  if (options === null) return refuse();
  const library = readLibrary(undefined, ownEditionsFolder(process.env.DATA_DIR || ".data"));
  switch (options.command) {
    case "search":
      return options.words.length === 0 ? refuse() : search(library, options);
    case "show":
      return options.words.length === 1 ? show(library, options) : refuse();
    case "zip":
      return options.words.length === 1 ? subregions(options) : refuse();
    case "diff":
      return options.words.length === 3 ? diff(library, options) : refuse();
    default:
      return refuse();
  }
}

function readOptions(argv: string[]): Options | "help" | null {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        locale: { type: "string" },
        // The name of this option in the other commands.
        language: { type: "string", default: "en" },
        limit: { type: "string", default: "20" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) return "help";
    const [command, ...words] = positionals;
    const locale = values.locale ?? values.language;
    if (command === undefined || !isContentLanguage(locale) || !/^[1-9]\d{0,4}$/.test(values.limit)) return null;
    return { command, words, locale, json: values.json, limit: Number(values.limit) };
  } catch {
    return null;
  }
}

function search(library: Library, { words, locale, json, limit }: Options): number {
  const { hits, unmatched, corrected } = searchIndex(indexLibrary(library.datasets), words.join(" "), { locale });
  const found = hits.slice(0, limit).map((hit) => hit.row);
  for (const { from, to } of corrected) process.stderr.write(`${from} → ${to}\n`);
  if (found.length > 0 && unmatched.length > 0)
    process.stderr.write(`${WORDS[locale].without} ${unmatched.join(", ")}\n`);
  if (json)
    return printJson(
      found.map(({ row, manifest }) => summary(row, manifest)),
      found.length === 0 ? 1 : 0,
    );
  if (found.length === 0) return print(`${WORDS[locale].nothing}\n`, 1);
  return print(found.map(({ row, manifest }) => searchLine(row, manifest, locale)).join(""), 0);
}

function searchLine(row: FactorRow, manifest: DatasetManifest, locale: ContentLanguage): string {
  const status = row.status === "active" ? "" : ` [${row.status}]`;
  const facts = [amountOf(row, manifest), row.region, row.method].filter((text) => text !== "").join(" · ");
  return `${row.id}@${manifest.edition}${status}\n    ${nameOf(row, locale)}\n    ${facts}\n`;
}

function show(library: Library, { words, locale, json }: Options): number {
  const { id, edition } = splitReference(words[0] ?? "");
  const history = historyOf(library, id);
  const last = history.findLast((one) => one.row.status === "active") ?? history.at(-1);
  const chosen = edition === null ? last : history.find((one) => one.manifest.edition === edition);
  if (chosen === undefined) {
    if (json) return printJson(null, 1);
    if (history.length === 0) return print(`${WORDS[locale].nothing}\n`, 1);
    const known = history.map((one) => `${id}@${one.manifest.edition}`).join("\n");
    return print(`${WORDS[locale].unknownEdition}\n${known}\n`, 1);
  }
  if (json) return printJson({ ...summary(chosen.row, chosen.manifest), history: history.map(historyEntry) }, 0);
  return print(factorText(chosen, locale) + historyText(history, locale), 0);
}

/** Several subregions are all listed, because the utility decides. */
function subregions({ words: [zip = ""], locale, json }: Options): number {
  const found = subregionsOfZip(readZipTable(locateLibrary()), zip);
  if (json) return printJson({ zip, subregions: found }, found.length === 0 ? 1 : 0);
  if (found.length === 0) return print(`${WORDS[locale].nothing}\n`, 1);
  const note = found.length > 1 ? `${WORDS[locale].several}\n` : "";
  return print(`${found.join("\n")}\n${note}`, 0);
}

function factorText({ row, manifest }: FactorEdition, locale: ContentLanguage): string {
  const words = WORDS[locale];
  const from = row.valid_from || manifest.validFrom;
  const to = row.valid_to || manifest.validTo;
  const factor = toDocumentFactor(row, manifest);
  const lines: [label: string, text: string][] = [
    [words.dataset, `${manifest.title[locale]} (${manifest.publisher}, ${manifest.publishedOn ?? manifest.edition})`],
    [
      words.source,
      [factor.source?.title, factor.source?.table, factor.source?.cell, factor.source?.url].filter(Boolean).join("; "),
    ],
    [words.published, [row.published_value, row.published_unit].filter((text) => text !== "").join(" ")],
    [words.region, row.region],
    [words.place, [row.scope, row.category, row.method].filter((text) => text !== "").join(" · ")],
    [words.valid, from === null && to === null ? words.always : `${from ?? "…"} – ${to ?? "…"}`],
    [words.status, row.status === "active" ? "" : [row.status, row.status_reason].join(": ")],
    [words.trust, row.trust || manifest.trust],
    [words.licence, [manifest.licence.name, manifest.licence.attribution].filter((text) => text !== "").join(". ")],
    [words.note, [row.note, ...manifest.notes].filter((text) => text !== "").join(" ")],
  ];
  const told = lines.filter(([, text]) => text !== "").map(([label, text]) => `  ${label}: ${text}\n`);
  return `${row.id}@${manifest.edition}\n${nameOf(row, locale)}\n${amountOf(row, manifest)}\n${told.join("")}`;
}

function historyText(history: FactorEdition[], locale: ContentLanguage): string {
  const lines = history.map(({ row, manifest, changes }) => {
    const main = changes[0];
    const change = main?.percent ? ` (${withSign(main.percent)} %)` : "";
    return `  ${manifest.edition}: ${amountOf(row, manifest)}${change}\n`;
  });
  return `${WORDS[locale].history}:\n${lines.join("")}`;
}

function diff(library: Library, { words, locale, json }: Options): number {
  const [id = "", older = "", newer = ""] = words;
  const editions = library.datasets.filter(({ manifest }) => manifest.id === id);
  const find = (edition: string): Dataset | undefined => editions.find(({ manifest }) => manifest.edition === edition);
  const [previous, next] = [find(older), find(newer)];
  if (previous === undefined || next === undefined) {
    const known = (editions.length > 0 ? editions : library.datasets).map(
      ({ manifest }) => `${manifest.id} ${manifest.edition}`,
    );
    process.stderr.write(`${WORDS[locale].unknownEdition}\n${known.join("\n")}\n`);
    return 1;
  }
  const comparison = compareEditions(previous, next);
  if (json) return printJson(comparisonEntry(comparison), 0);
  return print(comparisonText(comparison, locale), 0);
}

function summary(row: FactorRow, manifest: DatasetManifest): Record<string, unknown> {
  return {
    dataset: manifest.id,
    edition: manifest.edition,
    scope: row.scope === "" ? null : Number(row.scope),
    category: row.category || null,
    method: row.method || null,
    status: row.status,
    statusReason: row.status_reason || null,
    trust: row.trust || manifest.trust,
    published: { value: row.published_value || null, unit: row.published_unit || null, on: manifest.publishedOn },
    note: row.note || null,
    factor: toDocumentFactor(row, manifest),
  };
}

function historyEntry({ row, manifest, changes }: FactorEdition): Record<string, unknown> {
  return { edition: manifest.edition, status: row.status, amount: amountOf(row, manifest), changes };
}

/** A factor's key may contain dots and hyphens, but no at sign. */
function splitReference(text: string): { id: string; edition: string | null } {
  const at = text.indexOf("@");
  return at < 0 ? { id: text, edition: null } : { id: text.slice(0, at), edition: text.slice(at + 1) };
}

function refuse(): number {
  process.stderr.write(USAGE);
  return 2;
}

function printJson(value: unknown, code: number): number {
  return print(`${JSON.stringify(value, null, 2)}\n`, code);
}

function print(text: string, code: number): number {
  process.stdout.write(text);
  return code;
}
