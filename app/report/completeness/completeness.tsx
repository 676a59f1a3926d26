import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { asOrganization, requireId } from "#app/access/actor.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import { type Category, isCategory } from "#app/carbon/line/scope.ts";
import { seeWhatHolds } from "#app/kit/based-on.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { DoneLine } from "#app/kit/done-note.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Progress } from "#app/kit/progress.tsx";
import { SentenceGap } from "#app/kit/sentence-gap.tsx";
import { BasedOn } from "#app/setting/based-on.tsx";
import { nameSetting } from "#app/setting/setting.ts";
import { AnswerPanel } from "./answer-panel.tsx";
import { changeMatrix, findMatrix, undoMatrix } from "./completeness.server.ts";
import { CompletenessActions, withAnswer } from "./completeness-form.ts";
import { openAnswer, viewMatrix } from "./completeness-view.ts";
import { EVERY_FACILITY, listOpenCategories } from "./matrix.ts";
import { MatrixLegend, MatrixTable } from "./matrix-table.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, ({ completeness }) => completeness.title);

export const shouldRevalidate = seeWhatHolds;

/** What a form did, as its page shows it. */
const OUTCOMES = ["saved", "cleared", "undone"] as const;

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
    const { version, statements } = found.disclosures;
    return {
      base,
      kind: "matrix" as const,
      runId: run.id,
      period: found.period,
      setting: nameSetting("disclosure_statement", [run.inventoryId]),
      version,
      matrix: viewMatrix(matrix),
      toExplain: listOpenCategories(matrix),
      open: openAnswer(matrix, statements.completeness, search),
      did: OUTCOMES.find((one) => one === search.get("did")) ?? null,
      at: search.getAll("at").filter(isCategory),
      /** Offered only for what this form did: another version may hold another person's answer. */
      mayUndo: search.get("did") !== "undone" && search.get("version") === String(version),
      mayChange: offers(CompletenessActions, actor).answer,
    };
  });

export const action = organizationAction(CompletenessActions, {
  answer: async (tx, { actor, value }) => {
    const version = await changeMatrix(tx, actor, value, (stated) => withAnswer(stated, value, value.answer));
    return addressAfter(actor.organizationId, value.run, { did: "saved", at: value.categories, version });
  },
  clear: async (tx, { actor, value }) => {
    const version = await changeMatrix(tx, actor, value, (stated) => withAnswer(stated, value, null));
    return addressAfter(actor.organizationId, value.run, { did: "cleared", at: value.categories, version });
  },
  undo: async (tx, { actor, value }) => {
    const version = await undoMatrix(tx, actor, value);
    return addressAfter(actor.organizationId, value.run, { did: "undone", version });
  },
});

function addressAfter(
  organizationId: string,
  run: string,
  { did, at = [], version }: { did: (typeof OUTCOMES)[number]; at?: readonly Category[]; version: number },
): string {
  const search = new URLSearchParams([
    ["run", run],
    ["did", did],
    ["version", String(version)],
    ...at.map((one) => ["at", one]),
  ]);
  return `/organizations/${organizationId}/reports/completeness?${search}`;
}

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
          <Status page={page} error={answer?.errors.form} />
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

/** Ways to explain many categories at once. */
function ToExplain({ all, absent, here }: Page["toExplain"] & { here: string }) {
  const { completeness: t } = useMessages();
  const to = (categories: readonly string[]) =>
    `${here}&facility=${EVERY_FACILITY}${categories.map((category) => `&category=${category}`).join("")}`;
  return (
    <p className="flex flex-wrap gap-x-6 gap-y-2 text-14">
      {absent.length > 0 && (
        <Link className="text-link" preventScrollReset to={to(absent)}>
          {t.explainAbsent(absent.length)}
        </Link>
      )}
      {all.length > absent.length && (
        <Link className="text-link" preventScrollReset to={to(all)}>
          {t.explainAll(all.length)}
        </Link>
      )}
    </p>
  );
}

/** How far the matrix is, and what the last form did. */
function Status({ page, error }: { page: Page; error: string | undefined }) {
  const { completeness: t, carbon } = useMessages();
  const { counts } = page.matrix;
  const of = counts.covered + counts.not_applicable + counts.excluded + counts.not_evaluated;
  const open = counts.not_evaluated;
  const [first, ...more] = page.at.map((category) => carbon.category[category]);
  const what = more.length > 0 ? t.several(page.at.length) : (first ?? "");
  const words = { saved: t.saved(what), cleared: t.cleared(what), undone: t.undone };
  return (
    <div className="mb-6 max-w-160 space-y-3">
      <Progress
        label={t.progress}
        counts={t.counts(of - open, of)}
        done={of - open}
        of={of}
        aside={open > 0 ? <span className="font-semibold text-bad-ink">{t.open(open)}</span> : t.ready}
      />
      {page.did && !error && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <DoneLine isStacked>{words[page.did]}</DoneLine>
          {page.mayUndo && page.mayChange && (
            <Form method="post" preventScrollReset>
              <input type="hidden" name="intent" value="undo" />
              <input type="hidden" name="run" value={page.runId} />
              <BasedOn setting={page.setting} version={page.version} form="undo" />
              <Button variant="secondary" size="row">
                {t.undo}
              </Button>
            </Form>
          )}
        </div>
      )}
      {error && error !== "changed_since" && (
        <p role="alert" className="text-14 text-bad-ink">
          {(t.errors as Record<string, string>)[error] ?? error}
        </p>
      )}
    </div>
  );
}
