import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireId, type TenantActor } from "#app/access/actor.server.ts";
import { loadList } from "#app/access/list-route.server.ts";
import { refuse, tenantAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { type Locale, localName } from "#app/i18n/index.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { CURRENCIES } from "#app/money/currency.ts";
import { getSellerDetail, sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { readTimeToBill, type TimeScope } from "./billing.server.ts";
import { asHours, elapsedMinutes } from "./hours.ts";
import type { InvoicingView } from "./invoicing-section.tsx";
import { time } from "./time.list.server.ts";
import { addTimeEntry, findTimeEntry, sumTimeByMonth } from "./time-entry.server.ts";
import { TimePage } from "./time-page.tsx";
import { timeSearchOf } from "./time-search.ts";
import { discardTimer, findTimer, startTimer, stopTimer, type TimerFault } from "./time-timer.server.ts";
import type { TimerView } from "./timer-section.tsx";
import { findWork, getWork, readWorkChoices, type Work, workId } from "./work.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.time.title);

/** Visible to users who sell, never to clients. */
export const loader = (routed: LoaderFunctionArgs) =>
  loadList(time, routed, async (tx, { base, may, scope: { userId } }, rows) => {
    const locale = localeOf(routed.request);
    const search = new URL(routed.request.url).searchParams;
    const filter = timeSearchOf(search);
    const correct = search.get("correct");
    const correcting = correct ? await findTimeEntry(tx, userId, requireId(correct)) : null;
    const wanted = filter.orderId ?? filter.clientId;
    const invoicing = may("trade.bill") && correct === null;
    const special = correcting ?? (wanted ? await findWork(tx, wanted) : null);
    return {
      base: `${base}/time`,
      clients: `${base}/clients/new`,
      rates: may("trade.bill") ? `${base}/time/rates` : null,
      today: await sellerToday(tx),
      works: offerWorks(await readWorkChoices(tx), special, locale),
      wanted: special && !correcting ? workId(special) : "",
      done: search.get("done") ?? "",
      timer: await readTimer(tx, userId, locale),
      correcting: correcting && { ...correcting, work: workId(correcting) },
      /** Ids of the entries that the user can correct. */
      correctable: rows.flatMap(({ key, view }) => (view.isOwn && !view.isCorrected && !view.invoice ? [key] : [])),
      totals: await sumTimeByMonth(tx, filter),
      toInvoice:
        invoicing && special ? await readInvoicing(tx, base, { ...filter, clientId: special.client.id }) : null,
    };
  });

/** What the user can invoice. Null without the seller details, which an invoice needs. */
async function readInvoicing(
  tx: TenantTx,
  base: string,
  { clientId, orderId, month }: Omit<TimeScope, "currency">,
): Promise<InvoicingView | null> {
  const currency = (await getSellerDetail(tx))?.homeCurrency;
  if (!currency) return null;
  const { lines } = await readTimeToBill(tx, { clientId, orderId, month, currency });
  return {
    action: `${base}/invoices/new`,
    hours: asHours(lines.reduce((sum, { minutes }) => sum + minutes, 0)),
    isNone: lines.length === 0,
    currencies: [currency, ...CURRENCIES.filter((one) => one !== currency)],
    fields: { time: "on", client: clientId, ...(orderId && { order: orderId }), ...(month && { month }) },
  };
}

/** @param special also offered, such as a closed order whose entry is corrected */
function offerWorks(choices: readonly Work[], special: Work | null, locale: Locale) {
  const isOffered = !special || choices.some((one) => workId(one) === workId(special));
  return (isOffered ? choices : [...choices, special]).map((work) => ({
    value: workId(work),
    label: nameWork(work, locale),
  }));
}

function nameWork({ client, order }: Work, locale: Locale): string {
  return [localName(client.name, locale), order?.number].filter(Boolean).join(" · ");
}

async function readTimer(tx: TenantTx, userId: string, locale: Locale): Promise<TimerView | null> {
  const timer = await findTimer(tx, userId);
  if (!timer) return null;
  const { work, note, isBillable, startedAt } = timer;
  const minutes = elapsedMinutes(startedAt, new Date());
  return { name: nameWork(work, locale), note, isBillable, startedAt: startedAt.toISOString(), minutes };
}

const note = z.string().max(1000, { error: "note" }).default("");
const work = z.string({ error: "work" }).min(1, { error: "work" });

const TimeActions = defineActions({
  start: {
    right: "trade.sell",
    schema: z.object({ work, note, isBillable: z.literal("on").optional() }),
  },
  stop: { right: "trade.sell", schema: z.object({}) },
  discard: { right: "trade.sell", schema: z.object({}) },
  enter: {
    right: "trade.sell",
    unnamed: true,
    schema: z.object({
      work,
      day: z.iso.date({ error: "day" }),
      minutes: z.coerce.number({ error: "minutes" }).int({ error: "minutes" }).min(0, { error: "minutes" }).max(1440, {
        error: "minutes",
      }),
      note,
      isBillable: z.literal("on").optional(),
      replaces: z.string().default(""),
    }),
  },
});

export const action = tenantAction(TimeActions, {
  start: async (tx, { actor, value: { work: id, note, isBillable } }) => {
    const timer = { work: await getWork(tx, requireId(id)), note, isBillable: isBillable === "on" };
    return timed(actor, await startTimer(tx, actor, timer), "started");
  },
  stop: async (tx, { actor }) => timed(actor, await stopTimer(tx, actor), "saved"),
  discard: async (tx, { actor }) => timed(actor, await discardTimer(tx, actor), "discarded"),
  enter: async (tx, { actor, value }) => {
    const { work: id, day, minutes, note, isBillable } = value;
    const replaces = value.replaces === "" ? null : requireId(value.replaces);
    const entry = {
      work: await getWork(tx, requireId(id)),
      day,
      minutes,
      note,
      isBillable: isBillable === "on",
      replaces,
    };
    const fault = await addTimeEntry(tx, actor, entry);
    if (fault) return refuse({ [fault === "minutes" ? "minutes" : "form"]: fault });
    return `/tenants/${actor.tenantId}/time?done=saved`;
  },
});

const timed = ({ tenantId }: TenantActor, fault: TimerFault | null, done: string) =>
  fault ? refuse({ form: fault }, 409) : `/tenants/${tenantId}/time?done=${done}`;

export default function Time() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <TimePage {...page} errors={answer?.errors ?? {}} typed={answer?.typed ?? {}} />;
}
