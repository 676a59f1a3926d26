import { exponentOf } from "#app/money/currency.ts";
import { convert } from "#app/money/exchange.ts";
import { compactAccount, isIban } from "#app/money/iban.ts";
import { money } from "#app/money/money.ts";
import { printAmount } from "#app/money/money-text.ts";
import { MONEY_BOUNDS, percentOf } from "#app/money/share.ts";
import { parseDecimal, printDecimal } from "#app/number/decimal.ts";
import { hasVatPrefix } from "#app/organization/vat-number.ts";
import type {
  CreditNoteDocument,
  InvoiceDocument,
  Party,
  PricedLine,
  ServicePeriod,
} from "#app/trade/document/model.ts";
import { TAX_RULES, type VatCategory } from "#app/trade/seller/tax-rules.ts";

/** A party by the business terms of EN 16931. Empty texts are left out of a file. */
export interface EParty {
  name: string;
  /** One line for each line of the address. */
  address: string[];
  country: string;
  email: string;
  /** BT-29 and BT-46: a number that is neither of the next. */
  identifier: string;
  /** BT-31 and BT-48, with the prefix of the country. */
  vatId: string;
  /** BT-32, the seller's number for tax that is no VAT id. */
  taxId: string;
  /** BT-30 and BT-47. */
  registrationId: string;
}

export interface ELine {
  id: string;
  name: string;
  /** The name in the other language, if any. */
  description: string;
  quantity: string;
  /** UN/ECE Recommendation 20. */
  unitCode: string;
  price: string;
  net: string;
  category: VatCategory;
  /** Null for the category `O`, which has no rate. */
  percent: string | null;
}

export interface ETax {
  category: VatCategory;
  percent: string | null;
  taxable: string;
  amount: string;
  /** BT-120, why there is no VAT. Empty for the categories `S` and `Z`. */
  reason: string;
}

/** The semantic model of EN 16931-1, as far as our invoices have it. Amounts are decimals in the currency. */
export interface EInvoice {
  kind: "invoice" | "credit_note";
  /** UNTDID 1001: 380 invoice, 386 prepayment, 381 credit note. */
  typeCode: "380" | "386" | "381";
  number: string;
  issuedOn: string;
  dueOn: string | null;
  currency: string;
  notes: string[];
  /** BT-13, the buyer's order number or reference. */
  orderReference: string;
  period: ServicePeriod | null;
  /** BG-3: the invoices that are credited or deducted. */
  preceding: { number: string; issuedOn: string }[];
  seller: EParty;
  buyer: EParty;
  payment: { isSepa: boolean; account: string; holder: string; bic: string; reference: string } | null;
  terms: string;
  lines: ELine[];
  taxes: ETax[];
  net: string;
  tax: string;
  total: string;
  /** BT-6 and BT-111. Null if the invoice has no tax or is in the seller's home currency. */
  homeTax: { currency: string; amount: string } | null;
}

/** What an invoice lacks for a file. Message keys of `invoice.einvoice.missing`. */
export type EInvoiceFault =
  | "currency"
  | "tax_category"
  | "tax_percent"
  | "tax_amount"
  | "seller_tax_id"
  | "buyer_tax_id";

type Billed = InvoiceDocument | CreditNoteDocument;

/**
 * The document by the terms of EN 16931, with the amounts that were printed. Nothing is guessed: without a tax note that
 * decides the VAT category, or with a currency of more than two decimals (BR-DEC), there is no file.
 */
export function describeEInvoice(
  document: Billed,
): { ok: true; invoice: EInvoice } | { ok: false; faults: EInvoiceFault[] } {
  const faults = findFaults(document);
  if (faults.length > 0) return { ok: false, faults };
  const { currency, seller, client, exchange, homeCurrency } = document;
  const amount = (minor: bigint) => printAmount(money(minor, currency));
  const isOutside = document.lines.some((line) => categoryOf(document, line) === "O");
  const hasHomeTax = exchange !== null && document.taxMinor > 0n && exponentOf(homeCurrency) <= 2;
  return {
    ok: true,
    invoice: {
      kind: document.kind,
      typeCode: document.kind === "credit_note" ? "381" : document.invoiceKind === "deposit" ? "386" : "380",
      number: document.number,
      issuedOn: document.issuedOn,
      dueOn: document.kind === "invoice" ? document.dueOn : null,
      currency,
      notes: [
        ...(document.kind === "credit_note" ? [document.reason] : []),
        ...new Set([document.note.en, document.note.zh]),
      ].filter(Boolean),
      orderReference: document.buyerReference,
      period: document.period,
      preceding: precedingOf(document),
      seller: describeSeller(seller, isOutside),
      buyer: describeBuyer(client, isOutside),
      payment: paymentOf(document),
      terms: document.kind === "invoice" ? document.terms.en || document.terms.zh : "",
      lines: document.lines.map((line) => describeLine(document, line)),
      taxes: breakDown(document).map((group) => ({
        category: group.category,
        percent: group.category === "O" ? null : group.percent,
        taxable: amount(group.taxableMinor),
        amount: amount(group.taxMinor),
        reason: group.category === "S" || group.category === "Z" ? "" : reasonOf(document),
      })),
      net: amount(document.netMinor),
      tax: amount(document.taxMinor),
      total: amount(document.totalMinor),
      homeTax: hasHomeTax
        ? {
            currency: homeCurrency,
            amount: printAmount(convert(money(document.taxMinor, currency), exchange.rate, homeCurrency)),
          }
        : null,
    },
  };
}

