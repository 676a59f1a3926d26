import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const APP = fileURLToPath(new URL("../../app", import.meta.url));

/** Functions that give a list without a limit of their own, as `file name`, by why that is no list without end. */
const BOUNDED: Record<string, string[]> = {
  "what people set up by hand, and what a plan or the product limits": [
    "access-trail.server.ts listOwnMemberships",
    "account-security.server.ts listSessions",
    "api-key.server.ts listApiKeys",
    "assurance/engagement.server.ts listEngagements",
    "assurance/engagement.server.ts listHeldEngagements",
    "description-match.server.ts listRemembered",
    "emission-source.server.ts listEmissionSources",
    "engagement/acting.server.ts listActingRights",
    "engagement/engagement.server.ts listEngagements",
    "engagement/engagement.server.ts listNamed",
    "facility-fact.server.ts listFacilityFacts",
    "facility.server.ts listFacilities",
    "inventory.server.ts listInventories",
    "invitation.server.ts listInvitations",
    "membership.server.ts listMembers",
    "organization.server.ts listOrganizations",
    "organization.server.ts listOrganizationsOfUser",
    "own-factor.server.ts listOwnFactors",
    "own-factor.server.ts listOwnVersions",
    "package/package-source.server.ts listViaChoices",
    "package/package-taking.server.ts listRhythms",
    "package/package.server.ts listPackages",
    "period-approval.server.ts listPeriodApprovals",
    "report-facts.server.ts listVersions",
    "source-confidentiality.server.ts listConfidentialSources",
    "source-conversion.server.ts listSourceConversions",
    "source-factor.server.ts listConnectingProperties",
    "trade/bank-account.server.ts listBankAccounts",
    "trade/ledger.server.ts listBalances",
    "trade/provider-account.server.ts listProviderAccounts",
    "trade/receipt.server.ts listTolerances",
    "trade/service.server.ts listServices",
    "trade/tax-note.server.ts listTaxNotes",
  ],
  "made by hand one by one: some hundreds in a year, and none without somebody who wrote it": [
    "activity-import/import-draft.server.ts listDrafts",
    "assurance/workspace.server.ts listIssuedReports",
    "report-listing.server.ts listPublished",
    "client-board/client-board.server.ts listBoardClients",
    "client-board/client-choices.server.ts listClientChoices",
    "data-request-list.server.ts listDataRequests",
    "package/package-application.server.ts listGiven",
    "package/package-client.server.ts listPackageClients",
    "plan/entitlement.server.ts listEntitlements",
    "plan/plan-order-list.server.ts listPlanOrders",
    "plan/plan-order-list.server.ts listOrdersWithNames",
    "plan/plan-price.server.ts listPlanPrices",
    "plan/plan-tax.server.ts listPlanTaxes",
    "previous-report.server.ts listIssuedReports",
    "task-reminder.server.ts listDue",
    "task.server.ts listTasks",
    "trade/exported-service.server.ts listExportedServices",
    "trade/exported-service.server.ts listReceiptDays",
    "trade/order-hold.server.ts listHoldChoices",
    "trade/order-hold.server.ts listActiveHolds",
    "trade/refund-list.server.ts listOpenRefundRequests",
    "trade/refund-list.server.ts listOtherRefunds",
  ],
  "whole, since files hold every row; a page shows the first and counts the rest (`shownRows`)": [
    "time-entry.server.ts listTimeEntries",
    "trade/bank-statement.server.ts listOpenLines",
    "trade/client.server.ts listClients",
    "trade/dispute-list.server.ts listDisputes",
    "trade/invoice-list.server.ts listInvoices",
    "trade/order-list.server.ts listOrders",
    "trade/payment-task.server.ts listPaymentTasks",
    "trade/quote-list.server.ts listQuotes",
    "trade/receipt-list.server.ts listDifferences",
    "trade/receipt-list.server.ts listReceipts",
    "trade/refund-list.server.ts listRefundRequests",
  ],
  "parts of one thing: a record, file, request, report, run, order, invoice or import": [
    "report-description.server.ts listNameNotices",
    "activity-page.server.ts listVersionsOf",
    "activity.server.ts listActivityVersions",
    "assurance/finding.server.ts listFindings",
    "assurance/published-assurance.server.ts listPublicDocuments",
    "assurance/statement.server.ts listStatements",
    "assurance/workspace.server.ts listReportsOfInventory",
    "data-request-answer.server.ts listDrafts",
    "data-request-file.server.ts listRequestFiles",
    "data-request-file.server.ts listRequestEvidence",
    "data-request-view.server.ts listCells",
    "evidence-list.server.ts listAttachments",
    "evidenced-record.server.ts listRecordEvidence",
    "evidenced-record.server.ts listEvidenceEvents",
    "factor-selection.server.ts listDatasetsInUse",
    "kept-file.server.ts listKeptFiles",
    "record-history.server.ts listRecordEvents",
    "record-history.server.ts listSteps",
    "record-history.server.ts listVersionEvents",
    "report-annex.server.ts listFactorDatasets",
    "report-annex.server.ts listOwnEvidence",
    "report-checklist.server.ts listMissing",
    "report-description.server.ts listRunSources",
    "report-glyphs.server.ts listUnprinted",
    "report-glyphs.server.ts listUnprintedTexts",
    "report-editions.server.ts listEditions",
    "report-editions.server.ts listNumbersOfRun",
    "report-withdrawal.server.ts listWithdrawals",
    "report.server.ts listBlockers",
    "trade/checkout.server.ts listCheckouts",
    "trade/client.server.ts listClientVersions",
    "trade/invoice-list.server.ts listCreditNotes",
    "trade/invoice-list.server.ts listInvoicePayments",
    "trade/invoice-list.server.ts listLines",
    "trade/order-hold.server.ts listAdmitted",
    "trade/report-gate.server.ts listClosedGates",
    "trade/report-gate.server.ts listGateBlockers",
    "verification.server.ts listReportStatements",
  ],
  "parts of the things that the caller names, which are bounded themselves": [
    "two-people.server.ts listDecidableFrom",
    "activity-change.server.ts list",
    "activity-import/import-view.server.ts listActivitiesById",
    "data-request-list.server.ts listAnswers",
    "data-request-list.server.ts listItems",
    "data-request-list.server.ts listSteps",
    "drift.server.ts listDriftDecisions",
    "report-standing.server.ts listStandings",
    "trade/bank-notice.server.ts listConcerned",
  ],
  "sums made in the database: a row for each kind, month or gap of a year": [
    "assurance/workspace.server.ts listCovering",
    "review-map.server.ts listRecordGroups",
    "review-map.server.ts listGapAnswers",
  ],
  "of the library and the log, the same for all tenants": [
    "audit-trail-list.server.ts listTrailChoices",
    "factor-search.server.ts listFacets",
    "factor.server.ts listDatasets",
    "factor.server.ts listGridRegions",
    "factor.server.ts listGwpSets",
    "factor.server.ts listProperties",
    "issuer-keys.server.ts listKeys",
    "log-listing.server.ts listWitnesses",
  ],
  "asked for by no page: by the command line, a job or a sweep, which go through all on purpose": [
    "data-request-reminder.server.ts listEnding",
    "log-listing.server.ts listNumbersOfKey",
    "payment-reconciliation.server.ts listMissing",
    "tenant-deletion/close-tenant.server.ts listDueClosings",
    "tenant-deletion/close-tenant.server.ts listSolePeople",
    "tenant-deletion/closed-tenant.server.ts listClosedTenants",
    "tenant-deletion/erase-tenant.server.ts listDueErasures",
    "tenant-deletion/left-rows.server.ts listErasedTables",
    "tenant-export.server.ts listReady",
    "tenant-export.server.ts listRemovable",
    "tenant-export.server.ts listTenantsWithExpired",
    "tenant.server.ts listErasedTenants",
    "tenant.server.ts listTenantIds",
    "tenant.server.ts listWorkingTenantIds",
  ],
  "all records of a year, which a document, a calculation or an import's end is made of": [
    "activity-import/import-view.server.ts listValues",
    "activity-import/undo-import.server.ts listCorrected",
    "activity.server.ts listActivities",
    "calculated-record.server.ts listActivityBatches",
  ],
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

/** Statements that skip rows: `offset 0` skips none, and keeps PostgreSQL from flattening what stands in it. */
function findOffsets({ path, text }: SourceFile): string[] {
  const found = text.matchAll(/\.offset\(|\boffset (?:\$\{|\$\d|[1-9])/gi);
  return [...found].map(({ index }) => `${path}: ${text.slice(index, index + 40)}`);
}

/** Functions of services that give lists, and say nowhere how many rows at most. */
function findUnlimited({ path, text }: SourceFile): string[] {
  const functions = text.matchAll(/^(?:export )?(?:async )?function\*? (list\w*)\b[\s\S]*?\n}\n/gm);
  return [...functions].filter(([whole]) => !/\blimit\b/i.test(whole)).map(([, name]) => `${path} ${name}`);
}

describe("lists", () => {
  const sources = readSources();

  it("go on after a key: no statement skips rows, which it would read all the same", () => {
    expect(sources.length).toBeGreaterThan(1500);
    expect(sources.flatMap(findOffsets)).toEqual([]);
    const skipping = ["query.offset(10)", "select 1 offset $1", "select 1 limit 5 OFFSET 10"];
    expect(skipping.flatMap((text) => findOffsets({ path: "x.ts", text }))).toHaveLength(3);
  });

  it("have a limit, or a reason for none", () => {
    const ofServices = sources
      .filter(({ path }) => path.startsWith("services/"))
      .map(({ path, text }) => ({ path: path.slice("services/".length), text }));
    const unlimited = ofServices.flatMap(findUnlimited);
    const declared = new Set(Object.values(BOUNDED).flat());
    expect(unlimited.filter((name) => !declared.has(name))).toEqual([]);
    // A reason goes with what it was given for.
    expect([...declared].filter((name) => !unlimited.includes(name))).toEqual([]);
  });
});
