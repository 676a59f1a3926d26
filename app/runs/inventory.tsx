import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { asOrganization, requireId } from "#app/access/actor.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import { ButtonLink } from "#app/kit/button.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { usePolling } from "#app/kit/use-polling.ts";
import { getInventory } from "#app/organization/inventory.server.ts";
import { startRun } from "./calculation.server.ts";
import { cancelRun } from "./calculation-run.server.ts";
import { InventoryActions } from "./inventory-actions.ts";
import { InventoryPage } from "./inventory-page.tsx";
import { loadRunPage } from "./load-run.server.ts";
import { CalculateForm, isAtWork, RunStandingNote } from "./run-progress.tsx";
import { readRunStanding } from "./run-standing.server.ts";

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  titleIn(matches, ({ inventory }) => inventory.titleOf(data?.period.start.slice(0, 4) ?? ""));

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => {
    const inventory = await getInventory(tx, actor.organizationId, requireId(params.inventoryId));
    const search = new URL(request.url).searchParams;
    const run = await loadRunPage(tx, { organizationId: actor.organizationId, inventoryId: inventory.id, search });
    return {
      organizationId: actor.organizationId,
      inventoryId: inventory.id,
      period: inventory.period,
      may: offers(InventoryActions, actor),
      shown: run,
      ...(await readRunStanding(tx, actor.organizationId, inventory, run?.run.id ?? null)),
    };
  });

export const action = organizationAction(InventoryActions, {
  calculate: async (tx, { actor, params, value }) => {
    await startRun(tx, actor, requireId(params.inventoryId));
    return addressAfter(actor.organizationId, params.inventoryId!, value);
  },
  cancel: async (tx, { actor, params, value }) => {
    await cancelRun(tx, actor.organizationId, requireId(params.inventoryId));
    return addressAfter(actor.organizationId, params.inventoryId!, value);
  },
});

function addressAfter(organizationId: string, inventoryId: string, { back }: { back?: "overview" | undefined }) {
  const base = `/organizations/${organizationId}`;
  return back === "overview" ? `${base}?inventory=${inventoryId}` : `${base}/inventories/${inventoryId}`;
}

export default function Inventory() {
  const page = useLoaderData<typeof loader>();
  const { inventory: t, comparison } = useMessages();
  const newest = page.shown?.run;
  const isRunning = isAtWork(page);
  usePolling(isRunning);
  const base = `/organizations/${page.organizationId}`;
  const here = `${base}/inventories/${page.inventoryId}`;
  const actions = (
    <>
      {newest && (
        <>
          <ButtonLink variant="secondary" icon="download" to={`${base}/runs/${newest.id}/results.xlsx`} reloadDocument>
            {t.resultsXlsx}
          </ButtonLink>
          <ButtonLink variant="secondary" icon="download" to={`${base}/runs/${newest.id}/results.csv`} reloadDocument>
            {t.resultsCsv}
          </ButtonLink>
          <ButtonLink variant="secondary" icon="download" to={`${base}/runs/${newest.id}/document.json`} reloadDocument>
            {t.export}
          </ButtonLink>
        </>
      )}
      {newest?.totals && (
        <ButtonLink variant="secondary" to={`${here}/compare?run=${newest.id}`}>
          {comparison.compare}
        </ButtonLink>
      )}
      {page.may.calculate && (
        <CalculateForm
          action={here}
          label={newest ? t.runAgain : t.run}
          isPrimary={!newest?.isCurrent}
          isOff={isRunning || page.isTooMuch}
        />
      )}
      {newest?.isCurrent && newest.totals && (
        <ButtonLink variant="primary" to={`${base}/reports?run=${newest.id}`}>
          {t.prepareReport}
        </ButtonLink>
      )}
    </>
  );
  return (
    <PageBody>
      <PageHeader
        title={t.titleOf(yearOf(page.period))}
        about={`${page.period.start} – ${page.period.end}`}
        actions={actions}
      />
      <RunStandingNote action={here} standing={page} mayCancel={page.may.cancel} />
      {page.shown && (
        <>
          <InventoryPage base={base} page={{ ...page.shown, inventoryId: page.inventoryId, period: page.period }} />
          <p className="mt-10 text-14">
            <Link className="text-link touch:py-2" to={`${base}/runs?inventory=${page.inventoryId}`}>
              {t.runsTitle}
            </Link>
          </p>
        </>
      )}
      {!newest && !page.job && <EmptyState title={t.empty.title} reason={t.empty.reason} />}
    </PageBody>
  );
}

function yearOf({ start, end }: { start: string; end: string }): string {
  const isYear = start.endsWith("-01-01") && end === `${start.slice(0, 4)}-12-31`;
  return isYear ? start.slice(0, 4) : `${start} – ${end}`;
}
