import type { Exchange } from "#app/trade/document/model.ts";
import type { InvoiceKind, InvoiceState } from "#db/money-schema.ts";
import type { UnprintedField } from "./unprinted-field.ts";

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
  | UnprintedField
  | {
      code: "currency" | "line" | "total_of_nothing" | "tax_note_elsewhere" | "due_before_issue" | "exchange_at_home";
    };

/** Where an invoice stands, in minor units. */
export interface Standing {
  creditedMinor: bigint;
  paidMinor: bigint;
  refundedMinor: bigint;
  owedMinor: bigint;
  state: InvoiceState;
}
