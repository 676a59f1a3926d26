import { inTenant, requireId, type TenantActor } from "#app/access/actor.server.ts";
import { type Asked, type AskedFor, isRefused, orConflict, refuse, type Verbs } from "#app/action/action.server.ts";
import { doors } from "#app/database/doors.server.ts";
import type { ContentLanguage } from "#app/encoding/language.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { type Locale, translator } from "#app/i18n/index.ts";
import { unprintedInDraft } from "#app/report/collect-draft.server.ts";
import { addContractCopy, withdrawContractCopy } from "#app/trade/contract/contract-copy.server.ts";
import { receiveContractCopy } from "#app/trade/contract/receive-contract-copy.server.ts";
import { addDraftComment } from "#app/trade/draft/draft-comment.server.ts";
import { fieldOf } from "#app/trade/draft/draft-comment.ts";
import { readPeriod } from "#app/trade/invoice/invoice-draft.ts";
import { sayUnprinted } from "#app/trade/invoice/unprinted-field.ts";
import { getQuote } from "#app/trade/quote/quote-list.server.ts";
import { stateOrderBudget } from "#app/trade/time/budget.server.ts";
import { readBudget } from "#app/trade/time/budget.ts";
import type { WorkStep } from "./order.server.ts";
import { deliverDraft, liftGate, takeOrderStep } from "./order.server.ts";
import type { OrderActions } from "./order-action.ts";
import { holdReports } from "./order-hold.server.ts";
import { cancelOrder, invoiceOrder, type OrderPart } from "./order-invoice.server.ts";
import { getOrder } from "./order-list.server.ts";

type Tx = Parameters<typeof getOrder>[0];
type Author = Parameters<typeof takeOrderStep>[1];
type OrderAsked = Asked<TenantActor, unknown>;
type AskedOf<I extends keyof typeof OrderActions> = AskedFor<TenantActor, typeof OrderActions, I>;

const MOST_NAMED = 5;

export const orderVerbs = {
  invoice_deposit: (tx, asked) => invoice(tx, asked, "deposit"),
  invoice_balance: (tx, asked) => invoice(tx, asked, "balance"),
  start: (tx, asked) => step(tx, asked, "in_work"),
  release: (tx, asked) => step(tx, asked, "released"),
  close: (tx, asked) => step(tx, asked, "closed"),
  deliver,
  cancel,
  lift: async (tx, { actor, params, value }) => {
    const orderId = requireId(params.orderId);
    return told(actor, orderId, await liftGate(tx, actor, orderId, value.reason));
  },
  budget: async (tx, { actor, params, value: { basedOn, budget, unit } }) => {
    const orderId = requireId(params.orderId);
    const read = readBudget(budget, unit);
    if ("fault" in read) return refuse({ budget: read.fault });
    await stateOrderBudget(tx, actor, { orderId, basedOn, hours: read.hours });
    return told(actor, orderId, null);
  },
  upload_copy: { outside: uploadCopy },
  withdraw_copy: async (tx, { actor, params, value }) => {
    const orderId = requireId(params.orderId);
    const fault = await withdrawContractCopy(tx, actor, { orderId, side: "seller", ...value });
    return fault ? refuse({ reason: fault }) : `/tenants/${actor.tenantId}/orders/${orderId}?copy=withdrawn`;
  },
  comment_draft: async (tx, { actor, params, value }) => {
    const orderId = requireId(params.orderId);
    const wish = { orderId, side: "seller", decision: null, name: "", text: value.text } as const;
    const fault = await addDraftComment(tx, actor, wish);
    return fault ? refuse({ [fieldOf(fault)]: fault }) : `/tenants/${actor.tenantId}/orders/${orderId}?comment=added`;
  },
  hold: { outside: hold },
} satisfies Verbs<TenantActor, typeof OrderActions>;

async function step(tx: Tx, { actor, params }: OrderAsked, state: WorkStep) {
  const orderId = requireId(params.orderId);
  return told(actor, orderId, await takeOrderStep(tx, actor, orderId, { state, now: new Date() }));
}

async function deliver(tx: Tx, { actor, params, request, value }: AskedOf<"deliver">) {
  const orderId = requireId(params.orderId);
  const runId = value.runId === "" ? null : requireId(value.runId);
  const unprinted = runId ? await unprintedInOrder(tx, actor, orderId, runId) : [];
  const said = unprinted.map((one) => sayUnprinted(one, localeOf(request))).join(" ");
  return said ? refuse({ form: said }) : told(actor, orderId, await deliverDraft(tx, actor, orderId, runId));
}

