import { readFile, stat } from "node:fs/promises";
import { parseArgs } from "node:util";
import { parseDocumentText, printDocumentText } from "#app/carbon/document-text.ts";
import { runInventory } from "#app/carbon/inventory.ts";
import type { Fault } from "#app/carbon/inventory-document.ts";
import { validateDocument } from "#app/carbon/validate-document.ts";
import { isLocale, type Locale, translator } from "#app/i18n/index.ts";

const USAGE = `Usage: truetonne calculate FILE [--pretty] [--language en|zh]

Reads an inventory document (- for standard input; results in it are ignored) and prints it with its results.
Exit code 0: calculated · 1: some lines have issues · 2: bad usage or an invalid document (each fault with its pointer).
`;

/** Far above any inventory, far below what a text may hold in memory. */
const MAX_BYTES = 256 * 1024 * 1024;

/** `truetonne calculate`: no server, no database, no network. */
export async function run(argv: string[]): Promise<number> {
  const options = readOptions(argv);
  if (options === "help") return write(process.stdout, USAGE).then(() => 0);
  if (options === null) return write(process.stderr, USAGE).then(() => 2);

  const read = await readText(options.file);
  if (!read.ok) return refuse([read.fault], options);
  const parsed = parseDocumentText(read.text);
  if (!parsed.ok) return refuse(parsed.faults, options);
  const validation = validateDocument(parsed.value);
  if (!validation.ok) return refuse(validation.faults, options);

  const results = runInventory(validation.document);
  await write(process.stderr, sentences(results.issues, options.locale));
  await write(process.stdout, printDocumentText({ ...validation.document, results }, options));
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

async function readText(file: string): Promise<{ ok: true; text: string } | { ok: false; fault: Fault }> {
  const fault = (code: string, detail: Record<string, string>) => ({
    ok: false as const,
    fault: { code, pointer: "", detail },
  });
  try {
    if (file !== "-" && (await stat(file)).size > MAX_BYTES) return fault("file_too_large", { file, megabytes: "256" });
    const bytes = file === "-" ? await readStandardInput() : await readFile(file);
    if (bytes === null) return fault("file_too_large", { file, megabytes: "256" });
    return { ok: true, text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch (error) {
    const isEncoding = error instanceof TypeError;
    const reason = isEncoding ? "utf-8" : String((error as NodeJS.ErrnoException).code ?? "unknown");
    return fault("file_unreadable", { file, reason });
  }
}

async function readStandardInput(): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_BYTES) return null;
  }
  return Buffer.concat(chunks);
}

/** Faults as JSON for machines on standard output, as sentences for people on standard error. */
async function refuse(faults: Fault[], options: Options): Promise<number> {
  await write(process.stderr, sentences(faults, options.locale));
  await write(process.stdout, printDocumentText({ faults }, options));
  return 2;
}

function sentences(problems: Fault[], locale: Locale): string {
  const { describeProblem } = translator(locale).carbon;
  return problems
    .map(({ code, pointer, detail }) => `${pointer || "/"}: ${describeProblem(code, detail ?? {})} [${code}]\n`)
    .join("");
}

function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve) => {
    if (text === "") resolve();
    else stream.write(text, () => resolve());
  });
}
