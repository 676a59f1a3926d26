import type { ColumnType, Generated } from "kysely";
import type { Json, NullableJson, Timestamp } from "./column-types.ts";

interface ClientTable {
  tenant_id: string;
  id: Generated<string>;
  created_by: string;
  created_at: Timestamp;
}

/** The newest version of a client counts. Without both organizations the link has ended. */
interface ClientLinkTable {
  tenant_id: string;
  client_id: string;
  version: number;
  after: number | null;
  /** Of this tenant. */
  organization_id: string | null;
  engagement_id: string | null;
  /** Of the tenant of the company that engaged this one. */
  engaged_organization_id: string | null;
  created_by: string;
  created_at: Timestamp;
}

/** What a person of a client is asked about. */
export type ContactRole = "management" | "purchasing" | "accounts" | "data" | "other";

/** A person of a client, with an email address, a phone number or both. */
interface ClientContactTable {
  tenant_id: string;
  id: Generated<string>;
  client_id: string;
  name: string;
  role: ContactRole;
  /** Lower case, or empty. */
  email: string;
  phone: string;
  created_by: string;
  created_at: Timestamp;
}

/** That a person no longer works for the client, or was entered by mistake. */
interface ClientContactEndTable {
  tenant_id: string;
  contact_id: string;
  created_by: string;
  created_at: Timestamp;
}

interface ClientNoteTable {
  tenant_id: string;
  id: Generated<string>;
  client_id: string;
  /** `YYYY-MM-DD` */
  day: string;
  note: string;
  created_by: string;
  created_at: Timestamp;
}

interface ClientPortalLinkTable {
  tenant_id: string;
  client_id: string;
  number: number;
  /** Null, as the email and the expiry, if the access was ended. */
  token_hash: Uint8Array | null;
  email: string | null;
  expires_at: ColumnType<Date | null, Date | null, never>;
  created_by: string;
  created_at: Timestamp;
}

interface ClientVersionTable {
  tenant_id: string;
  client_id: string;
  version: number;
  after: number | null;
  legal_name_en: string;
  legal_name_zh: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  tax_id: string;
  address_en: string;
  address_zh: string;
  contact_name: string;
  email: string;
  is_business: boolean;
  /** Language of mails to the client. */
  locale: string;
  created_by: string;
  created_at: Timestamp;
}

export type ServiceKind =
  | "inventory_report"
  | "product_footprint"
  | "cbam_data_set"
  | "verification_support"
  | "disclosure_response"
  | "training"
  | "retainer"
  | "hours";

interface ServiceTable {
  tenant_id: string;
  id: Generated<string>;
  kind: ServiceKind;
  created_by: string;
  created_at: Timestamp;
}

interface ServiceVersionTable {
  tenant_id: string;
  service_id: string;
  version: number;
  after: number | null;
  name_en: string;
  name_zh: string;
  description_en: string;
  description_zh: string;
  unit: string;
  is_offered: boolean;
  ebops: Generated<string>;
  supply_mode: Generated<string>;
  created_by: string;
  created_at: Timestamp;
}

interface ServicePriceTable {
  tenant_id: string;
  service_id: string;
  currency: string;
  version: number;
  /** `YYYY-MM-DD`, the first day on which the price applies. */
  valid_from: string;
  amount_minor: number;
  created_by: string;
  created_at: Timestamp;
}

interface QuoteSeriesTable {
  tenant_id: string;
  fiscal_year: number;
  last_serial: number;
}

interface QuoteTable {
  tenant_id: string;
  id: Generated<string>;
  client_id: string;
  fiscal_year: number;
  serial: number;
  number: string;
  duplicate_of: string | null;
  created_by: string;
  created_at: Timestamp;
}

interface QuoteDraftTable {
  tenant_id: string;
  quote_id: string;
  version: number;
  /** Null once the quote was sent. */
  content: Json<object> | null;
  created_by: string;
  created_at: Timestamp;
}

interface QuoteLinkTable {
  tenant_id: string;
  quote_id: string;
  number: number;
  token_hash: Uint8Array;
  email: string;
  expires_at: Timestamp;
  created_by: string;
  created_at: Timestamp;
}

