import { sql } from "kysely";
import { findStricterUntil, type SavedRule } from "#app/access/loosened-rule.server.ts";
import type { ReportLocale } from "#app/encoding/report-locale.ts";
import { keepSetting } from "#app/setting/setting.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { ReleaseRule } from "./release-rule.ts";

/** Whether reports of the workspace go out only when a second person confirmed them; switched off, it counts for 72 hours. */
export async function needsSecond(tx: TenantTx): Promise<boolean> {
  const counting = tx.selectFrom("counting_release_rule").select("version").where("needs_second", "=", true);
  return (await counting.executeTakeFirst()) !== undefined;
}

export const keptReleaseRule = keepSetting(ReleaseRule, {
  toRow: (needsSecond: boolean) => ({ needs_second: needsSecond }),
  fromRow: (row) => row.needs_second,
  initial: false as boolean,
  facts: (needsSecond) => ({ needsSecond }),
});

export async function getReleaseRule(tx: TenantTx): Promise<SavedRule & { version: number }> {
  const { value: isOn, version } = await keptReleaseRule.latest(tx, {});
  return { isOn, version, stricterUntil: await findStricterUntil(tx, "release_rule") };
}

/** Saves the rule as a new version; what it is already changes nothing. */
export async function stateReleaseRule(
  tx: TenantTx,
  author: ChangeAuthor,
  { basedOn, isOn }: { basedOn: number; isOn: boolean },
): Promise<void> {
  await keptReleaseRule.save(tx, author, await keptReleaseRule.open(tx, author, { basedOn }), isOn);
}

/**
 * Whether a report of the run in these languages still lacks a confirmation: each confirmation serves one report, as the
 * database holds.
 */
export async function lacksConfirmation(
  tx: TenantTx,
  runId: string,
  locales: readonly ReportLocale[],
): Promise<boolean> {
  if (!(await needsSecond(tx))) return false;
  const confirmed = await tx
    .selectFrom("report_release as p")
    .innerJoin("report_release_end as e", "e.release_id", "p.id")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("p.run_id", "=", runId)
    .where(sql<boolean>`p.locales = ${locales}`)
    .where("e.state", "=", "confirmed")
    .executeTakeFirstOrThrow();
  const issued = await tx
    .selectFrom("report")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("run_id", "=", runId)
    .where(sql<boolean>`locales = ${locales}`)
    .where("issued_at", ">=", (since) =>
      since.selectFrom("release_rule").select((select) => select.fn.min("created_at").as("first")),
    )
    .executeTakeFirstOrThrow();
  return Number(confirmed.count) <= Number(issued.count);
}
