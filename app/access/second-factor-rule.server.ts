import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { SystemTx, TenantTx } from "#db/doors.ts";
import { findStricterUntil, type SavedRule } from "./loosened-rule.server.ts";
import { mayIssue, type Standing } from "./standing.server.ts";

/** Whether the workspace asks a second factor of every member, as it was saved last. */
export async function getFactorRule(tx: TenantTx): Promise<SavedRule> {
  const isOn = (await latestRule(tx))?.needs_all ?? false;
  return { isOn, stricterUntil: await findStricterUntil(tx, "second_factor_rule") };
}

/**
 * Whether a person may work there only with a second factor: anyone who manages or issues, and everyone where the workspace
 * asks it of all. A consultancy's rule follows its people to their clients.
 */
export async function asksForFactor(tx: SystemTx, { tenantId, role, acting }: Standing): Promise<boolean> {
  if (mayIssue({ role, acting })) return true;
  for (const id of acting ? [tenantId, acting.consultancyId] : [tenantId]) {
    if (await countsForAll(tx, id)) return true;
  }
  return false;
}

async function countsForAll(tx: SystemTx, tenantId: string): Promise<boolean> {
  const counting = tx.selectFrom("counting_second_factor_rule").select("version").where("needs_all", "=", true);
  return (await counting.where("tenant_id", "=", tenantId).executeTakeFirst()) !== undefined;
}

function latestRule(tx: TenantTx) {
  return tx
    .selectFrom("second_factor_rule")
    .select(["version", "needs_all"])
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** Saves the rule as a new version; what it is already changes nothing. */
export async function stateFactorRule(tx: TenantTx, author: ChangeAuthor, needsAll: boolean): Promise<void> {
  const before = await latestRule(tx);
  if ((before?.needs_all ?? false) === needsAll) return;
  const version = (before?.version ?? 0) + 1;
  await tx
    .insertInto("second_factor_rule")
    .values({ tenant_id: author.tenantId, version, needs_all: needsAll, created_by: author.userId })
    .execute();
  await recordChange(tx, author, {
    action: "second_factor_rule.stated",
    subject: "second_factor_rule",
    subjectId: author.tenantId,
    before: { needsAllFactors: !needsAll },
    after: { needsAllFactors: needsAll },
  });
}
