import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { answerErrors, requireId, requireTenantActor, type TenantActor } from "#app/access/actor.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { parseForm } from "#app/http/form.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { parseMoney } from "#app/money/money-text.ts";
import { findUnprintedField, sayUnprinted } from "#app/trade/invoice/unprinted-field.ts";
import { paymentGateway } from "#app/trade/payment/gateway/open-gateway.server.ts";
import { getPayment } from "./payment-detail.server.ts";
import { listRefundRequests } from "./refund-list.server.ts";
import {
  askRefund,
  bookRefundSent,
  endRefundRequest,
  giveUpRefund,
  type RefundFault,
} from "./refund-request.server.ts";

const text = (most: number) => z.string().max(most, "too_long").default("");

const RefundForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("ask"),
    amount: z.string().max(40, "amount").default(""),
    reason: text(1000),
    withCreditNote: z.literal("on").optional(),
  }),
  z.object({ intent: z.enum(["confirmed", "declined", "taken_back"]), id: z.uuid(), note: text(200) }),
  z.object({ intent: z.literal("sent"), id: z.uuid(), bankReference: text(200) }),
  z.object({ intent: z.literal("give_up"), id: z.uuid(), note: text(200) }),
]);

type Refused = { errors: Record<string, string>; typed: Record<string, string> };

/** Asks for a refund of the payment in the address, or does the next act of one that was asked for. */
export function actOnRefund({ request, params }: ActionFunctionArgs): Promise<{ done: string } | Refused> {
  return answerErrors(request, async () => {
    const actor = await requireTenantActor(request, params, "bill");
    const paymentId = requireId(params.paymentId);
    const { withTenant } = await doors();
    const { payment, known } = await withTenant(actor, async (tx) => ({
      payment: await getPayment(tx, paymentId),
      known: await listRefundRequests(tx, paymentId),
    }));
    const form = await parseForm(request, RefundForm);
    if (!form.ok) return { errors: form.errors, typed: form.typed };
    const act = form.value;
    const typed = Object.fromEntries(Object.entries(act).map(([name, value]) => [name, value ?? ""]));
    const page = `/tenants/${actor.tenantId}/payments/${paymentId}`;
    if (act.intent !== "ask") {
      if (!known.some(({ id }) => id === act.id)) throw new AppError("not_found");
      const fault = await goOn(actor, act);
      if (fault) return { errors: { [fieldOf(fault, act.id)]: fault }, typed };
      return { done: `${page}?done=${{ sent: "paid", give_up: "failed" }[act.intent as string] ?? act.intent}` };
    }
    const amount = parseMoney(act.amount, payment.currency);
    if (!amount.ok) return { errors: { amount: "amount" }, typed };
    const asked = await askRefund(await doors(), paymentGateway(), actor, {
      paymentId,
      amountMinor: amount.money.minor,
      reason: act.reason,
      now: new Date(),
      withCreditNote: act.withCreditNote === "on",
    });
    const unprinted = asked.fault === "unprintable" && findUnprintedField({ credit: { reason: act.reason } });
    if (unprinted) return { errors: { reason: sayUnprinted(unprinted, localeOf(request)) }, typed };
    if (asked.fault) return { errors: { [fieldOf(asked.fault, "form")]: asked.fault }, typed };
    const made = await withTenant(actor, (tx) => listRefundRequests(tx, paymentId));
    return { done: `${page}?done=${made.find(({ id }) => id === asked.requestId)?.state ?? ""}` };
  });
}

type Act = Exclude<z.output<typeof RefundForm>, { intent: "ask" }>;

async function goOn(actor: TenantActor, act: Act): Promise<RefundFault | null> {
  const [requestId, now] = [act.id, new Date()];
  const { withTenant } = await doors();
  if (act.intent === "sent") {
    return withTenant(actor, (tx) => bookRefundSent(tx, actor, { requestId, bankReference: act.bankReference, now }));
  }
  if (act.intent === "give_up") {
    return withTenant(actor, (tx) => giveUpRefund(tx, actor, { requestId, reason: act.note }));
  }
  const end = { requestId, state: act.intent, note: act.note, now };
  return endRefundRequest(await doors(), paymentGateway(), actor, end);
}

/** The field that a fault stands at; of the acts each request has its own. */
function fieldOf(fault: RefundFault, id: string): string {
  if (fault === "bank_reference_missing") return `bankReference-${id}`;
  if (fault === "note_missing") return `note-${id}`;
  if (fault.startsWith("amount")) return "amount";
  return fault === "reason_missing" && id === "form" ? "reason" : id === "form" ? "form" : `note-${id}`;
}