interface QuoteVersionTable {
  tenant_id: string;
  /** Names only the version, as its file does. */
  id: Generated<string>;
  quote_id: string;
  version: number;
  after: number | null;
  client_id: string;
  client_version: number;
  currency: string;
  home_currency: string;
  /** Value of one unit of `currency` in the home currency. */
  exchange_rate: string | null;
  exchange_source: string;
  exchange_date: string | null;
  tax_note: NullableJson<object>;
  tax_percent: string;
  issued_on: string;
  valid_until: string;
  terms_en: string;
  terms_zh: string;
  work: NullableJson<object>;
  deposit_percent: string;
  net_minor: number;
  tax_minor: number;
  total_minor: number;
  deposit_minor: number;
  third_party_minor: number;
  gates_issue: boolean;
  organization_id: string | null;
  inventory_id: string | null;
  seller: NullableJson<object>;
  /** Positions of the options of the version before, if the client's choice made this version. */
  options_chosen: number[] | null;
  created_by: string;
  created_at: Timestamp;
}

/** A service offered beyond the total of a version. */
type QuoteOptionTable = Omit<QuoteLineTable, "service_id" | "payee"> & { service_id: string };

interface QuoteLineTable {
  tenant_id: string;
  quote_id: string;
  version: number;
  position: number;
  service_id: string | null;
  name_en: string;
  name_zh: string;
  description_en: string;
  description_zh: string;
  unit: string;
  quantity: string;
  price_minor: number;
  discount_percent: string;
  discount_reason: string;
  /** The party paid instead of the seller; empty on the seller's own lines. */
  payee: string;
  net_minor: number;
}

interface QuoteStepTable {
  tenant_id: string;
  quote_id: string;
  version: number;
  step: number;
  state: "sent" | "accepted" | "declined" | "withdrawn";
  note: Generated<string>;
  signer_name: Generated<string>;
  signer_role: Generated<string>;
  client_address: Generated<string>;
  purchase_order: Generated<string>;
  created_by: string;
  created_at: Timestamp;
}

export type OrderState =
  | "accepted"
  | "deposit_invoiced"
  | "deposit_paid"
  | "in_work"
  | "draft_delivered"
  | "balance_invoiced"
  | "balance_paid"
  | "released"
  | "closed"
  | "cancelled";

/** Columns that a trigger fills from the accepted version are omitted in inserts. */
interface TradeOrderTable {
  tenant_id: string;
  id: Generated<string>;
  client_id: Generated<string>;
  quote_id: string;
  quote_version: Generated<number>;
  currency: Generated<string>;
  total_minor: Generated<number>;
  deposit_minor: Generated<number>;
  gates_issue: Generated<boolean>;
  organization_id: Generated<string | null>;
  inventory_id: Generated<string | null>;
  created_by: string;
  created_at: Timestamp;
}

interface TradeOrderStepTable {
  tenant_id: string;
  order_id: string;
  step: number;
  state: OrderState;
  note: string;
  report_id: string | null;
  created_by: string;
  created_at: Timestamp;
}

interface TradeOrderStandingView {
  tenant_id: string;
  order_id: string;
  deposit_invoiced: boolean;
  deposit_paid: boolean;
  balance_invoiced: boolean;
  balance_paid: boolean;
  /** Whether an invoice of the order is open or partly paid. */
  is_owed: boolean;
}

interface OrderDraftTable {
  tenant_id: string;
  order_id: string;
  number: number;
  run_id: string;
  created_by: string;
  created_at: Timestamp;
}

interface OrderDraftCommentTable {
  tenant_id: string;
  order_id: string;
  number: number;
  draft: number;
  side: ContractSide;
  /** Null for the seller, and for a client's comment without a decision. */
  decision: DraftDecision | null;
  /** As typed by the client. Empty for the seller. */
  name: string;
  text: string;
  created_by: string;
  created_at: Timestamp;
}

/** The newest version of an order counts. */
interface OrderBudgetTable {
  tenant_id: string;
  order_id: string;
  version: number;
  /** Null if the hours in the quote count. */
  hours: string | null;
  created_by: string;
  created_at: Timestamp;
}

