import type { ColumnType, Generated } from "kysely";
import type { Json, Timestamp } from "./column-types.ts";
import type { Minor } from "./money-schema.ts";

interface Authored {
  tenant_id: string;
  created_by: string;
  created_at: Timestamp;
}

/** Belongs to no tenant: the account identifies the owner. */
interface PaymentEventTable {
  provider: "stripe";
  account: string;
  event_id: string;
  type: string;
  created: Timestamp;
  livemode: boolean;
  payload: string;
  payment_ref: Generated<string>;
  received_at: Timestamp;
  processed_at: Date | string | null;
  attempts: Generated<number>;
  error: Generated<string>;
  state: "processed" | "ignored" | "parked";
}

interface PaymentSyncTable {
  provider: "stripe";
  account: string;
  listed_until: Timestamp;
}

interface ProviderAccountTable extends Authored {
  provider: "stripe";
  provider_account: string;
  country: string;
}

interface ProviderAccountStepTable extends Authored {
  provider: "stripe";
  provider_account: string;
  source_ref: string;
  stated_at: Timestamp;
  charges_enabled: boolean;
  details_submitted: boolean;
  is_connected: boolean;
  /** Separated by spaces. */
  wallets: string;
}

interface ProviderAccountStateView {
  tenant_id: string;
  provider: "stripe";
  provider_account: string;
  country: string;
  created_at: Date;
  charges_enabled: boolean;
  details_submitted: boolean;
  is_connected: boolean;
  wallets: string;
}

interface CheckoutTable extends Authored {
  id: Generated<string>;
  invoice_id: string;
  provider: "stripe";
  provider_account: string;
  currency: string;
  amount_minor: Minor;
  application_fee_minor: Minor;
  locale: string;
  return_path: string;
  expires_at: Timestamp;
}

interface CheckoutPageTable extends Authored {
  checkout_id: string;
  provider_ref: string;
  url: string;
}

interface CheckoutStepTable extends Authored {
  checkout_id: string;
  state: "pending" | "expired" | "failed" | "paid";
}

interface CheckoutStateView {
  tenant_id: string;
  checkout_id: string;
  state: "open" | "pending" | "expired" | "failed" | "paid";
}

interface BankStatementDraftTable extends Authored {
  id: Generated<string>;
  name: string;
  content: Json<object>;
}

interface BankMappingTable extends Authored {
  layout: string;
  version: number;
  mapping: Json<object>;
}

interface BankStatementTable extends Authored {
  id: Generated<string>;
  name: string;
  sha256: string;
  line_count: number;
  new_count: number;
}

interface BankLineTable extends Authored {
  id: Generated<string>;
  statement_id: string;
  line_key: string;
  booked_on: string;
  currency: string;
  amount_minor: Minor;
  payer: string;
  note: string;
  bank_reference: string;
}

interface BankLineDismissalTable extends Authored {
  bank_line_id: string;
  reason: string;
}

interface ReceiptToleranceTable extends Authored {
  currency: string;
  version: number;
  tolerance_minor: Minor;
}

interface ReceiptTable extends Authored {
  id: Generated<string>;
  invoice_id: string;
  bank_line_id: string | null;
  received_on: string;
  currency: string;
  arrived_minor: Minor;
  bank_fee_minor: Minor;
  payer: string;
  bank_reference: string;
  invoice_currency: string;
  /** The amount of the invoice that it pays, in the invoice's currency, including the bank's fee. */
  settles_minor: Minor;
  settles_fee_minor: Minor;
  settlement_rate: string | null;
  settlement_source: string;
  /** Value of one unit of the invoice's currency in the seller's home currency. */
  exchange_rate: string | null;
  exchange_source: string;
  /** Set by the database, as is the person behind the author. */
  needs_confirmation: Generated<boolean>;
  person_id: Generated<string>;
}

interface ReceiptEndTable extends Authored {
  receipt_id: string;
  state: "confirmed" | "declined" | "taken_back";
  note: string;
  author_person_id: string;
  person_id: Generated<string>;
}

interface PaymentFeeTable extends Authored {
  payment_id: string;
  provider_ref: string;
  currency: string;
  fee_minor: Minor;
}

interface RefundRequestTable extends Authored {
  id: Generated<string>;
  payment_id: string;
  credit_note_id: string | null;
  with_credit_note: Generated<boolean>;
  amount_minor: Minor;
  reason: string;
  /** Set by the database: above the seller's limit. */
  needs_confirmation: Generated<boolean>;
  /** Set by the database: the person behind the author. */
  person_id: Generated<string>;
}

interface RefundRequestEndTable extends Authored {
  refund_request_id: string;
  state: "confirmed" | "declined" | "taken_back";
  note: Generated<string>;
  credit_note_id: string | null;
  author_person_id: string;
  person_id: Generated<string>;
}

interface RefundFailureTable extends Authored {
  refund_request_id: string;
  detail: string;
}

interface DisputeTable extends Authored {
  id: Generated<string>;
  payment_id: string;
  provider_ref: string;
  currency: string;
  amount_minor: Minor;
  reason: string;
}

interface DisputeStepTable extends Authored {
  dispute_id: string;
  state: "warning" | "closed" | "open" | "lost" | "won";
  /** The seller's deadline to answer; null if no answer is needed. */
  due_by: ColumnType<Date | null, Date | string | null | undefined, never>;
}

interface DisputeStateView {
  tenant_id: string;
  dispute_id: string;
  state: "warning" | "closed" | "open" | "lost" | "won";
}

interface PaymentTaskTable extends Authored {
  id: Generated<string>;
  kind: string;
  subject: string;
  invoice_id: string | null;
  facts: Json<Record<string, string>>;
}

interface PaymentTaskEndTable extends Authored {
  task_id: string;
  state: "handled" | "dismissed";
  reason: string;
}

export interface PaymentTables {
  payment_event: PaymentEventTable;
  payment_sync: PaymentSyncTable;
  provider_account: ProviderAccountTable;
  provider_account_step: ProviderAccountStepTable;
  provider_account_state: ProviderAccountStateView;
  checkout: CheckoutTable;
  checkout_page: CheckoutPageTable;
  checkout_step: CheckoutStepTable;
  checkout_state: CheckoutStateView;
  bank_statement_draft: BankStatementDraftTable;
  bank_mapping: BankMappingTable;
  bank_statement: BankStatementTable;
  bank_line: BankLineTable;
  bank_line_dismissal: BankLineDismissalTable;
  receipt_tolerance: ReceiptToleranceTable;
  receipt: ReceiptTable;
  counted_receipt: ReceiptTable;
  receipt_end: ReceiptEndTable;
  payment_fee: PaymentFeeTable;
  refund_request: RefundRequestTable;
  refund_request_end: RefundRequestEndTable;
  refund_failure: RefundFailureTable;
  dispute: DisputeTable;
  dispute_step: DisputeStepTable;
  dispute_state: DisputeStateView;
  payment_task: PaymentTaskTable;
  payment_task_end: PaymentTaskEndTable;
}
