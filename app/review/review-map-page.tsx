import { Form, Link, useLocation, useSearchParams } from "@remix-run/react";
import { daysByMonth } from "#app/day/period.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { CompletenessLegend, CompletenessMap } from "#app/kit/completeness-map.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { SelectField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { AloneNotice, OutcomeNotice, ReviewTabs } from "#app/records/review-parts.tsx";
import type { ReviewProblem, ReviewRights } from "#app/records/review-record-view.ts";
import { legendOf, lookOf } from "./cell-look.ts";
import { CellPanel, type OpenCell } from "./cell-panel.tsx";
import { REVIEW_CELL_STATES, type ReviewCell, type ReviewCellState } from "./review-map.ts";

interface Period {
  start: string;
  end: string;
}

export interface ReviewMapPageProps {
  organizationId: string;
  inventories: { id: string; period: Period }[];
  rights: ReviewRights;
  map: {
    inventoryId: string;
    period: Period;
    filter: { facilityId: string; scope: string; state: ReviewCellState | "" };
    facilities: { id: string; name: string }[];
    hasSources: boolean;
    rows: { id: string; name: string; facility: string; scope: 1 | 2 | 3; cells: ReviewCell[] }[];
    counts: Record<ReviewCellState, number>;
    approved: { approved: number; all: number };
    cell: OpenCell | null;
  } | null;
  problem: ReviewProblem | null;
}

export function ReviewMapPage({ organizationId, inventories, rights, map, problem }: ReviewMapPageProps) {
  const { review: t, organization } = useMessages();
  const base = `/organizations/${organizationId}`;
  const [search] = useSearchParams();
  const { pathname, search: query } = useLocation();
  if (!map) {
    return (
      <PageBody>
        <PageHeader title={t.title} />
        <EmptyState
          title={t.title}
          reason={t.noInventory}
          action={<ButtonLink to={`${base}/inventories`}>{organization.overview.toInventories}</ButtonLink>}
        />
      </PageBody>
    );
  }
  const without = new URLSearchParams(search);
  for (const name of ["source", "month", "did", "done", "left", "why", "until"]) without.delete(name);
  const addressOf: AddressOf = (extra) => `${pathname}?${new URLSearchParams([...without, ...Object.entries(extra)])}`;
  return (
    <div className="desk:flex">
      <div className="min-w-0 grow">
        <PageBody>
          <PageHeader
            title={t.title}
            about={t.about(String(map.approved.approved), String(map.approved.all))}
            actions={
              <ButtonLink to={`${base}/review/export.csv?inventory=${map.inventoryId}`} reloadDocument icon="download">
                {t.exportCsv}
              </ButtonLink>
            }
          />
          <ReviewTabs base={base} current="map" />
          {!map.cell && <OutcomeNotice />}
          {rights.isAlone && <AloneNotice base={base} />}
          {!map.hasSources ? (
            <EmptyState
              title={t.noSourcesTitle}
              reason={t.noSourcesReason}
              action={<ButtonLink to={`${base}/sources`}>{t.toSources}</ButtonLink>}
            />
          ) : (
            <>
              <MapFilter map={map} inventories={inventories} />
              {map.rows.length === 0 ? (
                <p className="py-6 text-14 text-muted">{t.nothingMatches}</p>
              ) : (
                <SourceMap map={map} addressOf={addressOf} />
              )}
            </>
          )}
        </PageBody>
      </div>
      {map.cell && (
        <CellPanel
          cell={map.cell}
          months={daysByMonth(map.period).map(({ month }) => month)}
          base={base}
          rights={rights}
          problem={problem}
          here={`${pathname}${query}`}
          closeHref={addressOf({})}
          addressOf={addressOf}
        />
      )}
    </div>
  );
}

type AddressOf = (extra: Record<string, string>) => string;

function SourceMap({ map, addressOf }: { map: NonNullable<ReviewMapPageProps["map"]>; addressOf: AddressOf }) {
  const { review: t, organization } = useMessages();
  return (
    <>
      <div className="mb-4 space-y-2">
        <CompletenessLegend counts={legendOf(map.rows.flatMap(({ cells }) => cells))} />
        <p className="text-12 text-muted max-md:hidden">{t.mapHelp}</p>
      </div>
      <CompletenessMap
        caption={t.mapCaption(map.period.start.slice(0, 4))}
        months={daysByMonth(map.period).map(({ month }) => ({
          key: month,
          label: organization.overview.month(Number(month.slice(5))),
          short: organization.overview.shortMonth(Number(month.slice(5))),
        }))}
        rows={map.rows.map((row) => ({
          id: row.id,
          scope: row.scope,
          source: row.name,
          facility: row.facility,
          href: addressOf({ source: row.id, month: firstOpen(row.cells) }),
          cells: row.cells.map((cell) => ({
            month: cell.month,
            state: lookOf(cell),
            href: addressOf({ source: row.id, month: cell.month }),
          })),
        }))}
      />
    </>
  );
}

/** On a phone, a row opens the first month with something to do. The panel leads to the other months. */
function firstOpen(cells: ReviewCell[]): string {
  const open = cells.find(({ state }) => state === "returned" || state === "missing" || state === "draft");
  return (open ?? cells[0])?.month ?? "";
}

function MapFilter({
  map,
  inventories,
}: {
  map: NonNullable<ReviewMapPageProps["map"]>;
  inventories: ReviewMapPageProps["inventories"];
}) {
  const { review: t, common } = useMessages();
  const all = { value: "", label: t.all };
  return (
    <Form method="get" aria-label={t.filters} className="mb-6 flex flex-wrap items-end gap-3">
      <SelectField
        label={t.year}
        name="inventory"
        defaultValue={map.inventoryId}
        options={inventories.map(({ id, period }) => ({ value: id, label: period.start.slice(0, 4) }))}
      />
      <SelectField
        label={t.facility}
        name="facility"
        defaultValue={map.filter.facilityId}
        options={[all, ...map.facilities.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <SelectField
        label={t.scope}
        name="scope"
        defaultValue={map.filter.scope}
        options={[all, ...(["1", "2", "3"] as const).map((value) => ({ value, label: common.scope[value] }))]}
      />
      <SelectField
        label={t.state}
        name="state"
        defaultValue={map.filter.state}
        options={[all, ...REVIEW_CELL_STATES.map((value) => ({ value, label: t.cellState[value] }))]}
      />
      <Button variant="secondary">{t.filter}</Button>
      <Link to={`?inventory=${map.inventoryId}`} className="text-link pb-2 text-14">
        {t.all}
      </Link>
    </Form>
  );
}
