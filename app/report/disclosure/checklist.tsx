import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { type Actor, asOrganization, requireId } from "#app/access/actor.server.ts";
import { type Asked, organizationAction, refuse } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import { utcDay } from "#app/day/day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { isReportLocale } from "#app/encoding/report-locale.ts";
import { env } from "#app/environment/env.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { seeWhatHolds } from "#app/kit/based-on.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { DoneLine } from "#app/kit/done-note.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Progress } from "#app/kit/progress.tsx";
import { Section } from "#app/kit/section.tsx";
import { SentenceGap } from "#app/kit/sentence-gap.tsx";
import { findAllowedModel } from "#app/model/consent.server.ts";
import { latestInventory } from "#app/organization/inventory.server.ts";
import { unprintedInDraft } from "#app/report/collect-draft.server.ts";
import { CompletenessActions } from "#app/report/completeness/completeness-form.ts";
import { buildMatrix } from "#app/report/completeness/matrix.ts";
import { matrixVerbs, readAnswering } from "#app/report/completeness/matrix-verbs.server.ts";
import { readIssueDraft, readIssueRights } from "#app/report/issue-draft.server.ts";
import { IssueSection } from "#app/report/issue-section.tsx";
import { ordersPage } from "#app/report/orders-page.server.ts";
import { isReported } from "#app/report/report.server.ts";
import { describeReport } from "#app/report/report-description.server.ts";
import { listGateBlockers } from "#app/report/report-gate.server.ts";
import { listUnprinted } from "#app/report/report-glyphs.server.ts";
import { findReportRun, getReportableRun, latestReportableRun } from "#app/report/report-run.server.ts";
import { isRunCurrent } from "#app/runs/calculation.server.ts";
import { BasedOn } from "#app/setting/based-on.tsx";
import { nameSetting } from "#app/setting/setting.ts";
import { findProposedTexts } from "#app/start/guided-start.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { askForDrafts, decideDrafts, findDrafts, findOrigins } from "./ask-for-drafts.server.ts";
import { ChecklistItem } from "./checklist-item.tsx";
import { viewChecklist, viewOptions } from "./checklist-view.server.ts";
import type { FormContext, RefusedForm } from "./checklist-view.ts";
import { CoverageAnswer, CoverageSection } from "./coverage-section.tsx";
import { getDisclosures, proposeDisclosures, stateDisclosures } from "./disclosure.server.ts";
import {
  DisclosureActions,
  type DisclosureFields,
  readLanguages,
  readOverlays,
  readStatements,
} from "./disclosure-form.ts";
import { chosenFields, draftPath } from "./draft-tasks.ts";
import { DRAFTS, DraftsSection } from "./drafts-section.tsx";
import { IntensityForm } from "./intensity-form.tsx";
import { editionsOn } from "./programme.ts";
import { ProgrammeForm } from "./programme-form.tsx";
import { PROPOSALS, ProposalsForm } from "./proposals-form.tsx";
import { PurposeForm } from "./purpose-form.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, ({ disclosure }) => disclosure.page.title);

