import { statSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Bill, BillField, BillReading, QuantityCandidate } from "#app/bill/bill.ts";
import { type ReadBill, readBillFile } from "#app/bill/reader/read-bill-file.server.ts";
import { formatCsv } from "#emission-factors/csv.ts";

const USAGE = `Usage: truetonne bills read FILE… [--json]

Reads bills and invoices of power, gas, water, heat and fuel: digital VAT invoices of China as XML, OFD or PDF with text, and
PDFs with text of utilities elsewhere. Prints a row for each item as CSV, or everything with --json: each value with its page,
its place on it and the printed text. Nothing is guessed: what isn't found stays empty, and values that can be read in several
ways are separated by " | ".
Exit code 0: every file was read · 1: a file needs a person · 2: bad usage or file.
`;

const HEAD = [
  "file",
  "state",
  "seller",
  "number",
  "issued_on",
  "meter",
  "period",
  "energy",
  "item",
  "quantity",
  "unit",
  "amount",
  "total",
  "currency",
  "estimated",
  "problems",
];

/** `truetonne bills read`: fields of bills, without a server. */
export async function run(argv: string[]): Promise<number> {
  const options = readOptions(argv);
  if (options === "help") {
    process.stdout.write(USAGE);
    return 0;
  }
  if (options === null) {
    process.stderr.write(USAGE);
    return 2;
  }
  const missing = options.files.find((file) => !statSync(file, { throwIfNoEntry: false })?.isFile());
  if (missing !== undefined) {
    process.stderr.write(`truetonne: ${missing} is not a file.\n`);
    return 2;
  }
  const results: { file: string; read: ReadBill }[] = [];
  for (const file of options.files) results.push({ file, read: await readBillFile(file) });
  process.stdout.write(options.isJson ? printJson(results) : printCsv(results));
  return results.every(({ read }) => read.ok && read.reading.state === "read") ? 0 : 1;
}

function readOptions(argv: string[]): { files: string[]; isJson: boolean } | "help" | null {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: { json: { type: "boolean", default: false }, help: { type: "boolean", short: "h", default: false } },
    });
    if (values.help) return "help";
    const [verb, ...files] = positionals;
    return verb === "read" && files.length > 0 ? { files, isJson: values.json } : null;
  } catch {
    return null;
  }
}

interface Result {
  file: string;
  read: ReadBill;
}

function printJson(results: Result[]): string {
  const printed = results.map(({ file, read }) => {
    if (!read.ok) return { file, state: "refused", reason: read.code };
    const { format, state, bill, problems, pages } = read.reading;
    const sizes = pages.map(({ number, kind, width, height }) => ({ number, kind, width, height }));
    return { file, format, state, problems, pages: sizes, bill };
  });
  return `${JSON.stringify(printed, null, 2)}\n`;
}

function printCsv(results: Result[]): string {
  const rows = results.flatMap(({ file, read }) =>
    read.ok ? rowsOf(file, read.reading) : [[file, "refused", ...HEAD.slice(3).map(() => ""), read.code]],
  );
  return formatCsv(
    HEAD,
    rows.map((cells) => cells.map((cell) => `${cell}`)),
  );
}

function rowsOf(file: string, { state, bill, problems }: BillReading): string[][] {
  const last = problems.join(" ");
  if (!bill) return [[file, state, ...HEAD.slice(3).map(() => ""), last]];
  const lines = bill.lines.length > 0 ? bill.lines : [null];
  return lines.map((line) => [
    file,
    state,
    ...headOf(bill),
    line?.energy ?? "",
    line?.name ?? "",
    print(line?.quantity ?? []),
    printUnits(line?.quantity ?? []),
    print(line?.amount ?? []),
    print(bill.total),
    bill.currency ?? "",
    bill.estimated.length > 0 ? "yes" : "",
    last,
  ]);
}

function headOf({ seller, number, issuedOn, meter, period }: Bill): string[] {
  return [seller, number, issuedOn, meter, period].map(print);
}

function print(field: BillField): string {
  return field.map(({ value }) => value).join(" | ");
}

function printUnits(field: QuantityCandidate[]): string {
  return [...new Set(field.map(({ unit }) => unit?.value ?? ""))].join(" | ");
}
