import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { inTenant } from "#app/access/actor.server.ts";
import { loadList } from "#app/access/list-route.server.ts";
import { limitStep, requireUser } from "#app/access/session.server.ts";
import { EmailField } from "#app/account/account-forms.ts";
import { retryHeaders } from "#app/account/form-answer.server.ts";
import { organizationAction, refuse, refuseForNow } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { addDays, utcDay } from "#app/day/day.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { listInventories } from "#app/organization/inventory.server.ts";
import { AssurancePage } from "./assurance-page.tsx";
import { inviteVerifier } from "./engagement.server.ts";
import { engagements } from "./engagements.list.server.ts";
import { postInvitation } from "./post-invitation.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.assurance.title);
export const headers = retryHeaders;

const InviteForm = z.object({
  bodyName: z.string({ error: "required" }).min(1, { error: "required" }).max(200, { error: "tooLong" }),
  email: EmailField,
  inventoryId: z.uuid({ error: "required" }),
  startsOn: z.iso.date({ error: "day" }),
  endsOn: z.iso.date({ error: "day" }),
});

const DAYS_OPEN = 90;

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(engagements, routed, async (tx, { base, actor, scope: { now } }) => ({
    base: `${base}/assurance`,
    mayManage: offers(AssuranceActions, actor).invite,
    done: new URL(routed.request.url).searchParams.get("done"),
    inventories: (await listInventories(tx, actor.organizationId)).map(({ id, period }) => ({ id, period })),
    days: { startsOn: utcDay(now), endsOn: addDays(utcDay(now), DAYS_OPEN) },
  }));

const AssuranceActions = defineActions({
  invite: { right: "assurance.manage", recent: true, schema: InviteForm },
});

export const action = organizationAction(AssuranceActions, {
  invite: {
    outside: async ({ actor, request, clientAddress, value }) => {
      const user = await requireUser(request);
      const waitSeconds = await limitStep("invitation", clientAddress, user.userId);
      if (waitSeconds) return refuseForNow(waitSeconds, "tooManyTries");
      const invited = await inTenant(actor, async (tx) => {
        const made = await inviteVerifier(tx, actor, value, new Date());
        if ("fault" in made) return made;
        await postInvitation(tx, { ...made, email: value.email }, { actor, user, body: value.bodyName });
        return made;
      });
      if ("fault" in invited) return refuse({ [invited.fault === "is_member" ? "email" : "endsOn"]: invited.fault });
      return `/organizations/${actor.organizationId}/assurance?done=invited`;
    },
  },
});

export default function Assurance() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <AssurancePage {...page} errors={answer?.errors ?? {}} typed={answer?.typed ?? {}} />;
}
