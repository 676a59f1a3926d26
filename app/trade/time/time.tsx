import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { inTenant, requireId } from "#app/access/actor.server.ts";
import { loadList } from "#app/access/list-route.server.ts";
import { refuse, tenantAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { doors } from "#app/database/doors.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { listClientChoices } from "#app/trade/client/client-choices.server.ts";
import { sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import { time } from "./time.list.server.ts";
import { addTimeEntry, findTimeEntry, sumTime } from "./time-entry.server.ts";
import { TimePage } from "./time-page.tsx";
import { timeSearchOf } from "./time-search.ts";

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
      done: search.get("done") === "saved",
      correcting: correct ? await findTimeEntry(tx, userId, requireId(correct)) : null,
      /** Ids of the entries that the user can correct. */
      correctable: rows.flatMap(({ key, view }) => (view.isOwn && !view.isCorrected ? [key] : [])),
      totals: await sumTime(tx, filter),
    };
  });

const TimeActions = defineActions({
  enter: {
    right: "trade.sell",
    schema: z.object({
      client: z.string({ error: "client" }).min(1, { error: "client" }),
      day: z.iso.date({ error: "day" }),
      minutes: z.coerce.number({ error: "minutes" }).int({ error: "minutes" }).min(0, { error: "minutes" }).max(1440, {
        error: "minutes",
      }),
      note: z.string().max(1000, { error: "note" }).default(""),
      isBillable: z.literal("on").optional(),
      replaces: z.string().default(""),
    }),
  },
});

export const action = tenantAction(TimeActions, {
  enter: {
    outside: async ({ actor, value }) => {
      const { client: wanted, day, minutes, note, isBillable } = value;
      const replaces = value.replaces === "" ? null : requireId(value.replaces);
      const client = (await listClientChoices(await doors(), actor)).find(({ id }) => id === wanted);
      if (!client) return refuse({ client: "client" });
      const named = { id: client.id, name: client.name.en || client.name.zh };
      const entry = { client: named, day, minutes, note, isBillable: isBillable === "on", replaces };
      const fault = await inTenant(actor, (tx) => addTimeEntry(tx, actor, entry));
      if (fault) return refuse({ [fault === "minutes" ? "minutes" : "form"]: fault });
      return `/tenants/${actor.tenantId}/time?done=saved`;
    },
  },
});

export default function Time() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <TimePage {...page} errors={answer?.errors ?? {}} typed={answer?.typed ?? {}} />;
}
