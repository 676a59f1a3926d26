import { type RawBuilder, sql } from "kysely";
import type { TenantTx } from "#db/doors.ts";

/** SQL that compares an earlier version `c` of a rule with the newest `n`: true if `c` is stricter. */
const STRICTER: Record<"release_rule" | "second_factor_rule" | "seller_detail", RawBuilder<boolean>> = {
  release_rule: sql`c.needs_second and not n.needs_second`,
  second_factor_rule: sql`c.needs_all and not n.needs_all`,
  seller_detail: sql`c.confirm_above_minor is not null and (n.confirm_above_minor is null
    or n.confirm_above_minor > c.confirm_above_minor or n.home_currency <> c.home_currency)`,
};

/** The latest saved version of a rule. */
export interface SavedRule {
  isOn: boolean;
  /** Until when an earlier, stricter version applies, in ISO 8601. */
  stricterUntil: string | null;
}

/**
 * Until when an earlier, stricter version of a rule applies: a less strict one takes effect 72 hours after it was
 * saved, as in the views `counting_…` of the database. ISO 8601, null if there is none.
 */
export async function findStricterUntil(tx: TenantTx, rule: keyof typeof STRICTER): Promise<string | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select min(s.created_at) + right_wait() as at from ${sql.table(rule)} s where s.version > (
      select max(c.version) from ${sql.table(`counting_${rule}`)} c
      where exists (select from (select * from ${sql.table(rule)} order by version desc limit 1) n
        where ${STRICTER[rule]}))`.execute(tx);
  return rows[0]?.at?.toISOString() ?? null;
}
