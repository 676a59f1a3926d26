import { sql } from "kysely";
import type { TenantTx, VerifierTx } from "#db/doors.ts";
import type { VerifierActor } from "./access.server.ts";

/** A line that the verifier has checked. */
export interface Mark {
  lineId: string;
  note: string;
  by: string;
  at: Date;
}

/** Lines of a calculation that are marked as checked, by the newest fact of each. */
export async function listMarks(
  tx: TenantTx | VerifierTx,
  engagementId: string,
  runId: string,
): Promise<Map<string, Mark>> {
  const { rows } = await sql<{ line_id: string; state: string; note: string; created_at: Date; name: string | null }>`
    select distinct on (m.line_id) m.line_id, m.state, m.note, m.created_at, u.name
    from verification_mark m left join author u on u.id = m.created_by
    where m.engagement_id = ${engagementId} and m.run_id = ${runId}
    order by m.line_id, m.number desc`.execute(tx);
  const checked = rows.filter(({ state }) => state === "checked");
  return new Map(
    checked.map(({ line_id, note, name, created_at }) => [
      line_id,
      { lineId: line_id, note, by: name ?? "", at: created_at },
    ]),
  );
}

export interface MarkChange {
  runId: string;
  /** Lines of the calculation. The caller has checked that it has them. */
  lineIds: readonly string[];
  state: "checked" | "withdrawn";
  note: string;
}

/**
 * Adds a mark to each line, or takes it back. A line that is in that state already keeps its mark, unless it gets a
 * note. Marks are not in the audit trail, because the company must not see them before the statement.
 */
export async function markLines(tx: VerifierTx, who: VerifierActor, change: MarkChange): Promise<void> {
  const { runId, lineIds, state, note } = change;
  await sql`
    insert into verification_mark
      (tenant_id, organization_id, engagement_id, run_id, line_id, number, state, note, created_by)
    select ${who.tenantId}::uuid, ${who.organizationId}::uuid, ${who.engagementId}::uuid, ${runId}::uuid, l.line_id,
      coalesce(m.number, 0) + 1, ${state}, ${note}, ${who.userId}
    from (select distinct unnest(${lineIds}::text[]) as line_id) l
      left join lateral (
        select x.number, x.state, x.note from verification_mark x
        where x.engagement_id = ${who.engagementId}::uuid and x.run_id = ${runId}::uuid and x.line_id = l.line_id
        order by x.number desc limit 1) m on true
    where coalesce(m.state, 'withdrawn') <> ${state} or (${note} <> '' and m.note <> ${note})`.execute(tx);
}
