import { parseArgs } from "node:util";
import { printDocumentText } from "#app/carbon/document/document-text.ts";
import type { Fault, InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import {
  DEFAULT_DRAWS,
  DEFAULT_SEED,
  MAX_DRAWS,
  MIN_DRAWS,
  type MonteCarlo,
  runMonteCarlo,
} from "#app/carbon/uncertainty/monte-carlo.ts";
import { MAX_SEED } from "#app/carbon/uncertainty/random.ts";
import { isLocale, type Locale, translator } from "#app/i18n/index.ts";
import { readDocument, sentences, write } from "./read-document.ts";

const USAGE = `Usage: truetonne calculate FILE [--pretty] [--language en|zh] [--monte-carlo [--seed N] [--draws N]]

Reads an inventory document (- for standard input) and prints it with its results. Results in the input are ignored.
--monte-carlo adds "crossCheck" to the output: the uncertainty by simulation, to compare with approach 1. It is never a total.
The same seed (0 to 2^64 - 1, default ${DEFAULT_SEED}) and number of draws (${MIN_DRAWS} to ${MAX_DRAWS}, default ${DEFAULT_DRAWS}) give the same
figures on every machine.

Exit code 0: calculated · 1: some lines have issues, or no cross-check is possible
          2: bad usage or an invalid document (each error with its pointer)
`;

/** `truetonne calculate`: no server, no database, no network. */
export async function run(argv: string[]): Promise<number> {
  const options = readOptions(argv);
  if (options === "help") return write(process.stdout, USAGE).then(() => 0);
  if (options === null) return write(process.stderr, USAGE).then(() => 2);

  const read = await readDocument(options.file);
  if (!read.ok) return refuse(read.faults, options);

  const results = runInventory(read.document);
  await write(process.stderr, sentences(results.issues, options.locale));
  const check = options.simulation && crossCheck(read.document, options.simulation, options.locale);
  if (check) await write(process.stderr, check.message);
  const printed = { ...read.document, results, ...(check?.figures ? { crossCheck: check.figures } : {}) };
  await write(process.stdout, printDocumentText(printed, options));
  return results.issues.length === 0 && check?.figures !== null ? 0 : 1;
}

function crossCheck(
  document: InventoryDocument,
  simulation: { seed: bigint; draws: number },
  locale: Locale,
): { figures: MonteCarlo | null; message: string } {
  const outcome = runMonteCarlo(document, simulation);
  if (outcome.ok) return { figures: outcome.crossCheck, message: "" };
  const { code, activities } = outcome;
  return {
    figures: null,
    message: `${translator(locale).carbon.noCrossCheck[code](activities.join(", "))} [${code}]\n`,
  };
}

interface Options {
  file: string;
  pretty: boolean;
  locale: Locale;
  /** Null if no cross-check is requested. */
  simulation: { seed: bigint; draws: number } | null;
}

function readOptions(argv: string[]): Options | "help" | null {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        pretty: { type: "boolean", default: false },
        language: { type: "string", default: "en" },
        "monte-carlo": { type: "boolean", default: false },
        seed: { type: "string" },
        draws: { type: "string" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) return "help";
    const [file] = positionals;
    if (file === undefined || positionals.length !== 1 || !isLocale(values.language)) return null;
    const simulation = readSimulation(values.seed, values.draws);
    const isStray = !values["monte-carlo"] && (values.seed !== undefined || values.draws !== undefined);
    if (simulation === null || isStray) return null;
    const { pretty, language: locale } = values;
    return { file, pretty, locale, simulation: values["monte-carlo"] ? simulation : null };
  } catch {
    return null;
  }
}

function readSimulation(seedText: string | undefined, drawsText: string | undefined) {
  if (![seedText, drawsText].every((text) => text === undefined || /^[0-9]{1,20}$/.test(text))) return null;
  const [seed, draws] = [BigInt(seedText ?? DEFAULT_SEED), Number(drawsText ?? DEFAULT_DRAWS)];
  return seed <= MAX_SEED && draws >= MIN_DRAWS && draws <= MAX_DRAWS ? { seed, draws } : null;
}

/** Writes errors as JSON to standard output for machines, and as sentences to standard error for people. */
async function refuse(faults: Fault[], options: Options): Promise<number> {
  await write(process.stderr, sentences(faults, options.locale));
  await write(process.stdout, printDocumentText({ faults }, options));
  return 2;
}
