import type { Exchange, ServicePeriod } from "#app/trade/document/model.ts";
import type { InvoiceKind, InvoiceState } from "#db/money-schema.ts";
import type { UnprintedField } from "./unprinted-field.ts";

export interface InvoiceLineInput {
  /** The service of the catalogue, if the line is one. */
  serviceId?: string | null;
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
  taxRuleId: string | null;
  /** Required if the currency is not the seller's home currency. */
  exchange: Exchange | null;
  /** Defaults to the seller's payment term after issue. */
  dueOn?: string | null;
  noteEn?: string;
  noteZh?: string;
  fapiaoNumber?: string;
  /** The number of the buyer's order, or another reference that the buyer asked for. */
  buyerReference?: string;
  period?: ServicePeriod | null;
}

/** Details that an invoice needs for a buyer abroad and its bank. Message keys. */
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
      code:
        | "currency"
        | "line"
        | "total_of_nothing"
        | "tax_note_elsewhere"
        | "due_before_issue"
        | "exchange_at_home"
        | "period";
    };

/** The payment status of an invoice, in minor units. */
export interface Standing {
  creditedMinor: bigint;
  paidMinor: bigint;
  refundedMinor: bigint;
  owedMinor: bigint;
  state: InvoiceState;
}
