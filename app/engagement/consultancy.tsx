import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { type Actor, asOrganization, inTenant, requireId } from "#app/access/actor.server.ts";
import {
  changeEngagementPerson,
  getEngagement,
  renewEngagementLink,
  revokeEngagement,
} from "#app/access/engagement.server.ts";
import { limitStep, requireUser } from "#app/access/session.server.ts";
import { EmailField } from "#app/account/account-forms.ts";
import { retryHeaders } from "#app/account/form-answer.server.ts";
import { type Asked, isRefused, orConflict, organizationAction, refuseForNow } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { toSent } from "#app/encoding/sent.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { ConsultancyPage } from "./consultancy-page.tsx";
import { ReasonField } from "./grant-form.ts";
import { sendOffer } from "./send-offer.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.engagement.title);
export const headers = retryHeaders;

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, { organizationId, may }) => ({
    base: `/organizations/${organizationId}`,
    mayManage: offers(ConsultancyActions, { may }).renew,
    maySeeTrail: may("records.review"),
    done: new URL(request.url).searchParams.get("done"),
    engagement: toSent(await getEngagement(tx, organizationId, requireId(params.consultancyId), new Date())),
  }));

const guard = { right: "engagements.manage", recent: true } as const;
const person = { ...guard, schema: z.object({ personEmail: EmailField }) };
// Ending an engagement and removing a person stay possible after the plan has lapsed.
const ConsultancyActions = defineActions({
  revoke: { ...guard, whenLapsed: "allowed", schema: z.object({ reason: ReasonField }) },
  renew: { ...guard, schema: z.object({}) },
  name: person,
  "take-out": { ...person, whenLapsed: "allowed" },
});

export const action = organizationAction(ConsultancyActions, {
  revoke: {
    outside: (asked) => {
      const end = {
        engagementId: requireId(asked.params.consultancyId),
        reason: asked.value.reason,
        by: "company",
      } as const;
      return change(asked, "ended", (tx) => revokeEngagement(tx, asked.actor, end));
    },
  },
  renew: {
    outside: async (asked) => {
      const { actor, request, params, clientAddress } = asked;
      const engagementId = requireId(params.consultancyId);
      const user = await requireUser(request);
      const waitSeconds = await limitStep("invitation", clientAddress, user.userId);
      if (waitSeconds) return refuseForNow(waitSeconds);
      return change(asked, "renewed", async (tx) => {
        const organization = (await getOrganization(tx, actor.organizationId)).name;
        await sendOffer(tx, user, {
          ...(await renewEngagementLink(tx, actor, engagementId, new Date())),
          organization,
        });
      });
    },
  },
  name: { outside: (asked) => changePerson(asked, true) },
  "take-out": { outside: (asked) => changePerson(asked, false) },
});

async function change(asked: Asked<Actor, unknown>, done: string, work: (tx: TenantTx) => Promise<unknown>) {
  const outcome = await orConflict(inTenant(asked.actor, work));
  return isRefused(outcome) ? outcome : `${new URL(asked.request.url).pathname}?done=${done}`;
}

function changePerson(asked: Asked<Actor, { personEmail: string }>, isIncluded: boolean) {
  const wish = { engagementId: requireId(asked.params.consultancyId), email: asked.value.personEmail, isIncluded };
  return change(asked, "saved", (tx) => changeEngagementPerson(tx, asked.actor, wish));
}

export default function Consultancy() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <ConsultancyPage {...page} errors={answer?.errors ?? {}} typed={answer?.typed ?? {}} />;
}
