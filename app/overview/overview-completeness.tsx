import { Link } from "@remix-run/react";
import { formatDecimal, formatShare, tonnesFromKg } from "#app/carbon/format.ts";
import type { Coverage, MonthState } from "#app/carbon/total/completeness.ts";
import { daysByMonth } from "#app/day/period.ts";
import { localName } from "#app/i18n/index.ts";
import { ButtonLink } from "#app/kit/button.tsx";
import { CompletenessLegend, CompletenessMap } from "#app/kit/completeness-map.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { Figure } from "#app/kit/figure.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { legendOf, lookOf } from "#app/review/cell-look.ts";
import type { ReviewCell } from "#app/review/review-map.ts";

interface OverviewCompletenessProps {
  base: string;
  period: { start: string; end: string };
  rows: {
    id: string;
    name: { en: string; zh: string };
    scope: 1 | 2 | 3;
    facility: { en: string; zh: string };
    cells: Pick<ReviewCell, "month" | "state" | "isEstimated">[];
    kg: string | null;
  }[];
  counts: Record<MonthState, number> | null;
  coverage: Coverage | null;
  inventories: { id: string; period: { start: string } }[];
  inventoryId: string;
}

/** Sources × months with data and review progress. Each cell links to its records. */
export function OverviewCompleteness(props: OverviewCompletenessProps) {
  const { base, period, rows, counts, coverage, inventories, inventoryId } = props;
  const { organization } = useMessages();
  const locale = useLocale();
  const t = organization.overview;
  const all = counts ? counts.complete + counts.estimated + counts.missing : 0;
  return (
    <div className="mt-14" id="completeness">
      <Section
        title={t.completeness}
        count={counts && all > 0 ? t.completenessCount(counts.complete, all) : undefined}
        aside={<CompletenessLinks base={base} inventories={inventories} inventoryId={inventoryId} />}
      >
        {rows.length === 0 || !counts ? (
          <EmptyState
            level={3}
            title={t.noSourcesTitle}
            reason={t.noSourcesReason}
            action={<ButtonLink to={`${base}/facilities`}>{t.facilities}</ButtonLink>}
            example={<ButtonLink to={`${base}/sources`}>{t.sources}</ButtonLink>}
          />
        ) : (
          <div className="pt-4">
            <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
              <p className="text-14 text-muted">{coverage && <CoverageText coverage={coverage} />}</p>
              <CompletenessLegend counts={legendOf(rows.flatMap(({ cells }) => cells))} />
            </div>
            <CompletenessMap
              caption={t.completenessCaption(period.start.slice(0, 4))}
              months={daysByMonth(period).map(({ month }) => ({
                key: month,
                label: t.month(Number(month.slice(5))),
                short: t.shortMonth(Number(month.slice(5))),
              }))}
              rows={rows.map(({ id, name, scope, facility, cells, kg }) => ({
                id,
                scope,
                source: localName(name, locale),
                facility: localName(facility, locale),
                href: `${base}/activities?source=${id}`,
                cells: cells.map((cell) => ({
                  month: cell.month,
                  state: lookOf(cell),
                  href: `${base}/activities?source=${id}&month=${cell.month}`,
                })),
                tonnes: kg === null ? "–" : <Figure value={tonnesFromKg(kg)} digits={2} />,
              }))}
            />
          </div>
        )}
      </Section>
    </div>
  );
}

/** The share of due days with records over all sources, and the share that has only estimates. */
function CoverageText({ coverage }: { coverage: Coverage }) {
  const { organization } = useMessages();
  const locale = useLocale();
  const { daysDue, daysCovered, daysEstimatedOnly } = coverage;
  const count = (days: number) => formatDecimal(String(days), { locale });
  const share = (days: number, of: number) => formatShare(String(days), String(of), { locale, digits: 1 }) ?? "–";
  return organization.overview.coverage(
    count(daysCovered),
    count(daysDue),
    share(daysCovered, daysDue),
    daysEstimatedOnly === 0 ? "" : share(daysEstimatedOnly, daysCovered),
  );
}

type LinksProps = Pick<OverviewCompletenessProps, "base" | "inventories" | "inventoryId">;

function CompletenessLinks({ base, inventories, inventoryId }: LinksProps) {
  const { organization } = useMessages();
  const others = inventories.filter(({ id }) => id !== inventoryId);
  return (
    <span className="flex flex-wrap gap-x-4">
      <Link to={`${base}/facilities`} className="text-link">
        {organization.overview.facilities}
      </Link>
      <Link to={`${base}/sources`} className="text-link">
        {organization.overview.sources}
      </Link>
      {others.map(({ id, period }) => (
        <Link key={id} to={`${base}?inventory=${id}`} className="text-link">
          {period.start.slice(0, 4)}
        </Link>
      ))}
    </span>
  );
}
