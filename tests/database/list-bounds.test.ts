import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const APP = fileURLToPath(new URL("../../app", import.meta.url));

/** Functions that return a list without a limit of their own, as `file name`, grouped by why the list is bounded. */
const BOUNDED: Record<string, string[]> = {
  "the query that it uses has the limit": ["assurance/named/named-statement.server.ts listNamedStatements"],
  "files of a folder": ["cli/build.server.ts listFiles", "ops/backup/data-folder.server.ts listDataFiles"],
  "of the sample company, which the product makes": [
    "cli/sample-work.server.ts listSampleYears",
    "cli/sample/attach-bills.server.ts listBills",
  ],
  "what people set up manually, and what a plan or the product limits": [
    "home/public-prices.server.ts listPublicPrices",
    "access/access-trail.server.ts listOwnMemberships",
    "access/account-security.server.ts listSessions",
    "consent/consent.server.ts listAgreements",
    "consent/consent.server.ts listUnagreed",
    "assurance/engagement.server.ts listEngagements",
    "assurance/engagement.server.ts listHeldEngagements",
    "assurance/mark.server.ts listMarks",
    "identity/domain.server.ts listDomains",
    "identity/key/issuer-key.server.ts listIssuerKeys",
    "log/keys/key-set.server.ts listRevoked",
    "records/description-match.server.ts listRemembered",
    "start/guided-start.server.ts listStarts",
    "places/emission-source.server.ts listEmissionSources",
    "access/acting.server.ts listActingRights",
    "access/engagement.server.ts listEngagements",
    "access/engagement.server.ts listNamed",
    "places/facility/facility-fact.server.ts listFacilityFacts",
    "places/facility/facility.server.ts listFacilities",
    "organization/inventory.server.ts listInventories",
    "access/invitation.server.ts listInvitations",
    "access/membership.server.ts listMembers",
    "organization/organization.server.ts listOwnOrganizations",
    "access/membership.server.ts listTenantsOfUser",
    "engagement/held-engagement.server.ts listHeldEngagements",
    "organization/organization.server.ts listOrganizations",
    "organization/organization.server.ts listOrganizationsOfUser",
    "factors/own/own-factor.server.ts listOwnFactors",
    "factors/own/own-factor.server.ts listOwnVersions",
    "trade/package/package-source.server.ts listViaChoices",
    "trade/package/package-taking.server.ts listRhythms",
    "trade/package/package.server.ts listPackages",
    "review/period-approval.server.ts listPeriodApprovals",
    "report/report-facts.server.ts listVersions",
    "sources/source-confidentiality.server.ts listConfidentialSources",
    "sources/source-conversion.server.ts listSourceConversions",
    "sources/source-conversion.server.ts listConversionsOf",
    "sources/source-factor.server.ts listConnectingProperties",
    "trade/seller/bank-account.server.ts listBankAccounts",
    "trade/ledger/ledger.server.ts listBalances",
    "trade/seller/provider-account.server.ts listProviderAccounts",
    "trade/receipt/receipt.server.ts listTolerances",
    "trade/service/service.server.ts listServices",
    "trade/seller/tax-note.server.ts listTaxNotes",
  ],
  "created manually one by one: at most some hundreds a year": [
    "instruments/instrument.server.ts listInstruments",
    "plausibility/load-plausibility.server.ts listHoldings",
    "target/target-view.server.ts listMeasuresOf",
    "target/target.server.ts listTargets",
    "records/import/import-draft.server.ts listDrafts",
    "assurance/statement-subject.server.ts listIssuedReports",
    "assurance/statement-subject.server.ts listSubjects",
    "report/report-listing.server.ts listPublished",
    "trade/client/client-list.server.ts listAllClients",
    "trade/client/client-link.server.ts listLinkChoices",
    "requests/data-request-list.server.ts listDataRequests",
    "trade/package/package-application.server.ts listGiven",
    "trade/package/package-client.server.ts listPackageClients",
    "access/entitlement.server.ts listEntitlements",
    "plan/plan-holder.server.ts listPlanHolders",
    "plan/plan-order-list.server.ts listPlanOrders",
    "plan/plan-price.server.ts listPlanPrices",
    "plan/plan-tax.server.ts listPlanTaxes",
    "report/previous-report.server.ts listIssuedReports",
    "report/report-release.server.ts listReleases",
    "runs/base-year/base-year.server.ts listBaseYearDecisions",
    "runs/run-comparison.server.ts listComparableRuns",
    "review/task-reminder.server.ts listDue",
    "review/task.server.ts listTasks",
    "trade/order/order-hold.server.ts listHoldChoices",
    "report/report-gate.server.ts listActiveHolds",
    "trade/receipt/receipt-list.server.ts listWaitingReceipts",
    "trade/payment/refund-list.server.ts listOpenRefundRequests",
    "trade/payment/refund-list.server.ts listOtherRefunds",
  ],
  "versions of a setting, each saved by a person": [
    "brand/brand.server.ts listBrands",
    "plan/plan-tax.server.ts listPlanTaxVersions",
    "runs/base-year/base-year.server.ts listBaseYearPolicies",
    "sources/policy/factor-policy.server.ts listFactorPolicies",
    "trade/seller/seller-detail.server.ts listSellerDetails",
  ],
  "choices of a form and what the board of clients sums up; their own pages are declared lists": [
    "trade/client/client.server.ts listClients",
    "trade/invoice/invoice-list.server.ts listInvoices",
    "trade/order/order-list.server.ts listOrders",
    "trade/quote/quote-list.server.ts listQuotes",
  ],
  "waits for a person, who ends each": [
    "trade/payment/dispute-list.server.ts listDisputes",
    "trade/payment/payment-task.server.ts listPaymentTasks",
    "trade/receipt/receipt-list.server.ts listDifferences",
    "trade/payment/refund-list.server.ts listRefundRequests",
    "trade/statement/bank-statement.server.ts listOpenInvoices",
    "trade/statement/bank-statement.server.ts listOpenLines",
  ],
  "parts of one thing: a record, file, request, report, run, order, invoice or import": [
    "trade/contract/contract-copy.server.ts listContractCopies",
    "trade/draft/draft-comment.server.ts listComments",
    "report/report-description.server.ts listNameNotices",
    "trade/document/invoiced-order.server.ts listDeposits",
    "records/activity-page.server.ts listVersionsOf",
    "records/activity.server.ts listActivityVersions",
    "assurance/finding.server.ts listFindings",
    "assurance/misstatement/misstatement.server.ts listMisstatements",
    "assurance/plan/team.server.ts listMembers",
    "assurance/plan/plan.server.ts listPlans",
    "assurance/request/request.server.ts listVerifierRequests",
    "assurance/sampling/sample.server.ts listSamples",
    "assurance/sampling/sample.server.ts listCorrected",
    "report/published-assurance.server.ts listPublicDocuments",
    "report/statement-list.server.ts listStatements",
    "assurance/calculations.server.ts listStatedRuns",
    "assurance/workspace.server.ts listReportsOfInventory",
    "requests/data-request-answer.server.ts listDrafts",
    "requests/data-request-file.server.ts listRequestFiles",
    "requests/data-request-file.server.ts listRequestEvidence",
    "requests/data-request-view.server.ts listCells",
    "evidence/evidence-list.server.ts listAttachments",
    "instruments/allocation.server.ts listAllocations",
    "records/evidenced-record.server.ts listRecordEvidence",
    "records/evidenced-record.server.ts listEvidenceEvents",
    "sources/factor-selection.server.ts listDatasetsInUse",
    "evidence/kept-file.server.ts listKeptFiles",
    "records/record-history.server.ts listRecordEvents",
    "records/record-history.server.ts listSteps",
    "records/record-history.server.ts listVersionEvents",
    "report/report-annex.server.ts listOwnEvidence",
    "report/report-checklist.server.ts listMissing",
    "report/report-description.server.ts listRunSources",
    "report/report-glyphs.server.ts listUnprinted",
    "report/report-glyphs.server.ts listUnprintedTexts",
    "report/verification.server.ts listEditions",
    "report/report.server.ts listLanguageBlockers",
    "report/report-names.server.ts listNameBlockers",
    // language: the name of a file
    "report/standing-assurance.server.ts listStandingAssurance",
    "identity/name-review.server.ts listHeldNames",
    "identity/name-review.server.ts listReleasedNames",
    "identity/body-identity.server.ts listProvedBodies",
    "report/report-withdrawal.server.ts listWithdrawals",
    "report/report.server.ts listBlockers",
    "trade/payment/checkout.server.ts listCheckouts",
    "trade/client/client.server.ts listClientVersions",
    "trade/client/client-relations.server.ts listContacts",
    "trade/client/client-relations.server.ts listNotes",
    "trade/invoice/invoice-list.server.ts listCreditNotes",
    "trade/invoice/invoice-list.server.ts listInvoicePayments",
    "trade/ledger/export-detail.server.ts listPayments",
    "trade/invoice/invoice-list.server.ts listLines",
    "trade/order/order-hold.server.ts listAdmitted",
    "report/report-gate.server.ts listClosedGates",
    "report/report-gate.server.ts listGateBlockers",
    "report/verification.server.ts listReportStatements",
  ],
  "parts of the things that the caller names, which are bounded themselves": [
    "access/two-people.server.ts listDecidableFrom",
    "records/import/import-view.server.ts listActivitiesById",
    "requests/data-request-list.server.ts listAnswers",
    "requests/data-request-list.server.ts listItems",
    "requests/data-request-list.server.ts listSteps",
    "report/drift/drift.server.ts listDriftDecisions",
    // language: names a file
    "report/report-standing.server.ts listStandings",
    "trade/seller/bank-notice.server.ts listConcerned",
  ],
  "sums made in the database: a row for each kind, month or gap of a year": [
    "assurance/workspace.server.ts listCovering",
    "review/review-map.server.ts listRecordGroups",
    "review/review-map.server.ts listGapAnswers",
  ],
  "of the library and the log, the same for all tenants": [
    "trail/audit-trail-list.server.ts listTrailChoices",
    "factors/factor-search.server.ts listFacets",
    "factors/factor.server.ts listDatasets",
    "places/facility/grid-regions.server.ts listGridRegions",
    "factors/factor.server.ts listGwpSets",
    "factors/factor.server.ts listProperties",
    "log/keys/issuer-keys.server.ts listKeys",
    "log/log-listing.server.ts listWitnesses",
  ],
  "asked for by no page: by the command line, a job or a sweep, which go through all on purpose": [
    "requests/data-request-reminder.server.ts listEnding",
    "log/log-listing.server.ts listNumbersOfKey",
    "trade/payment/payment-reconciliation.server.ts listMissing",
    "custody/close-tenant.server.ts listDueClosings",
    "custody/close-tenant.server.ts listSolePeople",
    "access/closed-tenant.server.ts listClosedTenants",
    "custody/erase-tenant.server.ts listDueErasures",
    "custody/left-rows.server.ts listErasedTables",
    "custody/tenant-export.server.ts listReady",
    "custody/tenant-export.server.ts listRemovable",
    "custody/tenant-export.server.ts listTenantsWithExpired",
    "organization/tenant.server.ts listErasedTenants",
    "organization/tenant.server.ts listTenantIds",
    "organization/tenant.server.ts listWorkingTenantIds",
  ],
  "all records of a year, which a document, a calculation or an import's end is made of": [
    "records/import/import-view.server.ts listValues",
    "records/import/undo-import.server.ts listCorrected",
    "records/activity.server.ts listActivities",
    "instruments/allocation.server.ts listClaims",
    "runs/calculated-record.server.ts listActivityBatches",
  ],
};

