import { sql } from "kysely";
import { appendStatement } from "#app/log/log.server.ts";
import type { TenantTx, VerifierTx } from "#db/doors.ts";
import type { ReportFacts } from "./model.ts";

/** Two acts on the reports of one inventory come one after the other: publication, the next version, withdrawal. */
export async function lockReportLife(tx: TenantTx | VerifierTx, runId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('report-life:' || inventory_id::text, 0))
    from calculation_run where id = ${runId}`.execute(tx);
}

/**
 * States in the log what follows from a report that has just been published, under the lock of `lockReportLife`: the
 * versions before it are replaced; where it comes late, it is replaced by a later one.
 */
export async function statePlaceAmongVersions(tx: TenantTx, origin: string, facts: ReportFacts): Promise<void> {
  const number = facts.number!;
  for (const previous of facts.previousVersions)
    await supersede(tx, origin, previous.number, { number, issuedAt: facts.issuedAt });
  const successor = await findSuccessor(tx, number);
  if (successor) await supersede(tx, origin, number, successor);
}

/** The first published report of a later version. */
async function findSuccessor(tx: TenantTx, number: string): Promise<{ number: string; issuedAt: string } | null> {
  const row = await tx
    .selectFrom("report")
    .innerJoin("published_report", "published_report.number", "report.number")
    .select(["report.number", "report.facts"])
    .where(sql<boolean>`report.facts -> 'previousVersions' @> ${JSON.stringify([{ number }])}::jsonb`)
    .orderBy("report.issued_at")
    .orderBy("report.serial")
    .limit(1)
    .executeTakeFirst();
  return row ? { number: row.number, issuedAt: (row.facts as ReportFacts).issuedAt } : null;
}

/** A version is replaced once; one that was replaced or withdrawn, or is not published yet, stays as it is. */
async function supersede(
  tx: TenantTx,
  origin: string,
  previous: string,
  by: { number: string; issuedAt: string },
): Promise<void> {
  const said = await tx.selectFrom("statement").select("kind").where("number", "=", previous).execute();
  const kinds = said.map(({ kind }) => kind);
  if (!kinds.includes("issue") || kinds.includes("supersede") || kinds.includes("withdraw")) return;
  await appendStatement(tx, origin, {
    statement: { type: "supersede", number: previous, by: by.number, ts: by.issuedAt },
    facts: { by: by.number },
  });
}
