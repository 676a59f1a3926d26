import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { defineActions } from "#app/action/action.ts";
import { assessRun } from "#app/assurance/misstatement/misstatement.server.ts";
import { findPlan, listPlans, savePlan } from "#app/assurance/plan/plan.server.ts";
import { MemberForm, PlanForm } from "#app/assurance/plan/plan-form.ts";
import { PlanPage } from "#app/assurance/plan/plan-page.tsx";
import { addMember, listMembers, removeMember } from "#app/assurance/plan/team.server.ts";
import { asVerifier, verifierAction } from "#app/assurance/verifier.server.ts";
import { getAssuredInventory } from "#app/assurance/workspace.server.ts";
import { toSent } from "#app/encoding/sent.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { readSearchNumber } from "#app/verify/search-number.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.verification.tabs.plan);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asVerifier(request, params, { kind: "plan" }, async (tx, { engagementId, organizationId, inventoryId }) => {
    const search = new URL(request.url).searchParams;
    const { run } = await getAssuredInventory(tx, { organizationId, inventoryId });
    const older = readSearchNumber(search, "plan");
    const plan = await findPlan(tx, engagementId);
    return {
      base: `/assurance/${engagementId}`,
      members: await listMembers(tx, engagementId),
      plan: plan && toSent(plan),
      plans: toSent(await listPlans(tx, engagementId)),
      older: older === null ? null : toSent(await findPlan(tx, engagementId, older)),
      threshold: (await assessRun(tx, engagementId, run)).threshold,
      done: search.get("done"),
    };
  });

const PlanActions = defineActions({
  addMember: { right: "assurance.verify", schema: MemberForm, faults: { reviewer_in_team: "name" } },
  removeMember: { right: "assurance.verify", schema: z.object({ memberId: z.uuid() }) },
  savePlan: { right: "assurance.verify", schema: PlanForm, faults: { plan_changed: "form" } },
});

const here = (engagementId: string, done: string) => `/assurance/${engagementId}/plan?done=${done}`;

export const action = verifierAction(PlanActions, {
  addMember: async (tx, { actor, value }) => {
    await addMember(tx, actor, value);
    return here(actor.engagementId, "team");
  },
  removeMember: async (tx, { actor, value }) => {
    await removeMember(tx, actor, value.memberId);
    return here(actor.engagementId, "team");
  },
  savePlan: async (tx, { actor, value: { basedOn, ...plan } }) => {
    await savePlan(tx, actor, { basedOn, plan });
    return here(actor.engagementId, "plan");
  },
});

export default function Plan() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <PlanPage {...page} answer={answer ?? null} />;
}
