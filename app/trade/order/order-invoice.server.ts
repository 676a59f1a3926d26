import { AppError } from "#app/encoding/errors.ts";
import { type Money, money, subtract } from "#app/money/money.ts";
import { nextState, ORDER, type OrderFault, whatForbids } from "#app/order/order-state.ts";
import { creditInvoice } from "#app/trade/invoice/credit-note.server.ts";
import { raiseInvoice } from "#app/trade/invoice/invoice.server.ts";
import type { InvoiceFault, InvoiceInput, InvoiceLineInput } from "#app/trade/invoice/invoice-facts.ts";
import { listInvoices } from "#app/trade/invoice/invoice-list.server.ts";
import type { UnprintedField } from "#app/trade/invoice/unprinted-field.ts";
import { splitNet } from "#app/trade/quote/quote-content.ts";
import { getQuote, type QuoteVersion } from "#app/trade/quote/quote-list.server.ts";
import { unitSymbol } from "#app/trade/service/service-details.ts";
import { type ChangeAuthor, lockTrail } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { addOrderStep, followOrder } from "./order.server.ts";
import { getOrder, type Order } from "./order-list.server.ts";

/** What the buyer's accounts department asked to read on the invoice. */
type InvoiceReader = Pick<InvoiceInput, "buyerReference" | "period">;

/** The parts of an order that are invoiced separately. */
export type OrderPart = "deposit" | "balance";

/**
 * Issues the next invoice of an order, for exactly the agreed amount, and takes the step. A part whose invoice was
 * fully credited can be invoiced again, without a step.
 *
 * @param words the description of each part in both languages
 * @throws AppError `not_found`
 */
export async function invoiceOrder(
  tx: TenantTx,
  author: ChangeAuthor,
  request: { orderId: string; part: OrderPart; words: { en: string; zh: string }; now: Date } & InvoiceReader,
): Promise<
  | { ok: true; invoiceId: string; number: string }
  | { ok: false; fault: OrderFault }
  | { ok: false; fault: "invoice"; invoice: InvoiceFault }
> {
  await lockTrail(tx, author.tenantId);
  const order = await getOrder(tx, request.orderId);
  const state = request.part === "deposit" ? "deposit_invoiced" : "balance_invoiced";
  const isNext = nextState(order.facts) === state;
  if (!isNext && !isLacking(order, request.part)) return { ok: false, fault: "step_out_of_order" };
  const version = await agreedVersion(tx, order);
  const isWhole = request.part === "balance" && !order.facts.hasDeposit;
  const raised = await raiseInvoice(
    tx,
    author,
    {
      clientId: order.clientId,
      orderId: order.id,
      kind: isWhole ? "full" : request.part,
      currency: order.currency,
      lines: isWhole ? linesOfWhole(version) : [lineOfPart(version, request)],
      taxRuleId: version.taxNote?.ruleId ?? null,
      exchange: version.exchange,
      buyerReference: request.buyerReference ?? "",
      period: request.period ?? null,
    },
    request.now,
  );
  if (!raised.ok) return { ok: false, fault: "invoice", invoice: raised.fault };
  if (isNext) await addOrderStep(tx, author, order, { state });
  return { ok: true, invoiceId: raised.invoiceId, number: raised.number };
}

/** A part that was invoiced before, but whose invoice was fully credited. */
export function isLacking({ facts, steps }: Order, part: OrderPart): boolean {
  if (facts.state === "cancelled" || facts.state === "closed") return false;
  const wasInvoiced = steps.some(({ state }) => state === `${part}_invoiced`);
  return wasInvoiced && !(part === "deposit" ? facts.standing.depositInvoiced : facts.standing.balanceInvoiced);
}

/** The version of the quote that the client accepted. */
export async function agreedVersion(tx: TenantTx, order: Order): Promise<QuoteVersion> {
  const { versions } = await getQuote(tx, order.quoteId);
  return versions.find(({ version }) => version === order.quoteVersion)!;
}

