import { AppError } from "#app/encoding/errors.ts";
import { type Money, money, subtract } from "#app/money/money.ts";
import { nextState, ORDER, type OrderFault, whatForbids } from "#app/order/order-state.ts";
import { creditInvoice } from "#app/trade/invoice/credit-note.server.ts";
import { raiseInvoice } from "#app/trade/invoice/invoice.server.ts";
import type { InvoiceFault, InvoiceLineInput } from "#app/trade/invoice/invoice-facts.ts";
import { listInvoices } from "#app/trade/invoice/invoice-list.server.ts";
import type { UnprintedField } from "#app/trade/invoice/unprinted-field.ts";
import { splitNet } from "#app/trade/quote/quote-content.ts";
import { getQuote, type QuoteVersion } from "#app/trade/quote/quote-list.server.ts";
import { unitSymbol } from "#app/trade/service/service-details.ts";
import { type ChangeAuthor, lockTrail } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { addOrderStep, followOrder } from "./order.server.ts";
import { getOrder, type Order } from "./order-list.server.ts";

/** The parts in which an order is invoiced. */
export type OrderPart = "deposit" | "balance";

/**
 * Raises the next invoice of an order, of exactly what was agreed, and takes the step. A part whose invoice was credited
 * as a whole can be invoiced anew, which takes no step.
 *
 * @param words what the line of a part says, in both languages, from the texts of the product
 * @throws AppError `not_found`
 */
export async function invoiceOrder(
  tx: TenantTx,
  author: ChangeAuthor,
  request: { orderId: string; part: OrderPart; words: { en: string; zh: string }; now: Date },
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
    },
    request.now,
  );
  if (!raised.ok) return { ok: false, fault: "invoice", invoice: raised.fault };
  if (isNext) await addOrderStep(tx, author, order, { state });
  return { ok: true, invoiceId: raised.invoiceId, number: raised.number };
}

/** A part that the order has invoiced before, and whose invoice counts for nothing any more. */
export function isLacking({ facts, steps }: Order, part: OrderPart): boolean {
  if (facts.state === "cancelled" || facts.state === "closed") return false;
  const wasInvoiced = steps.some(({ state }) => state === `${part}_invoiced`);
  return wasInvoiced && !(part === "deposit" ? facts.standing.depositInvoiced : facts.standing.balanceInvoiced);
}

async function agreedVersion(tx: TenantTx, order: Order): Promise<QuoteVersion> {
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

/** The seller's own lines. One with a discount is invoiced as one amount, since an invoice has no column for it. */
function linesOfWhole({ lines, currency, taxPercent }: QuoteVersion): InvoiceLineInput[] {
  return lines
    .filter(({ payee }) => payee === "")
    .map((line) => {
      const isReduced = line.discountPercent !== "0";
      const words = (name: string) =>
        isReduced && name !== "" ? `${name} × ${line.quantity}, −${line.discountPercent} %` : name;
      return {
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
 * Lets an order follow what its invoices say: a part that is paid now is a step. Whatever books a payment calls it, in the
 * same transaction; called again it does nothing.
 */
export async function followSettlement(tx: TenantTx, author: ChangeAuthor, invoiceId: string): Promise<void> {
  await lockTrail(tx, author.tenantId);
  const invoice = await tx.selectFrom("invoice").select("order_id").where("id", "=", invoiceId).executeTakeFirst();
  if (!invoice?.order_id) return;
  await followOrder(tx, author, invoice.order_id);
}

/**
 * Calls an order off: what is still owed on its invoices is credited, what was paid stays where it is, and paying it back
 * is an act of its own. Reports are untouched.
 *
 * @param request.isAllCredited whether what was paid is credited too, so that it becomes owed to the client
 * @returns why it was refused, or null. @throws AppError `not_found`; `conflict` for a reason found only after a credit
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
  // What was credited above must not stay without the step that it was credited for.
  if (fault && hasCredited) throw new AppError("conflict", { details: { reason: fault } });
  if (fault) return fault;
  await addOrderStep(tx, author, order, { state: "cancelled", note: reason });
  return null;
}

function above(a: Money, b: Money): Money {
  return a.minor > b.minor ? subtract(a, b) : money(0n, a.currency);
}
