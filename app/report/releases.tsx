import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { type Actor, asOrganization, inTenant, requireId } from "#app/access/actor.server.ts";
import type { ProposalEnd } from "#app/access/proposal-state.ts";
import { listDecidableFrom } from "#app/access/two-people.server.ts";
import { type Asked, organizationAction, refuse } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { toSent } from "#app/encoding/sent.ts";
import { isPlainText } from "#app/encoding/text/plain-text.ts";
import { env } from "#app/environment/env.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { issuerKeys } from "#app/log/keys/issuer.server.ts";
import { listConfidentialSources } from "#app/sources/source-confidentiality.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { CarriedStatement } from "./issue-preview.tsx";
import { ReleasesPage } from "./release/releases-page.tsx";
import { needsSecond } from "./release-rule.server.ts";
import { previewAssurance } from "./report-assurance.server.ts";
import { previewPublic } from "./report-preview.server.ts";
import { endRelease, listReleases, type ReportRelease } from "./report-release.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.release.title);

/** Release requests and their outcome. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => {
    const releases = await listReleases(tx, actor);
    const open = releases
      .filter(({ end, isOwn }) => end === null && !isOwn)
      .map(({ id, proposedBy, proposedAt }) => ({
        id,
        act: "release" as const,
        proposer: proposedBy,
        proposedAt,
        organizationId: actor.organizationId,
      }));
    const may = offers(ReleaseActions, actor).confirm;
    return {
      base: `/organizations/${actor.organizationId}`,
      mayIssue: may,
      waits: may ? await listDecidableFrom(tx, open, actor.userId) : {},
      needsSecond: await needsSecond(tx),
      done: new URL(request.url).searchParams.get("done"),
      releases: toSent(releases),
      public: may && open.length > 0 ? await readPublic(tx, actor, openRuns(releases)) : null,
    };
  });

function openRuns(releases: ReportRelease[]): string[] {
  return releases.filter(({ end, isOwn }) => end === null && !isOwn).map(({ runId }) => runId);
}

/** What each of the open reports makes public, as its issuer would be the reader. */
async function readPublic(tx: TenantTx, actor: Actor & { organizationId: string }, runIds: string[]) {
  const confidential = (await listConfidentialSources(tx, actor.organizationId)).size;
  const statements: Record<string, CarriedStatement[]> = {};
  for (const runId of new Set(runIds)) statements[runId] = await previewAssurance(tx, actor.organizationId, runId);
  return { confidential, preview: await previewPublic(tx, actor, env().publicUrl), statements };
}

const ReleaseForm = z.object({
  releaseId: z.string(),
  note: z.string().max(1000, { error: "note_long" }).refine(isPlainText, { error: "note_long" }).default(""),
});

const ReleaseActions = defineActions({
  confirm: { right: "report.issue", schema: ReleaseForm },
  decline: { right: "report.issue", schema: ReleaseForm },
  "take-back": { right: "report.prepare", schema: ReleaseForm },
});

export const action = organizationAction(ReleaseActions, {
  confirm: { outside: (asked) => end(asked, "confirmed") },
  decline: { outside: (asked) => end(asked, "declined") },
  "take-back": { outside: (asked) => end(asked, "taken_back") },
});

async function end(
  { actor, typed, value: { releaseId, note } }: Asked<Actor, z.output<typeof ReleaseForm>>,
  state: ProposalEnd,
) {
  const { origin } = await issuerKeys();
  const issuer = { publicUrl: env().publicUrl, logOrigin: origin };
  const wish = { releaseId: requireId(releaseId), state, note, now: new Date().toISOString() };
  const ended = await inTenant(actor, (tx) => endRelease(tx, actor, issuer, wish));
  if (!ended.ok) return refuse({ form: ended.fault });
  const base = `/organizations/${actor.organizationId}/reports`;
  return ended.reportId ? `${base}/${ended.reportId}` : `${base}/releases?done=${typed.intent}`;
}

export default function Releases() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <ReleasesPage
      {...page}
      problem={answer ? (Object.values(answer.errors)[0] ?? null) : null}
      typed={answer?.typed ?? {}}
    />
  );
}
