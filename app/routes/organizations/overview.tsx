import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { asOrganization } from "#app/http/actor.server.ts";
import type { Messages } from "#app/i18n/index.ts";
import { getOrganization } from "#app/services/organization.server.ts";
import { getOverview } from "#app/services/overview.server.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useMessages } from "#app/ui/i18n-context.tsx";
import { PageBody } from "#app/ui/page-body.tsx";
import { PageColumns } from "#app/ui/page-columns.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { titleIn } from "#app/ui/page-title.ts";
import { listNextSteps } from "./next-steps.ts";
import { LastReport, NextSteps } from "./overview-aside.tsx";
import { OverviewCompleteness } from "./overview-completeness.tsx";
import { YearTotal } from "./overview-total.tsx";

interface Period {
  start: string;
  end: string;
}

/** A calendar year by its number, another period by its days. */
function titleOf(t: Messages["organization"], period: Period): string {
  const year = period.start.slice(0, 4);
  const isYear = period.start === `${year}-01-01` && period.end === `${year}-12-31`;
  return isYear ? t.overview.title(year) : t.overview.titlePeriod(period.start, period.end);
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  titleIn(matches, (t) => (data?.inventory ? titleOf(t.organization, data.inventory.period) : t.common.nav.overview));

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "viewer", async (tx, actor) => {
    const organization = await getOrganization(tx, actor.organizationId);
    const inventoryId = new URL(request.url).searchParams.get("inventory");
    const overview = await getOverview(tx, actor.organizationId, inventoryId);
    const { facilities, sources, completeness, kgBySource, recordCount, blockers, isReported } = overview;
    const facilityOf = new Map(facilities.map((facility) => [facility.id, facility.name]));
    const monthsOf = new Map(completeness?.sources.map((row) => [row.sourceId, row.months]));
    return {
      organizationId: actor.organizationId,
      mayEdit: actor.role !== "viewer" && actor.role !== "billing" && actor.role !== "reviewer",
      approach: organization.consolidationApproach,
      inventories: overview.inventories,
      inventory: overview.inventory,
      result: overview.result,
      previous: overview.previous,
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
        months: monthsOf.get(id) ?? [],
        kg: kgBySource.get(id) ?? null,
      })),
      steps: listNextSteps({
        facilityCount: facilities.length,
        sourceCount: sources.length,
        recordCount,
        missingCells: completeness?.counts.missing ?? 0,
        blockers,
        isReported,
      }),
      lastReport: overview.lastReport,
    };
  });

export default function Overview() {
  const overview = useLoaderData<typeof loader>();
  const { organizationId, inventory, counts, rows, mayEdit } = overview;
  const { organization: t, carbon } = useMessages();
  const base = `/organizations/${organizationId}`;
  if (!inventory) {
    return (
      <PageBody>
        <EmptyState
          level={2}
          title={t.overview.noInventoryTitle}
          reason={t.overview.noInventoryReason}
          action={
            <ButtonLink to={`${base}/inventories`} variant="primary">
              {t.overview.toInventories}
            </ButtonLink>
          }
        />
      </PageBody>
    );
  }
  return (
    <PageBody>
      <PageHeader
        title={titleOf(t, inventory.period)}
        about={
          rows.length === 0
            ? carbon.consolidationApproach[overview.approach]
            : t.overview.about(carbon.consolidationApproach[overview.approach], counts?.missing ?? 0)
        }
        actions={
          mayEdit &&
          rows.length > 0 && (
            <>
              <ButtonLink to={`${base}/activities/import`} icon="import">
                {t.overview.import}
              </ButtonLink>
              <ButtonLink to={`${base}/activities`} variant="primary">
                {t.overview.record}
              </ButtonLink>
            </>
          )
        }
      />
      <PageColumns
        aside={
          <>
            <NextSteps steps={overview.steps} base={base} inventoryId={inventory.id} />
            <LastReport report={overview.lastReport} base={base} />
          </>
        }
      >
        <YearTotal
          result={overview.result}
          previous={overview.previous}
          year={inventory.period.start.slice(0, 4)}
          inventoryHref={`${base}/inventories/${inventory.id}`}
        />
      </PageColumns>
      <OverviewCompleteness
        base={base}
        period={inventory.period}
        rows={rows}
        counts={counts}
        coverage={overview.coverage}
        inventories={overview.inventories}
        inventoryId={inventory.id}
      />
    </PageBody>
  );
}
