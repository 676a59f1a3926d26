import { Link } from "@remix-run/react";
import type { ResultTotals, ScopeNumber } from "#app/carbon/document/inventory-document.ts";
import { formatShare, tonnesFromKg } from "#app/carbon/format.ts";
import { ALL_CATEGORIES, SCOPES, scope3NumberOf } from "#app/carbon/line/scope.ts";
import type { SummaryRow } from "#app/carbon/total/summary.ts";
import { formatMonth } from "#app/day/format-day.ts";
import { TermHint } from "#app/glossary/term-hint.tsx";
import { localName } from "#app/i18n/index.ts";
import { toLength } from "#app/kit/bar-geometry.ts";
import { BarStackChart } from "#app/kit/bar-stack-chart.tsx";
import { Figure } from "#app/kit/figure.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { ScopeMark } from "#app/kit/scope-mark.tsx";
import { Section } from "#app/kit/section.tsx";
import { ValueBar } from "#app/kit/share-bar.tsx";
import { Table } from "#app/kit/table.tsx";
import { UnitText } from "#app/kit/unit-text.tsx";
import type { ResultsView } from "./results-view.ts";

const DIGITS = 2;

interface Row {
  key: string;
  scope: ScopeNumber;
  category: string | null;
  co2eKg: string;
}

/** Scope 1, its categories, scope 2, … in the order of the standard; each category opens its lines. */
export function CategoryTable({ here, results, totals }: { here: string; results: ResultsView; totals: ResultTotals }) {
  const { inventory: t, carbon, common } = useMessages();
  const locale = useLocale();
  const names = carbon.category as Record<string, string>;
  const rows = SCOPES.flatMap((scope): Row[] => [
    { key: `scope ${scope}`, scope, category: null, co2eKg: totals.byScope[String(scope) as "1" | "2" | "3"] },
    ...[...results.byCategory]
      .filter(({ keys }) => keys[0] === String(scope))
      .sort((a, b) => placeOf(a.keys[1]!) - placeOf(b.keys[1]!))
      .map(({ keys, co2eKg }) => ({ key: keys.join(" "), scope, category: keys[1]!, co2eKg })),
  ]);
  const largest = results.byCategory
    .map(({ co2eKg }) => co2eKg)
    .reduce((a, b) => (toLength(a) > toLength(b) ? a : b), "0");
  return (
    <Section title={t.scopeAndCategory}>
      <Table
        caption={t.scopeAndCategory}
        rows={rows}
        rowKey={(row) => row.key}
        columns={[
          {
            key: "name",
            head: <span className="sr-only">{t.scopeAndCategory}</span>,
            isRowHead: true,
            cell: ({ scope, category }) =>
              category === null ? (
                <span className="flex items-center gap-2 font-semibold">
                  <ScopeMark scope={scope} />
                  {common.scope[scope]}
                </span>
              ) : (
                <Link
                  className="inline-block pl-5 text-ink no-underline hover:underline"
                  to={`${here}?view=lines&category=${category}`}
                >
                  {withNumber(category, names[category] ?? category)}
                </Link>
              ),
          },
          {
            key: "bar",
            head: <span className="sr-only">{t.share}</span>,
            isHiddenOnPhone: true,
            cell: ({ scope, category, co2eKg }) =>
              category && <ValueBar value={co2eKg} largest={largest} scope={scope} />,
          },
          {
            key: "tonnes",
            head: <UnitText text={t.tonnes} />,
            isNumeric: true,
            cell: ({ co2eKg, category }) => (
              <span className={category === null ? "font-semibold" : ""}>
                <Figure value={tonnesFromKg(co2eKg)} digits={DIGITS} />
              </span>
            ),
          },
          {
            key: "share",
            head: t.share,
            isNumeric: true,
            isMuted: true,
            cell: ({ co2eKg }) => formatShare(co2eKg, totals.co2eKg, { locale, digits: 1 }) ?? "",
          },
        ]}
        total={{
          name: t.total,
          tonnes: <Figure value={tonnesFromKg(totals.co2eKg)} digits={DIGITS} />,
          share: "100.0",
        }}
      />
      <p className="mt-2 text-12 text-muted">{t.addUp}</p>
    </Section>
  );
}

/** Categories are in the order of the standard, scope 3 by its numbers. */
function placeOf(category: string): number {
  return (ALL_CATEGORIES as readonly string[]).indexOf(category);
}

function withNumber(category: string, name: string): string {
  const number = scope3NumberOf(category as never);
  return number ? `${number} ${name}` : name;
}

