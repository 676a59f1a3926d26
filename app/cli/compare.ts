import { parseArgs } from "node:util";
import { computeBridge } from "#app/carbon/comparison/bridge.ts";
import { keysOfDocument } from "#app/carbon/comparison/bridge-keys.ts";
import {
  type PrintedBridge,
  type PrintedEnd,
  type PrintedValue,
  printBridge,
} from "#app/carbon/comparison/print-bridge.ts";
import { printDocumentText } from "#app/carbon/document/document-text.ts";
import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { formatTonnes } from "#app/carbon/format.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import { isLocale, type Locale, localName, translator } from "#app/i18n/index.ts";
import { readDocument, sentences, write } from "./read-document.ts";

interface Options {
  files: [before: string, after: string];
  isJson: boolean;
  locale: Locale;
}

/** `truetonne compare`: no server, no database, no network. Exit codes as in its usage text. */
export async function run(argv: string[]): Promise<number> {
  const options = readOptions(argv);
  const { usage } = translator(options === "help" || options === null ? "en" : options.locale).comparison.command;
  if (options === "help") return write(process.stdout, usage).then(() => 0);
  if (options === null) return write(process.stderr, usage).then(() => 2);

  const documents: InventoryDocument[] = [];
  for (const file of options.files) {
    const read = await readDocument(file);
    if (!read.ok) return refuse(file, read.faults, options);
    documents.push(read.document);
  }
  const [before, after] = documents as [InventoryDocument, InventoryDocument];
  for (const [index, document] of documents.entries()) {
    const { issues } = runInventory(document);
    if (issues.length === 0) continue;
    const { command } = translator(options.locale).comparison;
    const file = options.files[index]!;
    await write(process.stderr, `${command.issues(file, String(issues.length))}\n${sentences(issues, options.locale)}`);
    if (options.isJson) await write(process.stdout, printDocumentText({ file, issues }, { pretty: true }));
    return 1;
  }
  const bridge = computeBridge(
    { document: before, keys: keysOfDocument(before) },
    { document: after, keys: keysOfDocument(after) },
  );
  const printed = printBridge(bridge, { before, after });
  const text = options.isJson ? printDocumentText(printed, { pretty: true }) : tell(printed, options.locale);
  await write(process.stdout, text);
  return 0;
}

function readOptions(argv: string[]): Options | "help" | null {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        language: { type: "string", default: "en" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) return "help";
    const [before, after] = positionals;
    const isOnce = before !== "-" || after !== "-";
    if (
      before === undefined ||
      after === undefined ||
      positionals.length !== 2 ||
      !isOnce ||
      !isLocale(values.language)
    )
      return null;
    return { files: [before, after], isJson: values.json, locale: values.language };
  } catch {
    return null;
  }
}

async function refuse(file: string, faults: Parameters<typeof sentences>[0], options: Options): Promise<number> {
  await write(process.stderr, `${file}:\n${sentences(faults, options.locale)}`);
  if (options.isJson) await write(process.stdout, printDocumentText({ file, faults }, { pretty: true }));
  return 2;
}

const DIGITS = 3;

/** A table for a terminal: both totals, the change by kind of effect, and the sources that changed. */
function tell(bridge: PrintedBridge, locale: Locale): string {
  const { comparison: t, carbon } = translator(locale);
  const tonnes = (kg: string) => formatTonnes(kg, { locale, digits: DIGITS });
  const signed = (kg: string) => (kg.startsWith("-") || kg === "0" ? tonnes(kg) : `+${tonnes(kg)}`);
  const row = (name: string, { co2eKg, co2eKgMarketBased }: PrintedValue, show: (kg: string) => string) =>
    [name, show(co2eKg), show(co2eKgMarketBased)] as const;
  const period = ({ period: { start, end } }: PrintedEnd) => `${start} – ${end}`;
  const rows = [
    t.command.columns,
    row(t.before, bridge.before, tonnes),
    ...bridge.effects.map((effect) => row(`  ${t.kind[effect.kind]}`, effect, signed)),
    row(t.after, bridge.after, tonnes),
    row(t.difference, bridge.difference, signed),
  ];
  const changed = bridge.sources.filter((source) => Object.keys(source.effects).length > 0);
  const sourceRows = changed.flatMap((source) => {
    const words = [localName(source.facility, locale), localName(source.description, locale)]
      .filter(Boolean)
      .join(" · ");
    const name = words || (carbon.category as Record<string, string>)[source.category] || source.category;
    return [
      row(name, source.difference, signed),
      ...Object.entries(source.effects).flatMap(([kind, value]) =>
        value ? [row(`  ${t.kind[kind as keyof typeof t.kind]}`, value, signed)] : [],
      ),
    ];
  });
  return [
    t.command.before(period(bridge.before), bridge.before.gwpSet),
    t.command.after(period(bridge.after), bridge.after.gwpSet),
    "",
    ...align(rows),
    ...(sourceRows.length > 0 ? ["", `${t.bySource}:`, ...align(sourceRows)] : ["", t.none]),
    "",
    t.order,
    "",
  ].join("\n");
}

/** Aligns names to the left and figures to the right. A Chinese character is two columns wide. */
function align(rows: (readonly [string, string, string])[]): string[] {
  const widthOf = (text: string) => [...text].reduce((sum, one) => sum + (/[\u2e80-\uffef]/.test(one) ? 2 : 1), 0);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((cells) => widthOf(cells[column]!))));
  const pad = (text: string, column: number) => " ".repeat(widths[column]! - widthOf(text));
  return rows.map(([name, one, other]) => `${name}${pad(name, 0)}  ${pad(one, 1)}${one}  ${pad(other, 2)}${other}`);
}
