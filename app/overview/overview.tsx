import type { LoaderFunctionArgs, MetaFunction, SerializeFrom } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerErrors, asOrganization } from "#app/access/actor.server.ts";
import { offers } from "#app/action/action.ts";
import type { Messages } from "#app/i18n/index.ts";
import { ButtonLink } from "#app/kit/button.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import { PlausibilityLink } from "#app/plausibility/plausibility-link.tsx";
import { assessDrifts, loadDrifts } from "#app/report/drift/drift.server.ts";
import { DriftNotice, summarizeDrift } from "#app/report/drift/drift-notice.tsx";
import { listTasks } from "#app/review/task.server.ts";
import { findBaseYear } from "#app/runs/base-year/base-year.server.ts";
import { InventoryActions } from "#app/runs/inventory-actions.ts";
import { listComparableRuns } from "#app/runs/run-comparison.server.ts";
import { readRunStanding } from "#app/runs/run-standing.server.ts";
import { listStarts } from "#app/start/guided-start.server.ts";
import { StartedNote } from "#app/start/started-note.tsx";
import { findNewestTarget } from "#app/target/target-view.server.ts";
import { AgainstBaseYear } from "./against-base-year.tsx";
import { AgainstTarget } from "./against-target.tsx";
import { sharesOf } from "./breakdown.ts";
import { CalculateYear } from "./calculate-year.tsx";
import { ChartDownloads } from "./chart-downloads.tsx";
import { IntensityAndQuality } from "./intensity-and-quality.tsx";
import { useNextSteps } from "./next-steps-rail.tsx";
import { getOverview } from "./overview.server.ts";
import { LastReport, NextSteps } from "./overview-aside.tsx";
import { OverviewCompleteness } from "./overview-completeness.tsx";
import { OverviewGroups, OverviewSources } from "./overview-sources.tsx";
import { FirstData, YearTotal } from "./overview-total.tsx";
import { ReviewStanding } from "./review-standing.tsx";
import { readYearMeasures } from "./year-measures.server.ts";

interface Period {
  start: string;
  end: string;
}

/** A calendar year as a number, any other period as dates. */
function titleOf(t: Messages["organization"], period: Period): string {
  const year = period.start.slice(0, 4);
  const isYear = period.start === `${year}-01-01` && period.end === `${year}-12-31`;
  return isYear ? t.overview.title(year) : t.overview.titlePeriod(period.start, period.end);
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  titleIn(matches, (t) => (data?.inventory ? titleOf(t.organization, data.inventory.period) : t.common.nav.overview));

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const { driftInputs, ...page } = await loadOverview(request, params);
    // Calculated outside the transaction, to keep the transaction short.
    const drifts = assessDrifts(driftInputs).map(summarizeDrift);
    return { ...page, drifts: drifts.filter(({ isDecided }) => !isDecided) };
  });

const loadOverview = (request: Request, params: LoaderFunctionArgs["params"]) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => {
    const organization = await getOrganization(tx, actor.organizationId);
    const inventoryId = new URL(request.url).searchParams.get("inventory");
    const overview = await getOverview(tx, actor.organizationId, inventoryId);
    const { facilities, sources, completeness, kgBySource, recordCount, review, result } = overview;
    const facilityOf = new Map(facilities.map((facility) => [facility.id, facility.name]));
    return {
      organizationId: actor.organizationId,
      mayEdit: actor.may("records.write"),
      approach: organization.consolidationApproach,
      inventories: overview.inventories,
      inventory: overview.inventory,
      standing:
        overview.inventory && (await readRunStanding(tx, actor.organizationId, overview.inventory, overview.runId)),
      mayRun: offers(InventoryActions, actor),
      result,
      previous: overview.previous && { year: overview.previous.year, result: overview.previous.result },
      shares: sharesOf(overview),
      measures: await readYearMeasures(tx, actor.organizationId, overview),
      target: await findNewestTarget(tx, actor.organizationId, new Date()),
      recordCount,
      counts: completeness?.counts ?? null,
      coverage: completeness && {
        daysDue: completeness.daysDue,
        daysCovered: completeness.daysCovered,
        daysEstimatedOnly: completeness.daysEstimatedOnly,
      },
      rows: sources.map(({ id, name, scope, facilityId }) => ({
        id,
        name,
        scope,
        facility: facilityOf.get(facilityId)!,
        cells: (review?.cells ?? [])
          .filter(({ sourceId }) => sourceId === id)
          .map(({ month, state, isEstimated }) => ({ month, state, isEstimated })),
        kg: kgBySource.get(id) ?? null,
      })),
      review: review?.records ?? null,
      tasks: await findOwnTasks(tx, actor),
      lastReport: overview.lastReport,
      baseYear: await loadBaseYearTotal(tx, actor.organizationId),
      driftInputs: await loadDrifts(tx, actor.organizationId),
      started: await findStarted(tx, actor.organizationId, new URL(request.url).searchParams.get("started")),
    };
  });

/** The number of a user's open tasks and the next due day. */
async function findOwnTasks(
  tx: Parameters<typeof listTasks>[0],
  { organizationId, userId }: { organizationId: string; userId: string },
) {
  const own = (await listTasks(tx, organizationId)).filter(
    ({ state, ownerId }) => state === "open" && ownerId === userId,
  );
  return { count: own.length, dueOn: own[0]?.dueOn ?? null };
}

/** What the guided start has just created. */
async function findStarted(tx: Parameters<typeof listStarts>[0], organizationId: string, id: string | null) {
  const start = id === null ? undefined : (await listStarts(tx, organizationId)).find((one) => one.id === id);
  return start ? { ...start.left, tasks: start.made.tasks.length } : null;
}

