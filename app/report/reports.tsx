import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireId } from "#app/access/actor.server.ts";
import { loadList } from "#app/access/list-route.server.ts";
import { organizationAction, refuse } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import { AppError } from "#app/encoding/errors.ts";
import { env } from "#app/environment/env.server.ts";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { isListEmpty, ListBody, ListFile } from "#app/kit/list/list.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { issuerKeys } from "#app/log/keys/issuer.server.ts";
import { latestInventory } from "#app/organization/inventory.server.ts";
import { readIssueDraft, readIssueRights } from "./issue-draft.server.ts";
import { IssueSection } from "./issue-section.tsx";
import { ordersPage } from "./orders-page.server.ts";
import { needsSecond } from "./release-rule.server.ts";
import { type Blocker, issueReport, type Report } from "./report.server.ts";
import { IssueActions, ValidityActions } from "./report-form.ts";
import { listReleases, proposeRelease } from "./report-release.server.ts";
import { getReportableRun, latestReportableRun } from "./report-run.server.ts";
import { getValidityMonths } from "./report-validity.server.ts";
import { reports } from "./reports.list.server.ts";
import { ValidityRule } from "./validity-rule.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, ({ reportPage }) => reportPage.title);

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(reports, routed, async (tx, { scope, actor }) => {
    const { organizationId } = actor;
    const wanted = new URL(routed.request.url).searchParams.get("run");
    const inventory = await latestInventory(tx, organizationId);
    const run = wanted
      ? await getReportableRun(tx, organizationId, requireId(wanted))
      : inventory && (await latestReportableRun(tx, organizationId, inventory.id));
    const issued = (scope.facts as Report[]).filter((one) => one.runId === run?.id && one.state !== "withdrawn");
    return {
      base: `/organizations/${organizationId}`,
      orders: await ordersPage(tx, actor),
      mayManage: offers(ValidityActions, actor).save,
      ...(await readIssueRights(tx, actor)),
      openReleases: (await listReleases(tx, actor)).filter(({ end }) => end === null).length,
      validityMonths: await getValidityMonths(tx, organizationId),
      draft: run ? await readIssueDraft(tx, actor, run, issued[0] ?? null) : null,
    };
  });

export const action = organizationAction(IssueActions, {
  issue: async (tx, { actor, value }) => {
    const { run: runId, locales, validUntil, withhold } = value;
    const reports = `/organizations/${actor.organizationId}/reports`;
    if (await needsSecond(tx)) {
      const made = await proposeRelease(tx, actor, { runId, locales, validUntil, withhold });
      if (!made.ok && !made.fault) return refuseIssue(made.blockers);
      return made.ok ? `${reports}/releases?done=proposed` : `${reports}/releases`;
    }
    if (!actor.may("report.issue")) throw new AppError("forbidden");
    const { origin } = await issuerKeys();
    const issuer = { publicUrl: env().publicUrl, logOrigin: origin };
    const now = new Date().toISOString();
    const result = await issueReport(tx, actor, issuer, { runId, locales, validUntil, withhold, now });
    if (!result.ok) return refuseIssue(result.blockers);
    return `${reports}/${result.reportId}`;
  },
});

/** The page lists the other blockers: they are met here only if they came after it was opened. */
function refuseIssue(blockers: Blocker[]) {
  if (blockers.some(({ code }) => code === "language_not_stated")) return refuse({ locales: "language_not_stated" });
  throw new AppError("conflict", { details: { blockers } });
}

export default function Reports() {
  const page = useLoaderData<typeof loader>();
  const { base, list, draft, mayManage, mayPropose, openReleases, validityMonths } = page;
  const answer = useActionData<typeof action>();
  const { release } = useMessages();
  return (
    <PageBody>
      <PageHeader title={list.title} about={list.about} actions={<ListFile list={list} />} />
      {openReleases > 0 && (
        <p role="status" className="mb-6 max-w-160 rounded-6 bg-warning-tint px-4 py-2 text-14 text-warning-ink">
          {release.waiting(openReleases)} ·{" "}
          <Link className="underline" to={`${base}/reports/releases`}>
            {release.see}
          </Link>
        </p>
      )}
      {!(draft && isListEmpty(list)) && <ListBody list={list} />}
      {draft && (
        <IssueSection
          base={base}
          orders={page.orders}
          draft={draft}
          mayIssue={page.mayIssue}
          mayPropose={mayPropose}
          errors={answer?.errors ?? {}}
          typed={answer?.typed ?? {}}
        />
      )}
      {mayManage && <ValidityRule months={validityMonths} base={base} />}
    </PageBody>
  );
}