export const shouldRevalidate = seeWhatHolds;

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => {
    const { organizationId } = actor;
    const search = new URL(request.url).searchParams;
    const wanted = search.get("run");
    const base = `/organizations/${organizationId}`;
    const inventory = wanted ? null : await latestInventory(tx, organizationId);
    const run = wanted
      ? await getReportableRun(tx, organizationId, requireId(wanted))
      : inventory && (await latestReportableRun(tx, organizationId, inventory.id));
    if (!run) return { base, kind: "empty" as const, inventoryPage: `${base}/inventories` };
    const inventoryPage = `${base}/inventories/${run.inventoryId}`;
    const judged = await findReportRun(tx, run);
    if (!judged) return { base, kind: "issues" as const, count: run.issueCount, inventoryPage };
    const { description, judgements, sources } = await describeReport(tx, organizationId, judged);
    const locale = localeOf(request);
    const unprinted = listUnprinted(description, judged.document);
    const draftLocale = search.get("draft");
    const inDraft =
      unprinted.length === 0 && isReportLocale(draftLocale)
        ? await unprintedInDraft(tx, { organizationId, authorId: actor.userId, runId: run.id, locale: draftLocale })
        : [];
    const stated = await getDisclosures(tx, organizationId, run.inventoryId);
    const proposal = stated.version === 0 ? await proposeDisclosures(tx, organizationId, run.inventoryId) : null;
    const context = { base, run, previous: description.previousReport, locale };
    const checklist = viewChecklist(judgements!, context);
    const isIssued = await isReported(tx, run.id);
    const isReady = checklist.counts.blocking === 0 && !isIssued;
    const matrix = buildMatrix(judged.document, judged.facilities, stated.statements);
    return {
      base,
      kind: "judged" as const,
      runId: run.id,
      setting: nameSetting("disclosure_statement", [run.inventoryId]),
      period: judged.document.period,
      inventoryPage,
      isCurrent: await isRunCurrent(tx, organizationId, run),
      isIssued,
      issue: isReady
        ? { ...(await readIssueRights(tx, actor)), draft: await readIssueDraft(tx, actor, run, null) }
        : null,
      gates: await listGateBlockers(tx, run.inventoryId),
      unprinted: [...unprinted, ...inDraft].map((one) => one.facts),
      isDraftRefused: draftLocale !== null,
      orders: await ordersPage(tx, actor),
      ...checklist,
      editions: editionsOn(utcDay(new Date())),
      statements: stated.statements,
      proposed: (await findProposedTexts(tx, organizationId)) ?? {},
      options: viewOptions(judged.totals!, sources, locale),
      version: stated.version,
      statedBy: stated.statedAt && { name: stated.authorName ?? "", at: stated.statedAt.toISOString() },
      proposal: proposal && `${proposal.periodStart} – ${proposal.periodEnd}`,
      saved: search.get("saved"),
      answering: readAnswering(matrix, stated, search),
      model: offers(DisclosureActions, actor).draft ? await findAllowedModel(tx, env().model, "text") : null,
      drafts: await findDrafts(tx, {
        organizationId,
        inventoryId: run.inventoryId,
        id: search.get("suggestion") ?? "",
      }),
      origins: await findOrigins(tx, run.inventoryId, stated.statements),
      log: actor.may("workspace.view") ? `/tenants/${actor.tenantId}/model/suggestions` : null,
      mayChange: offers(DisclosureActions, actor).state,
    };
  });

/** The open categories are answered here as on the page of the matrix. */
const ChecklistActions = { ...DisclosureActions, ...CompletenessActions };

export const action = organizationAction(ChecklistActions, {
  ...matrixVerbs("checklist"),
  state: async (tx, asked) => {
    const { value, request } = asked;
    const found = await findStatements(tx, asked);
    const read = readStatements(found.before.statements, value, localeOf(request));
    if (!read.ok) return refuse(read.errors);
    await found.save(read.statements);
    const item = encodeURIComponent(value.item);
    return `${found.page}&saved=${item}#${item}`;
  },
  choose: async (tx, asked) => {
    const found = await findStatements(tx, asked);
    const languages = readLanguages(asked.value, found.before.statements.languages);
    await found.save({ overlays: readOverlays(asked.value), languages });
    return found.page;
  },
  draft: { outside: askForDrafts },
  use_drafts: async (tx, asked) => {
    const { value, request, actor } = asked;
    const found = await findStatements(tx, asked);
    const drafts = await findDrafts(tx, { ...actor, inventoryId: found.inventoryId, id: value.suggestion });
    if (!drafts) return refuse({ form: "drafts_decided" });
    const { statements } = found.before;
    const { texts, fields } = chosenFields(statements, value, drafts.drafts.map(draftPath));
    if (texts.length === 0) return refuse({ form: "no_draft_chosen" });
    const { exclusionsAre, run, item } = value;
    const read = readStatements(
      statements,
      { run, item, exclusionsAre, ...Object.fromEntries(fields) },
      localeOf(request),
    );
    if (!read.ok) return refuse(read.errors);
    await found.save(read.statements);
    await decideDrafts(tx, actor, value.suggestion, texts);
    return `${found.page}&saved=${DRAFTS}`;
  },
  discard_drafts: async (tx, asked) => {
    const { page, inventoryId } = await findStatements(tx, asked);
    const id = asked.value.suggestion;
    if (await findDrafts(tx, { ...asked.actor, inventoryId, id })) await decideDrafts(tx, asked.actor, id, []);
    return page;
  },
  take_over: async (tx, asked) => {
    const found = await findStatements(tx, asked);
    const proposal = await proposeDisclosures(tx, asked.actor.organizationId, found.inventoryId);
    if (proposal) await found.save(proposal.statements);
    return found.page;
  },
});