async function loadBaseYearTotal(tx: Parameters<typeof findBaseYear>[0], organizationId: string) {
  const state = await findBaseYear(tx, organizationId);
  const run =
    state && (await listComparableRuns(tx, organizationId)).find(({ runId }) => runId === state.referenceRunId);
  return run
    ? { year: run.period.start.slice(0, 4), inventoryId: run.inventoryId, runId: run.runId, co2eKg: run.co2eKg }
    : null;
}

export default function Overview() {
  const overview = useLoaderData<typeof loader>();
  const { inventory } = overview;
  const base = `/organizations/${overview.organizationId}`;
  return <PageBody>{inventory ? <Year {...{ overview, inventory, base }} /> : <NoInventory base={base} />}</PageBody>;
}

function NoInventory({ base }: { base: string }) {
  const { common, organization } = useMessages();
  const { overview: t } = organization;
  return (
    <>
      <PageHeader title={common.nav.overview} />
      <EmptyState
        level={2}
        title={t.noInventoryTitle}
        reason={t.noInventoryReason}
        action={
          <ButtonLink to={`${base}/inventories`} variant="primary">
            {t.toInventories}
          </ButtonLink>
        }
      />
    </>
  );
}

type OverviewData = SerializeFrom<typeof loader>;

interface YearProps {
  overview: OverviewData;
  inventory: NonNullable<OverviewData["inventory"]>;
  base: string;
}

/** The newest year: total, next steps and completeness. */
function Year({ overview, inventory, base }: YearProps) {
  const steps = useNextSteps();
  const year = inventory.period.start.slice(0, 4);
  const isWithoutData = overview.mayEdit && overview.recordCount === 0 && overview.rows.length > 0;
  const totals = overview.result?.totals ?? null;
  const inventoryHref = `${base}/inventories/${inventory.id}`;
  const isNewest = overview.inventories[0]?.id === inventory.id;
  const calculate = (
    <CalculateYear
      action={inventoryHref}
      standing={overview.standing}
      may={overview.mayRun}
      hasResult={overview.result !== null}
      isOutdated={isNewest && steps.some(({ kind }) => kind === "rerun")}
      hasRecords={overview.recordCount > 0}
    />
  );
  const breakdown = totals && {
    sources: overview.shares,
    totalKg: totals.co2eKg,
    previousYear: overview.previous?.year ?? null,
    base,
    inventoryId: inventory.id,
  };
  return (
    <>
      <YearHeader overview={overview} inventory={inventory} base={base} />
      {overview.started && <StartedNote started={overview.started} base={base} />}
      <Drifts drifts={overview.drifts} base={base} />
      <PageColumns
        aside={
          <>
            <NextSteps steps={steps} base={base} />
            <ReviewStanding base={base} review={overview.review} tasks={overview.tasks} />
            <PlausibilityLink base={base} />
            <LastReport report={overview.lastReport} base={base} />
            <AgainstBaseYear baseYear={overview.baseYear} base={base} inventoryId={inventory.id} totals={totals} />
            <AgainstTarget target={overview.target} base={base} />
            {overview.measures && (
              <IntensityAndQuality measures={overview.measures} base={base} inventoryHref={inventoryHref} />
            )}
          </>
        }
      >
        {isWithoutData && !overview.result ? (
          <FirstData year={year} base={base} />
        ) : (
          <YearTotal
            result={overview.result}
            previous={overview.previous}
            recordCount={overview.recordCount}
            year={year}
            inventoryHref={inventoryHref}
            calculate={calculate}
            downloads={<ChartDownloads chart="months" inventoryId={inventory.id} base={base} />}
          />
        )}
        {breakdown && (
          <div className="mt-14">
            <OverviewSources {...breakdown} />
          </div>
        )}
      </PageColumns>
      {breakdown && <OverviewGroups {...breakdown} />}
      <OverviewCompleteness
        base={base}
        period={inventory.period}
        rows={overview.rows}
        counts={overview.counts}
        coverage={overview.coverage}
        inventories={overview.inventories}
        inventoryId={inventory.id}
      />
    </>
  );
}

function YearHeader({ overview, inventory, base }: YearProps) {
  const { rows, counts, mayEdit, approach } = overview;
  // The first calculation is then the main button.
  const isEntered = overview.recordCount > 0 && !overview.result && overview.mayRun.calculate;
  const { organization: t, carbon } = useMessages();
  const approachName = carbon.consolidationApproach[approach];
  return (
    <PageHeader
      title={titleOf(t, inventory.period)}
      about={rows.length === 0 ? approachName : t.overview.about(approachName, counts?.missing ?? 0)}
      actions={
        mayEdit &&
        rows.length > 0 && (
          <>
            <ButtonLink to={`${base}/activities/import`} icon="import">
              {t.overview.import}
            </ButtonLink>
            <ButtonLink to={`${base}/activities`} variant={isEntered ? "secondary" : "primary"}>
              {t.overview.record}
            </ButtonLink>
          </>
        )
      }
    />
  );
}

/** Issued reports whose result newer factors would change. */
function Drifts({ drifts, base }: { drifts: OverviewData["drifts"]; base: string }) {
  const { comparison } = useMessages();
  if (drifts.length === 0) return null;
  return (
    <section aria-label={comparison.drift.noticesTitle} className="mb-8 max-w-240 space-y-3">
      {drifts.map((drift) => (
        <DriftNotice key={drift.reportId} drift={drift} base={base} />
      ))}
    </section>
  );
}
