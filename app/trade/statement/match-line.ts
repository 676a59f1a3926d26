import { isNearName } from "#app/encoding/text/name-match.ts";
import { normalText } from "#app/encoding/text/normal-text.ts";
import { readReference } from "#app/money/creditor-reference.ts";

/** An invoice that money is still expected for. */
export interface OpenInvoice {
  id: string;
  number: string;
  /** The creditor reference that it asks the payer to state. */
  reference: string;
  /** The number of its quote, or empty. */
  quoteNumber: string;
  currency: string;
  openMinor: bigint;
  /** The names of its client, in either language. */
  names: string[];
}

export type MatchReason = "reference" | "number" | "quote" | "amount" | "payer";

/** An invoice that a line may pay, and why. It is never recorded without a person. */
export interface LineMatch {
  invoiceId: string;
  number: string;
  reasons: MatchReason[];
}

interface MatchedLine {
  currency: string;
  amountMinor: bigint;
  payer: string;
  note: string;
  bankReference: string;
}

const WEIGHT: Record<MatchReason, number> = { reference: 100, number: 80, quote: 40, amount: 20, payer: 15 };
const MOST = 3;

/** The invoices that a line may pay, the likeliest first. A payer's name alone is no reason. */
export function matchLine(line: MatchedLine, invoices: readonly OpenInvoice[]): LineMatch[] {
  const text = `${line.note} ${line.bankReference} ${line.payer}`;
  const references = referencesIn(text);
  const numbers = numbersIn(text);
  const found = invoices.flatMap((invoice) => {
    const reasons: MatchReason[] = [];
    if (references.has(invoice.reference)) reasons.push("reference");
    if (isNamed(invoice.number, numbers)) reasons.push("number");
    if (invoice.quoteNumber !== "" && isNamed(invoice.quoteNumber, numbers)) reasons.push("quote");
    if (invoice.currency === line.currency && invoice.openMinor === line.amountMinor) reasons.push("amount");
    if (line.payer !== "" && invoice.names.some((name) => isSameParty(name, line.payer))) reasons.push("payer");
    return reasons.length === 0 || (reasons.length === 1 && reasons[0] === "payer")
      ? []
      : [{ invoiceId: invoice.id, number: invoice.number, reasons }];
  });
  const weight = ({ reasons }: LineMatch) => reasons.reduce((sum, reason) => sum + WEIGHT[reason], 0);
  return found.toSorted((a, b) => weight(b) - weight(a)).slice(0, MOST);
}

/** Finds creditor references in free text, even if a bank inserted blanks. */
export function referencesIn(text: string): Set<string> {
  const upper = text.toUpperCase();
  const found = new Set<string>();
  for (const { index } of upper.matchAll(/RF\d{2}/g)) {
    const rest = upper.slice(index, index + 40).replaceAll(" ", "");
    for (let length = 5; length <= 25; length++) {
      const reference = readReference(rest.slice(0, length));
      if (reference) found.add(reference);
    }
  }
  return found;
}

interface NamedNumber {
  /** The letters and digits in front of the year. */
  before: string;
  year: string;
  serial: string;
}

const NUMBER = /((?:19|20)\d{2})[\s\-_/.]{0,3}(\d{6})(?!\d)/g;

/** The numbers of documents in a text, with any separators: `INV-2026-000012`, `inv2026 000012`. */
function numbersIn(text: string): NamedNumber[] {
  const folded = normalText(text, "NFKC").toUpperCase();
  return [...folded.matchAll(NUMBER)].map(({ index, 1: year, 2: serial }) => ({
    before: folded.slice(Math.max(0, index - 30), index).replace(/[\s\-_/.]/g, ""),
    year: year!,
    serial: serial!,
  }));
}

function isNamed(number: string, numbers: readonly NamedNumber[]): boolean {
  const parts = /^(.*)-(\d{4})-(\d{6})$/.exec(number.toUpperCase());
  if (!parts) return false;
  const prefix = parts[1]!.replace(/[\s\-_/.]/g, "");
  return numbers.some(
    ({ before, year, serial }) => year === parts[2] && serial === parts[3] && before.endsWith(prefix),
  );
}

/** Legal forms that banks abbreviate, write out or leave out. */
const FORMS =
  /\b(co|company|ltd|limited|inc|incorporated|corp|corporation|llc|plc|gmbh|ag|kg|bv|nv|sa|sas|sarl|srl|spa|ab|oy|as|pty|sdn bhd|the)\b|有限责任公司|股份有限公司|有限公司|公司/g;

function bareName(name: string): string {
  return normalText(name.slice(0, 300), "NFKC")
    .toLowerCase()
    .replace(/[.,'’()&/-]+/g, " ")
    .replace(FORMS, " ")
    .replace(/\s+/g, " ")
    .trim();
}

function isSameParty(name: string, payer: string): boolean {
  const [a, b] = [bareName(name), bareName(payer)];
  return a.length > 1 && b.length > 1 && (a === b || isNearName(a, b));
}
