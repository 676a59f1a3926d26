import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { prepareDatabase } from "#app/database/prepare.server.ts";
import { utcDay } from "#app/day/day.ts";
import { explainError } from "#app/encoding/errors.ts";
import { type ContentLanguage, isContentLanguage } from "#app/encoding/language.ts";
import { WorkbookError } from "#app/encoding/workbook/workbook-error.ts";
import { type Env, readEnv } from "#app/environment/env.server.ts";
import type { DatasetManifest, Library } from "#emission-factors/library-schema.ts";
import { dropOwnEdition, keepOwnEdition, ownEditionsFolder } from "#emission-factors/publication/own-editions.ts";
import { type PlannedEdition, planImport } from "#emission-factors/publication/plan-import.ts";
import { PublicationError, type PublicationFault } from "#emission-factors/publication/publication-format.ts";
import {
  FileTooLargeError,
  type OpenedFile,
  openPublisherFile,
  PUBLICATION_FORMATS,
  readPublication,
  recognisePublication,
} from "#emission-factors/publication/read-publication.ts";
import { readLibrary } from "#emission-factors/read-library.ts";
import { comparisonEntry, comparisonText } from "./factor-comparison.ts";
import { IMPORT_WORDS } from "./import-words.ts";

const USAGE = `Usage: truetonne factors import FILE… [--dry-run] [--yes] [--correction EDITION] [--all] [--locale en|zh] [--json]

Reads a publisher's original file, checks its totals against its gases, and shows what changed since the last release. After
confirmation it adds the release to this installation: to the database of the settings and to DATA_DIR/factors. Existing
releases are never changed.

Publications:
${PUBLICATION_FORMATS.map(({ name }) => `  · ${name.en}`).join("\n")}

--dry-run             show the changes without writing anything
--yes                 confirm. Without it, the command asks. If no one can answer, it writes nothing
--correction EDITION  the file is the publisher's correction of an existing release. EDITION is its name (2025-corrected)
--all                 show every changed factor, not only the first 20 of each kind

Factors that may not be redistributed (the IPCC's) are not shipped. Export them from the IPCC's Emission Factor Database
(Search, "Export all to Excel" or CSV) and import your own copy. It stays in this installation.
With the embedded database, stop the server first.

Exit code 0: added, nothing new, or shown by --dry-run · 1: rejected or not confirmed, nothing written
          2: bad usage, or a file or the database can't be read
`;

const SHOWN_CHANGES = 20;

interface Options {
  paths: string[];
  dryRun: boolean;
  yes: boolean;
  correction: string | null;
  all: boolean;
  locale: ContentLanguage;
  json: boolean;
}

export async function run(argv: string[]): Promise<number> {
  const options = readOptions(argv);
  if (options === "help") return tell(process.stdout, USAGE, 0);
  if (options === null) return tell(process.stderr, USAGE, 2);
  const words = IMPORT_WORDS[options.locale];
  let env: Env;
  try {
    env = readEnv(process.env);
  } catch (error) {
    return tell(process.stderr, `${(error as Error).message}\n`, 2);
  }
  const files = openFiles(options);
  if (typeof files === "number") return files;
  const folder = ownEditionsFolder(env.dataDir);
  const planned = planFiles(files, readLibrary(undefined, folder), options);
  if (typeof planned === "number") return planned;
  const wanted = planned.filter(({ state }) => state === "new" || state === "correction");
  const refused = planned.some(({ state }) => state === "conflict" || state === "outdated");
  if (refused) return finish(planned, options, "refused");
  if (wanted.length === 0) return finish(planned, options, "nothing_new");
  if (options.dryRun) return finish(planned, options, "dry_run");
  if (!(options.json && options.yes)) showPlan(planned, options);
  const answer = await confirm(options);
  if (answer !== "yes")
    return options.json
      ? finish(planned, options, answer)
      : tell(process.stderr, `${words[answer === "no" ? "declined" : "notConfirmed"]}\n`, 1);
  try {
    await add(wanted, env, folder);
  } catch (error) {
    return tell(process.stderr, `${words.failed(explainError(error))}\n`, 2);
  }
  if (options.json) return finish(planned, options, "added");
  return tell(process.stdout, wanted.map(({ dataset }) => `${words.written(keyOf(dataset.manifest))}\n`).join(""), 0);
}