async function cancel(tx: Tx, { actor, params, request, value }: AskedOf<"cancel">) {
  const orderId = requireId(params.orderId);
  const wish = { orderId, reason: value.reason, isAllCredited: value.all !== undefined, now: new Date() };
  const fault = await cancelOrder(tx, actor, wish);
  return told(
    actor,
    orderId,
    fault === null || typeof fault === "string" ? fault : sayUnprinted(fault, localeOf(request)),
  );
}

async function uploadCopy({ actor, params, request, typed }: OrderAsked) {
  const orderId = requireId(params.orderId);
  // Nothing is read for an order of another workspace.
  await inTenant(actor, (tx) => getOrder(tx, orderId));
  const receiver = { tenantId: actor.tenantId, locale: localeOf(request), typed };
  const errors = await receiveContractCopy(request, receiver, (copy) =>
    inTenant(actor, (tx) => addContractCopy(tx, actor, { orderId, side: "seller", ...copy })),
  );
  return errors ? refuse(errors) : `/tenants/${actor.tenantId}/orders/${orderId}?copy=added`;
}

/** The form value contains the engagement and the inventory. */
async function hold({ actor, params, value }: AskedOf<"hold">) {
  const orderId = requireId(params.orderId);
  const [engagementId, inventoryId] = value.hold.split(" ");
  if (!engagementId || !inventoryId) return refuse({ hold: "hold_missing" });
  const wanted = { orderId, engagementId: requireId(engagementId), inventoryId: requireId(inventoryId) };
  const { withSystem } = await doors();
  const held = await orConflict(withSystem((tx) => holdReports(tx, actor, wanted)));
  return isRefused(held) ? held : told(actor, orderId, null);
}

async function invoice(tx: Tx, { actor, params, request, value }: AskedOf<"invoice_deposit">, part: OrderPart) {
  const read = readPeriod(value);
  if ("errors" in read) return refuse(read.errors);
  const orderId = requireId(params.orderId);
  const locale = localeOf(request);
  const order = await getOrder(tx, orderId);
  const { versions } = await getQuote(tx, order.quoteId);
  const percent = versions.find(({ version }) => version === order.quoteVersion)?.depositPercent ?? "";
  const wordsIn = (language: ContentLanguage) => {
    const t = translator(language).order;
    return part === "deposit" ? t.lineOfDeposit(order.number, percent) : t.lineOfBalance(order.number);
  };
  const raised = await invoiceOrder(tx, actor, {
    orderId,
    part,
    words: { en: wordsIn("en"), zh: wordsIn("zh") },
    buyerReference: value.buyerReference,
    period: read.period,
    now: new Date(),
  });
  if (raised.ok) return told(actor, orderId, null);
  if (raised.fault !== "invoice") return refuse({ form: raised.fault });
  const { invoice: fault } = raised;
  if (fault.code === "unprintable") {
    const isTyped = fault.form === "invoice" && fault.field === "buyerReference";
    return refuse({ [isTyped ? "buyerReference" : "form"]: sayUnprinted(fault, locale) });
  }
  return refuse({ form: "fields" in fault ? sayMissing(fault.fields, locale) : fault.code });
}

/** Characters of a draft that can't be printed. The client could not open such a draft. */
async function unprintedInOrder(tx: Tx, author: Author, orderId: string, runId: string) {
  const { organizationId } = await getOrder(tx, orderId);
  if (!organizationId) return [];
  const request = { organizationId, authorId: author.userId, runId, locale: "both" as const };
  return (await unprintedInDraft(tx, request)).slice(0, MOST_NAMED);
}

/** The names of the missing invoice details. */
function sayMissing(fields: readonly string[], locale: Locale): string {
  const t = translator(locale).order;
  const names = fields.map((field) => t.fields[field as keyof typeof t.fields] ?? field);
  return t.faults.fields_missing(names.join("; "));
}

/** Redirects to the order, or shows an error. */
function told({ tenantId }: TenantActor, orderId: string, fault: string | null) {
  if (fault !== null) return refuse({ form: fault });
  return `/tenants/${tenantId}/orders/${orderId}?done=1`;
}
