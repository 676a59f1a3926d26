import type { Messages } from "#app/i18n/index.ts";
import type { Waiting } from "#app/order/order-state.ts";
import type { ContractView, CopyDone } from "#app/trade/contract/contract-copy.ts";
import type { DraftReview } from "#app/trade/draft/draft-comment.ts";
import type { QuoteWork } from "#app/trade/quote/quote-work.ts";
import type { TimeSum } from "#app/trade/time/time-entry.server.ts";
import type { ShownWorth } from "#app/trade/time/time-worth.ts";
import type { InvoiceKind, InvoiceState } from "#db/money-schema.ts";
import type { OrderState } from "#db/order-schema.ts";
import type { OrderPart } from "./order-invoice.server.ts";

type Order = Messages["order"];

export interface OrderView {
  id: string;
  number: string;
  quoteId: string;
  clientId: string;
  clientName: { en: string; zh: string };
  /** The agreed work, with the client's newest purchase order number. */
  work: QuoteWork;
  state: OrderState;
  waits: Waiting;
  hasDeposit: boolean;
  hasBalance: boolean;
  total: string;
  paid: string;
  owed: string;
  /** The next action of a person. Null if the order has ended. */
  next: "invoice_deposit" | "start" | "deliver" | "invoice_balance" | "release" | "close" | "wait_payment" | null;
  isReportMissing: boolean;
  /** Parts whose invoice was fully credited. */
  lacking: OrderPart[];
  mayCancel: boolean;
  mayDeliverAgain: boolean;
  inventory: { href: string; reports: string; runId: string | null; runAt: string | null } | null;
  contract: ContractView;
  gate: { state: "none" | "open" | "closed"; lift: { reason: string; name: string; at: string } | null };
  /** Whether it can still hold back reports of a company that agreed to it. */
  mayHold: boolean;
  hold: {
    engagementId: string;
    inventoryId: string;
    at: string;
    end: { cause: keyof Order["hold"]["ended"]; at: string } | null;
  } | null;
  invoices: {
    id: string;
    number: string;
    kind: InvoiceKind;
    dueOn: string;
    state: InvoiceState;
    total: string;
    paid: string;
  }[];
  /** Comments on the drafts. Null without a draft. */
  review: DraftReview | null;
  steps: { state: OrderState; note: string; at: string; authorName: string | null; isClient: boolean }[];
  drafts: { number: number; at: string; authorName: string | null }[];
  reportNumber: string | null;
}

export interface OrderAnswer {
  errors: Record<string, string>;
  typed: Record<string, string>;
}

export interface OrderPageProps {
  base: string;
  maySell: boolean;
  mayBill: boolean;
  isDone: boolean;
  copyDone: CopyDone | null;
  isCommentAdded: boolean;
  order: OrderView;
  /** Null without the permission to see hours. */
  time: (TimeSum & { quoted: string | null; budget: { hours: string | null; version: number } }) | null;
  /** Null without the permission to see costs. */
  worth: ShownWorth | null;
  /** Inventories of companies that allow holds, limited to those the user can see. */
  holdChoices: {
    engagementId: string;
    inventoryId: string;
    organizationName: { en: string; zh: string };
    period: { start: string; end: string };
  }[];
  answer: OrderAnswer | null;
}
