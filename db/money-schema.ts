import type { ColumnType, Generated } from "kysely";
import type { Json, NullableJson, Timestamp } from "./column-types.ts";

/**
 * Whole minor units. `int8` is read as a safe integer or an error (`wire-types.ts`) and sums as text. Both are passed
 * to `money()` at once and never calculated with as numbers.
 */
export type Minor = ColumnType<number | string, bigint, never>;
type OptionalMinor = ColumnType<number | string | null, bigint | null, never>;

interface SellerDetailTable {
  tenant_id: string;
  version: number;
  after: number | null;
  legal_name_en: string;
  legal_name_zh: string;
  country: string;
  tax_id: string;
  /** Number in a company register, such as a business registration number. */
  registration_id: string;
  address_en: string;
  address_zh: string;
  email: string;
  home_currency: string;
  time_zone: string;
  fiscal_first_month: number;
  quote_prefix: string;
  invoice_prefix: string;
  credit_note_prefix: string;
  payment_days: number;
  /** In the home currency. Above it, a second person confirms a receipt; null if no confirmation is needed. */
  confirm_above_minor: OptionalMinor;
  terms_en: string;
  terms_zh: string;
  created_by: string;
  created_at: Timestamp;
}

interface BankAccountTable {
  tenant_id: string;
  id: Generated<string>;
  currency: string;
  created_by: string;
  created_at: Timestamp;
}

interface BankAccountVersionTable {
  tenant_id: string;
  account_id: string;
  version: number;
  after: number | null;
  holder: string;
  bank_name: string;
  bank_address: string;
  account_number: string;
  bic: string;
  intermediary: string;
  note: string;
  is_closed: Generated<boolean>;
  takes_effect_on: string;
  /** Set by the database: the person behind the author. */
  person_id: Generated<string>;
  created_by: string;
  created_at: Timestamp;
}

interface BankAccountDecisionTable {
  tenant_id: string;
  account_id: string;
  version: number;
  state: "approved" | "rejected" | "taken_back";
  note: string;
  proposer_id: string;
  person_id: Generated<string>;
  /** No one else managed the workspace at that moment; set by the database. */
  is_alone: Generated<boolean>;
  created_by: string;
  created_at: Timestamp;
}

interface TaxNoteTable {
  tenant_id: string;
  rule_id: string;
  version: number;
  after: number | null;
  is_on: boolean;
  text_en: string;
  text_local: string;
  local_language: string;
  confirmed_with: string;
  confirmed_on: string | null;
  created_by: string;
  created_at: Timestamp;
}

export type LedgerAccount =
  | "receivable"
  | "customer_deposit"
  | "revenue"
  | "bank"
  | "provider_balance"
  | "payment_fee"
  | "tax_payable"
  | "overpayment"
  | "bank_difference"
  | "refund"
  | "dispute";

interface LedgerTransactionTable {
  tenant_id: string;
  id: Generated<string>;
  kind: string;
  currency: string;
  occurred_on: string;
  source_kind: string;
  source_id: string;
  entry_count: number;
  total_minor: Minor;
  created_by: string;
  created_at: Timestamp;
}

interface LedgerEntryTable {
  tenant_id: string;
  transaction_id: string;
  position: number;
  account: LedgerAccount;
  debit_minor: Minor;
  credit_minor: Minor;
}

interface SeriesColumns {
  fiscal_year: number;
  serial: number;
  number: string;
}

/** `offline` is the seller's own bank. */
export type PaymentProvider = "offline" | "stripe";

export type InvoiceKind = "deposit" | "balance" | "full" | "plan";

interface InvoiceTable extends SeriesColumns {
  tenant_id: string;
  id: Generated<string>;
  client_id: string;
  client_version: number;
  seller_version: number;
  bank_account_id: string | null;
  bank_account_version: number | null;
  order_id: string | null;
  kind: InvoiceKind;
  /** ISO 11649. */
  reference: string;
  currency: string;
  net_minor: Minor;
  tax_minor: Minor;
  total_minor: Minor;
  line_count: number;
  home_currency: string;
  /** Value of one unit of `currency` in the home currency; null if they are the same. */
  exchange_rate: string | null;
  exchange_source: string;
  exchange_on: string | null;
  issued_on: string;
  due_on: string;
  /** A copy of the seller's details at the time of the invoice. */
  seller: Json<object>;
  client: Json<object>;
  bank: NullableJson<object>;
  tax_note: NullableJson<object>;
  /** Number of the tax authority's own invoice, if one was issued before. */
  fapiao_number: string;
  /** The number of the buyer's order, or another reference that the buyer asked for. */
  buyer_reference: string;
  /** When the services were or will be performed. */
  period_from: string | null;
  period_to: string | null;
  note_en: string;
  note_zh: string;
  created_by: string;
  created_at: Timestamp;
}

interface InvoiceLineTable {
  tenant_id: string;
  invoice_id: string;
  position: number;
  /** Null for lines with a description of their own, and for deposits and balances of an order. */
  service_id: Generated<string | null>;
  description_en: string;
  description_zh: string;
  quantity: string;
  unit: string;
  unit_price_minor: Minor;
  net_minor: Minor;
  tax_percent: string;
  tax_minor: Minor;
}

