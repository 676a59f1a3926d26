/** Account statements in the SWIFT format MT940, as banks write them in files, with or without an envelope. */

import { isDate } from "#app/day/period.ts";
import { isCurrency } from "#app/money/currency.ts";
import { parseMoney } from "#app/money/money-text.ts";
import type { BankEntry, BankFault } from "./bank-file.ts";

interface Field {
  tag: string;
  /** The first line of the field in the file, from 1. */
  row: number;
  lines: string[];
}

export interface ReadEntries {
  entries: BankEntry[];
  faults: BankFault[];
}

const TAG = /^:(\d{2}[A-Z]?):/;
const MOST_LINE = 500;

export function isMt940(text: string): boolean {
  return /^\s*(?:\{1:|:20:)/.test(text) && /^:6[01][FM]?:/m.test(text.slice(0, 20_000));
}

/** Reads the entries. The balances of each statement must fit its entries. */
export function readMt940(text: string): ReadEntries {
  const read: ReadEntries = { entries: [], faults: [] };
  let statement: Statement | null = null;
  let last: BankEntry | null = null;
  for (const field of fieldsOf(text)) {
    const value = field.lines.join("\n");
    if (field.tag === "60F" || field.tag === "60M") {
      statement = openStatement(value);
      if (!statement) read.faults.push({ row: field.row, fault: "currency_unreadable", text: value.slice(0, 60) });
      last = null;
    } else if (field.tag === "61") {
      last = statement ? readEntry(field, statement.currency) : null;
      if (last) {
        read.entries.push(last);
        statement!.sum.push(last.amount);
      } else if (!isExpected(value)) {
        read.faults.push({ row: field.row, fault: "amount_unreadable", text: value.slice(0, 60) });
      }
    } else if (field.tag === "86" && last) {
      describe(last, field.lines);
      last = null;
    } else if (field.tag === "62F" || field.tag === "62M") {
      if (statement && !closes(statement, value)) {
        read.faults.push({ row: field.row, fault: "balance_differs", text: value.slice(0, 60) });
      }
      last = null;
    }
  }
  return read;
}

function* fieldsOf(text: string): Generator<Field> {
  let field: Field | null = null;
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    // The text block of an envelope begins on the line of its header.
    const line = raw.replace(/^.{0,400}?\{4:/, "").slice(0, MOST_LINE);
    const tag = TAG.exec(line)?.[1];
    if (tag) {
      if (field) yield field;
      field = { tag, row: index + 1, lines: [line.slice(tag.length + 2)] };
    } else if (/^(-\}?|-?\{.*)?$/.test(line.trim())) {
      if (field) yield field;
      field = null;
    } else field?.lines.push(line);
  }
  if (field) yield field;
}

interface Statement {
  currency: string;
  opening: string;
  sum: string[];
}

const BALANCE = /^([CD])\d{6}([A-Z]{3})(\d{1,12},\d{0,4})/;

function openStatement(value: string): Statement | null {
  const [, mark, currency, amount] = BALANCE.exec(value) ?? [];
  if (!mark || !currency || !amount || !isCurrency(currency)) return null;
  return { currency, opening: signed(mark === "C", amount), sum: [] };
}

function closes({ currency, opening, sum }: Statement, value: string): boolean {
  const [, mark, code, amount] = BALANCE.exec(value) ?? [];
  if (!mark || !amount || code !== currency) return false;
  const minors = [opening, ...sum, signed(mark === "D", amount)].map((one) => parseMoney(one, currency));
  return minors.every((one) => one.ok) && minors.reduce((all, one) => all + (one.ok ? one.money.minor : 0n), 0n) === 0n;
}

function signed(isPlus: boolean, amount: string): string {
  const decimal = amount.replace(",", ".").replace(/\.$/, "");
  return isPlus ? decimal : `-${decimal}`;
}

const ENTRY =
  // pattern: at most 500 characters, MOST_LINE.
  /^(\d{6})(\d{4})?(RC|RD|C|D)([A-Z])?(\d{1,12},\d{0,4})([A-Z][A-Z0-9]{3})([^\n]{0,60})$/;

/** Entries that are only expected don't count. */
function isExpected(value: string): boolean {
  return /^\d{6}(\d{4})?E[CD]/.test(value);
}

/** A reversed credit leaves the account, and a reversed debit comes back. */
function readEntry({ row, lines }: Field, currency: string): BankEntry | null {
  const found = ENTRY.exec(lines[0]!);
  if (!found) return null;
  const [, value, entered, mark, , amount, , references = ""] = found;
  const more = lines.slice(1).join(" ");
  const cut = references.indexOf("//");
  const customer = cut < 0 ? references : references.slice(0, cut);
  const bank = cut < 0 ? "" : references.slice(cut + 2);
  const bookedOn = bookingDay(value!, entered);
  if (!bookedOn) return null;
  const own = customer.trim() === "NONREF" ? "" : customer.trim();
  return {
    row,
    bookedOn,
    currency,
    amount: signed(mark === "C" || mark === "RD", amount!),
    payer: "",
    note: [own, more.replace(/\s+/g, " ").trim()].filter((text) => text !== "").join(" · "),
    reference: bank.trim() || own,
  };
}

/** The entry date has no year: it is the one nearest to the value date. */
function bookingDay(value: string, entered: string | undefined): string | null {
  const year = 2000 + Number(value.slice(0, 2));
  const valueDay = `${year}-${value.slice(2, 4)}-${value.slice(4, 6)}`;
  if (!isDate(valueDay)) return null;
  if (!entered) return valueDay;
  const months = Number(entered.slice(0, 2)) - Number(value.slice(2, 4));
  const entryYear = months > 6 ? year - 1 : months < -6 ? year + 1 : year;
  const day = `${entryYear}-${entered.slice(0, 2)}-${entered.slice(2, 4)}`;
  return isDate(day) ? day : null;
}

/** Field 86 in the structure of German banks (`166?20…`), with SWIFT code words (`/NAME/…`), or as plain text. */
function describe(entry: BankEntry, lines: readonly string[]): void {
  const joined = lines.join("");
  const german = /^\d{3}([^\p{L}\p{N}\s/])/u.exec(joined);
  const told = german
    ? germanText(joined, german[1]!)
    : (codeWords(lines.join("\n")) ?? { payer: "", text: lines.join(" "), reference: "" });
  entry.payer ||= told.payer.replace(/\s+/g, " ").trim();
  entry.note = [entry.note, told.text.replace(/\s+/g, " ").trim()].filter((text) => text !== "").join(" · ");
  entry.reference ||= told.reference.trim();
}

/** The parts of a SEPA transfer within its purpose. */
const TAGS = /(EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE|IBAN|BIC)\+/;

interface Told {
  payer: string;
  text: string;
  reference: string;
}

function germanText(joined: string, separator: string): Told {
  const parts = joined.split(separator).slice(1);
  const of = (isWanted: (code: number) => boolean) =>
    parts.flatMap((part) => (isWanted(Number(part.slice(0, 2))) ? [part.slice(2)] : [])).join("");
  const purpose = of((code) => (code >= 20 && code <= 29) || (code >= 60 && code <= 63));
  const tagged = purpose.split(TAGS);
  const eref = tagged.findIndex((part) => part === "EREF" || part === "KREF");
  const reference = eref < 0 ? "" : (tagged[eref + 1] ?? "");
  const text = purpose.replace(/(EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE)\+/g, " ");
  return { payer: of((code) => code === 32 || code === 33), text, reference };
}

function codeWords(value: string): Told | null {
  const words = new Map<string, string>();
  const parts = value
    .replaceAll("\n", "")
    .split(/\/(ORDP|BENM|REMI|NAME|EREF|IREF|TRTP|BIC|IBAN|CSID|MARF|RTRN|PURP|OCMT|CHGS|EXCH|ADDR|ID)\//);
  for (let at = 1; at + 1 < parts.length; at += 2) {
    if (!words.has(parts[at]!))
      words.set(
        parts[at]!,
        parts[at + 1]!.split("/")
          .filter((part) => part !== "")
          .join("/"),
      );
  }
  if (words.size === 0) return null;
  return {
    payer: words.get("NAME") || words.get("ORDP") || "",
    text: [words.get("REMI"), words.get("EREF")].filter((text) => text).join(" "),
    reference: words.get("EREF") ?? "",
  };
}
