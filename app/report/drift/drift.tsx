import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors, inTenant, requireActor } from "#app/access/actor.server.ts";
import { organizationAction, refuse } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { AppError } from "#app/encoding/errors.ts";
import { isPlainText } from "#app/encoding/text/plain-text.ts";
import { localName } from "#app/i18n/index.ts";
import { seeWhatHolds } from "#app/kit/based-on.ts";
import { ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { SentenceGap } from "#app/kit/sentence-gap.tsx";
import { Table } from "#app/kit/table.tsx";
import { BridgeSection, openSource, SourceCauses, SourceTable, viewBridge } from "#app/runs/comparison/bridge-view.tsx";
import { DecisionForm } from "#app/runs/comparison/decision-form.tsx";
import { decideDrift, hasDrift } from "./drift.server.ts";
import { DriftNotice, summarizeDrift } from "./drift-notice.tsx";
import { loadReportDrift } from "./load-drift.server.ts";

const DriftForm = z.object({
  decision: z.enum(["dismissed", "new_run"], { error: "choiceMissing" }),
  reason: z
    .string({ error: "required" })
    .min(3, { error: "required" })
    .max(2000, { error: "tooLong" })
    .refine(isPlainText, { error: "textForbidden" }),
  fingerprint: z.string({ error: "stale" }).regex(/^[0-9a-f]{64}$/, { error: "stale" }),
});

export const meta: MetaFunction<typeof loader> = ({ matches, data: page }) =>
  titleIn(matches, ({ comparison }) => comparison.drift.titleOf(page?.number ?? ""));

const DriftActions = defineActions({ decide: { right: "report.prepare", schema: DriftForm } });

export const shouldRevalidate = seeWhatHolds;

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireActor(request, params, "organization.view");
    const { report, drift, runHash } = await loadReportDrift(actor, params.reportId);
    const source = new URL(request.url).searchParams.get("source");
    return {
      base: `/organizations/${actor.organizationId}`,
      reportId: report.id,
      number: report.number,
      inventoryId: drift.inventoryId,
      mayDecide: offers(DriftActions, actor).decide,
      runHash,
      hasDrift: hasDrift(drift),
      fingerprint: drift.fingerprint,
      summary: { ...summarizeDrift(drift), reportId: report.id, number: report.number },
      replaced: drift.replaced,
      unresolved: drift.unresolved.slice(0, 200),
      bridge: drift.bridge && viewBridge(drift.bridge),
      opened: drift.bridge && openSource(drift.bridge, source),
      decision: drift.decision && { ...drift.decision, decidedAt: drift.decision.decidedAt.toISOString() },
    };
  });

export const action = organizationAction(DriftActions, {
  decide: {
    outside: async ({ actor, params, value: { decision, reason, fingerprint } }) => {
      const { report, drift } = await loadReportDrift(actor, params.reportId);
      if (!hasDrift(drift)) throw new AppError("conflict");
      if (fingerprint !== drift.fingerprint) return refuse({ form: "stale" });
      await inTenant(actor, (tx) => decideDrift(tx, actor, drift, { reportId: report.id, decision, reason }));
      const base = `/organizations/${actor.organizationId}`;
      return decision === "new_run" ? `${base}/inventories/${drift.inventoryId}` : `${base}/reports/${report.id}/drift`;
    },
  },
});

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Drift() {
  const page = useLoaderData<typeof loader>();
  const { comparison, reportPage } = useMessages();
  const t = comparison.drift;
  const report = `${page.base}/reports/${page.reportId}`;
  const { bridge, opened } = page;
  return (
    <PageBody>
      <PageHeader
        crumbs={[
          { to: `${page.base}/reports`, label: reportPage.title },
          { to: report, label: page.number },
        ]}
        title={t.title}
        about={t.about}
        actions={
          bridge && (
            <ButtonLink icon="download" to={`${report}/drift.csv`} reloadDocument>
              {t.csv}
            </ButtonLink>
          )
        }
      />
      {!page.hasDrift ? (
        <EmptyState
          title={t.none.title}
          reason={t.none.reason}
          action={<ButtonLink to={report}>{t.none.action}</ButtonLink>}
        />
      ) : (
        <div className="max-w-240 space-y-12">
          <DriftNotice drift={page.summary} base={page.base} isHere />
          {bridge && (
            <BridgeSection
              bridge={bridge}
              basis="location"
              title={comparison.title}
              beforeLabel={t.asIssued}
              afterLabel={t.withNewer}
            />
          )}
          <ReplacedTable page={page} />
          {bridge && (
            <SourceTable
              bridge={bridge}
              basis="location"
              hrefOf={(source) => `${report}/drift?source=${encodeURIComponent(source)}#causes`}
              opened={opened?.source ?? null}
            />
          )}
          {opened && <SourceCauses opened={opened} basis="location" />}
          <Unresolved page={page} />
          <Decision page={page} />
          <p className="text-12 break-all text-muted">{t.frozen(page.runHash)}</p>
        </div>
      )}
    </PageBody>
  );
}

