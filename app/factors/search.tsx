import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { answerErrors, asPublic, asSystem } from "#app/access/actor.server.ts";
import { limitSearch } from "#app/access/look-up-limit.server.ts";
import { currentUser } from "#app/access/session.server.ts";
import { evaluateFactor } from "#app/carbon/factor/factor-value.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { contentLanguageFor, type Locale, localName } from "#app/i18n/index.ts";
import { ButtonLink } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { PublicLayout } from "#app/kit/public-layout.tsx";
import { listOrganizationsOfUser } from "#app/organization/organization.server.ts";
import { listDatasets, listGwpSets } from "./factor.server.ts";
import { FILTER_NAMES, factorAddress, factorFile, readFactorAddress } from "./factor-address.ts";
import { FactorFacets } from "./factor-facets.tsx";
import { type FactorHit, type FactorQuery, searchFactors } from "./factor-search.server.ts";
import { FactorSearchForm, moveInResults } from "./factor-search-form.tsx";
import { FactorTable } from "./factor-table.tsx";
import { placeName } from "./place-name.ts";
import { NothingFound, SearchNotes } from "./search-notes.tsx";
import { SHOWN_GWP_SET } from "./shown-gwp-set.ts";
import type { UsedSource } from "./usable.ts";
import { findUsage } from "./usage.server.ts";
import { type UsedBy, UsedByTabs } from "./used-by.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.factor.title);

export const loader = ({ request, context }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    await limitSearch(context.clientAddress);
    const params = new URL(request.url).searchParams;
    const { query, cursor, filters, use } = readFactorAddress(params);
    const user = await currentUser(request);
    const own = user ? await asSystem(request, (tx) => listOrganizationsOfUser(tx, user.userId)) : [];
    const locale = localeOf(request);
    const chosen = own.find(({ id }) => id === use) ?? (use === null && own.length === 1 ? own[0] : undefined);
    const usage = chosen ? await findUsage(request, chosen.id) : null;
    const isNarrowed = usage !== null && usage.length > 0 && use !== "all";
    return asPublic(request, async (tx) => {
      const sets = await listGwpSets(tx);
      const gwp = sets.find(({ id }) => id === SHOWN_GWP_SET)?.document;
      const asked = { query, cursor, ...filters, usage: isNarrowed ? usage : null };
      const { hits, facets, ...found } = await searchFactors(
        tx,
        { ...asked, hasFacets: true },
        contentLanguageFor(locale),
      );
      const datasets = await listDatasets(tx);
      const titles = new Map(datasets.map(({ id, title }) => [id, withoutYear(localName(title, locale))]));
      return {
        isSignedIn: user !== null,
        organizations: own.slice(0, MOST_ORGANIZATIONS).map(({ id, name }) => ({ id, name: localName(name, locale) })),
        usedBy: chosen && usage ? toUsedBy({ ...chosen, usage, isNarrowed }, locale) : null,
        query,
        cursor,
        filters,
        gwpSet: SHOWN_GWP_SET,
        isLibraryEmpty: datasets.length === 0,
        facets: {
          ...withoutLabels(facets),
          year: withoutLabels(facets).year.sort((a, b) => (a.value < b.value ? 1 : -1)),
          region: facets.region.map((one) => ({ ...one, label: placeName(one.value, locale) })),
          dataset: facets.dataset.map((one) => ({ ...one, label: titles.get(one.value) ?? one.value })),
        },
        wider: hits.length === 0 ? await countWider(tx, asked, locale) : [],
        ...found,
        hits: hits.map((hit) => toShown(hit, gwp ?? { set: SHOWN_GWP_SET, values: {} }, locale)),
      };
    });
  });

interface Chosen {
  id: string;
  name: { en: string; zh: string };
  usage: UsedSource[];
  isNarrowed: boolean;
}

/** The organization whose factors are shown, or could be. */
function toUsedBy({ id, name, usage, isNarrowed }: Chosen, locale: Locale): UsedBy {
  return {
    id,
    name: localName(name, locale),
    isNarrowed,
    hasSources: usage.length > 0,
    places: [...new Set(usage.map(({ country }) => country))].map((country) => placeName(country, locale) ?? country),
    categories: [...new Set(usage.map(({ category }) => category))].sort(),
  };
}

/** Offered for a request to a supplier. */
const MOST_ORGANIZATIONS = 10;