export function Scope2Table({ results, totals }: { results: ResultsView; totals: ResultTotals }) {
  const { inventory: t, carbon } = useMessages();
  const names = carbon.category as Record<string, string>;
  const rows = results.byCategory.filter(({ keys }) => keys[0] === "2");
  if (rows.length === 0) return null;
  return (
    <Section title={t.scope2} term={<TermHint term="market_based" />} aside={t.scope2About}>
      <Table
        caption={t.scope2}
        rows={rows}
        rowKey={({ keys }) => keys.join(" ")}
        columns={[
          { key: "name", head: t.filterCategory, isRowHead: true, cell: ({ keys }) => names[keys[1]!] ?? keys[1] },
          {
            key: "location",
            head: t.location,
            isNumeric: true,
            cell: ({ co2eKg }) => <Figure value={tonnesFromKg(co2eKg)} digits={DIGITS} />,
          },
          {
            key: "market",
            head: t.market,
            isNumeric: true,
            cell: ({ co2eKgMarketBased }) =>
              co2eKgMarketBased && <Figure value={tonnesFromKg(co2eKgMarketBased)} digits={DIGITS} />,
          },
        ]}
        total={{
          name: t.total,
          location: <Figure value={tonnesFromKg(totals.scope2.locationBased)} digits={DIGITS} />,
          market: <Figure value={tonnesFromKg(totals.scope2.marketBased)} digits={DIGITS} />,
        }}
      />
    </Section>
  );
}

interface FacilityProps {
  results: ResultsView;
  totals: ResultTotals;
  facilities: Record<string, { name: { en?: string | undefined; zh?: string | undefined } }>;
}

/** Facilities as rows, scopes as columns. */
export function FacilityTable({ results, totals, facilities }: FacilityProps) {
  const { inventory: t, common } = useMessages();
  const locale = useLocale();
  const cellOf = new Map(results.byFacility.map((row) => [row.keys.join(" "), row]));
  const rows = Object.keys(totals.byFacility);
  return (
    <Section title={t.tabs.facility}>
      <Table
        caption={t.tabs.facility}
        rows={rows}
        rowKey={(id) => id}
        columns={[
          {
            key: "name",
            head: t.facility,
            isRowHead: true,
            cell: (id) => localName(facilities[id]?.name ?? {}, locale) || id,
          },
          ...SCOPES.map((scope) => ({
            key: `scope${scope}`,
            head: common.scope[scope],
            isNumeric: true,
            isHiddenOnPhone: true,
            cell: (id: string) => (
              <Figure value={tonnesFromKg(cellOf.get(`${id} ${scope}`)?.co2eKg ?? "0")} digits={DIGITS} />
            ),
          })),
          {
            key: "total",
            head: <UnitText text={t.tonnes} />,
            isNumeric: true,
            isStrong: true,
            cell: (id) => <Figure value={tonnesFromKg(totals.byFacility[id]!)} digits={DIGITS} />,
          },
        ]}
        total={{ name: t.total, total: <Figure value={tonnesFromKg(totals.co2eKg)} digits={DIGITS} /> }}
      />
    </Section>
  );
}

export function GasTable({ results, totals }: { results: ResultsView; totals: ResultTotals }) {
  const { inventory: t, carbon } = useMessages();
  return (
    <Section title={t.tabs.gas} term={<TermHint term="co2e" />}>
      <p className="my-3 text-12 text-muted">
        <UnitText text={t.gasAbout} />
      </p>
      <Table
        caption={t.tabs.gas}
        rows={results.byGas}
        rowKey={({ keys }) => keys[0]!}
        columns={[
          {
            key: "gas",
            head: t.gas,
            isRowHead: true,
            cell: ({ keys }) => <UnitText text={carbon.gasName(keys[0]!)} />,
          },
          {
            key: "mass",
            head: "kg",
            isNumeric: true,
            isMuted: true,
            cell: ({ keys }) => {
              const mass = totals.byGasKg[keys[0]!];
              return mass === undefined ? "–" : <Figure value={mass} digits={DIGITS} />;
            },
          },
          {
            key: "tonnes",
            head: <UnitText text={t.tonnes} />,
            isNumeric: true,
            cell: ({ co2eKg }) => <Figure value={tonnesFromKg(co2eKg)} digits={DIGITS} />,
          },
        ]}
        total={{ gas: t.total, tonnes: <Figure value={tonnesFromKg(totals.co2eKg)} digits={DIGITS} /> }}
      />
      <dl className="mt-6 flex flex-wrap justify-between gap-x-6 border-t border-line py-2 text-14">
        <dt>
          <UnitText text={t.biogenic} /> <TermHint term="biogenic" />
        </dt>
        <dd>
          <Figure value={tonnesFromKg(totals.biogenicCo2Kg)} unit="t" digits={DIGITS} />
        </dd>
      </dl>
    </Section>
  );
}

export function MonthView({ results }: { results: ResultsView }) {
  const { inventory: t } = useMessages();
  const locale = useLocale();
  const months = [...new Set(results.byMonth.map(({ keys }) => keys[0]!))];
  return (
    <Section title={t.tabs.month} aside={<UnitText text={t.tonnes} />}>
      <div className="mt-4">
        <BarStackChart
          title={t.tabs.month}
          months={months.map((month) => {
            const rows = results.byMonth.filter(({ keys }) => keys[0] === month);
            return {
              key: month,
              label: formatMonth(month, locale),
              byScope: { 1: partOf(rows, "1"), 2: partOf(rows, "2"), 3: partOf(rows, "3") },
              total: tonnesFromKg(results.monthTotals[month] ?? "0"),
            };
          })}
        />
      </div>
      <p className="mt-2 text-12 text-muted">{t.byMonthAbout}</p>
    </Section>
  );
}

function partOf(rows: SummaryRow[], scope: string): string {
  return tonnesFromKg(rows.find(({ keys }) => keys[1] === scope)?.co2eKg ?? "0");
}
