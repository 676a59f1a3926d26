import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { asOrganization } from "#app/access/actor.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { localName } from "#app/i18n/index.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import { listTrail, listTrailChoices, trailHead } from "#app/trail/audit-trail-list.server.ts";
import { namesOf } from "#app/trail/audit-trail-names.server.ts";
import { toViews } from "#app/trail/trail-view.server.ts";
import { filterOf, isNarrowed, searchOf, type TrailSearch } from "./trail-filter.ts";
import { TrailPage } from "./trail-page.tsx";

const PER_PAGE = 50;

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.auditTrail.title);

/** For reviewers and above, because entries show what each member does. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "trail.view", async (tx, { organizationId }) => {
    const search = searchOf(new URL(request.url).searchParams);
    const filter = filterOf(search);
    const locale = localeOf(request);
    const page = await pageOf(tx, organizationId, search);
    const facilities = (await listFacilities(tx, organizationId)).map(({ id, name }) => ({ id, name }));
    const sources = await listEmissionSources(tx, organizationId);
    const isPlace = [...facilities, ...sources].some(({ id }) => id === search.about);
    // Only subjects of the entries shown here are named.
    const isNamed = search.about && !isPlace && page.entries.length > 0;
    const about = isNamed ? (await namesOf(tx, [search.about])).get(search.about) : null;
    return {
      organizationId,
      search,
      isNarrowed: isNarrowed(filter),
      choices: await listTrailChoices(tx, organizationId),
      facilities,
      sources: sources.map(({ id, name, facilityId }) => ({ id, name, facilityId })),
      aboutName: about ? localName(about, locale) : null,
      open: search.open,
      older: page.older,
      newer: page.newer,
      entries: await toViews(tx, organizationId, page.entries, { locale }),
      head: await trailHead(tx),
    };
  });

/** Reads one extra entry to find out whether there is another page. */
async function pageOf(tx: Parameters<typeof listTrail>[0], organizationId: string, search: TrailSearch) {
  const { before, after } = search;
  const isForward = after !== null && before === null;
  const place = isForward ? { after } : before === null ? {} : { before };
  const found = await listTrail(tx, organizationId, filterOf(search), { ...place, limit: PER_PAGE + 1 });
  const entries = isForward ? found.slice(0, PER_PAGE).reverse() : found.slice(0, PER_PAGE);
  const hasMore = found.length > PER_PAGE;
  const [first, last] = [entries[0]?.sequence ?? null, entries.at(-1)?.sequence ?? null];
  return isForward
    ? { entries, older: last ?? after + 1, newer: hasMore ? first : null }
    : { entries, older: hasMore ? last : null, newer: before === null ? null : (first ?? before - 1) };
}

export default function Trail() {
  return <TrailPage {...useLoaderData<typeof loader>()} />;
}
