import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { asVerifier } from "#app/assurance/verifier.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { listTrail } from "#app/trail/audit-trail-list.server.ts";
import { NO_TRAIL_FILTER } from "#app/trail/filter.ts";
import { HistoryList } from "#app/trail/history-list.tsx";
import { toViews } from "#app/trail/trail-view.server.ts";
import { readSearchNumber } from "#app/verify/search-number.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.assurance.workspace.tabs.trail);

const PAGE = 50;

/** The database leaves out entries outside the engagement. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asVerifier(request, params, { kind: "trail" }, async (tx, who) => {
    const asked = readSearchNumber(new URL(request.url).searchParams, "before");
    const place = asked ? { before: asked } : {};
    const entries = await listTrail(tx, who.organizationId, NO_TRAIL_FILTER, { ...place, limit: PAGE });
    const views = await toViews(tx, who.organizationId, entries, { locale: localeOf(request), scope: "inventory" });
    return {
      here: `/assurance/${who.engagementId}/trail`,
      events: views.map((view) => ({
        key: String(view.sequence),
        at: view.at,
        authorName: view.authorName,
        sentence: view.sentence,
        origin: view.origin,
        fields: view.groups.flatMap((group) => group.fields),
        isDeletion: false,
      })),
      olderBefore: entries.length === PAGE ? (entries.at(-1)?.sequence ?? null) : null,
    };
  });

export default function Trail() {
  const { here, events, olderBefore } = useLoaderData<typeof loader>();
  const { assurance } = useMessages();
  const t = assurance.workspace;
  return (
    <div className="max-w-200">
      <Section title={t.tabs.trail}>
        <p className="mt-3 text-12 text-muted">{t.trailNote}</p>
        {events.length === 0 ? <p className="py-4 text-14">{t.trailEmpty}</p> : <HistoryList events={events} />}
        {olderBefore !== null && (
          <Link className="text-link mt-3 inline-block text-14" to={`${here}?before=${olderBefore}`}>
            {assurance.access.older}
          </Link>
        )}
      </Section>
    </div>
  );
}