/** Functions whose list ends at a fixed number, as `file name`, grouped by why the rest is not needed. */
const CUT: Record<string, string[]> = {
  "what began as a draft is only marked, and the newest drafts count": ["model/suggestion.server.ts listDraftedTexts"],
  "a sweep or the operator comes back for the rest": [
    "plan/plan-order-list.server.ts listUngranted",
    "trade/payment/checkout.server.ts listUnsettledCheckouts",
    "trade/payment/parked-event.server.ts listParkedEvents",
    "trade/payment/payment-reconciliation.server.ts listWithoutFee",
    "trade/payment/refund-list.server.ts listOpenRefundRequests",
  ],
  "an older calculation matters only if a report or a finding names it": [
    "assurance/calculations.server.ts listCalculations",
  ],
  "what a person was notified of, the newest first: the audit trail has every act": [
    "notice/notice.server.ts listNotices",
  ],
  "is the size of a page, and all pages are read": ["trade/payment/gateway/stripe.server.ts listEvents"],
  "is the size of a page, and the page leads to the next": ["evidence/waiting-bills.server.ts listWaitingBills"],
  "what a client was sent, the newest first: the page states that there is more": [
    "trade/portal/portal-view.server.ts listPayments",
    "trade/portal/portal-view.server.ts listReleased",
  ],
  "choices and suggestions of a form, the likeliest first": [
    "trade/quote/quote-list.server.ts listPatterns",
    "assurance/statement-subject.server.ts listUnreported",
    "instruments/instrument.server.ts listStatementFiles",
    "records/import/import-view.server.ts listUsedMatches",
    "trade/package/package-source.server.ts listViaChoices",
  ],
};