/** A dataset represents all of its releases, so the year is left out of its title. */
function withoutYear(title: string): string {
  // pattern: our own text, the title of a dataset.
  return title.replace(/[,，]?\s*20\d\d\s*(年版|年)?(?=\s|$)/u, "").trim();
}

type Facets = Awaited<ReturnType<typeof searchFactors>>["facets"];

function withoutLabels(facets: Facets) {
  const unnamed = (name: keyof Facets) => facets[name].map((one) => ({ ...one, label: null as string | null }));
  return {
    scope: unnamed("scope"),
    category: unnamed("category"),
    region: unnamed("region"),
    dataset: unnamed("dataset"),
    year: unnamed("year"),
    unit: unnamed("unit"),
    method: unnamed("method"),
    kind: unnamed("kind"),
  };
}

/** The filters whose removal would give results, with the number of results. */
async function countWider(tx: Parameters<typeof searchFactors>[0], asked: FactorQuery, locale: Locale) {
  const counts = [];
  for (const name of FILTER_NAMES) {
    if (!asked[name]) continue;
    const { total: count } = await searchFactors(tx, { ...asked, [name]: null, limit: 1 }, contentLanguageFor(locale));
    if (count > 0) counts.push({ name, count });
  }
  return counts;
}

/** The columns of the table. The document stays on the server. */
function toShown(hit: FactorHit, gwp: Parameters<typeof evaluateFactor>[1], locale: Locale) {
  const { id, name, region, method, status, kind, editions, dataset, validFrom, validTo } = hit;
  const { edition, publisher, licence, trust, dataYear } = dataset;
  return {
    id,
    name,
    place: placeName(region, locale),
    heatBasis: hit.document.heatBasis ?? null,
    method,
    status,
    kind,
    editions,
    validFrom,
    validTo,
    edition,
    year: validFrom?.slice(0, 4) ?? dataYear?.toString() ?? null,
    publisher,
    title: withoutYear(localName(dataset.title, locale)),
    licence: licence.name,
    trust,
    value: evaluateFactor(hit.document, gwp),
  };
}

export default function FactorSearch() {
  const loaded = useLoaderData<typeof loader>();
  const { isSignedIn, query, cursor, filters, gwpSet, facets, hits, next, total } = loaded;
  const { factor: t, list: words } = useMessages();
  const current: Record<string, string> = { q: query };
  for (const [name, value] of Object.entries(filters)) if (value !== null) current[name] = String(value);
  if (loaded.usedBy) current.use = loaded.usedBy.isNarrowed ? loaded.usedBy.id : "all";
  return (
    <PublicLayout workspaceHref={isSignedIn ? "/organizations" : undefined}>
      <div className="page-column py-10 max-md:py-6">
        <PageHeader
          title={t.title}
          about={t.about}
          actions={
            hits.length > 0 &&
            ["q", ...FILTER_NAMES].some((name) => current[name]) && (
              <ButtonLink to={factorFile(current)} icon="download" reloadDocument>
                {words.file}
              </ButtonLink>
            )
          }
        />
        {loaded.usedBy && <UsedByTabs current={current} usedBy={loaded.usedBy} />}
        <FactorSearchForm current={current} />
        <div className="mt-6 desk:grid desk:grid-cols-[13rem_minmax(0,1fr)] desk:gap-10">
          <FactorFacets current={current} facets={facets} />
          {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys lead from one link to the next; each takes Tab too */}
          <div data-results onKeyDown={moveInResults} className="max-desk:mt-4">
            {hits.length === 0 ? (
              <NothingFound
                current={current}
                isLibraryEmpty={loaded.isLibraryEmpty}
                wider={loaded.wider}
                organizations={loaded.organizations}
              />
            ) : (
              <>
                <p role="status" className="mb-2 text-12 text-muted">
                  {t.foundOf(hits.length, total)} · {t.valueNote(gwpSet)}
                </p>
                <SearchNotes {...loaded} />
                <FactorTable hits={hits} />
              </>
            )}
            <div className="mt-6 flex gap-6 text-14">
              {cursor && (
                <Link to={factorAddress(current, { after: null })} className="text-link">
                  {t.first}
                </Link>
              )}
              {next && (
                <Link to={factorAddress(current, { after: next })} className="text-link">
                  {t.more}
                </Link>
              )}
            </div>
          </div>
        </div>
      </div>
    </PublicLayout>
  );
}
