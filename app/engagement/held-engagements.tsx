import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors, EVEN_LAPSED, requireId, requireTenantActor } from "#app/access/actor.server.ts";
import { hasTenantRight } from "#app/access/role.ts";
import { refuseForm } from "#app/account/form-answer.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { omit } from "#app/encoding/omit.ts";
import { parseForm } from "#app/http/form.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { ReasonField } from "./grant-form.ts";
import { giveUpEngagement, listHeldEngagements } from "./held-engagement.server.ts";
import { HeldEngagementsPage } from "./held-engagements-page.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.engagement.held.title);

/** The companies that let this workspace work on an organization of theirs. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireTenantActor(request, params, "view");
    const held = await (await doors()).withSystem((tx) => listHeldEngagements(tx, actor.tenantId));
    return {
      mayManage: hasTenantRight(actor.role, "manage"),
      done: new URL(request.url).searchParams.get("done"),
      engagements: held.map((one) => ({
        ...omit(one, "companyId"),
        revoked: one.revoked && { ...one.revoked, at: one.revoked.at.toISOString() },
      })),
    };
  });

const GiveUpForm = z.object({ intent: z.literal("give-up"), heldId: z.string(), reason: ReasonField });

export const action = ({ request, params }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireTenantActor(request, params, "manage", EVEN_LAPSED);
    const form = await parseForm(request, GiveUpForm);
    if (!form.ok) return refuseForm(form.errors, form.typed);
    const { tenantId: consultancyId, userId } = actor;
    const engagementId = requireId(form.value.heldId);
    try {
      await (await doors()).withSystem((tx) =>
        giveUpEngagement(tx, { consultancyId, userId, engagementId, reason: form.value.reason }),
      );
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "conflict") throw error;
      return refuseForm({ form: String(error.details.reason) }, form.value);
    }
    throw redirect(`${new URL(request.url).pathname}?done=ended`);
  });

export default function HeldEngagements() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <HeldEngagementsPage {...page} errors={answer?.errors ?? {}} typed={answer?.typed ?? {}} />;
}