/** The Chinese tax invoice of an invoice, recorded later. The newest version applies. */
interface InvoiceFapiaoTable {
  tenant_id: string;
  invoice_id: string;
  version: number;
  after: number | null;
  kind:
    | "digital_special"
    | "digital_ordinary"
    | "electronic_special"
    | "electronic_ordinary"
    | "paper_special"
    | "paper_ordinary"
    | "none";
  code: string;
  number: string;
  issued_on: string | null;
  created_by: string;
  created_at: Timestamp;
}

/** From where a payment came. The newest version applies. */
interface PaymentPayerTable {
  tenant_id: string;
  payment_id: string;
  version: number;
  after: number | null;
  /** ISO 3166-1; empty after a mistake. */
  country: string;
  created_by: string;
  created_at: Timestamp;
}

/** The time that a line of an invoice bills. */
interface InvoiceTimeTable {
  tenant_id: string;
  entry_id: string;
  /** Set by the database. */
  round: Generated<number>;
  invoice_id: string;
  position: number;
  created_by: string;
  created_at: Timestamp;
}

/** Time on an invoice that is not fully credited. */
interface BilledTimeView {
  tenant_id: string;
  entry_id: string;
  invoice_id: string;
  position: number;
  number: string;
}

interface CreditNoteTable extends SeriesColumns {
  tenant_id: string;
  id: Generated<string>;
  invoice_id: string;
  currency: string;
  amount_minor: Minor;
  net_minor: Minor;
  tax_minor: Minor;
  reason: string;
  issued_on: string;
  /** Those of the invoice. */
  buyer_reference: Generated<string>;
  period_from: Generated<string | null>;
  period_to: Generated<string | null>;
  created_by: string;
  created_at: Timestamp;
}

interface PaymentTable {
  tenant_id: string;
  id: Generated<string>;
  invoice_id: string;
  provider: PaymentProvider;
  /** The connected account of a provider; empty for the seller's own. */
  provider_account: string;
  provider_ref: string;
  currency: string;
  amount_minor: Minor;
  /** The fee that the provider or the banks kept. */
  fee_minor: Minor;
  received_on: string;
  home_currency: string;
  exchange_rate: string | null;
  exchange_source: string;
  /**
   * No money was received for the others: a shortfall within the tolerance that banks deducted, or that the seller accepts.
   */
  kind: Generated<"received" | "bank_charge" | "short_payment">;
  receipt_id: Generated<string | null>;
  reason: Generated<string>;
  created_by: string;
  created_at: Timestamp;
}

interface PaymentReversalTable {
  tenant_id: string;
  payment_id: string;
  reason: string;
  created_by: string;
  created_at: Timestamp;
}

interface RefundTable {
  tenant_id: string;
  id: Generated<string>;
  payment_id: string;
  amount_minor: Minor;
  provider_ref: string;
  reason: string;
  /** `overpayment_kept`: no money left; `dispute`: a chargeback by the client's bank. */
  kind: Generated<"refund" | "overpayment_kept" | "dispute">;
  refunded_on: Generated<string>;
  refund_request_id: Generated<string | null>;
  created_by: string;
  created_at: Timestamp;
}

export type InvoiceState = "open" | "partly_paid" | "paid" | "overpaid" | "credited";

/** A view. */
interface InvoiceStandingView {
  tenant_id: string;
  invoice_id: string;
  currency: string;
  total_minor: Minor;
  credited_minor: Minor;
  /** Without reversed payments. */
  paid_minor: Minor;
  refunded_minor: Minor;
  /** Total less credits, regardless of payments. */
  owed_minor: Minor;
  state: InvoiceState;
}

interface TradeDocumentTable {
  tenant_id: string;
  kind: "quote" | "contract" | "invoice" | "credit_note";
  subject_id: string;
  edition: Generated<"printed" | "factur_x">;
  sha256: string;
  pdf: Uint8Array;
  created_by: string;
  created_at: Timestamp;
}

/** Sellers, their ledger and their invoices. */
export interface MoneyTables {
  seller_detail: SellerDetailTable;
  bank_account: BankAccountTable;
  bank_account_version: BankAccountVersionTable;
  bank_account_decision: BankAccountDecisionTable;
  tax_note: TaxNoteTable;
  ledger_transaction: LedgerTransactionTable;
  ledger_entry: LedgerEntryTable;
  invoice: InvoiceTable;
  invoice_line: InvoiceLineTable;
  invoice_fapiao: InvoiceFapiaoTable;
  /** A view: the newest version of each invoice. */
  current_fapiao: InvoiceFapiaoTable;
  payment_payer: PaymentPayerTable;
  /** A view: the newest version. */
  current_payment_payer: PaymentPayerTable;
  invoice_time: InvoiceTimeTable;
  /** A view. */
  billed_time: BilledTimeView;
  credit_note: CreditNoteTable;
  payment: PaymentTable;
  payment_reversal: PaymentReversalTable;
  refund: RefundTable;
  invoice_standing: InvoiceStandingView;
  trade_document: TradeDocumentTable;
}
