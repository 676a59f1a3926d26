import { open } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { isLocale, type Locale, translator } from "#app/i18n/index.ts";
import { checkDetail, type DetailCheck } from "#app/proof/detail/check-detail.ts";
import { type Caller, TRUETONNE } from "./caller.ts";
import { printable } from "./printable.ts";
import { readDocument, sentences, write } from "./read-document.ts";

/** `truetonne detail verify`: no server, no database, no network. */
export async function run(argv: string[], caller: Caller = TRUETONNE): Promise<number> {
  const options = readOptions(argv, caller);
  const usage = translator(caller.locale).detail.usage.detail(caller.program);
  if (options === "help") return write(process.stdout, usage).then(() => 0);
  if (options === null) return write(process.stderr, usage).then(() => 2);
  const { locale } = options;

  const read = await readDocument(options.document);
  if (!read.ok) return write(process.stderr, sentences(read.faults, locale)).then(() => 2);
  let check: DetailCheck;
  try {
    check = await checkFile(read.document, options.detail);
  } catch {
    return write(process.stderr, `${translator(locale).detail.unreadable(options.detail)}\n`).then(() => 2);
  }
  const lines = read.document.activities.length;
  await write(process.stdout, options.isJson ? `${JSON.stringify(check, null, 2)}\n` : print(check, lines, locale));
  return check.ok ? 0 : 1;
}

/** @throws if the file can't be read */
async function checkFile(document: InventoryDocument, name: string): Promise<DetailCheck> {
  const file = await open(name);
  try {
    return await checkDetail(document, file.readLines({ encoding: "utf8" }));
  } finally {
    await file.close();
  }
}

function print(check: DetailCheck, lines: number, locale: Locale): string {
  const { detail: t } = translator(locale);
  if (check.ok) return `${t.whole(String(check.records), String(lines), String(check.pieces))}\n`;
  const { code, at, line, record } = check.fault;
  const place = at > 0 ? `${t.at(String(at), line)} ` : "";
  return printable(`${place}${t.fault[code]} [${code}]`).concat("\n", record ? sentences([record], locale) : "");
}

function readOptions(
  argv: string[],
  caller: Caller,
): { document: string; detail: string; isJson: boolean; locale: Locale } | "help" | null {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        language: { type: "string", default: caller.locale },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) return "help";
    const [verb, document, detail, ...more] = positionals;
    const isAsked = verb === "verify" && document !== undefined && detail !== undefined && more.length === 0;
    if (!isAsked || !isLocale(values.language)) return null;
    return { document, detail, isJson: values.json, locale: values.language };
  } catch {
    return null;
  }
}
