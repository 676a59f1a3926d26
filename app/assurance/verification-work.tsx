import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { asOrganization, inTenant, requireId } from "#app/access/actor.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { utcDay } from "#app/day/day.ts";
import { toSent } from "#app/encoding/sent.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { addFiles, dropFiles } from "./assurance-file.server.ts";
import { getEngagement } from "./engagement.server.ts";
import { listFindings } from "./finding.server.ts";
import { toNote } from "./form-answer-note.tsx";
import { knownProblem } from "./known-problem.ts";
import { assessRun, listMisstatements } from "./misstatement/misstatement.server.ts";
import { findPlan } from "./plan/plan.server.ts";
import { listMembers } from "./plan/team.server.ts";
import { keepFiles, withReceivedForm } from "./receive-files.server.ts";
import { answerRequest, listVerifierRequests } from "./request/request.server.ts";
import { listSamples } from "./sampling/sample.server.ts";
import { readText } from "./text-field.ts";
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

const FIELDS = ["intent", "requestId", "text"] as const;

export const action = organizationAction(WorkActions, {
  answer: {
    outside: ({ actor, request, params }) => {
      const engagementId = requireId(params.engagementId);
      return withReceivedForm(request, FIELDS, async ({ fields, files }) => {
        const text = readText(fields.text);
        if (!text.ok) return data({ problem: text.fault, refused: null }, { status: 422 });
        const requestId = requireId(fields.requestId);
        // Checks that the engagement belongs to the organization before any file is stored.
        await inTenant(actor, (tx) => getEngagement(tx, actor.organizationId, engagementId, new Date()));
        const kept = await keepFiles(actor.tenantId, files);
        if (!kept.ok) return data({ problem: null, refused: kept }, { status: 422 });
        try {
          await inTenant(actor, async (tx) => {
            await addFiles(tx, { ...actor, engagementId }, kept.files);
            const fileIds = kept.files.map(({ id }) => id);
            await answerRequest(tx, actor, { engagementId, requestId, text: text.value, fileIds });
          });
        } catch (error) {
          await dropFiles(actor.tenantId, await evidenceRoom(), kept.files, error);
          return data({ problem: knownProblem(error), refused: null }, { status: 409 });
        }
        return `/organizations/${actor.organizationId}/assurance/engagements/${engagementId}/work?done=saved`;
      });
    },
  },
});

export default function VerificationWork() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <VerificationWorkPage {...page} answer={answer ? toNote(answer) : null} />;
}
