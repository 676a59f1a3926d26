import { findStricterUntil, type SavedRule } from "#app/access/loosened-rule.server.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { ReportLocale } from "./report-locale.ts";

/** Whether reports of the workspace go out only when a second person confirmed them; switched off, it counts for 72 hours. */
export async function needsSecond(tx: TenantTx): Promise<boolean> {
  const counting = tx.selectFrom("counting_release_rule").select("version").where("needs_second", "=", true);
  return (await counting.executeTakeFirst()) !== undefined;
}

export async function getReleaseRule(tx: TenantTx): Promise<SavedRule> {
  const isOn = (await latestRule(tx))?.needs_second ?? false;
  return { isOn, stricterUntil: await findStricterUntil(tx, "release_rule") };
}

function latestRule(tx: TenantTx) {
  return tx
    .selectFrom("release_rule")
    .select(["version", "needs_second"])
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** States the rule anew; what it is already changes nothing. */
export async function stateReleaseRule(tx: TenantTx, author: ChangeAuthor, isNeeded: boolean): Promise<void> {
  const before = await latestRule(tx);
  if ((before?.needs_second ?? false) === isNeeded) return;
  await tx
    .insertInto("release_rule")
    .values({
      tenant_id: author.tenantId,
      version: (before?.version ?? 0) + 1,
      needs_second: isNeeded,
      created_by: author.userId,
    })
    .execute();
  await recordChange(tx, author, {
    action: "release_rule.stated",
    subject: "release_rule",
    subjectId: author.tenantId,
    before: { needsSecond: !isNeeded },
    after: { needsSecond: isNeeded },
  });
}

/** Whether a report of the run still lacks a confirmation: each confirmation serves one report, as the database holds. */
export async function lacksConfirmation(tx: TenantTx, runId: string, locale: ReportLocale): Promise<boolean> {
  if (!(await needsSecond(tx))) return false;
  const confirmed = await tx
    .selectFrom("report_release as p")
    .innerJoin("report_release_end as e", "e.release_id", "p.id")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("p.run_id", "=", runId)
    .where("p.locale", "=", locale)
    .where("e.state", "=", "confirmed")
    .executeTakeFirstOrThrow();
  const issued = await tx
    .selectFrom("report")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("run_id", "=", runId)
    .where("locale", "=", locale)
    .where("issued_at", ">=", (since) =>
      since.selectFrom("release_rule").select((select) => select.fn.min("created_at").as("first")),
    )
    .executeTakeFirstOrThrow();
  return Number(confirmed.count) <= Number(issued.count);
}
