import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { type Actor, asOrganization, inTenant, requireId } from "#app/access/actor.server.ts";
import { limitStep, requireUser } from "#app/access/session.server.ts";
import { type Asked, organizationAction, refuse, refuseForNow } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { toSent } from "#app/encoding/sent.ts";
import { nameEvidence } from "#app/evidence/evidence-list.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { countAccess, listAccess } from "./access.server.ts";
import { listCalculations } from "./calculations.server.ts";
import { getEngagement, renewEngagementLink, revokeEngagement } from "./engagement.server.ts";
import { EngagementPage } from "./engagement-page.tsx";
import { answerFinding, listFindings } from "./finding.server.ts";
import { viewFindings } from "./finding-context.server.ts";
import { toNote } from "./form-answer-note.tsx";
import { postInvitation } from "./post-invitation.server.ts";
import { receiveAnswer } from "./receive-answer.server.ts";
import { readText } from "./text-field.ts";

export const meta: MetaFunction<typeof loader> = ({ matches, data: loaded }) =>
  titleIn(matches, (t) => loaded?.engagement.bodyName ?? t.assurance.title);

const LOOKS = 50;

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, { organizationId, may }) => {
    const search = new URL(request.url).searchParams;
    const engagement = await getEngagement(tx, organizationId, requireId(params.engagementId), new Date());
    const offered = offers(EngagementActions, { may });
    const mayManage = offered.revoke;
    const after = search.get("after");
    const looks = mayManage
      ? await listAccess(tx, engagement.id, { limit: LOOKS, after: after ? requireId(after) : undefined })
      : [];
    const scope = { organizationId, inventoryId: engagement.inventoryId };
    const findings = await listFindings(tx, engagement.id);
    const files = await nameEvidence(
      tx,
      organizationId,
      looks.flatMap(({ subject }) => subject ?? []),
    );
    return {
      base: `/organizations/${organizationId}`,
      mayManage,
      mayAnswer: offered.answer,
      done: search.get("done"),
      engagement: toSent(engagement),
      calculations: toSent(await listCalculations(tx, scope)),
      findings: await viewFindings(tx, scope, findings, localeOf(request)),
      looks: toSent(looks).map((look) => ({ ...look, subject: nameOfLook(look.subject, files) })),
      lookCount: mayManage ? await countAccess(tx, engagement.id) : 0,
      olderAfter: looks.length === LOOKS ? (looks.at(-1)?.id ?? null) : null,
    };
  });

function nameOfLook(subject: string | null, files: readonly { id: string; name: string }[]): string | null {
  return files.find(({ id }) => id === subject)?.name ?? subject;
}

const EngagementActions = defineActions({
  answer: { right: "assurance.answer", schema: z.object({}), body: "own" },
  renew: { right: "assurance.manage", schema: z.object({}) },
  // Works with every plan, even a lapsed one.
  revoke: {
    right: "assurance.manage",
    whenLapsed: "allowed",
    schema: z.object({ reason: z.string().default("") }),
  },
});

export const action = organizationAction(EngagementActions, {
  answer: { outside: answerIt },
  renew: { outside: renew },
  revoke: async (tx, asked) => {
    const reason = readText(asked.value.reason);
    if (!reason.ok) return refuse({ form: reason.fault });
    const { engagementId, here } = placeOf(asked);
    await revokeEngagement(tx, asked.actor, { engagementId, reason: reason.value });
    return `${here}?done=revoked`;
  },
});

type EngagementAsked = Asked<Actor, unknown>;

function placeOf({ actor, params }: EngagementAsked) {
  const engagementId = requireId(params.engagementId);
  return { engagementId, here: `/organizations/${actor.organizationId}/assurance/engagements/${engagementId}` };
}

function answerIt(asked: EngagementAsked) {
  return receiveAnswer(asked, { field: "findingId", page: "" }, (tx, { subjectId, ...answer }) =>
    answerFinding(tx, asked.actor, { ...answer, findingId: subjectId }),
  );
}

async function renew(asked: EngagementAsked) {
  const { actor, request, clientAddress } = asked;
  const { engagementId, here } = placeOf(asked);
  const user = await requireUser(request);
  const waitSeconds = await limitStep("invitation", clientAddress, user.userId);
  if (waitSeconds) return refuseForNow(waitSeconds, "tooManyTries");
  await inTenant(actor, async (tx) => {
    const link = await renewEngagementLink(tx, actor, engagementId, new Date());
    const { bodyName: body } = await getEngagement(tx, actor.organizationId, engagementId, new Date());
    await postInvitation(tx, link, { actor, user, body });
  });
  return `${here}?done=renewed`;
}

export default function Engagement() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <EngagementPage {...page} answer={answer ? toNote(answer) : null} />;
}
