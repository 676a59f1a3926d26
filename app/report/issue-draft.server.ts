import type { Actor, Guarded } from "#app/access/actor.server.ts";
import { offers } from "#app/action/action.ts";
import { env } from "#app/environment/env.server.ts";
import { getInventory } from "#app/organization/inventory.server.ts";
import { listConfidentialSources } from "#app/sources/source-confidentiality.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { getDisclosures } from "./disclosure/disclosure.server.ts";
import { needsSecond } from "./release-rule.server.ts";
import { listBlockers, type Report } from "./report.server.ts";
import { previewAssurance } from "./report-assurance.server.ts";
import { IssueActions } from "./report-form.ts";
import { previewPublic } from "./report-preview.server.ts";
import type { ReportableRun } from "./report-run.server.ts";
import { resolveValidity } from "./report-validity.server.ts";

/** What each page that issues the report of a run shows of it. `current` is its report that is in force. */
export async function readIssueDraft(
  tx: TenantTx,
  actor: Actor,
  run: ReportableRun,
  current: Pick<Report, "number" | "locales"> | null,
) {
  const { organizationId } = actor;
  return {
    runId: run.id,
    inventoryId: run.inventoryId,
    period: (await getInventory(tx, organizationId, run.inventoryId)).period,
    isJudged: run.issueCount === 0,
    hasDraft: run.issueCount === 0,
    blockers: await listBlockers(tx, organizationId, run),
    co2eKg: run.co2eKg,
    co2eKgMarketBased: run.co2eKgMarketBased,
    languages: (await getDisclosures(tx, organizationId, run.inventoryId)).statements.languages,
    current: current && { number: current.number, locales: current.locales },
    confidential: (await listConfidentialSources(tx, organizationId)).size,
    preview: await previewPublic(tx, actor, env().publicUrl),
    statements: await previewAssurance(tx, organizationId, run.id),
    validUntil: await resolveValidity(tx, organizationId, { now: new Date().toISOString() }),
  };
}

/** Whether a person may issue a report, or propose it where two people are needed. */
export async function readIssueRights(tx: TenantTx, actor: Guarded<Actor>) {
  return {
    mayIssue: actor.may("report.issue"),
    mayPropose: offers(IssueActions, actor).issue && (await needsSecond(tx)),
  };
}
