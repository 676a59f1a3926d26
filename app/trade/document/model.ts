import type { TradeBrand } from "#app/brand/look.ts";
import type { QuoteWork } from "#app/trade/quote/quote-work.ts";
import type { InvoiceKind } from "#db/money-schema.ts";

export interface Party {
  legalNameEn: string;
  legalNameZh: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  taxId: string;
  /** Number in the company register. */
  registrationId: string;
  addressEn: string;
  addressZh: string;
  email: string;
}

/** The bank account that a buyer pays to. */
export interface Bank {
  holder: string;
  bankName: string;
  bankAddress: string;
  /** An IBAN, or the number in the bank's own format. */
  accountNumber: string;
  /** SWIFT code, 8 or 11 characters. */
  bic: string;
  intermediary: string;
  note: string;
}

export interface StatedTaxNote {
  ruleId: string;
  version: number;
  textEn: string;
  textLocal: string;
  /** BCP 47. */
  localLanguage: string;
}

/** The price of one unit of the document's currency in the seller's home currency. Frozen with its source and date. */
export interface Exchange {
  rate: string;
  source: string;
  on: string;
}

/** The days of the service, `YYYY-MM-DD`, both included. */
export interface ServicePeriod {
  from: string;
  to: string;
}

/** What the invoice of a deposit or balance is about. Amounts are net, in minor units. */
export interface InvoicedOrder {
  quoteNumber: string;
  services: { nameEn: string; nameZh: string; netMinor: bigint }[];
  /** The agreed price of the whole order. */
  netMinor: bigint;
  /** Deposits invoiced before. */
  deductions: { number: string; issuedOn: string; netMinor: bigint }[];
}

export interface PricedLine {
  position: number;
  descriptionEn: string;
  descriptionZh: string;
  /** A decimal, such as hours. */
  quantity: string;
  unit: string;
  unitPriceMinor: bigint;
  netMinor: bigint;
  taxPercent: string;
  taxMinor: bigint;
}

/** A text in both languages. Either may be empty. */
export interface Bilingual {
  en: string;
  zh: string;
}

interface Common {
  number: string;
  /** In the seller's time zone. */
  issuedOn: string;
  seller: Party;
  client: Party;
  currency: string;
  lines: PricedLine[];
  netMinor: bigint;
  taxMinor: bigint;
  totalMinor: bigint;
  homeCurrency: string;
  exchange: Exchange | null;
  taxNote: StatedTaxNote | null;
  /** The seller's message to the client. */
  note: Bilingual;
  terms: Bilingual;
  brand: TradeBrand | null;
}

export interface QuoteDocument extends Common {
  kind: "quote";
  validUntil: string;
  scope: Bilingual;
  /** Services that the client may add when accepting. They are in no sum. */
  options: PricedLine[];
  /** What is delivered and when. Null if nothing was stated. */
  work: QuoteWork | null;
  /** Due before work begins. Null without a deposit. */
  deposit: { percent: string; minor: bigint } | null;
}

/** Who accepted a quote, as recorded at that moment. */
export interface Acceptance {
  name: string;
  role: string;
  /** ISO 8601, UTC. */
  at: string;
  /** The buyer's order number, given with the acceptance. Empty without one. */
  purchaseOrder: string;
}

/** An accepted quote to sign or chop. It repeats what was quoted and accepted. */
export interface ContractDocument extends Omit<QuoteDocument, "kind" | "options"> {
  kind: "contract";
  acceptance: Acceptance;
}

/** What invoices and credit notes repeat for the buyer. */
interface BuyersFacts {
  buyerReference: string;
  period: ServicePeriod | null;
}

export interface InvoiceDocument extends Common, BuyersFacts {
  kind: "invoice";
  invoiceKind: InvoiceKind;
  dueOn: string;
  /** ISO 11649. */
  reference: string;
  bank: Bank | null;
  fapiaoNumber: string;
  /** Null for invoices whose lines are the services. */
  order: InvoicedOrder | null;
}

export interface CreditNoteDocument extends Common, BuyersFacts {
  kind: "credit_note";
  invoiceNumber: string;
  invoiceOn: string;
  reason: string;
}

/** A quote, contract, invoice or credit note. Amounts are in minor units. All texts are those at the time of issue. */
export type TradeDocument = QuoteDocument | ContractDocument | InvoiceDocument | CreditNoteDocument;