function readOptions(argv: string[]): Options | "help" | null {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        "dry-run": { type: "boolean", default: false },
        yes: { type: "boolean", short: "y", default: false },
        correction: { type: "string" },
        all: { type: "boolean", default: false },
        locale: { type: "string" },
        language: { type: "string", default: "en" },
        json: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) return "help";
    const locale = values.locale ?? values.language;
    const correction = values.correction ?? null;
    // The name becomes part of a reference (`uk-desnz.1@NAME`) and of a folder name.
    const isNamed = correction === null || /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/.test(correction);
    if (positionals.length === 0 || positionals.length > 8 || !isContentLanguage(locale) || !isNamed) return null;
    const { all, json, yes } = values;
    return { paths: positionals, dryRun: values["dry-run"], yes, correction, all, locale, json };
  } catch {
    return null;
  }
}

function openFiles({ paths, locale, json }: Options): OpenedFile[] | number {
  const words = IMPORT_WORDS[locale];
  const files: OpenedFile[] = [];
  for (const path of paths) {
    try {
      files.push(openPublisherFile(path));
    } catch (error) {
      if (error instanceof WorkbookError) return refuseWorkbook(error, path, { locale, json });
      if (error instanceof FileTooLargeError) return tell(process.stderr, `${path}: ${words.tooLarge}\n`, 1);
      return tell(process.stderr, `${words.unreadable(path)}\n`, 2);
    }
  }
  return files;
}

function refuseWorkbook(
  error: WorkbookError,
  path: string,
  { locale, json }: Pick<Options, "locale" | "json">,
): number {
  if (json)
    printJson({
      outcome: "refused",
      faults: [{ code: error.code, sheet: "", row: null, cell: "", facts: error.facts }],
    });
  const where = Object.entries(error.facts).map(([name, fact]) => `${name} ${fact}`);
  const place = where.length === 0 ? "" : ` (${where.join(", ")})`;
  return tell(process.stderr, `${path}: ${IMPORT_WORDS[locale].workbook[error.code]}${place} [${error.code}]\n`, 1);
}

function planFiles(files: OpenedFile[], library: Library, options: Options): PlannedEdition[] | number {
  const { locale, json, correction } = options;
  const words = IMPORT_WORDS[locale];
  try {
    const recognition = recognisePublication(files);
    if (recognition === null) {
      if (json)
        printJson({
          outcome: "refused",
          faults: [{ code: "unknown_publication", sheet: "", row: null, cell: "", facts: {} }],
        });
      const known = PUBLICATION_FORMATS.map(({ name }) => `${words.knows}${name[locale]}\n`).join("");
      return tell(process.stderr, `${words.unknown}\n${known}`, 1);
    }
    const name = PUBLICATION_FORMATS.find(({ key }) => key === recognition.format)?.name[locale] ?? "";
    const label = [recognition.edition, recognition.version].filter((text) => text !== "").join(", ");
    if (!json) process.stdout.write(`${words.recognised(`${name} – ${label}`)}\n`);
    const publications = readPublication(recognition, library);
    const read = files.map((file) => ({ name: file.name, sha256: file.sha256 }));
    const today = utcDay(new Date());
    return planImport(publications, library, { version: recognition.version, correction, files: read, today });
  } catch (error) {
    if (error instanceof WorkbookError) return refuseWorkbook(error, files[0]?.name ?? "", { locale, json });
    if (!(error instanceof PublicationError)) throw error;
    if (json) printJson({ outcome: "refused", faults: error.faults });
    return tell(process.stderr, error.faults.map((fault) => faultText(fault, locale)).join(""), 1);
  }
}

function faultText(fault: PublicationFault, locale: ContentLanguage): string {
  const { code, sheet, row, cell, facts } = fault;
  const place = [
    sheet,
    row === null ? "" : `${locale === "zh" ? "第" : "row "}${row}${locale === "zh" ? "行" : ""}`,
    cell,
  ];
  return `${place.filter((text) => text !== "").join(", ")}: ${IMPORT_WORDS[locale].fault[code](facts)} [${code}]\n`;
}

