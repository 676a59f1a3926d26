import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { inTenant, requireId, type TenantActor } from "#app/access/actor.server.ts";
import { loadList } from "#app/access/list-route.server.ts";
import { refuse, tenantAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { doors } from "#app/database/doors.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { listClientChoices } from "#app/trade/client/client-choices.server.ts";
import { sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { elapsedMinutes } from "./hours.ts";
import { time } from "./time.list.server.ts";
import { addTimeEntry, findTimeEntry, sumTime } from "./time-entry.server.ts";
import { TimePage } from "./time-page.tsx";
import { timeSearchOf } from "./time-search.ts";
import { discardTimer, findTimer, startTimer, stopTimer, type TimerFault } from "./time-timer.server.ts";
import type { TimerView } from "./timer-section.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.time.title);

/** Visible to users who sell, never to clients. */
export const loader = (routed: LoaderFunctionArgs) =>
  loadList(time, routed, async (tx, { base, scope: { userId } }, rows) => {
    const search = new URL(routed.request.url).searchParams;
    const filter = timeSearchOf(search);
    const correct = search.get("correct");
    return {
      base: `${base}/time`,
      today: await sellerToday(tx),
      wantedClient: filter.clientId ?? "",
      done: search.get("done") ?? "",
      timer: await readTimer(tx, userId),
      correcting: correct ? await findTimeEntry(tx, userId, requireId(correct)) : null,
      /** Ids of the entries that the user can correct. */
      correctable: rows.flatMap(({ key, view }) => (view.isOwn && !view.isCorrected ? [key] : [])),
      totals: await sumTime(tx, filter),
    };
  });

async function readTimer(tx: TenantTx, userId: string): Promise<TimerView | null> {
  const timer = await findTimer(tx, userId);
  if (!timer) return null;
  const { client, note, isBillable, startedAt } = timer;
  const minutes = elapsedMinutes(startedAt, new Date());
  return {
    clientId: client.id,
    clientName: client.name,
    note,
    isBillable,
    startedAt: startedAt.toISOString(),
    minutes,
  };
}

const note = z.string().max(1000, { error: "note" }).default("");
const client = z.string({ error: "client" }).min(1, { error: "client" });

const TimeActions = defineActions({
  start: {
    right: "trade.sell",
    schema: z.object({ client, note, isBillable: z.literal("on").optional() }),
  },
  stop: { right: "trade.sell", schema: z.object({}) },
  discard: { right: "trade.sell", schema: z.object({}) },
  enter: {
    right: "trade.sell",
    unnamed: true,
    schema: z.object({
      client,
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
  start: {
    outside: async ({ actor, value: { client: wanted, note, isBillable } }) => {
      const named = await findClient(actor, wanted);
      if (!named) return refuse({ client: "client" });
      const timer = { client: named, note, isBillable: isBillable === "on" };
      return timed(actor, await inTenant(actor, (tx) => startTimer(tx, actor, timer)), "started");
    },
  },
  stop: async (tx, { actor }) => timed(actor, await stopTimer(tx, actor), "saved"),
  discard: async (tx, { actor }) => timed(actor, await discardTimer(tx, actor), "discarded"),
  enter: {
    outside: async ({ actor, value }) => {
      const { client: wanted, day, minutes, note, isBillable } = value;
      const replaces = value.replaces === "" ? null : requireId(value.replaces);
      const named = await findClient(actor, wanted);
      if (!named) return refuse({ client: "client" });
      const entry = { client: named, day, minutes, note, isBillable: isBillable === "on", replaces };
      const fault = await inTenant(actor, (tx) => addTimeEntry(tx, actor, entry));
      if (fault) return refuse({ [fault === "minutes" ? "minutes" : "form"]: fault });
      return `/tenants/${actor.tenantId}/time?done=saved`;
    },
  },
});

async function findClient(actor: TenantActor, wanted: string): Promise<{ id: string; name: string } | null> {
  const found = (await listClientChoices(await doors(), actor)).find(({ id }) => id === wanted);
  return found ? { id: found.id, name: found.name.en || found.name.zh } : null;
}

const timed = ({ tenantId }: TenantActor, fault: TimerFault | null, done: string) =>
  fault ? refuse({ form: fault }, 409) : `/tenants/${tenantId}/time?done=${done}`;

export default function Time() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <TimePage {...page} errors={answer?.errors ?? {}} typed={answer?.typed ?? {}} />;
}