/** Files with a table that is not a declared list (`defineList`), grouped by reason. These lists may only shrink. */
const TABLES: Record<string, string[]> = {
  "by how well a row fits what was typed, which no key carries": ["factors/factor-table.tsx"],
  "waits for a person, and is deleted after some days without one": ["records/import/import-lists.tsx"],
  "is read from files for a person to enter, grouped by meter": ["evidence/bills-page.tsx"],
  "parts of one thing: a record, file, request, report, run, order, invoice, import, engagement or account": [
    "account/sessions-section.tsx",
    "assurance/calculation-list.tsx",
    "assurance/engagement-page.tsx",
    "assurance/verifier/verifier-completeness.tsx",
    "assurance/verifier/verifier-files.tsx",
    "evidence/attach-many.tsx",
    "evidence/attachment-table.tsx",
    "evidence/record-sums.tsx",
    "factors/own/version-facts.tsx",
    "instruments/instrument-parts.tsx",
    "model/model-consent.tsx",
    "target/measure-page.tsx",
    "trade/client/client-sections.tsx",
    "target/target-page.tsx",
    "target/target-sections.tsx",
    "overview/overview-sources.tsx",
    "plan/plan-order-page.tsx",
    "plan/plan-order-table.tsx",
    "plan/plan-page.tsx",
    "plan/plan-prices-page.tsx",
    "records/import/description-matcher.tsx",
    "records/import/done-step.tsx",
    "instruments/import/import-parts.tsx",
    "records/import/mapping-form.tsx",
    "records/import/new-places.tsx",
    "records/import/row-table.tsx",
    "records/method/trace-steps.tsx",
    "report/buyers-view.tsx",
    "report/drift/drift.tsx",
    "requests/answers-section.tsx",
    "records/upstream/upstream-page.tsx",
    "requests/review-answers-page.tsx",
    "runs/base-year/base-year-sections.tsx",
    "runs/comparison/bridge-view.tsx",
    "runs/comparison/proposal-table.tsx",
    "runs/factor-moves.tsx",
    "runs/line-records-page.tsx",
    "runs/lines-view.tsx",
    "runs/quality-tab.tsx",
    "runs/result-tables.tsx",
    "sources/selection-reasons.tsx",
    "trade/invoice/invoice-page.tsx",
    "trade/ledger/export-detail.tsx",
    "trade/order/order-page.tsx",
    "trade/package/application-form.tsx",
    "trade/package/apply-to-clients.tsx",
    "trade/quote/quote-sheet.tsx",
    "trade/service/service.tsx",
    "trade/time/rates.tsx",
    "trade/statement/statement-lines.tsx",
    "verify/page/file-differences.tsx",
    "verify/page/many-page.tsx",
    "verify/page/report-totals.tsx",
  ],
  "what a client without an account was sent, the newest first": ["trade/portal/portal-page.tsx"],
  "read from a visitor's own file in the browser": [
    "estimate/page/estimate-result.tsx",
    "estimate/page/line-table.tsx",
  ],
  "sums next to a declared list, or what the product itself knows": [
    "api/api-page.tsx",
    "kit/bar-table.tsx",
    "log/keys/keys-page.tsx",
    "log/log-page.tsx",
    "trade/business/business-page.tsx",
    "trade/ledger/exported-services.tsx",
    "trade/ledger/ledger.tsx",
    "trade/payment/payments.tsx",
    "trade/time/time-page.tsx",
  ],
  "what shows declared lists": ["kit/list/list.tsx"],
};

