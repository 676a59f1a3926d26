import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { asOrganization, requireId } from "#app/access/actor.server.ts";
import { NO_LONGER_AUTHORISED } from "#app/access/standing.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { formatDecimal } from "#app/carbon/format.ts";
import { findLatestJob, PROCESS_DIED } from "#app/jobs/job.server.ts";
import { Button, ButtonLink, offWhile } from "#app/kit/button.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Progress } from "#app/kit/progress.tsx";
import { usePolling } from "#app/kit/use-polling.ts";
import { getInventory } from "#app/organization/inventory.server.ts";
import { startRun } from "./calculation.server.ts";
import { cancelRun, RUN_CANCELLED } from "./calculation-run.server.ts";
import { InventoryPage } from "./inventory-page.tsx";
import { loadRunPage } from "./load-run.server.ts";
import { estimateLargeRun, isBeyond, type RunEstimate } from "./run-estimate.server.ts";

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  titleIn(matches, ({ inventory }) => inventory.titleOf(data?.period.start.slice(0, 4) ?? ""));

const InventoryActions = defineActions({
  calculate: { right: "runs.calculate", unnamed: true, schema: z.object({}) },
  cancel: { right: "runs.calculate", schema: z.object({}) },
});

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => {
    const inventory = await getInventory(tx, actor.organizationId, requireId(params.inventoryId));
    const search = new URL(request.url).searchParams;
    const run = await loadRunPage(tx, { organizationId: actor.organizationId, inventoryId: inventory.id, search });
    const estimate = await estimateLargeRun(tx, actor.organizationId, inventory.period);
    const job = await findLatestJob(tx, "calculate-run", inventory.id);
    return {
      organizationId: actor.organizationId,
      inventoryId: inventory.id,
      period: inventory.period,
      may: offers(InventoryActions, actor),
      job: job && job.state !== "done" && job.id !== run?.run.id ? job : null,
      isUnauthorised: job?.failure === NO_LONGER_AUTHORISED,
      isCancelled: job?.failure === RUN_CANCELLED,
      isGivenUp: job?.failure === PROCESS_DIED,
      shown: run,
      estimate,
      isTooMuch: estimate !== null && isBeyond(estimate),
    };
  });

export const action = organizationAction(InventoryActions, {
  calculate: async (tx, { actor, params }) => {
    await startRun(tx, actor, requireId(params.inventoryId));
    return `/organizations/${actor.organizationId}/inventories/${params.inventoryId}`;
  },
  cancel: async (tx, { actor, params }) => {
    await cancelRun(tx, actor.organizationId, requireId(params.inventoryId));
    return `/organizations/${actor.organizationId}/inventories/${params.inventoryId}`;
  },
});

export type InventoryData = Awaited<ReturnType<typeof loader>>;

export default function Inventory() {
  const page = useLoaderData<typeof loader>();
  const { inventory: t, comparison } = useMessages();
  const _locale = useLocale();
  const newest = page.shown?.run;
  const isRunning = page.job !== null && page.job.state !== "failed";
  usePolling(isRunning);
  const base = `/organizations/${page.organizationId}`;
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
        <ButtonLink variant="secondary" to={`${base}/inventories/${page.inventoryId}/compare?run=${newest.id}`}>
          {comparison.compare}
        </ButtonLink>
      )}
      {page.may.calculate && (
        <Form method="post">
          <Button variant={newest?.isCurrent ? "secondary" : "primary"} {...offWhile(isRunning || page.isTooMuch)}>
            {newest ? t.runAgain : t.run}
          </Button>
        </Form>
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
      {page.job && <RunProgress job={page.job} page={page} />}
      {page.estimate && !isRunning && <Estimate estimate={page.estimate} isTooMuch={page.isTooMuch} />}
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

/** What a large run takes, before it is asked for; or that it would not fit. */
function Estimate({ estimate, isTooMuch }: { estimate: RunEstimate; isTooMuch: boolean }) {
  const { inventory: t } = useMessages();
  const locale = useLocale();
  const told = (number: number) => formatDecimal(String(number), { locale });
  const { records, sources, single, memoryMib, limitMib, seconds } = estimate;
  const facts = {
    records: told(records),
    sources: told(sources),
    single: told(single),
    memory: told(memoryMib),
    limit: told(limitMib),
    minutes: told(Math.ceil(seconds / 60)),
  };
  return (
    <p className={`mb-6 max-w-160 text-14 ${isTooMuch ? "text-bad" : "text-muted"}`}>
      {isTooMuch ? t.estimateBeyond(facts) : t.estimate(facts)}
    </p>
  );
}

/** How far a run is, and the way to call it off; or what became of it. */
function RunProgress({
  job,
  page,
}: {
  job: NonNullable<InventoryData["job"]>;
  page: Pick<InventoryData, "isUnauthorised" | "isCancelled" | "isGivenUp" | "may">;
}) {
  const { inventory: t } = useMessages();
  const locale = useLocale();
  if (job.state === "failed") {
    const words = page.isUnauthorised ? t.runUnauthorised : page.isGivenUp ? t.runGivenUp : t.runFailed;
    return (
      <p className={`mb-6 max-w-140 text-14 ${page.isCancelled ? "text-muted" : "text-bad"}`} role="status">
        {page.isCancelled ? t.runCancelled : words}
      </p>
    );
  }
  const count = (number: number) => formatDecimal(String(number), { locale });
  const isCounted = job.state === "running" && job.totalCount !== null && job.totalCount > 0;
  const words = job.state === "queued" ? t.runQueued : t.running;
  return (
    <div className="mb-6 flex max-w-140 flex-wrap items-end gap-4">
      <div className="min-w-48 flex-1" role="status">
        <Progress
          label={words}
          counts={isCounted ? t.runProgress(count(job.doneCount), count(job.totalCount!)) : words}
          done={job.doneCount}
          of={job.totalCount ?? 1}
        />
      </div>
      {page.may.cancel && (
        <Form method="post">
          <Button variant="secondary" name="intent" value="cancel">
            {t.cancelRun}
          </Button>
        </Form>
      )}
    </div>
  );
}

function yearOf({ start, end }: { start: string; end: string }): string {
  const isYear = start.endsWith("-01-01") && end === `${start.slice(0, 4)}-12-31`;
  return isYear ? start.slice(0, 4) : `${start} – ${end}`;
}
