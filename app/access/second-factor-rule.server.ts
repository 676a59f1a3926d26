import { keepSetting } from "#app/setting/setting.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { SystemTx, TenantTx } from "#db/doors.ts";
import { findStricterUntil, type SavedRule } from "./loosened-rule.server.ts";
import { hasRight } from "./role.ts";
import { FactorRule } from "./second-factor-rule.ts";
import type { Standing } from "./standing.server.ts";

export const keptFactorRule = keepSetting(FactorRule, {
  toRow: (needsAll: boolean) => ({ needs_all: needsAll }),
  fromRow: (row) => row.needs_all,
  initial: false as boolean,
  facts: (needsAll) => ({ needsAllFactors: needsAll }),
});

/** The latest saved rule on whether every member needs a second factor. */
export async function getFactorRule(tx: TenantTx): Promise<SavedRule & { version: number }> {
  const { value: isOn, version } = await keptFactorRule.latest(tx, {});
  return { isOn, version, stricterUntil: await findStricterUntil(tx, "second_factor_rule") };
}

/**
 * Whether a person needs a second factor in the workspace: anyone who manages or issues, and everyone if the workspace
 * requires it. A consultancy's rule also applies to its people at their clients.
 */
export async function asksForFactor(tx: SystemTx, { tenantId, role, acting }: Standing): Promise<boolean> {
  if (hasRight({ role, acting }, "report.issue")) return true;
  for (const id of acting ? [tenantId, acting.consultancyId] : [tenantId]) {
    if (await countsForAll(tx, id)) return true;
  }
  return false;
}

async function countsForAll(tx: SystemTx, tenantId: string): Promise<boolean> {
  const counting = tx.selectFrom("counting_second_factor_rule").select("version").where("needs_all", "=", true);
  return (await counting.where("tenant_id", "=", tenantId).executeTakeFirst()) !== undefined;
}

/** Saves the rule as a new version. An equal rule changes nothing. */
export async function stateFactorRule(
  tx: TenantTx,
  author: ChangeAuthor,
  { basedOn, isOn }: { basedOn: number; isOn: boolean },
): Promise<void> {
  await keptFactorRule.save(tx, author, await keptFactorRule.open(tx, author, { basedOn }), isOn);
}
