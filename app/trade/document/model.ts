import type { TradeBrand } from "#app/brand/look.ts";
import type { InvoiceKind } from "#db/money-schema.ts";
/** A party as a document names it. */
export interface Party {
  legalNameEn: string;
  legalNameZh: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  taxId: string;
  /** Of the company's register. */
  registrationId: string;
  addressEn: string;
  addressZh: string;
  email: string;
}

/** To whom and where a buyer pays. */
export interface Bank {
  holder: string;
  bankName: string;
  bankAddress: string;
  /** IBAN or the number as the bank writes it. */
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

/** What one unit of the document's currency is worth in the seller's own; frozen with its source and day. */
export interface Exchange {
  rate: string;
  source: string;
  on: string;
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

/** A text in both languages; either may be empty. */
export interface Bilingual {
  en: string;
  zh: string;
}

interface Common {
  number: string;
  /** The seller's day. */
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
  /** What the seller writes to the client. */
  note: Bilingual;
  terms: Bilingual;
  brand: TradeBrand | null;
}

export interface QuoteDocument extends Common {
  kind: "quote";
  validUntil: string;
  scope: Bilingual;
  /** What is due before the work begins; null for nothing. */
  deposit: { percent: string; minor: bigint } | null;
}

export interface InvoiceDocument extends Common {
  kind: "invoice";
  invoiceKind: InvoiceKind;
  dueOn: string;
  /** ISO 11649. */
  reference: string;
  bank: Bank | null;
  fapiaoNumber: string;
}

export interface CreditNoteDocument extends Common {
  kind: "credit_note";
  invoiceNumber: string;
  invoiceOn: string;
  reason: string;
}

/** What a quote, an invoice or a credit note says. Amounts are minor units; every text is as it was when it was issued. */
export type TradeDocument = QuoteDocument | InvoiceDocument | CreditNoteDocument;
