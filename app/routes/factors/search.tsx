import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { evaluateFactor } from "#app/carbon/factor-value.ts";
import { answerErrors, asPublic } from "#app/http/actor.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { currentUser } from "#app/http/session.server.ts";
import type { Locale } from "#app/i18n/index.ts";
import {
  type FactorHit,
  listDatasets,
  listFactorRegions,
  listGwpSets,
  searchFactors,
} from "#app/services/factor.server.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useMessages } from "#app/ui/i18n-context.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { titleIn } from "#app/ui/page-title.ts";
import { PublicLayout } from "#app/ui/public-layout.tsx";
import { factorAddress, readFactorAddress } from "./factor-address.ts";
import { FactorFilterForm } from "./factor-filter-form.tsx";
import { FactorTable } from "./factor-table.tsx";
import { listPlaces, placeName } from "./place-name.ts";

/** The set of the newest assessment report, for pages without an organization that chose one. */
const SHOWN_GWP_SET = "AR6";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.factor.title);

export const loader = ({ request }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const params = new URL(request.url).searchParams;
    const { query, cursor, filters } = readFactorAddress(params);
    const isSignedIn = (await currentUser(request)) !== null;
    const locale = localeOf(request);
    return asPublic(request, async (tx) => {
      const sets = await listGwpSets(tx);
      const gwp = sets.find(({ id }) => id === SHOWN_GWP_SET)?.document;
      const found = await searchFactors(tx, { query, cursor, ...filters }, locale);
      return {
        isSignedIn,
        query,
        cursor,
        filters,
        gwpSet: SHOWN_GWP_SET,
        datasets: (await listDatasets(tx)).map(({ id, title, publisher }) => ({ id, title, publisher })),
        places: listPlaces(await listFactorRegions(tx), locale),
        hits: found.hits.map((hit) => toShown(hit, gwp ?? { set: SHOWN_GWP_SET, values: {} }, locale)),
        next: found.next,
      };
    });
  });

/** What the table shows of a factor; the document stays on the server. */
function toShown(hit: FactorHit, gwp: Parameters<typeof evaluateFactor>[1], locale: Locale) {
  const { id, name, region, method, status, kind, editions, dataset, validFrom, validTo } = hit;
  const { edition, publisher, licence, trust } = dataset;
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
    publisher,
    licence: licence.name,
    trust,
    value: evaluateFactor(hit.document, gwp),
  };
}

export default function FactorSearch() {
  const { isSignedIn, query, cursor, filters, gwpSet, datasets, places, hits, next } = useLoaderData<typeof loader>();
  const { factor: t } = useMessages();
  const current: Record<string, string> = { q: query };
  for (const [name, value] of Object.entries(filters)) if (value !== null) current[name] = String(value);
  return (
    <PublicLayout workspaceHref={isSignedIn ? "/organizations" : undefined}>
      <div className="page-column py-10 max-md:py-6">
        <PageHeader title={t.title} about={t.about} />
        <FactorFilterForm current={current} datasets={datasets} places={places} />
        {hits.length === 0 ? (
          <EmptyState title={t.emptyTitle} reason={datasets.length === 0 ? t.libraryEmpty : t.emptyReason(query)} />
        ) : (
          <>
            <p role="status" className="mt-8 mb-2 text-12 text-muted">
              {next || cursor ? t.foundMore(hits.length) : t.found(hits.length)} · {t.valueNote(gwpSet)}
            </p>
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
    </PublicLayout>
  );
}