type Outcome = "added" | "nothing_new" | "dry_run" | "refused" | "no" | "unasked";

/** Prints a plan that ends here, with the exit code of its outcome. */
function finish(planned: PlannedEdition[], options: Options, outcome: Outcome): number {
  const words = IMPORT_WORDS[options.locale];
  const code = outcome === "refused" || outcome === "no" || outcome === "unasked" ? 1 : 0;
  if (options.json) {
    const name = outcome === "no" || outcome === "unasked" ? "not_confirmed" : outcome;
    printJson({ outcome: name, editions: planned.map(planEntry) });
    return code;
  }
  showPlan(planned, options);
  if (outcome === "nothing_new") process.stdout.write(`${words.nothingNew}\n`);
  if (outcome === "dry_run") process.stdout.write(`${words.dryRun}\n`);
  return code;
}

function showPlan(planned: PlannedEdition[], { locale, all, json }: Options): void {
  if (json) return;
  const words = IMPORT_WORDS[locale];
  for (const { state, dataset, previous, comparison, leftOut } of planned) {
    const key = keyOf(dataset.manifest);
    const other = previous === null ? "" : keyOf(previous.manifest);
    const lines = [words.edition(key, dataset.rows.length), words.state[state](key, other)];
    for (const [reason, count] of leftOut) lines.push(`${words.leftOut}: ${count} (${reason})`);
    if (!dataset.manifest.licence.redistributable) lines.push(words.private);
    if (state === "new" && previous === null) lines.push(words.first);
    if (comparison !== null) {
      lines.push(words.against(other));
      if (state === "new") lines.push(dataset.manifest.comparableWithPrevious ? words.comparable : words.notComparable);
    }
    process.stdout.write(`\n${lines.join("\n")}\n`);
    if (comparison !== null) process.stdout.write(comparisonText(comparison, locale, all ? undefined : SHOWN_CHANGES));
  }
}

function planEntry({ state, dataset, previous, comparison, leftOut }: PlannedEdition): Record<string, unknown> {
  const { manifest } = dataset;
  return {
    state,
    dataset: manifest.id,
    edition: manifest.edition,
    rows: manifest.rows,
    redistributable: manifest.licence.redistributable,
    supersedes: manifest.supersedes,
    correctionOf: manifest.correctionOf,
    comparableWithPrevious: manifest.comparableWithPrevious,
    previous: previous === null ? null : keyOf(previous.manifest),
    comparison: comparison === null ? null : comparisonEntry(comparison),
    leftOut: Object.fromEntries(leftOut),
    files: manifest.files ?? [],
  };
}

/** Asks on standard error, so that the output can be piped. Doesn't ask without a terminal. */
async function confirm({ yes, locale, json }: Options): Promise<"yes" | "no" | "unasked"> {
  if (yes) return "yes";
  if (json || !process.stdin.isTTY || !process.stderr.isTTY) return "unasked";
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^(y|yes|是)$/i.test((await prompt.question(IMPORT_WORDS[locale].ask)).trim()) ? "yes" : "no";
  } finally {
    prompt.close();
  }
}

/**
 * Saves the releases in the data folder and adds them to the database, which reads them from there. Removes those that
 * the database rejects.
 */
async function add(wanted: PlannedEdition[], env: Env, folder: string): Promise<void> {
  const kept: DatasetManifest[] = [];
  try {
    for (const { dataset } of wanted) {
      keepOwnEdition(folder, dataset);
      kept.push(dataset.manifest);
    }
    await prepareDatabase(env, () => {});
  } catch (error) {
    for (const manifest of kept) dropOwnEdition(folder, manifest);
    throw error;
  }
}

function keyOf({ id, edition }: DatasetManifest): string {
  return `${id}@${edition}`;
}

function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

function tell(stream: NodeJS.WriteStream, text: string, code: number): number {
  stream.write(text);
  return code;
}
