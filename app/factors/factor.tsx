import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerErrors, asPublic } from "#app/access/actor.server.ts";
import { limitSearch } from "#app/access/look-up-limit.server.ts";
import { currentUser } from "#app/access/session.server.ts";
import type { DocumentFactor, FactorTraits } from "#app/carbon/document/inventory-document.ts";
import { evaluateFactor } from "#app/carbon/factor/factor-value.ts";
import { isCategory, scopeOf } from "#app/carbon/line/scope.ts";
import { AppError } from "#app/encoding/errors.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { localName, otherName } from "#app/i18n/index.ts";
import { useUnitLabel } from "#app/kit/factor-value-text.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { PublicLayout } from "#app/kit/public-layout.tsx";
import { EditionTable } from "./edition-table.tsx";
import { getFactorHistory, listGwpSets } from "./factor.server.ts";
import { FactorFacts } from "./factor-facts.tsx";
import { placeName } from "./place-name.ts";

const SHOWN_GWP_SET = "AR6";
const TRAITS = [
  "boundary",
  "radiativeForcing",
  "distanceCorrection",
  "priceBasis",
  "priceYear",
  "quantification",
] as const satisfies (keyof FactorTraits)[];

export const meta: MetaFunction<typeof loader> = ({ matches, data }) => {
  const name = data?.editions.at(-1)?.name;
  return titleIn(matches, (t, locale) => (name ? localName(name, locale) : t.factor.title));
};

export const loader = ({ request, params, context }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    await limitSearch(context.clientAddress);
    const id = params.factorId ?? "";
    if (id.length > 200) throw new AppError("not_found");
    const isSignedIn = (await currentUser(request)) !== null;
    return asPublic(request, async (tx) => {
      const editions = await getFactorHistory(tx, id);
      const gwp = (await listGwpSets(tx)).find((set) => set.id === SHOWN_GWP_SET)?.document;
      return {
        isSignedIn,
        gwpSet: SHOWN_GWP_SET,
        place: placeName(editions.at(-1)!.region, localeOf(request)),
        editions: editions.map(({ document, ...edition }) => ({
          ...edition,
          source: { title: document.source?.title ?? null },
          heatBasis: document.heatBasis ?? null,
          traits: traitsOf(document),
          value: evaluateFactor(document, gwp ?? { set: SHOWN_GWP_SET, values: {} }),
        })),
      };
    });
  });

/** The contents and purpose of the factor, according to its publisher. */
function traitsOf(document: DocumentFactor): { trait: string; value: string }[] {
  if (document.kind === "property") return [];
  return TRAITS.flatMap((trait) => {
    const value = document[trait];
    return value ? [{ trait, value }] : [];
  });
}

export default function Factor() {
  const { isSignedIn, gwpSet, place, editions } = useLoaderData<typeof loader>();
  const { factor: t, carbon, common } = useMessages();
  const locale = useLocale();
  const label = useUnitLabel();
  const newest = editions.at(-1)!;
  const { category } = newest;
  const other = otherName(newest.name, locale);
  const name = localName(newest.name, locale);
  const facts = [
    other !== name && other,
    isCategory(category) && common.placed([carbon.scope[scopeOf(category)], carbon.category[category]]),
    newest.method && (t.methodName[newest.method] ?? newest.method),
    t.perUnit(label(newest.unit)),
    place,
  ];
  return (
    <PublicLayout workspaceHref={isSignedIn ? "/organizations" : undefined}>
      <div className="page-column py-10 max-md:py-6">
        <PageHeader
          title={name}
          about={facts.filter(Boolean).join(" · ")}
          crumbs={[
            { to: "/factors", label: t.title },
            { to: `/factors?dataset=${newest.dataset.id}`, label: newest.dataset.publisher },
          ]}
        />
        <PageColumns aside={<FactorFacts edition={newest} />}>
          <EditionTable editions={editions} gwpSet={gwpSet} />
        </PageColumns>
      </div>
    </PublicLayout>
  );
}