/** What is stated of the inventory of a run, and how a form changes it. */
async function findStatements(tx: TenantTx, { actor, value }: Asked<Actor, DisclosureFields & { basedOn: number }>) {
  const run = await getReportableRun(tx, actor.organizationId, value.run);
  const { inventoryId } = run;
  const before = await getDisclosures(tx, actor.organizationId, inventoryId);
  const save = (change: Parameters<typeof stateDisclosures>[2]["change"]) =>
    stateDisclosures(tx, actor, { inventoryId, basedOn: value.basedOn, change });
  const page = `/organizations/${actor.organizationId}/reports/checklist?run=${run.id}`;
  return { inventoryId, before, page, save };
}

export default function Checklist() {
  const page = useLoaderData<typeof loader>();
  const { disclosure, reportPage } = useMessages();
  const t = disclosure.page;
  const crumbs = [{ to: `${page.base}/reports`, label: reportPage.title }];
  if (page.kind === "judged") return <Judged page={page} crumbs={crumbs} />;
  const reason = { empty: t.empty.reason, issues: t.issues(page.count ?? 0) }[page.kind];
  return (
    <PageBody>
      <PageHeader crumbs={crumbs} title={t.title} about={t.about} />
      <EmptyState
        title={t.empty.title}
        reason={reason}
        action={<ButtonLink to={page.inventoryPage}>{t.empty.action}</ButtonLink>}
      />
    </PageBody>
  );
}

type JudgedPage = Extract<ReturnType<typeof useLoaderData<typeof loader>>, { kind: "judged" }>;

function Judged({ page, crumbs }: { page: JudgedPage; crumbs: { to: string; label: string }[] }) {
  const { disclosure, reportPage } = useMessages();
  const t = disclosure.page;
  const answer = useActionData<typeof action>();
  const isOfMatrix = answer?.typed.categories !== undefined || answer?.typed.intent === "undo";
  const refused: RefusedForm | null = answer && !isOfMatrix ? { ...answer, item: answer.typed.item ?? "" } : null;
  const coverage = {
    page,
    here: `${page.base}/reports/checklist?run=${page.runId}`,
    matrixHref: `${page.base}/reports/completeness?run=${page.runId}`,
    refused: answer && isOfMatrix ? answer : null,
  };
  const context = { ...page, refused } as FormContext;
  const reports = `${page.base}/reports?run=${page.runId}`;
  const draft = `${page.base}/reports/draft.pdf?run=${page.runId}`;
  return (
    <div className="desk:flex">
      <div className="min-w-0 grow">
        <PageBody>
          <PageHeader
            crumbs={crumbs}
            title={t.titleOf(`${page.period.start} – ${page.period.end}`)}
            state={page.isIssued ? undefined : <Chip tone="warning">{t.draft}</Chip>}
            about={t.about}
            actions={
              <>
                <ButtonLink
                  variant="secondary"
                  icon="file"
                  reloadDocument
                  to={`${draft}&locale=${page.statements.languages.length > 1 ? "both" : page.statements.languages[0]}`}
                >
                  {reportPage.preview}
                </ButtonLink>
                <ButtonLink to={page.issue ? "#issue" : reports}>{t.toIssue}</ButtonLink>
              </>
            }
          />
          <Standing page={page} refused={refused} />
          <PageColumns aside={<Aside page={page} context={context} />} isStacked={page.answering.open !== null}>
            <CoverageSection {...coverage} />
            {page.issue && (
              <div id="issue" className="mb-9 scroll-mt-16 [&>*]:mt-0">
                <IssueSection
                  {...page.issue}
                  base={page.base}
                  action={reports}
                  orders={page.orders}
                  errors={{}}
                  typed={{}}
                />
              </div>
            )}
            <Groups page={page} context={context} />
          </PageColumns>
        </PageBody>
      </div>
      <CoverageAnswer {...coverage} />
    </div>
  );
}

