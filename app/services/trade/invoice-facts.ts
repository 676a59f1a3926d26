import type { InvoiceKind, InvoiceState } from "#db/money-schema.ts";

/** A party as an invoice names it. */
export interface Party {
  legalNameEn: string;
  legalNameZh: string;
  country: string;
  taxId: string;
  registrationId: string;
  addressEn: string;
  addressZh: string;
  email: string;
}

export interface InvoiceBank {
  holder: string;
  bankName: string;
  bankAddress: string;
  accountNumber: string;
  bic: string;
  intermediary: string;
  note: string;
}

export interface InvoiceTaxNote {
  ruleId: string;
  version: number;
  textEn: string;
  textLocal: string;
  localLanguage: string;
}

/** What one unit of the invoice's currency is worth in the seller's own; frozen with its source and day. */
export interface Exchange {
  rate: string;
  source: string;
  on: string;
}

export interface InvoiceLineInput {
  descriptionEn: string;
  descriptionZh: string;
  /** A decimal, such as hours. */
  quantity: string;
  unit: string;
  unitPriceMinor: bigint;
  taxPercent: string;
}

export interface InvoiceInput {
  clientId: string;
  orderId?: string | null;
  kind: InvoiceKind;
  currency: string;
  lines: InvoiceLineInput[];
  /** A rule that the seller switched on. */
  taxRuleId: string | null;
  /** Needed where the currency is not the seller's own. */
  exchange: Exchange | null;
  /** The seller's days of payment after the issue when absent. */
  dueOn?: string | null;
  noteEn?: string;
  noteZh?: string;
  fapiaoNumber?: string;
}

/** What is missing on an invoice for the buyer abroad and its bank (each a message key). */
export type InvoiceField =
  | "seller"
  | "seller.legalName"
  | "seller.address"
  | "seller.taxId"
  | "seller.registrationId"
  | "client.legalName"
  | "client.address"
  | "client.taxId"
  | "client.isBusiness"
  | "bankAccount"
  | "taxNote"
  | "exchange"
  | "lines";

export type InvoiceFault =
  | { code: "fields_missing"; fields: InvoiceField[] }
  | { code: "currency" | "line" | "total_of_nothing" | "tax_note_elsewhere" | "due_before_issue" | "exchange_at_home" };

export interface InvoiceLine {
  position: number;
  descriptionEn: string;
  descriptionZh: string;
  quantity: string;
  unit: string;
  unitPriceMinor: bigint;
  netMinor: bigint;
  taxPercent: string;
  taxMinor: bigint;
}

/** Where an invoice stands, in minor units. */
export interface Standing {
  creditedMinor: bigint;
  paidMinor: bigint;
  refundedMinor: bigint;
  owedMinor: bigint;
  state: InvoiceState;
}
