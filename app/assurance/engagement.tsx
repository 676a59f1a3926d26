import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { answerErrors, asOrganization, EVEN_LAPSED, requireActor, requireId } from "#app/access/actor.server.ts";
import { ROLE_RANK } from "#app/access/role.ts";
import { limitStep, requireUser } from "#app/access/session.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { nameEvidence } from "#app/evidence/evidence-list.server.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { mailer } from "#app/mail/mailer.server.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { nameLines } from "#app/runs/run-outline.server.ts";
import { env } from "#app/settings/env.server.ts";
import { countAccess, listAccess } from "./access.server.ts";
import { addFiles, dropFiles } from "./assurance-file.server.ts";
import { getEngagement, renewEngagementLink, revokeEngagement } from "./engagement.server.ts";
import { EngagementPage } from "./engagement-page.tsx";
import { answerFinding, listFindings } from "./finding.server.ts";
import { subjectsOf, toFindingViews } from "./finding-view.server.ts";
import { knownProblem } from "./known-problem.ts";
import { keepFiles, withReceivedForm } from "./receive-files.server.ts";
import { readText } from "./text-field.ts";
import { getAssuredInventory } from "./workspace.server.ts";

export const meta: MetaFunction<typeof loader> = ({ matches, data: loaded }) =>
  titleIn(matches, (t) => loaded?.engagement.bodyName ?? t.assurance.title);

const LOOKS = 50;

/** An engagement: its findings to answer, and everything that the verifier looked at. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "viewer", async (tx, { organizationId, role }) => {
    const search = new URL(request.url).searchParams;
    const engagement = await getEngagement(tx, organizationId, requireId(params.engagementId), new Date());
    const mayManage = ROLE_RANK[role] >= ROLE_RANK.admin;
    const after = search.get("after");
    const looks = mayManage
      ? await listAccess(tx, engagement.id, { limit: LOOKS, after: after ? requireId(after) : undefined })
      : [];
    const { run } = await getAssuredInventory(tx, { organizationId, inventoryId: engagement.inventoryId });
    const findings = await listFindings(tx, engagement.id);
    const files = await nameEvidence(tx, organizationId, [
      ...looks.map(({ subject }) => subject),
      ...subjectsOf(findings, "file"),
    ]);
    const names = {
      lines: run ? await nameLines(tx, organizationId, run.id, subjectsOf(findings, "line")) : new Map(),
      sources: await listEmissionSources(tx, organizationId),
      files,
    };
    return {
      base: `/organizations/${organizationId}`,
      mayManage,
      mayAnswer: ROLE_RANK[role] >= ROLE_RANK.editor,
      done: search.get("done"),
      engagement: {
        ...engagement,
        createdAt: engagement.createdAt.toISOString(),
        verifier: engagement.verifier && {
          name: engagement.verifier.name,
          acceptedAt: engagement.verifier.acceptedAt.toISOString(),
        },
        revoked: engagement.revoked && { ...engagement.revoked, at: engagement.revoked.at.toISOString() },
      },
      findings: toFindingViews(findings, names, localeOf(request)),
      looks: looks.map((look) => ({ ...look, at: look.at.toISOString(), subject: nameOfLook(look.subject, files) })),
      lookCount: mayManage ? await countAccess(tx, engagement.id) : 0,
      olderAfter: looks.length === LOOKS ? (looks.at(-1)?.id ?? null) : null,
    };
  });

function nameOfLook(subject: string, files: readonly { id: string; name: string }[]): string {
  return files.find(({ id }) => id === subject)?.name ?? subject;
}

const FIELDS = ["intent", "findingId", "text", "reason"] as const;

export const action = ({ request, params, context }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireActor(request, params, "editor", EVEN_LAPSED);
    const engagementId = requireId(params.engagementId);
    const here = `/organizations/${actor.organizationId}/assurance/engagements/${engagementId}`;
    const { withTenant } = await doors();
    return withReceivedForm(request, FIELDS, async ({ fields, files }) => {
      // Only to end it works whatever the plan.
      if (fields.intent !== "revoke") await requireActor(request, params, "editor");
      const text = readText(fields.intent === "revoke" ? fields.reason : fields.text);
      if (fields.intent === "renew") return renew(request, params, context.clientAddress);
      if (!text.ok) return data({ problem: text.fault, refused: null }, { status: 422 });
      if (fields.intent === "revoke") {
        const end = { engagementId, reason: text.value };
        await asOrganization(request, params, "admin", (tx, author) => revokeEngagement(tx, author, end), EVEN_LAPSED);
        return redirect(`${here}?done=revoked`);
      }
      const findingId = requireId(fields.findingId);
      // The engagement in the address is the organization's own before any file is stored.
      await withTenant(actor, (tx) => getEngagement(tx, actor.organizationId, engagementId, new Date()));
      const kept = await keepFiles(actor.tenantId, files);
      if (!kept.ok) return data({ problem: null, refused: kept }, { status: 422 });
      try {
        await withTenant(actor, async (tx) => {
          await addFiles(tx, { ...actor, engagementId }, kept.files);
          const fileIds = kept.files.map(({ id }) => id);
          await answerFinding(tx, actor, { engagementId, findingId, text: text.value, fileIds });
        });
      } catch (error) {
        await dropFiles(actor.tenantId, await evidenceRoom(), kept.files, error);
        return data({ problem: knownProblem(error), refused: null }, { status: 409 });
      }
      return redirect(`${here}?done=saved`);
    });
  });

async function renew(request: Request, params: ActionFunctionArgs["params"], clientAddress: string) {
  const user = await requireUser(request);
  const retryAfter = await limitStep("invitation", clientAddress, user.userId);
  if (retryAfter) return data({ problem: "tooManyTries", refused: null }, { status: 429 });
  const engagementId = requireId(params.engagementId);
  const { link, engagement, name, organizationId } = await asOrganization(
    request,
    params,
    "admin",
    async (tx, actor) => ({
      organizationId: actor.organizationId,
      link: await renewEngagementLink(tx, actor, engagementId, new Date()),
      engagement: await getEngagement(tx, actor.organizationId, engagementId, new Date()),
      name: (await getOrganization(tx, actor.organizationId)).name,
    }),
  );
  const url = `${env().publicUrl}/invitations/${link.token}`;
  const letter = {
    kind: "verifierInvitation",
    inviter: user.name,
    organization: name,
    body: engagement.bodyName,
    url,
  } as const;
  void mailer().send({ to: link.email, locale: user.locale, letter });
  return redirect(`/organizations/${organizationId}/assurance/engagements/${engagementId}?done=renewed`);
}

export default function Engagement() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <EngagementPage {...page} answer={answer ?? null} />;
}
