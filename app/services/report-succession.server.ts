import { sql } from "kysely";
import type { ReportFacts } from "#app/report/model.ts";
import type { TenantTx } from "#db/doors.ts";
import { appendStatement } from "./log.server.ts";

/** Two acts on one report come one after the other: its withdrawal, its publication, that of the next version. */
export async function lockReportLife(tx: TenantTx, number: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`report:${number}`}, 0))`.execute(tx);
}

/** Locks a report and the versions before it, always in the same order, so that two of them never wait for each other. */
export async function lockVersions(tx: TenantTx, { number, previousVersions }: ReportFacts): Promise<void> {
  const numbers = [number!, ...previousVersions.map((previous) => previous.number)];
  for (const one of numbers.sort()) await lockReportLife(tx, one);
}

/**
 * States in the log what a version that has just been published replaces, or that it is replaced itself: versions are
 * rendered side by side, and a later one may be published first. Whoever comes second sees the other, under the lock of
 * `lockVersions`.
 */
export async function statePlaceAmongVersions(tx: TenantTx, origin: string, facts: ReportFacts): Promise<void> {
  const number = facts.number!;
  for (const previous of facts.previousVersions)
    await supersede(tx, origin, previous.number, { number, issuedAt: facts.issuedAt });
  const successor = await tx
    .selectFrom("report")
    .innerJoin("published_report", "published_report.number", "report.number")
    .select(["report.number", "report.facts"])
    .where(sql<boolean>`report.facts -> 'previousVersions' @> ${JSON.stringify([{ number }])}::jsonb`)
    .orderBy("report.issued_at")
    .orderBy("report.serial")
    .limit(1)
    .executeTakeFirst();
  if (!successor) return;
  const { issuedAt } = successor.facts as ReportFacts;
  await supersede(tx, origin, number, { number: successor.number, issuedAt });
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
