import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { answerErrors, asOrganization, requireId } from "#app/access/actor.server.ts";
import { decidableFrom } from "#app/access/two-people.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import { formatDay } from "#app/day/format-day.ts";
import { env } from "#app/environment/env.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { findLatestJob } from "#app/jobs/job.server.ts";
import { ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { FactList } from "#app/kit/fact-list.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { usePolling } from "#app/kit/use-polling.ts";
import { HistorySection } from "#app/trail/history-list.tsx";
import { historyOf } from "#app/trail/trail-view.server.ts";
import { assessDrifts, loadDrifts } from "./drift/drift.server.ts";
import { DriftNotice, summarizeDrift } from "./drift/drift-notice.tsx";
import { IssuingNotice } from "./issuing-notice.tsx";
import { nameLanguages } from "./name-languages.ts";
import { getReport } from "./report.server.ts";
import { describeStatements, describeWithdrawals, reportVerbs } from "./report-acts.server.ts";
import { findWithheld } from "./report-copy.server.ts";
import { ReportActions } from "./report-form.ts";
import { REPORT } from "./report-state.ts";
import { ReportTimeline } from "./report-timeline.tsx";
import { countSeconds, listWithdrawals } from "./report-withdrawal.server.ts";
import { findSealed, listReportStatements } from "./verification.server.ts";
import { WithdrawalSection } from "./withdrawal-section.tsx";
import { WithheldSection } from "./withheld-section.tsx";

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  titleIn(matches, () => data?.report.number ?? "");

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const { driftInputs, ...page } = await loadReport(request, params);
    const [drift] = assessDrifts(driftInputs).map(summarizeDrift);
    return { ...page, drift: drift ? { ...drift, reportId: page.report.id, number: page.report.number } : null };
  });

const loadReport = (request: Request, params: LoaderFunctionArgs["params"]) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => {
    const { organizationId } = actor;
    const report = await getReport(tx, organizationId, requireId(params.reportId));
    const withdrawals = await listWithdrawals(tx, report.id);
    const open = withdrawals.find(({ end }) => end === null);
    const job = await findLatestJob(tx, "render-report", report.id);
    return {
      base: `/organizations/${organizationId}`,
      report: { ...report, issuedAt: report.issuedAt.toISOString() },
      stoppedFor: job?.state === "failed" ? (job.failure ?? "unknown") : null,
      waitsFor: job?.state === "failed" ? null : (job?.failure ?? null),
      isSealed: await findSealed(tx, report.number),
      withheld: await findWithheld(tx, report.id),
      done: job?.doneCount ?? 0,
      verifyUrl: `${env().publicUrl}/verify/${report.number}`,
      driftInputs: await loadDrifts(tx, organizationId, { reportId: report.id }),
      life: describeStatements(await listReportStatements(tx, report.number), localeOf(request)),
      withdrawals: describeWithdrawals(withdrawals, actor.userId),
      waitsUntil:
        open &&
        (await decidableFrom(
          tx,
          { act: "withdrawal", proposer: open.proposedBy, proposedAt: open.proposedAt, organizationId },
          actor.userId,
        )),
      seconds: await countSeconds(tx, organizationId, actor.userId),
      history: await historyOf(tx, organizationId, { subject: "report", subjectId: report.id }, localeOf(request)),
      maySeeTrail: actor.may("trail.view"),
      mayManage: offers(ReportActions, actor).confirm,
      mayDisclose: actor.may("report.disclose"),
    };
  });

export const action = organizationAction(ReportActions, reportVerbs);

export default function ReportPage() {
  const page = useLoaderData<typeof loader>();
  const { base, report } = page;
  const { reportPage: t, reportLife } = useMessages();
  const isIssuing = report.state === "issuing";
  usePolling(isIssuing);
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ to: `${base}/reports`, label: t.title }]}
        title={report.number}
        state={<Chip tone={REPORT.tones[report.state]}>{reportLife.states[report.state]}</Chip>}
        actions={
          isIssuing
            ? undefined
            : report.locales.map((one) => (
                <ButtonLink
                  key={one}
                  icon="download"
                  to={`/verify/${report.number}/report.pdf?language=${one}`}
                  reloadDocument
                >
                  {t.download(t.languages[one])}
                </ButtonLink>
              ))
        }
      />
      {isIssuing ? (
        <IssuingNotice {...page} mayRetry={page.mayManage} />
      ) : (
        <>
          <IssuedFacts />
          <IssuedSections />
        </>
      )}
    </PageBody>
  );
}

/** What is printed on the report or leads to it. */
function IssuedFacts() {
  const { base, report, isSealed, verifyUrl, drift } = useLoaderData<typeof loader>();
  const { reportPage: t, reportLife } = useMessages();
  const locale = useLocale();
  const address = `/verify/${report.number}`;
  const page = (
    <Link className="text-link break-all" to={address}>
      {verifyUrl}
    </Link>
  );
  const bundles = (
    <ul>
      {report.locales.map((one) => (
        <li key={one}>
          <Link className="text-link break-all" to={`${address}/bundle.zip?language=${one}`} reloadDocument>
            {`${report.number}-${one}.bundle.zip`}
          </Link>
        </li>
      ))}
    </ul>
  );
  const { validity } = reportLife;
  const until = report.validUntil ? validity.until(formatDay(report.validUntil, locale)) : validity.none;
  return (
    <div className="max-w-180">
      {drift && (
        <div className="mb-6">
          <DriftNotice drift={drift} base={base} />
        </div>
      )}
      <FactList
        facts={[
          { label: t.issued, value: formatDay(report.issuedAt, locale) },
          { label: validity.label, value: until },
          { label: t.version, value: report.version },
          { label: t.language, value: nameLanguages(t, report.locales) },
          { label: t.seal.label, value: isSealed ? t.seal.present : t.seal.absent },
          { label: t.verifyPage, value: page },
          { label: t.bundle, value: bundles },
        ]}
      />
      <p className="mt-4 text-14 text-muted">{t.share}</p>
    </div>
  );
}

/** What became of the report, and what can be done with it. */
function IssuedSections() {
  const page = useLoaderData<typeof loader>();
  const { base, report } = page;
  const answer = useActionData<typeof action>();
  // What waits for a second person comes first.
  const isProposed = page.withdrawals.some(({ end }) => end === null);
  const withdrawal = (
    <WithdrawalSection
      number={report.number}
      isWithdrawn={report.state === "withdrawn"}
      mayManage={page.mayManage}
      seconds={page.seconds}
      waitsUntil={page.waitsUntil}
      membersHref={`${base}/members`}
      withdrawals={page.withdrawals}
      errors={answer?.errors ?? {}}
      typed={answer?.typed ?? {}}
    />
  );
  return (
    <div className="mt-10 max-w-180 space-y-10">
      <ReportTimeline
        entries={page.life}
        version={report.version}
        state={report.state}
        validUntil={report.validUntil}
      />
      {isProposed && withdrawal}
      <WithheldSection
        address={`${base}/reports/${report.id}`}
        withheld={page.withheld}
        mayDisclose={page.mayDisclose}
      />
      <HistorySection
        events={page.history}
        trailHref={page.maySeeTrail ? `${base}/audit-trail?about=${report.id}` : undefined}
      />
      {!isProposed && withdrawal}
    </div>
  );
}