interface SourceFile {
  path: string;
  text: string;
}

function readSources(): SourceFile[] {
  return readdirSync(APP, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return { path: relative(APP, path), text: readFileSync(path, "utf8") };
    });
}

/** Statements that skip rows. `offset 0` skips none and keeps PostgreSQL from flattening a subquery. */
function findOffsets({ path, text }: SourceFile): string[] {
  const found = text.matchAll(/\.offset\(|\boffset (?:\$\{|\$\d|[1-9])/gi);
  return [...found].map(({ index }) => `${path}: ${text.slice(index, index + 40)}`);
}

/** Functions that query lists without a maximum number of rows. */
function findUnlimited({ path, text }: SourceFile): string[] {
  const functions = text.matchAll(/^(?:export )?(?:async )?function\*? (list[A-Z]\w*)\b[\s\S]*?\n}\n/gm);
  return [...functions].filter(([whole]) => !/\blimit\b/i.test(whole)).map(([, name]) => `${path} ${name}`);
}

/** Functions that end a list at a number that their caller doesn't choose. */
function findCut({ path, text }: SourceFile): string[] {
  const functions = text.matchAll(/^(?:export )?(?:async )?function\*? (list[A-Z]\w*)\b[\s\S]*?\n}\n/gm);
  const limit =
    /\blimit(?:\(| = |: | )(?:\d{2,}|[A-Z_]{3,})\b|(?<!toISOString\(\))\.slice\(0, ?(?:\d{2,}|[A-Z_]{3,})\)/;
  return [...functions].filter(([whole]) => limit.test(whole)).map(([, name]) => `${path} ${name}`);
}

describe("lists", () => {
  const sources = readSources();

  it("use key pagination: no statement skips rows, which it would still read", () => {
    expect(sources.length).toBeGreaterThan(1500);
    expect(sources.flatMap(findOffsets)).toEqual([]);
    const skipping = ["query.offset(10)", "select 1 offset $1", "select 1 limit 5 OFFSET 10"];
    expect(skipping.flatMap((text) => findOffsets({ path: "x.ts", text }))).toHaveLength(3);
  });

  it("have a limit, or a reason for none", () => {
    const verbs = sources.filter(({ path }) => path.endsWith(".server.ts"));
    const unlimited = verbs.flatMap(findUnlimited);
    const declared = new Set(Object.values(BOUNDED).flat());
    expect(unlimited.filter((name) => !declared.has(name))).toEqual([]);
    // Reasons without a matching function must be removed.
    expect([...declared].filter((name) => !unlimited.includes(name))).toEqual([]);
  });

  it("end at no fixed number, or give a reason why the rest is not needed", () => {
    const cut = sources.filter(({ path }) => path.endsWith(".server.ts")).flatMap(findCut);
    const named = Object.values(CUT).flat();
    expect(cut.filter((name) => !named.includes(name))).toEqual([]);
    const ending = ["query.limit(100)", "select 1 limit 500", "limit = 50", "rows.slice(0, LISTED)"];
    const texts = ending.map((text) => `async function listThings(tx) {\n  ${text};\n}\n`);
    expect(texts.flatMap((text) => findCut({ path: "x.ts", text }))).toHaveLength(4);
  });

  it("are written to files by one function", () => {
    const writers = sources.filter(({ text }) => text.includes('"Content-Type": "text/csv')).map(({ path }) => path);
    expect(writers).toEqual(["http/csv-file.ts"]);
  });

  it("are declared where a page shows a table, or give a reason why not", () => {
    const tables = sources.filter(({ text }) => /<Table\b/.test(text)).map(({ path }) => path);
    const named = Object.values(TABLES).flat();
    expect(tables.filter((path) => !named.includes(path))).toEqual([]);
    expect(named.filter((path) => !tables.includes(path))).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
  });
});
