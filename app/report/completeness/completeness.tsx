import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { asOrganization, requireId } from "#app/access/actor.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import { seeWhatHolds } from "#app/kit/based-on.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { SentenceGap } from "#app/kit/sentence-gap.tsx";
import { nameSetting } from "#app/setting/setting.ts";
import { AnswerPanel } from "./answer-panel.tsx";
import { AnsweringStatus, ToExplain } from "./answering.tsx";
import { findMatrix } from "./completeness.server.ts";
import { CompletenessActions } from "./completeness-form.ts";
import { viewMatrix } from "./completeness-view.ts";
import { EVERY_FACILITY } from "./matrix.ts";
import { MatrixLegend, MatrixTable } from "./matrix-table.tsx";
import { matrixVerbs, readAnswering } from "./matrix-verbs.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, ({ completeness }) => completeness.title);

export const shouldRevalidate = seeWhatHolds;

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => {
    const { organizationId } = actor;
    const search = new URL(request.url).searchParams;
    const wanted = search.get("run");
    const base = `/organizations/${organizationId}`;
    const found = await findMatrix(tx, organizationId, wanted && requireId(wanted));
    if (!found) return { base, kind: "empty" as const, inventoryPage: `${base}/inventories` };
    const { run, matrix } = found;
    if (!matrix) {
      const inventoryPage = `${base}/inventories/${run.inventoryId}`;
      return { base, kind: "issues" as const, count: run.issueCount, inventoryPage };
    }
    const { version } = found.disclosures;
    return {
      base,
      kind: "matrix" as const,
      runId: run.id,
      period: found.period,
      setting: nameSetting("disclosure_statement", [run.inventoryId]),
      version,
      matrix: viewMatrix(matrix),
      ...readAnswering(matrix, found.disclosures, search),
      mayChange: offers(CompletenessActions, actor).answer,
    };
  });

export const action = organizationAction(CompletenessActions, matrixVerbs("completeness"));

export default function Completeness() {
  const page = useLoaderData<typeof loader>();
  const { completeness: t, disclosure, reportPage } = useMessages();
  const crumbs = [{ to: `${page.base}/reports`, label: reportPage.title }];
  if (page.kind === "matrix") return <MatrixPage page={page} crumbs={crumbs} />;
  return (
    <PageBody>
      <PageHeader crumbs={crumbs} title={t.title} about={t.about} />
      <EmptyState
        title={t.empty.title}
        reason={page.kind === "issues" ? disclosure.page.issues(page.count) : t.empty.reason}
        action={<ButtonLink to={page.inventoryPage}>{t.empty.action}</ButtonLink>}
      />
    </PageBody>
  );
}

type Page = Extract<ReturnType<typeof useLoaderData<typeof loader>>, { kind: "matrix" }>;

/** Whether category 3 could apply at a facility, but no record covers it. */
function lacksUpstream({ rows }: Page["matrix"]): boolean {
  return rows.some(
    ({ category, cells }) =>
      category === "fuel_energy_related" &&
      cells.some(({ state }) => state === "not_evaluated" || state === "excluded"),
  );
}

function MatrixPage({ page, crumbs }: { page: Page; crumbs: { to: string; label: string }[] }) {
  const { completeness: t, upstream } = useMessages();
  const answer = useActionData<typeof action>();
  const here = `${page.base}/reports/completeness?run=${page.runId}`;
  const addressOf = (category: string, facility: string) => `${here}&category=${category}&facility=${facility}`;
  return (
    <div className="desk:flex">
      <div className="min-w-0 grow">
        <PageBody>
          <PageHeader
            crumbs={crumbs}
            title={t.title}
            about={t.about}
            actions={
              <>
                <ButtonLink
                  variant="secondary"
                  icon="download"
                  reloadDocument
                  to={`${page.base}/reports/completeness.csv?run=${page.runId}`}
                >
                  {t.exportCsv}
                </ButtonLink>
                <ButtonLink to={`${page.base}/reports/checklist?run=${page.runId}`}>{t.toChecklist}</ButtonLink>
              </>
            }
          />
          <AnsweringStatus
            answering={page}
            runId={page.runId}
            setting={page.setting}
            version={page.version}
            mayChange={page.mayChange}
            error={answer?.errors.form}
          />
          <div className="mb-4 space-y-2">
            <MatrixLegend counts={page.matrix.counts} />
            <p className="text-12 text-muted">{t.help}</p>
            {page.mayChange && <ToExplain {...page.toExplain} here={here} />}
            {page.mayChange && lacksUpstream(page.matrix) && (
              <p className="text-14">
                {t.upstream}
                <SentenceGap />
                <Link to={`${page.base}/activities/category-3`} className="text-link">
                  {upstream.title}
                </Link>
              </p>
            )}
          </div>
          <Form method="get" preventScrollReset className="space-y-4">
            <input type="hidden" name="run" value={page.runId} />
            <input type="hidden" name="facility" value={EVERY_FACILITY} />
            <MatrixTable
              matrix={page.matrix}
              caption={t.caption(`${page.period.start} – ${page.period.end}`)}
              addressOf={addressOf}
              maySelect={page.mayChange}
            />
            {page.mayChange && <Button variant="secondary">{t.answerSelected}</Button>}
          </Form>
        </PageBody>
      </div>
      {page.open && (
        <AnswerPanel
          key={`${page.open.categories.join()} ${page.open.facility} ${page.version}`}
          open={page.open}
          facilities={page.matrix.facilities}
          languages={page.matrix.languages}
          runId={page.runId}
          setting={page.setting}
          version={page.version}
          mayChange={page.mayChange}
          closeHref={here}
          refused={answer ? { typed: answer.typed, errors: answer.errors } : null}
        />
      )}
    </div>
  );
}
