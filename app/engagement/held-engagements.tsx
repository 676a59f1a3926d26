import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireId } from "#app/access/actor.server.ts";
import { isEngagementOpen } from "#app/access/engagement-state.ts";
import { loadList } from "#app/access/list-route.server.ts";
import { isRefused, orConflict, tenantAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { doors } from "#app/database/doors.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { ReasonField } from "./grant-form.ts";
import { giveUpEngagement } from "./held-engagement.server.ts";
import { heldEngagements } from "./held-engagements.list.server.ts";
import { HeldEngagementsPage } from "./held-engagements-page.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.engagement.held.title);

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(heldEngagements, routed, async (_, { actor }, rows) => ({
    done: new URL(routed.request.url).searchParams.get("done"),
    endable: offers(HeldActions, actor)["give-up"]
      ? Object.fromEntries(
          rows.filter(({ view }) => isEngagementOpen(view)).map(({ key, view }) => [key, view.organizationName]),
        )
      : null,
  }));

const HeldActions = defineActions({
  "give-up": {
    right: "workspace.manage",
    whenLapsed: "allowed",
    schema: z.object({ heldId: z.string(), reason: ReasonField }),
  },
});

export const action = tenantAction(HeldActions, {
  "give-up": {
    outside: async ({ actor, request, value }) => {
      const { tenantId: consultancyId, userId } = actor;
      const wish = { consultancyId, userId, engagementId: requireId(value.heldId), reason: value.reason };
      const { withSystem } = await doors();
      const outcome = await orConflict(withSystem((tx) => giveUpEngagement(tx, wish)));
      return isRefused(outcome) ? outcome : `${new URL(request.url).pathname}?done=ended`;
    },
  },
});

export default function HeldEngagements() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <HeldEngagementsPage {...page} errors={answer?.errors ?? {}} typed={answer?.typed ?? {}} />;
}
