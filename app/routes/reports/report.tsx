import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { doors, env } from "#app/doors.server.ts";
import { answerErrors, asOrganization, requireActor, requireId } from "#app/http/actor.server.ts";
import { parseForm } from "#app/http/form.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { WithdrawForm } from "#app/http/report-form.ts";
import { issuerKeys } from "#app/issuer.server.ts";
import { assessDrifts, loadDrifts } from "#app/services/drift.server.ts";
import { findLatestJob } from "#app/services/job.server.ts";
import { signPendingCheckpoint } from "#app/services/log.server.ts";
import { getReport, withdrawReport } from "#app/services/report.server.ts";
import { ROLE_RANK } from "#app/services/role.ts";
import { findSealed } from "#app/services/verification.server.ts";
import { HistorySection } from "#app/ui/audit-trail/history-list.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { Chip } from "#app/ui/chip.tsx";
import { DriftNotice, summarizeDrift } from "#app/ui/comparison/drift-notice.tsx";
import { ConfirmAction } from "#app/ui/confirm-action.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { TextAreaField } from "#app/ui/field.tsx";
import { formatDay } from "#app/ui/format-day.ts";
import { useLocale, useMessages } from "#app/ui/i18n-context.tsx";
import { PageBody } from "#app/ui/page-body.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { titleIn } from "#app/ui/page-title.ts";
import { Progress } from "#app/ui/progress.tsx";
import { STATE_TONES } from "#app/ui/report/report-state.ts";
import { Section } from "#app/ui/section.tsx";
import { historyOf } from "../trail/trail-view.server.ts";

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  titleIn(matches, () => data?.report.number ?? "");

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const { driftInputs, ...page } = await loadReport(request, params);
    const [drift] = assessDrifts(driftInputs).map(summarizeDrift);
    return { ...page, drift: drift ? { ...drift, reportId: page.report.id, number: page.report.number } : null };
  });

const loadReport = (request: Request, params: LoaderFunctionArgs["params"]) =>
  asOrganization(request, params, "viewer", async (tx, actor) => {
    const report = await getReport(tx, actor.organizationId, requireId(params.reportId));
    const job = await findLatestJob(tx, "render-report", report.id);
    return {
      base: `/organizations/${actor.organizationId}`,
      report: { ...report, issuedAt: report.issuedAt.toISOString() },
      hasFailed: job?.state === "failed",
      waitsForSeal: job?.state !== "failed" && job?.failure != null,
      isSealed: await findSealed(tx, report.number),
      done: job?.doneCount ?? 0,
      verifyUrl: `${env().publicUrl}/verify/${report.number}`,
      driftInputs: await loadDrifts(tx, actor.organizationId, { reportId: report.id }),
      history: await historyOf(
        tx,
        actor.organizationId,
        { subject: "report", subjectId: report.id },
        localeOf(request),
      ),
      maySeeTrail: ROLE_RANK[actor.role] >= ROLE_RANK.reviewer,
      mayWithdraw: actor.role === "owner" || actor.role === "admin",
    };
  });

export const action = ({ request, params }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const form = await parseForm(request, WithdrawForm);
    const actor = await requireActor(request, params, "admin");
    if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
    const { log, origin } = await issuerKeys();
    const { withTenant, withSystem } = await doors();
    const now = new Date().toISOString();
    const reportId = requireId(params.reportId);
    const issuer = { publicUrl: env().publicUrl, logOrigin: origin };
    await withTenant(actor, (tx) => withdrawReport(tx, actor, issuer, { reportId, reason: form.value.reason, now }));
    await withSystem((tx) => signPendingCheckpoint(tx, log, now));
    throw redirect(`/organizations/${actor.organizationId}/reports/${reportId}`);
  });

const POLL_MILLISECONDS = 700;

export default function ReportPage() {
  const { base, report, hasFailed, waitsForSeal, isSealed, done, verifyUrl, mayWithdraw, drift, history, maySeeTrail } =
    useLoaderData<typeof loader>();
  const { reportPage: t } = useMessages();
  const locale = useLocale();
  const { revalidate } = useRevalidator();
  const isIssuing = report.state === "issuing";
  useEffect(() => {
    if (!isIssuing) return;
    const timer = setInterval(revalidate, POLL_MILLISECONDS);
    return () => clearInterval(timer);
  }, [isIssuing, revalidate]);
  const address = `/verify/${report.number}`;
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ to: `${base}/reports`, label: t.title }]}
        title={<span className="break-all">{report.number}</span>}
        state={<Chip tone={STATE_TONES[report.state]}>{t.states[report.state]}</Chip>}
        actions={
          isIssuing ? undefined : (
            <ButtonLink icon="download" to={`${address}/report.pdf`} reloadDocument>
              {t.download}
            </ButtonLink>
          )
        }
      />
      {isIssuing ? (
        <div className="max-w-140" role="status">
          <Progress label={t.issuing} counts={t.issuing} done={done} of={3} />
          {hasFailed && <p className="mt-3 text-14 text-bad">{t.issuingFailed}</p>}
          {waitsForSeal && <p className="mt-3 text-14">{t.sealWaits}</p>}
        </div>
      ) : (
        <div className="max-w-180">
          {drift && (
            <div className="mb-6">
              <DriftNotice drift={drift} base={base} />
            </div>
          )}
          <FactList
            facts={[
              { label: t.issued, value: formatDay(report.issuedAt, locale) },
              { label: t.version, value: report.version },
              { label: t.language, value: report.locale === "zh" ? t.chinese : t.english },
              { label: t.seal.label, value: isSealed ? t.seal.present : t.seal.absent },
              {
                label: t.verifyPage,
                value: (
                  <Link className="text-link break-all" to={address}>
                    {verifyUrl}
                  </Link>
                ),
              },
              {
                label: t.bundle,
                value: (
                  <Link className="text-link break-all" to={`${address}/bundle.zip`} reloadDocument>
                    {`${report.number}.bundle.zip`}
                  </Link>
                ),
              },
            ]}
          />
          <p className="mt-4 text-14 text-muted">{t.share}</p>
        </div>
      )}
      {!isIssuing && (
        <div className="mt-10 max-w-180">
          <HistorySection
            events={history}
            trailHref={maySeeTrail ? `${base}/audit-trail?about=${report.id}` : undefined}
          />
        </div>
      )}
      {!isIssuing && report.state !== "withdrawn" && mayWithdraw && <Withdraw number={report.number} />}
    </PageBody>
  );
}

function Withdraw({ number }: { number: string }) {
  const { reportPage: t } = useMessages();
  const answer = useActionData<typeof action>();
  const messages = t.errors as Record<string, string>;
  const error = answer?.errors?.reason;
  return (
    <div className="mt-14 max-w-180">
      <Section title={t.withdrawTitle}>
        <p className="mt-3 text-14 text-muted">{t.withdrawAbout}</p>
        <Form method="post" className="mt-4 space-y-4">
          <input type="hidden" name="intent" value="withdraw" />
          <TextAreaField
            label={t.reason}
            name="reason"
            maxLength={1000}
            defaultValue={answer?.typed?.reason ?? ""}
            {...(error ? { error: messages[error] ?? error } : {})}
          />
          <ConfirmAction label={t.withdraw} lost={number} question={t.withdrawQuestion(number)} />
        </Form>
      </Section>
    </div>
  );
}