/** How far the report is, and what happened to the last form. */
function Standing({ page, refused }: { page: JudgedPage; refused: RefusedForm | null }) {
  const { disclosure, reportPage } = useMessages();
  const t = disclosure.page;
  const { done, of, blocking } = page.counts;
  const fault = refused?.errors.form;
  const titles: Record<string, string> = {
    [PROPOSALS]: t.proposals.title,
    purpose: t.purpose.title,
    intensity: t.intensity.title,
    [DRAFTS]: t.drafts.title,
  };
  return (
    <div className="mb-8 max-w-160 space-y-3">
      <Progress
        label={t.progress}
        counts={t.complete(done, of)}
        done={done}
        of={of}
        aside={blocking > 0 ? <span className="font-semibold text-bad-ink">{t.block(blocking)}</span> : t.ready}
      />
      {!page.isCurrent && <p className="text-14 text-warning-ink">{t.stale}</p>}
      {page.gates.map(({ code, facts }) => (
        <p key={facts.order} className="text-14 text-warning-ink">
          {reportPage.blockers[code](facts)}
          <SentenceGap />
          {page.orders && facts.orderId && (
            <Link className="underline" to={`${page.orders}/${facts.orderId}`}>
              {reportPage.openOrder}
            </Link>
          )}
        </p>
      ))}
      {page.isDraftRefused && page.unprinted.length > 0 && (
        <p role="alert" className="text-14 text-bad-ink">
          {t.draftRefused}
        </p>
      )}
      {page.unprinted.map((facts) => (
        <p key={`${facts.text} ${facts.codePoint}`} className="text-14 text-warning-ink" data-unprintable>
          {reportPage.blockers.unprintable({ ...facts })}
        </p>
      ))}
      {page.saved && !refused && <DoneLine isStacked>{t.saved(titles[page.saved] ?? page.saved)}</DoneLine>}
      {fault && fault !== "changed_since" && refused.item !== DRAFTS && (
        <p role="alert" className="text-14 text-bad-ink">
          {(t.errors as Record<string, string>)[fault] ?? fault}
        </p>
      )}
    </div>
  );
}

function Groups({ page, context }: { page: JudgedPage; context: FormContext }) {
  const t = useMessages().disclosure.page;
  const all = page.groups.flatMap(({ items }) => items);
  const missing = all.filter(({ state, id }) => state === "missing" && id !== "A18").map(({ id }) => id);
  const open = context.refused?.item || missing.find((id) => id === page.saved) || missing[0];
  return (
    <div className="space-y-9">
      <DraftsSection key={`drafts ${page.version} ${page.drafts?.id}`} context={context} />
      <ProposalsForm context={context} />
      {page.groups.map(({ id, title, standard, items }) => (
        <Section key={id} title={title} aside={standard}>
          {items.map((item) => (
            <ChecklistItem key={`${item.id} ${page.version}`} item={item} context={context} isOpen={item.id === open} />
          ))}
        </Section>
      ))}
      <p className="max-w-160 text-12 text-muted">{t.rule}</p>
      <PurposeForm key={`purpose ${page.version}`} context={context} />
      <IntensityForm key={`intensity ${page.version}`} context={context} />
    </div>
  );
}

function Aside({ page, context }: { page: JudgedPage; context: FormContext }) {
  const t = useMessages().disclosure.page;
  const clock = useClock();
  const { statedBy, version } = page;
  return (
    <>
      {page.proposal && page.mayChange && (
        <Section title={t.proposal.title} isAside>
          <p className="text-14">{t.proposal.about(page.proposal)}</p>
          <Form method="post" className="mt-3">
            <input type="hidden" name="intent" value="take_over" />
            <input type="hidden" name="run" value={page.runId} />
            <BasedOn setting={page.setting} version={version} form="take_over" />
            <Button variant="secondary">{t.proposal.action}</Button>
          </Form>
        </Section>
      )}
      <ProgrammeForm context={context} />
      <p className="text-12 text-muted">
        <WholeDays>{statedBy ? t.version(String(version), statedBy.name, clock.day(statedBy.at)) : t.notYet}</WholeDays>
      </p>
    </>
  );
}
