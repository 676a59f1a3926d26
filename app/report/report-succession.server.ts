import { sql } from "kysely";
import { appendStatement } from "#app/log/log.server.ts";
import { decodeStatement } from "#app/proof/log-entry.ts";
import type { TenantTx } from "#db/doors.ts";
import type { ReportFacts } from "./model.ts";
import { listNumbersOfRun } from "./report-editions.server.ts";

/**
 * States in the log what follows from a report that has just been published, under the lock of `lockReportLife`: every
 * edition of the versions before it is replaced; and where it comes late, it is withdrawn or replaced as the other
 * editions of its calculation were.
 */
export async function statePlaceAmongVersions(tx: TenantTx, origin: string, facts: ReportFacts): Promise<void> {
  const number = facts.number!;
  for (const previous of facts.previousVersions) {
    for (const edition of await listNumbersOfRun(tx, previous.number))
      await supersede(tx, origin, edition, { number, issuedAt: facts.issuedAt });
  }
  const editions = await listNumbersOfRun(tx, number);
  await followWithdrawal(tx, origin, facts, editions);
  const successor = await findSuccessor(tx, editions);
  if (successor) await supersede(tx, origin, number, successor);
}

/** A withdrawal that was confirmed while this edition was being printed holds for it too. */
async function followWithdrawal(
  tx: TenantTx,
  origin: string,
  { number, issuedAt }: ReportFacts,
  editions: string[],
): Promise<void> {
  const withdrawn = await tx
    .selectFrom("statement")
    .select(["said", "facts"])
    .where("number", "in", editions)
    .where("kind", "=", "withdraw")
    .where("stated_at", ">=", new Date(issuedAt))
    .orderBy("log_index")
    .limit(1)
    .executeTakeFirst();
  if (!withdrawn) return;
  const statement = { ...decodeStatement(withdrawn.said!), number: number! };
  await appendStatement(tx, origin, { statement, facts: withdrawn.facts as Record<string, string> });
}

/** The first published report of a later version. */
async function findSuccessor(tx: TenantTx, editions: string[]): Promise<{ number: string; issuedAt: string } | null> {
  const names = (number: string) => sql`report.facts -> 'previousVersions' @> ${JSON.stringify([{ number }])}::jsonb`;
  const row = await tx
    .selectFrom("report")
    .innerJoin("published_report", "published_report.number", "report.number")
    .select(["report.number", "report.facts"])
    .where(sql<boolean>`(${sql.join(editions.map(names), sql` or `)})`)
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
