import { money } from "#app/money/money.ts";
import { formatMoney } from "#app/money/money-text.ts";
import { mayHold, nextState, ORDER, waitsOn } from "#app/order/order-state.ts";
import { latestRunHead } from "#app/runs/calculation.server.ts";
import { viewContract } from "#app/trade/contract/contract-view.server.ts";
import { viewDraftReview } from "#app/trade/draft/draft-comment.server.ts";
import { listInvoices } from "#app/trade/invoice/invoice-list.server.ts";
import { purchaseOrderOf } from "#app/trade/quote/quote-work.ts";
import { findReleasedNumber } from "./order.server.ts";
import { agreedVersion, isLacking } from "./order-invoice.server.ts";
import { getOrder, isOpenForIssue, type Order } from "./order-list.server.ts";

type Tx = Parameters<typeof getOrder>[0];

/** The next action of a person, a key of `order.acts`. Null if the order continues automatically or has ended. */
const ACTS = {
  deposit_invoiced: "invoice_deposit",
  in_work: "start",
  draft_delivered: "deliver",
  balance_invoiced: "invoice_balance",
  released: "release",
  closed: "close",
} as const;

/** An order, as its page shows it. */
export async function loadOrder(tx: Tx, orderId: string) {
  const order = await getOrder(tx, orderId);
  const { facts, currency } = order;
  const write = (minor: bigint) => formatMoney(money(minor, currency));
  const next = nextState(facts);
  const agreed = await agreedVersion(tx, order);
  const run = order.inventoryId ? await latestRunHead(tx, order.organizationId!, order.inventoryId) : null;
  return {
    id: order.id,
    number: order.number,
    quoteId: order.quoteId,
    clientId: order.clientId,
    clientName: order.clientName,
    work: { ...agreed.work, purchaseOrder: purchaseOrderOf(agreed) },
    state: facts.state,
    waits: waitsOn(facts),
    hasDeposit: facts.hasDeposit,
    hasBalance: facts.hasBalance,
    total: write(order.totalMinor),
    paid: write(order.paidMinor),
    owed: write(order.owedMinor),
    next: next ? (ACTS[next as keyof typeof ACTS] ?? ("wait_payment" as const)) : null,
    isReportMissing: next === "released" && facts.hasInventory && !facts.hasReport,
    lacking: (["deposit", "balance"] as const).filter((part) => isLacking(order, part)),
    mayCancel: ORDER.may("cancel", facts.state),
    mayDeliverAgain: facts.hasInventory && ORDER.may("deliver_again", facts.state),
    inventory: order.inventoryId
      ? {
          href: `/organizations/${order.organizationId}/inventories/${order.inventoryId}`,
          reports: `/organizations/${order.organizationId}/reports`,
          runId: run && run.issueCount === 0 ? run.id : null,
          runAt: run ? run.createdAt.toISOString() : null,
        }
      : null,
    contract: await viewContract(tx, order.id, "seller"),
    review: await viewDraftReview(tx, order.id, "seller"),
    gate: gateOf(order),
    mayHold: mayHold(order),
    hold: order.hold && {
      engagementId: order.hold.engagementId,
      inventoryId: order.hold.inventoryId,
      at: order.hold.at.toISOString(),
      end: order.hold.end && { cause: order.hold.end.cause, at: order.hold.end.at.toISOString() },
    },
    invoices: (await listInvoices(tx, { orderId })).reverse().map((invoice) => ({
      id: invoice.id,
      number: invoice.number,
      kind: invoice.kind,
      dueOn: invoice.dueOn,
      state: invoice.standing.state,
      total: write(invoice.totalMinor),
      paid: write(invoice.standing.paidMinor - invoice.standing.refundedMinor),
    })),
    steps: order.steps.map(({ state, note, at, authorId, authorName }) => ({
      state,
      note,
      at: at.toISOString(),
      authorName,
      isClient: authorId.startsWith("client:"),
    })),
    drafts: order.drafts.map(({ number, at, authorName }) => ({ number, at: at.toISOString(), authorName })),
    reportNumber: order.releasedReportId ? await findReleasedNumber(tx, order.releasedReportId) : null,
  };
}

function gateOf(order: Order) {
  const lift = order.gateLift;
  return {
    state:
      !order.gatesIssue && !order.hold
        ? ("none" as const)
        : isOpenForIssue(order)
          ? ("open" as const)
          : ("closed" as const),
    lift: lift ? { reason: lift.reason, name: lift.authorName ?? "", at: lift.at.toISOString() } : null,
  };
}