function lineOfPart(
  { netMinor, currency, depositPercent, taxPercent }: QuoteVersion,
  { part, words }: { part: OrderPart; words: { en: string; zh: string } },
): InvoiceLineInput {
  const [deposit, balance] = splitNet(money(netMinor, currency), depositPercent);
  return {
    descriptionEn: words.en,
    descriptionZh: words.zh,
    quantity: "1",
    unit: "",
    unitPriceMinor: (part === "deposit" ? deposit : balance).minor,
    taxPercent,
  };
}

/** The seller's own lines. A discounted line is invoiced as one amount, since invoices have no discount column. */
function linesOfWhole({ lines, currency, taxPercent }: QuoteVersion): InvoiceLineInput[] {
  return lines
    .filter(({ payee }) => payee === "")
    .map((line) => {
      const isReduced = line.discountPercent !== "0";
      const words = (name: string) =>
        isReduced && name !== "" ? `${name} × ${line.quantity}, −${line.discountPercent} %` : name;
      return {
        serviceId: line.serviceId,
        descriptionEn: words(line.name.en),
        descriptionZh: words(line.name.zh),
        quantity: isReduced ? "1" : line.quantity,
        unit: isReduced ? "" : unitSymbol(line.unit),
        unitPriceMinor: money(isReduced ? line.netMinor : line.priceMinor, currency).minor,
        taxPercent,
      };
    });
}

/**
 * Updates an order after a payment: a part that is now paid is a step. Called by everything that records payments, in
 * the same transaction. Idempotent.
 */
export async function followSettlement(tx: TenantTx, author: ChangeAuthor, invoiceId: string): Promise<void> {
  await lockTrail(tx, author.tenantId);
  const invoice = await tx.selectFrom("invoice").select("order_id").where("id", "=", invoiceId).executeTakeFirst();
  if (!invoice?.order_id) return;
  await followOrder(tx, author, invoice.order_id);
}

/**
 * Cancels an order. Open amounts of its invoices are credited. Paid amounts stay; refunds are a separate act. Reports
 * are not affected.
 *
 * @param request.isAllCredited also credits paid amounts, so that they are owed to the client
 * @returns the reason of a refusal, or null
 * @throws AppError `not_found`; `conflict` for a reason found only after a credit
 */
export async function cancelOrder(
  tx: TenantTx,
  author: ChangeAuthor,
  request: { orderId: string; reason: string; isAllCredited: boolean; now: Date },
): Promise<OrderFault | "reason_missing" | UnprintedField | null> {
  await lockTrail(tx, author.tenantId);
  const order = await getOrder(tx, request.orderId);
  if (!ORDER.may("cancel", order.facts.state)) return "step_out_of_order";
  const reason = request.reason.trim();
  if (reason === "") return "reason_missing";
  let hasCredited = false;
  for (const { id, standing, totalMinor, currency } of await listInvoices(tx, { orderId: order.id })) {
    const rest = subtract(money(totalMinor, currency), money(standing.creditedMinor, currency));
    const kept = money(standing.paidMinor - standing.refundedMinor, currency);
    const amount = request.isAllCredited ? rest : above(rest, kept);
    if (amount.minor === 0n) continue;
    const credited = await creditInvoice(tx, author, {
      invoiceId: id,
      amountMinor: amount.minor,
      reason,
      now: request.now,
    });
    hasCredited ||= credited.ok;
    if (credited.ok) continue;
    if (credited.fault === "unprintable" && !hasCredited) return credited.unprinted;
    throw new AppError("conflict", { details: { reason: credited.fault } });
  }
  const fault = whatForbids((await getOrder(tx, order.id)).facts, "cancelled");
  // The credits above must be rolled back if the step is refused.
  if (fault && hasCredited) throw new AppError("conflict", { details: { reason: fault } });
  if (fault) return fault;
  await addOrderStep(tx, author, order, { state: "cancelled", note: reason });
  return null;
}

function above(a: Money, b: Money): Money {
  return a.minor > b.minor ? subtract(a, b) : money(0n, a.currency);
}