function findFaults(document: Billed): EInvoiceFault[] {
  const { seller, client, currency } = document;
  if (exponentOf(currency) > 2) return ["currency"];
  const categories = document.lines.map((line) => categoryOf(document, line));
  if (categories.includes(null)) return ["tax_category"];
  const faults: EInvoiceFault[] = [];
  const isTaxed = ({ taxPercent }: PricedLine) => !isZero(taxPercent);
  if (document.lines.some((line, index) => isTaxed(line) !== (categories[index] === "S"))) faults.push("tax_percent");
  if (breakDown(document).some((group) => !isRounded(group, currency))) faults.push("tax_amount");
  if (!categories.includes("O") && seller.taxId === "") faults.push("seller_tax_id");
  if (categories.includes("AE") && client.taxId === "") faults.push("buyer_tax_id");
  return faults;
}

/** A rate above zero is the category `S`. Without one, the tax note decides. */
function categoryOf({ taxNote }: Billed, { taxPercent }: PricedLine): VatCategory | null {
  const stated = TAX_RULES.find(({ id }) => id === taxNote?.ruleId)?.vatCategory ?? null;
  if (stated === null) return isZero(taxPercent) ? null : "S";
  return stated;
}

interface Group {
  category: VatCategory;
  percent: string;
  taxableMinor: bigint;
  taxMinor: bigint;
  lineCount: number;
}

/** BG-23: one group for each category and rate, in the order of the lines (BR-CO-18). */
function breakDown(document: Billed): Group[] {
  const groups = new Map<string, Group>();
  for (const line of document.lines) {
    const category = categoryOf(document, line)!;
    const percent = plainPercent(line.taxPercent);
    const key = `${category} ${percent}`;
    const group = groups.get(key) ?? { category, percent, taxableMinor: 0n, taxMinor: 0n, lineCount: 0 };
    group.taxableMinor += line.netMinor;
    group.taxMinor += line.taxMinor;
    group.lineCount += 1;
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** BR-CO-17, as each line was rounded on its own: at most one minor unit for each line. */
function isRounded({ taxableMinor, taxMinor, percent, lineCount }: Group, currency: string): boolean {
  const difference = percentOf(money(taxableMinor, currency), percent).minor - taxMinor;
  return (difference < 0n ? -difference : difference) <= BigInt(lineCount);
}

function describeLine(document: Billed, line: PricedLine): ELine {
  const category = categoryOf(document, line)!;
  const amount = (minor: bigint) => printAmount(money(minor, document.currency));
  const { descriptionEn: en, descriptionZh: zh } = line;
  return {
    id: String(line.position),
    name: en || zh,
    description: en && zh !== en ? zh : "",
    quantity: line.quantity,
    unitCode: UNIT_CODES[line.unit] ?? "C62",
    price: amount(line.unitPriceMinor),
    net: amount(line.netMinor),
    category,
    percent: category === "O" ? null : plainPercent(line.taxPercent),
  };
}

/** UN/ECE Recommendation 20 for the symbols of `unitSymbol`, and minutes. A line without a unit counts pieces. */
const UNIT_CODES: Record<string, string> = { h: "HUR", d: "DAY", min: "MIN" };

function precedingOf(document: Billed): EInvoice["preceding"] {
  if (document.kind === "credit_note") return [{ number: document.invoiceNumber, issuedOn: document.invoiceOn }];
  return (document.order?.deductions ?? []).map(({ number, issuedOn }) => ({ number, issuedOn }));
}

function paymentOf(document: Billed): EInvoice["payment"] {
  if (document.kind !== "invoice" || !document.bank) return null;
  const { accountNumber, holder, bic } = document.bank;
  const account = compactAccount(accountNumber);
  return {
    isSepa: document.currency === "EUR" && isIban(account),
    account: isIban(account) ? account : accountNumber,
    holder,
    bic,
    reference: document.reference,
  };
}

function reasonOf({ taxNote }: Billed): string {
  return taxNote?.textEn || taxNote?.textLocal || "";
}

/** Outside the scope of VAT, a file must not have the VAT ids of the parties (BR-O-02), so they are identifiers. */
function describeSeller(party: Party, isOutside: boolean): EParty {
  const isVat = hasVatPrefix(party.country, compactAccount(party.taxId));
  return {
    ...describeParty(party),
    identifier: isOutside && isVat ? party.taxId : "",
    vatId: isVat && !isOutside ? compactAccount(party.taxId) : "",
    taxId: isVat || isOutside ? "" : party.taxId,
    registrationId: party.registrationId || (isVat ? "" : party.taxId),
  };
}

function describeBuyer(party: Party, isOutside: boolean): EParty {
  const isVat = hasVatPrefix(party.country, compactAccount(party.taxId));
  return {
    ...describeParty(party),
    identifier: isOutside && isVat ? party.taxId : "",
    vatId: isVat && !isOutside ? compactAccount(party.taxId) : "",
    taxId: "",
    registrationId: isVat ? "" : party.taxId,
  };
}

function describeParty({ legalNameEn, legalNameZh, addressEn, addressZh, country, email }: Party) {
  const address = (addressEn || addressZh)
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  return { name: legalNameEn || legalNameZh, address, country, email };
}

function isZero(percent: string): boolean {
  return parseDecimal(percent, MONEY_BOUNDS.percent).isZero();
}

function plainPercent(percent: string): string {
  return printDecimal(parseDecimal(percent, MONEY_BOUNDS.percent));
}
