import { data, redirect } from "@remix-run/node";
import { answerErrors, asTenant, requireId, requireTenantActor } from "#app/access/actor.server.ts";
import type { TenantRight } from "#app/access/role.ts";
import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { normalText } from "#app/encoding/text/normal-text.ts";
import { readText } from "#app/http/form.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { type Locale, translator } from "#app/i18n/index.ts";
import { unprintedInDraft } from "#app/report/collect-draft.server.ts";
import { sayUnprinted, type UnprintedField } from "#app/trade/invoice/unprinted-field.ts";
import { getQuote } from "#app/trade/quote/quote-list.server.ts";
import { addOrderTime, deliverDraft, liftGate, takeOrderStep } from "./order.server.ts";
import { holdReports } from "./order-hold.server.ts";
import { cancelOrder, invoiceOrder, type OrderPart } from "./order-invoice.server.ts";
import { getOrder } from "./order-list.server.ts";

type Params = { tenantId?: string | undefined; orderId?: string | undefined };
type Tx = Parameters<typeof getOrder>[0];
type Author = Parameters<typeof takeOrderStep>[1];

const MAX_FORM_BYTES = 16 * 1024;
const MOST_NAMED = 5;

/** Whoever states that money is owed, or that it need not come first, answers for it. */
const RIGHTS = new Map<string, TenantRight>([
  ["invoice_deposit", "bill"],
  ["invoice_balance", "bill"],
  ["lift", "bill"],
  ["cancel", "bill"],
]);

/** Every act of an order's page. What is refused stays on the page with its reason. */
export function changeOrder(request: Request, params: Params) {
  return answerErrors(request, async () => {
    const fields = new URLSearchParams(await readText(request, MAX_FORM_BYTES));
    const intent = fields.get("intent") ?? "";
    const right = RIGHTS.get(intent) ?? "sell";
    const actor = await requireTenantActor(request, params, right);
    const orderId = requireId(params.orderId);
    const text = (name: string, most = 1000) =>
      normalText(fields.get(name) ?? "", "NFC")
        .trim()
        .slice(0, most);
    if (intent === "hold") return await hold(actor, orderId, text("hold", 100));
    const fault = await asTenant(request, params, right, (tx) =>
      act(tx, actor, { orderId, intent, locale: localeOf(request), text, fields }),
    );
    if (fault) return data({ ...fault, typed: { intent, ...typedOf(text) } }, { status: 422 });
    throw redirect(`/tenants/${actor.tenantId}/orders/${orderId}?done=1`);
  });
}

/** @param choice engagement and inventory, as the page offers them */
async function hold(actor: Author, orderId: string, choice: string) {
  const [engagementId, inventoryId] = choice.split(" ");
  const typed = { intent: "hold", workedOn: "", hours: "", note: "", reason: "" };
  if (!engagementId || !inventoryId) return data({ fault: "hold_missing", typed }, { status: 422 });
  const wanted = { orderId, engagementId: requireId(engagementId), inventoryId: requireId(inventoryId) };
  try {
    await (await doors()).withSystem((tx) => holdReports(tx, actor, wanted));
  } catch (error) {
    const reason = error instanceof AppError && error.code === "conflict" ? error.details.reason : undefined;
    if (typeof reason !== "string") throw error;
    return data({ fault: reason, typed }, { status: 422 });
  }
  throw redirect(`/tenants/${actor.tenantId}/orders/${orderId}?done=1`);
}

interface Asked {
  orderId: string;
  intent: string;
  locale: Locale;
  text: (name: string, most?: number) => string;
  fields: URLSearchParams;
}

type Refused = { fault: string; missing?: string[] };

async function act(tx: Tx, author: Author, asked: Asked): Promise<Refused | null> {
  const { orderId, intent, text, fields } = asked;
  const now = new Date();
  switch (intent) {
    case "invoice_deposit":
    case "invoice_balance":
      return invoice(tx, author, asked, intent === "invoice_deposit" ? "deposit" : "balance", now);
    case "start":
      return told(await takeOrderStep(tx, author, orderId, { state: "in_work", now }));
    case "deliver": {
      const runId = text("runId") === "" ? null : requireId(text("runId"));
      const unprinted = runId ? await unprintedInOrder(tx, author, orderId, runId) : [];
      if (unprinted.length > 0) return { fault: unprinted.map((one) => sayUnprinted(one, asked.locale)).join(" ") };
      return told(await deliverDraft(tx, author, orderId, runId));
    }
    case "release":
      return told(await takeOrderStep(tx, author, orderId, { state: "released", now }));
    case "close":
      return told(await takeOrderStep(tx, author, orderId, { state: "closed", now }));
    case "cancel": {
      const isAllCredited = fields.has("all");
      const wish = { orderId, reason: text("reason"), isAllCredited, now };
      return told(await cancelOrder(tx, author, wish), asked.locale);
    }
    case "lift":
      return told(await liftGate(tx, author, orderId, text("reason")));
    case "time": {
      const entry = { workedOn: text("workedOn", 10), hours: text("hours", 20), note: text("note", 500) };
      return told(await addOrderTime(tx, author, orderId, entry));
    }
    default:
      // Whoever asks for nothing that there is learns as much as who asks for nothing.
      await getOrder(tx, orderId);
      throw new AppError("invalid", { details: { reason: "intent" } });
  }
}

async function invoice(
  tx: Tx,
  author: Author,
  { orderId, locale }: Asked,
  part: OrderPart,
  now: Date,
): Promise<Refused | null> {
  const order = await getOrder(tx, orderId);
  const { versions } = await getQuote(tx, order.quoteId);
  const percent = versions.find(({ version }) => version === order.quoteVersion)?.depositPercent ?? "";
  const wordsIn = (language: Locale) => {
    const t = translator(language).order;
    return part === "deposit" ? t.lineOfDeposit(order.number, percent) : t.lineOfBalance(order.number);
  };
  const raised = await invoiceOrder(tx, author, {
    orderId,
    part,
    words: { en: wordsIn("en"), zh: wordsIn("zh") },
    now,
  });
  if (raised.ok) return null;
  if (raised.fault !== "invoice") return { fault: raised.fault };
  const { invoice: fault } = raised;
  if (fault.code === "unprintable") return told(fault, locale);
  return "fields" in fault ? { fault: fault.code, missing: fault.fields } : { fault: fault.code };
}

/** What of a draft can't be printed: its client could not open it. */
async function unprintedInOrder(tx: Tx, author: Author, orderId: string, runId: string) {
  const { organizationId } = await getOrder(tx, orderId);
  if (!organizationId) return [];
  const request = { organizationId, authorId: author.userId, runId, locale: "both" as const };
  return (await unprintedInDraft(tx, request)).slice(0, MOST_NAMED);
}

function told(fault: string | UnprintedField | null, locale: Locale = "en"): Refused | null {
  if (fault === null) return null;
  return { fault: typeof fault === "string" ? fault : sayUnprinted(fault, locale) };
}

function typedOf(text: Asked["text"]) {
  return { workedOn: text("workedOn", 10), hours: text("hours", 20), note: text("note", 500), reason: text("reason") };
}