interface OrderGateLiftTable {
  tenant_id: string;
  order_id: string;
  reason: string;
  created_by: string;
  created_at: Timestamp;
}

export type ContractSide = "seller" | "client";
/** Which sides signed a copy of a contract, as its uploader states. */
/** The decision of a client on a draft. */
export type DraftDecision = "approved" | "changes";

export type ContractSigner = ContractSide | "both";

interface ContractCopyTable {
  tenant_id: string;
  id: string;
  order_id: string;
  /** From 1, among the copies of both sides. */
  number: number;
  /** Who uploaded it. */
  side: ContractSide;
  signers: ContractSigner;
  sha256: string;
  byte_size: number;
  kind: "pdf" | "png" | "jpeg";
  name: string;
  scan: "clean" | "not_scanned";
  created_by: string;
  created_at: Timestamp;
}

interface ContractCopyWithdrawalTable {
  tenant_id: string;
  copy_id: string;
  reason: string;
  created_by: string;
  created_at: Timestamp;
}

/** In the tenant of the company whose inventory is held; the order belongs to the seller. */
interface OrderHoldTable {
  tenant_id: string;
  order_id: string;
  seller_id: string;
  engagement_id: string;
  organization_id: string;
  inventory_id: string;
  order_number: string;
  /** Always true: part of the key by which the grant is found. */
  may_hold: Generated<boolean>;
  created_by: string;
  created_at: Timestamp;
}

interface OrderHoldEndTable {
  tenant_id: string;
  order_id: string;
  seller_id: string;
  cause: HoldEnd;
  created_by: string;
  created_at: Timestamp;
}

export type HoldEnd = "paid" | "lifted" | "cancelled";

interface OrderHoldInForceView {
  tenant_id: string;
  order_id: string;
  order_number: string;
  inventory_id: string;
  seller_name: string;
  /** Last day in force, in UTC. */
  until: string;
}

interface OrderGateView {
  tenant_id: string;
  inventory_id: string;
  order_id: string;
  quote_id: string;
  state: OrderState;
}

/** Clients, services, quotes and orders of a seller's tenant. */
export interface OrderTables {
  client: ClientTable;
  client_version: ClientVersionTable;
  client_link: ClientLinkTable;
  client_contact: ClientContactTable;
  client_contact_end: ClientContactEndTable;
  client_note: ClientNoteTable;
  client_portal_link: ClientPortalLinkTable;
  /** A view: the newest version of each client, with the organization that it is linked to. */
  current_client: ClientVersionTable & { organization_id: string | null; engagement_id: string | null };
  service: ServiceTable;
  service_version: ServiceVersionTable;
  /** A view: the newest version of each service. */
  current_service: ServiceVersionTable & { kind: ServiceKind };
  service_price: ServicePriceTable;
  quote_series: QuoteSeriesTable;
  quote: QuoteTable;
  quote_draft: QuoteDraftTable;
  /** A view: the newest draft of each quote that is still being written. */
  current_quote_draft: QuoteDraftTable;
  quote_link: QuoteLinkTable;
  quote_version: QuoteVersionTable;
  quote_line: QuoteLineTable;
  quote_option: QuoteOptionTable;
  quote_step: QuoteStepTable;
  trade_order: TradeOrderTable;
  trade_order_step: TradeOrderStepTable;
  /** A view: the last step of each order. */
  trade_order_state: TradeOrderStepTable;
  trade_order_standing: TradeOrderStandingView;
  order_draft: OrderDraftTable;
  order_draft_comment: OrderDraftCommentTable;
  order_budget: OrderBudgetTable;
  order_gate_lift: OrderGateLiftTable;
  contract_copy: ContractCopyTable;
  contract_copy_withdrawal: ContractCopyWithdrawalTable;
  /** A view: the orders that block reports of an inventory. */
  order_gate: OrderGateView;
  order_hold: OrderHoldTable;
  order_hold_end: OrderHoldEndTable;
  /** A view: holds on reports of a company's inventories for a consultancy that it engaged. */
  order_hold_in_force: OrderHoldInForceView;
}
