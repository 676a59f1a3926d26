import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import {
  answerErrors,
  asOrganization,
  EVEN_LAPSED,
  RECENTLY,
  requireActor,
  requireId,
} from "#app/access/actor.server.ts";
import {
  changeEngagementPerson,
  getEngagement,
  renewEngagementLink,
  revokeEngagement,
} from "#app/access/engagement.server.ts";
import { ROLE_RANK } from "#app/access/role.ts";
import { limitStep, requireUser } from "#app/access/session.server.ts";
import { EmailField } from "#app/account/account-forms.ts";
import { refuseForm, refuseForNow, retryHeaders } from "#app/account/form-answer.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { parseForm } from "#app/http/form.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import { ConsultancyPage } from "./consultancy-page.tsx";
import { engagementView } from "./engagement-view.ts";
import { ReasonField } from "./grant-form.ts";
import { sendOffer } from "./send-offer.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.engagement.title);
export const headers = retryHeaders;

/** One engagement: what it opens, who came in, and how it ends. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "viewer", async (tx, { organizationId, role }) => ({
    base: `/organizations/${organizationId}`,
    mayManage: ROLE_RANK[role] >= ROLE_RANK.admin,
    maySeeTrail: ROLE_RANK[role] >= ROLE_RANK.reviewer,
    done: new URL(request.url).searchParams.get("done"),
    engagement: engagementView(await getEngagement(tx, organizationId, requireId(params.consultancyId), new Date())),
  }));

const ConsultancyForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("revoke"), reason: ReasonField }),
  z.object({ intent: z.literal("renew") }),
  z.object({ intent: z.literal("name"), personEmail: EmailField }),
  z.object({ intent: z.literal("take-out"), personEmail: EmailField }),
]);

const DONE = { revoke: "ended", renew: "renewed", name: "saved", "take-out": "saved" } as const;

export const action = ({ request, params, context }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const form = await parseForm(request, ConsultancyForm);
    // To end an engagement, and to take a person out of it, works whatever the plan.
    const takesAway = form.ok && (form.value.intent === "revoke" || form.value.intent === "take-out");
    const actor = await requireActor(request, params, "admin", { ...RECENTLY, ...(takesAway && EVEN_LAPSED) });
    if (!form.ok) return refuseForm(form.errors, form.typed);
    const engagementId = requireId(params.consultancyId);
    const change = form.value;
    const user = await requireUser(request);
    if (change.intent === "renew") {
      const waitSeconds = await limitStep("invitation", context.clientAddress, user.userId);
      if (waitSeconds) return refuseForNow(waitSeconds);
    }
    try {
      await (await doors()).withTenant(actor, async (tx) => {
        if (change.intent === "revoke") {
          return revokeEngagement(tx, actor, { engagementId, reason: change.reason, by: "company" });
        }
        if (change.intent === "renew") {
          const organization = (await getOrganization(tx, actor.organizationId)).name;
          return sendOffer(user, { ...(await renewEngagementLink(tx, actor, engagementId, new Date())), organization });
        }
        const isIncluded = change.intent === "name";
        return changeEngagementPerson(tx, actor, { engagementId, email: change.personEmail, isIncluded });
      });
    } catch (error) {
      const reason = error instanceof AppError && error.code === "conflict" ? error.details.reason : undefined;
      if (typeof reason !== "string") throw error;
      return refuseForm({ form: reason });
    }
    throw redirect(`${new URL(request.url).pathname}?done=${DONE[change.intent]}`);
  });

export default function Consultancy() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <ConsultancyPage {...page} errors={answer?.errors ?? {}} typed={answer?.typed ?? {}} />;
}
