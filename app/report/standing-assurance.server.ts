import { sql } from "kysely";
import {
  type AssuranceLevel,
  type AssuranceRecord,
  parseAssurance,
  type VerifierIdentity,
} from "#app/proof/assurance-credential.ts";
import { type AssuranceEffect, assuranceStatusOf, effectOf, withoutConfirmed } from "#app/proof/check-assurance.ts";
import { parseReportCredential } from "#app/proof/credential.ts";
import type { PublicTx } from "#db/doors.ts";

/**
 * The statement of a third party on record that decides how a report is shown. `confirmed`: by a body whose identity was
 * proved. `reported`: by someone, unconfirmed. `against`: adverse or disclaimed, confirmed or not.
 */
export interface StandingAssurance {
  kind: "confirmed" | "reported" | "against" | "disowned";
  level: AssuranceLevel;
  verifier: string;
  /** What is proved of the verifier, in a confirmed statement. */
  identity: VerifierIdentity | null;
  /** Who recorded it: the organization, or someone with the verifier's access. */
  enteredBy: AssuranceRecord["enteredBy"];
}

interface AssuredReport {
  number: string;
  inventory_sha256: string;
  credential: string;
}

/** Of each report with a statement about it as it is now. Three queries for any number of reports. */
export async function listStandingAssurance(
  tx: PublicTx,
  reports: readonly AssuredReport[],
): Promise<Map<string, StandingAssurance>> {
  if (reports.length === 0) return new Map();
  const named = new Map(reports.map(({ number, credential }) => [number, statementOf(credential)]));
  const hashes = [...named.values()].filter((hash) => hash !== null);
  const numbers = reports.map(({ number }) => number);
  const carried = await tx.selectFrom("carried_statement").selectAll().where("number", "in", numbers).execute();
  const rows = await tx
    .selectFrom("published_assurance")
    .leftJoin("disowned_statement as d", (join) =>
      join.on(
        sql<boolean>`d.record_sha256 = coalesce(published_assurance.confirms, published_assurance.record_sha256)`,
      ),
    )
    .select(["published_assurance.record_sha256", "number", "credential", "d.identity_id as disowned_by"])
    .where((where) =>
      where.or([
        where("number", "in", numbers),
        where("published_assurance.record_sha256", "in", [
          "",
          ...hashes,
          ...carried.map(({ record_sha256 }) => record_sha256),
        ]),
      ]),
    )
    .orderBy("published_assurance.log_index")
    .execute();
  const ended = await tx
    .selectFrom("statement")
    .select("facts")
    .where("kind", "=", "assurance_withdrawn")
    .where(sql<string>`facts->>'statement'`, "in", ["", ...rows.map(({ record_sha256 }) => record_sha256)])
    .execute();
  const withdrawn = new Set(ended.map(({ facts }) => (facts as Record<string, string>).statement));
  const found = new Map<string, StandingAssurance>();
  for (const { number, inventory_sha256 } of reports) {
    const own = rows
      .filter(
        (row) =>
          row.number === number ||
          row.record_sha256 === named.get(number) ||
          carried.some((one) => one.number === number && one.record_sha256 === row.record_sha256),
      )
      .map((row) => {
        const { record } = parseAssurance(row.credential);
        const effect = effectOf(record, inventory_sha256, {
          isWithdrawn: withdrawn.has(row.record_sha256),
          isDisowned: row.disowned_by !== null,
        });
        return { effect, record, recordSha256: row.record_sha256, level: record.engagement.level };
      });
    const standing = standingOf(withoutConfirmed(own));
    if (standing) found.set(number, standing);
  }
  return found;
}

interface Judged {
  effect: AssuranceEffect;
  level: AssuranceLevel;
  record: AssuranceRecord;
}

function standingOf(statements: readonly Judged[]): StandingAssurance | null {
  const status = assuranceStatusOf([...statements]);
  const show = (kind: StandingAssurance["kind"], { level, record }: Judged) => {
    const { name: verifier, identity } = record.verifier;
    return { kind, level, verifier, identity, enteredBy: record.enteredBy };
  };
  const disowned = statements.find(({ effect }) => effect === "disowned");
  if (disowned) return show("disowned", disowned);
  const against = statements.find(({ effect }) => effect === "against");
  if (against) return show("against", against);
  const confirmed = statements.find(
    ({ effect, level }) => level === status && (effect === "assures" || effect === "procedures"),
  );
  if (confirmed) return show("confirmed", confirmed);
  const reported = statements.find(({ effect }) => effect === "reported");
  return reported ? show("reported", reported) : null;
}

/** The hash of the statement that a report was issued with. */
function statementOf(credential: string): string | null {
  const { assurance } = parseReportCredential(credential).facts;
  return assurance.status === "verified" ? assurance.statementHash : null;
}
