import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { answerErrors } from "#app/access/actor.server.ts";
import { formatTonnes } from "#app/carbon/format.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { SelectField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Tabs } from "#app/kit/tabs.tsx";
import { BridgeSection, openSource, SourceCauses, SourceTable, viewBridge } from "./bridge-view.tsx";
import { loadComparison } from "./load-comparison.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, ({ comparison }) => comparison.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const { actor, inventory, runs, baseYearRunId, pair } = await loadComparison(request, params);
    const search = new URL(request.url).searchParams;
    return {
      base: `/organizations/${actor.organizationId}`,
      inventory,
      baseYearRunId,
      runs: runs.map(({ createdAt, ...run }) => ({ ...run, createdAt: createdAt.toISOString() })),
      basis: search.get("basis") === "market" ? ("market" as const) : ("location" as const),
      comparison: pair && {
        beforeId: pair.before.run.id,
        afterId: pair.after.run.id,
        isSameInventory: pair.before.run.inventoryId === pair.after.run.inventoryId,
        beforeAt: pair.before.run.createdAt.toISOString(),
        afterAt: pair.after.run.createdAt.toISOString(),
        bridge: viewBridge(pair.printed),
        opened: openSource(pair.printed, search.get("source")),
      },
    };
  });

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Compare() {
  const page = useLoaderData<typeof loader>();
  const { comparison: t, inventory: words } = useMessages();
  const [search] = useSearchParams();
  const here = `${page.base}/inventories/${page.inventory.id}`;
  const { comparison } = page;
  const file = (kind: string) => `${here}/compare.${kind}?with=${comparison?.beforeId}&run=${comparison?.afterId}`;
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ to: here, label: words.titleOf(yearOf(page.inventory.period)) }]}
        title={t.title}
        about={t.about}
        actions={
          comparison && (
            <>
              <ButtonLink icon="download" to={file("csv")} reloadDocument>
                {t.csv}
              </ButtonLink>
              <ButtonLink icon="download" to={file("json")} reloadDocument>
                {t.json}
              </ButtonLink>
            </>
          )
        }
      />
      {comparison ? (
        <>
          <Choice page={page} />
          <Result page={page} comparison={comparison} here={`${here}/compare`} search={search} />
        </>
      ) : (
        <EmptyState
          title={t.empty.title}
          reason={t.empty.reason}
          action={<ButtonLink to={here}>{t.empty.action}</ButtonLink>}
        />
      )}
    </PageBody>
  );
}

/** Which two runs: a plain form, so that the choice is in the address. */
function Choice({ page }: { page: Page }) {
  const { comparison: t } = useMessages();
  const locale = useLocale();
  const clock = useClock();
  const labelOf = ({ runId, createdAt, co2eKg }: Page["runs"][number]) => {
    const mark = runId === page.baseYearRunId ? ` · ${t.baseYearMark}` : "";
    return t.runLabel(clock.instant(createdAt), formatTonnes(co2eKg, { locale, digits: 2 })) + mark;
  };
  const own = page.runs.filter(({ inventoryId }) => inventoryId === page.inventory.id);
  const others = page.runs.filter(({ inventoryId }) => inventoryId !== page.inventory.id);
  const options = (runs: Page["runs"]) => runs.map((run) => ({ value: run.runId, label: labelOf(run) }));
  const withYear = others.map((run) => ({ value: run.runId, label: `${yearOf(run.period)} · ${labelOf(run)}` }));
  return (
    <Form method="get" className="mb-8 grid max-w-240 items-end gap-4 md:grid-cols-[1fr_1fr_auto] print:hidden">
      <SelectField
        key={`with ${page.comparison?.beforeId}`}
        label={t.choose}
        name="with"
        defaultValue={page.comparison?.beforeId}
        options={[
          ...(withYear.length > 0 ? [{ label: t.otherInventories, options: withYear }] : []),
          { label: t.sameInventory, options: options(own) },
        ]}
      />
      <SelectField
        key={`run ${page.comparison?.afterId}`}
        label={t.thisRun}
        name="run"
        defaultValue={page.comparison?.afterId}
        options={options(own)}
      />
      <div>
        <input type="hidden" name="basis" value={page.basis} />
        <Button variant="secondary">{t.show}</Button>
      </div>
    </Form>
  );
}

interface ResultProps {
  page: Page;
  comparison: NonNullable<Page["comparison"]>;
  here: string;
  search: URLSearchParams;
}

function Result({ page, comparison, here, search }: ResultProps) {
  const { comparison: t } = useMessages();
  const clock = useClock();
  const { bridge, opened } = comparison;
  const [before, after] = comparison.isSameInventory
    ? [clock.instant(comparison.beforeAt), clock.instant(comparison.afterAt)]
    : [yearOf(bridge.before.period), yearOf(bridge.after.period)];
  const [shortBefore, shortAfter] = comparison.isSameInventory ? [t.before, t.after] : [before, after];
  const to = (changes: Record<string, string>) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes)) next.set(name, value);
    return `${here}?${next}`;
  };
  const tabs = (["location", "market"] as const).map((basis) => ({
    to: to({ basis }),
    label: t[basis],
    isCurrent: basis === page.basis,
  }));
  return (
    <>
      <Tabs label={t.basis} tabs={tabs} />
      <div className="mt-8 max-w-240 space-y-12">
        <BridgeSection
          bridge={bridge}
          basis={page.basis}
          title={t.titleOf(before, after)}
          beforeLabel={shortBefore}
          afterLabel={shortAfter}
        />
        {bridge.sources.length === 0 && <p className="text-14 text-muted">{t.none}</p>}
        <SourceTable
          bridge={bridge}
          basis={page.basis}
          hrefOf={(source) => `${to({ source })}#causes`}
          opened={opened?.source ?? null}
        />
        {opened && <SourceCauses opened={opened} basis={page.basis} />}
        <p className="text-14 print:hidden">
          <Link className="text-link" to={`${page.base}/base-year`}>
            {t.baseYear.link}
          </Link>
        </p>
      </div>
    </>
  );
}

function yearOf({ start, end }: { start: string; end: string }): string {
  const isYear = start.endsWith("-01-01") && end === `${start.slice(0, 4)}-12-31`;
  return isYear ? start.slice(0, 4) : `${start} – ${end}`;
}