function ReplacedTable({ page }: { page: Page }) {
  const { comparison } = useMessages();
  const t = comparison.drift;
  const locale = useLocale();
  if (page.replaced.length === 0) return null;
  const versionOf = (reference: string) => reference.slice(reference.lastIndexOf("@") + 1);
  return (
    <Section title={t.factorsTitle} count={page.replaced.length}>
      <Table
        caption={t.factorsTitle}
        rows={page.replaced}
        rowKey={({ from, to }) => `${from} ${to}`}
        columns={[
          {
            key: "factor",
            head: t.factor,
            isRowHead: true,
            cell: ({ name, to }) => (
              <Link className="text-link" to={`/factors/${encodeURIComponent(to.slice(0, to.lastIndexOf("@")))}`}>
                {localName(name, locale) || to}
              </Link>
            ),
          },
          { key: "from", head: t.from, cell: ({ from }) => versionOf(from) },
          { key: "to", head: t.to, cell: ({ to }) => versionOf(to) },
          {
            key: "why",
            head: t.why,
            cell: ({ isCorrection }) =>
              isCorrection ? <Chip tone="bad">{t.correction}</Chip> : <Chip>{t.newer}</Chip>,
          },
          { key: "lines", head: t.lineCount, isNumeric: true, cell: ({ lineCount }) => lineCount },
        ]}
      />
    </Section>
  );
}

function Unresolved({ page }: { page: Page }) {
  const { comparison, carbon } = useMessages();
  const t = comparison.drift;
  if (page.unresolved.length === 0) return null;
  return (
    <Section title={t.unresolvedTitle} count={page.summary.unresolvedCount}>
      <p className="mt-3 text-14 text-muted">{t.unresolvedAbout}</p>
      <ul className="mt-2 divide-y divide-line text-14">
        {page.unresolved.map(({ activity, code, detail }) => (
          <li key={`${activity} ${code}`} className="flex gap-4 py-2">
            <span className="w-14 shrink-0 font-medium tabular-nums">{activity}</span>
            <span className="min-w-0">{carbon.describeProblem(code, detail ?? {})}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What was decided, or the form to decide. */
function Decision({ page }: { page: Page }) {
  const { comparison } = useMessages();
  const t = comparison.drift;
  const clock = useClock();
  const answer = useActionData<typeof action>();
  if (page.decision) {
    const { decision, decidedAt, authorName, reason } = page.decision;
    const [day, who] = [clock.day(decidedAt), authorName ?? comparison.baseYear.former];
    return (
      <Section title={t.decideTitle}>
        <p className="mt-3 text-14">
          {decision === "dismissed" ? t.decidedDismissed(day, who) : t.decidedNewRun(day, who)}
          <SentenceGap />
          {reason}
          <SentenceGap />
          {decision === "new_run" && (
            <Link className="text-link" to={`${page.base}/inventories/${page.inventoryId}`}>
              {t.openInventory}
            </Link>
          )}
        </p>
      </Section>
    );
  }
  if (!page.mayDecide) return <p className="text-14 text-muted">{t.readOnly}</p>;
  return (
    <Section title={t.decideTitle} id="decide">
      <p className="mt-3 max-w-180 text-14 text-muted">{t.decideAbout}</p>
      <DecisionForm
        hidden={{ fingerprint: page.fingerprint }}
        label={t.choice}
        choices={[
          { value: "dismissed", label: t.dismiss, text: t.dismissAbout },
          { value: "new_run", label: t.newRun, text: t.newRunAbout },
        ]}
        reasonName="reason"
        reasonLabel={t.reason}
        submit={t.decide}
        typed={answer?.typed ?? {}}
        errors={answer?.errors ?? {}}
      />
    </Section>
  );
}
