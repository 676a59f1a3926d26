import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors, asOrganization, requireActor, requireId } from "#app/access/actor.server.ts";
import { mayIssue } from "#app/access/standing.server.ts";
import { listDecidableFrom } from "#app/access/two-people.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { isPlainText } from "#app/encoding/text/plain-text.ts";
import { parseForm } from "#app/http/form.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { issuerKeys } from "#app/log/keys/issuer.server.ts";
import { env } from "#app/settings/env.server.ts";
import { ReleasesPage } from "./release/releases-page.tsx";
import { needsSecond } from "./release-rule.server.ts";
import { endRelease, listReleases } from "./report-release.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.release.title);

/** The reports that somebody proposed to issue, and what became of each. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "viewer", async (tx, actor) => {
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
    const may = mayIssue({ role: actor.role, acting: actor.acting ?? null });
    return {
      base: `/organizations/${actor.organizationId}`,
      mayIssue: may,
      waits: may ? await listDecidableFrom(tx, open, actor.userId) : {},
      needsSecond: await needsSecond(tx),
      done: new URL(request.url).searchParams.get("done"),
      releases: releases.map((one) => ({
        ...one,
        proposedAt: one.proposedAt.toISOString(),
        end: one.end && { ...one.end, at: one.end.at.toISOString() },
      })),
    };
  });

const ReleaseForm = z.object({
  intent: z.enum(["confirm", "decline", "take-back"]),
  releaseId: z.string(),
  note: z.string().max(1000, { error: "note_long" }).refine(isPlainText, { error: "note_long" }).default(""),
});

const ENDS = { confirm: "confirmed", decline: "declined", "take-back": "taken_back" } as const;

export const action = ({ request, params }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const form = await parseForm(request, ReleaseForm);
    const actor = await requireActor(request, params, "editor");
    if (!form.ok) return data({ problem: form.errors.note ?? "form", typed: form.typed }, { status: 422 });
    const { intent, releaseId, note } = form.value;
    if (intent !== "take-back" && !mayIssue({ role: actor.role, acting: actor.acting ?? null })) {
      throw new AppError("forbidden");
    }
    const { origin } = await issuerKeys();
    const issuer = { publicUrl: env().publicUrl, logOrigin: origin };
    const end = { releaseId: requireId(releaseId), state: ENDS[intent], note, now: new Date().toISOString() };
    const { withTenant } = await doors();
    const ended = await withTenant(actor, (tx) => endRelease(tx, actor, issuer, end));
    if (!ended.ok) return data({ problem: ended.fault, typed: form.value }, { status: 422 });
    const base = `/organizations/${actor.organizationId}/reports`;
    throw redirect(ended.reportId ? `${base}/${ended.reportId}` : `${base}/releases?done=${intent}`);
  });

export default function Releases() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <ReleasesPage {...page} problem={answer?.problem ?? null} typed={answer?.typed ?? {}} />;
}
