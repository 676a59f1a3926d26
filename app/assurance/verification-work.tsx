import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { asOrganization, requireId } from "#app/access/actor.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { utcDay } from "#app/day/day.ts";
import { toSent } from "#app/encoding/sent.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { getEngagement } from "./engagement.server.ts";
import { listFindings } from "./finding.server.ts";
import { toNote } from "./form-answer-note.tsx";
import { assessRun, listMisstatements } from "./misstatement/misstatement.server.ts";
import { findPlan } from "./plan/plan.server.ts";
import { listMembers } from "./plan/team.server.ts";
import { receiveAnswer } from "./receive-answer.server.ts";
import { answerRequest, listVerifierRequests } from "./request/request.server.ts";
import { listSamples } from "./sampling/sample.server.ts";
import { VerificationWorkPage } from "./verification-work-page.tsx";
import { getAssuredInventory } from "./workspace.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.verification.company.title);

/** What the company sees of a verifier's work. The database hides samples and risks until the statement. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, { organizationId, may }) => {
    const engagement = await getEngagement(tx, organizationId, requireId(params.engagementId), new Date());
    const { run } = await getAssuredInventory(tx, { organizationId, inventoryId: engagement.inventoryId });
    const plan = await findPlan(tx, engagement.id);
    const stated = new Map((await listMisstatements(tx, engagement.id)).map((one) => [one.findingId, one]));
    const findings = await listFindings(tx, engagement.id);
    return {
      base: `/organizations/${organizationId}`,
      engagement: { id: engagement.id, bodyName: engagement.bodyName },
      mayAnswer: offers(WorkActions, { may }).answer,
      requests: toSent(await listVerifierRequests(tx, engagement.id)),
      members: await listMembers(tx, engagement.id),
      plan: plan && toSent(plan),
      materiality: await assessRun(tx, engagement.id, run),
      findings: findings.flatMap(({ id, number, severity, state, text }) => {
        const misstatement = stated.get(id);
        return misstatement ? [{ id, number, severity, state, text, misstatement: toSent(misstatement) }] : [];
      }),
      samples: toSent(await listSamples(tx, engagement.id)),
      today: utcDay(new Date()),
      done: new URL(request.url).searchParams.get("done"),
    };
  });

const WorkActions = defineActions({ answer: { right: "assurance.answer", schema: z.object({}), body: "own" } });

export const action = organizationAction(WorkActions, {
  answer: {
    outside: (asked) =>
      receiveAnswer(asked, { field: "requestId", page: "/work" }, (tx, { subjectId, ...answer }) =>
        answerRequest(tx, asked.actor, { ...answer, requestId: subjectId }),
      ),
  },
});

export default function VerificationWork() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <VerificationWorkPage {...page} answer={answer ? toNote(answer) : null} />;
}
