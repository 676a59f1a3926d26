import { parseArgs } from "node:util";
import { printDocumentText } from "#app/carbon/document-text.ts";
import { runInventory } from "#app/carbon/inventory.ts";
import type { Fault } from "#app/carbon/inventory-document.ts";
import { isLocale, type Locale } from "#app/i18n/index.ts";
import { readDocument, sentences, write } from "./read-document.ts";

const USAGE = `Usage: truetonne calculate FILE [--pretty] [--language en|zh]

Reads an inventory document (- for standard input; results in it are ignored) and prints it with its results.
Exit code 0: calculated · 1: some lines have issues · 2: bad usage or an invalid document (each fault with its pointer).
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
  await write(process.stdout, printDocumentText({ ...read.document, results }, options));
  return results.issues.length === 0 ? 0 : 1;
}

interface Options {
  file: string;
  pretty: boolean;
  locale: Locale;
}

function readOptions(argv: string[]): Options | "help" | null {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        pretty: { type: "boolean", default: false },
        language: { type: "string", default: "en" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) return "help";
    const [file] = positionals;
    if (file === undefined || positionals.length !== 1 || !isLocale(values.language)) return null;
    return { file, pretty: values.pretty, locale: values.language };
  } catch {
    return null;
  }
}

/** Faults as JSON for machines on standard output, as sentences for people on standard error. */
async function refuse(faults: Fault[], options: Options): Promise<number> {
  await write(process.stderr, sentences(faults, options.locale));
  await write(process.stdout, printDocumentText({ faults }, options));
  return 2;
}
