import { sql } from "kysely";
import { AppError } from "#app/encoding/errors.ts";
import { proveStatement } from "#app/log/log.server.ts";
import { MOST_STATEMENTS } from "#app/proof/bundle.ts";
import type { AssuranceEvidence } from "#app/proof/check-assurance.ts";
import type { PublicTx } from "#db/doors.ts";

/** An adverse or disclaimed opinion that was not withdrawn. */
const IS_AGAINST = sql<boolean>`coalesce(credential::jsonb #>> '{credentialSubject,record,opinion,kind}', '')
    in ('adverse', 'disclaimed')
  and not exists (select from statement s where s.kind = 'assurance_withdrawn'
    and s.facts ->> 'statement' = published_assurance.record_sha256)`;

const IS_DISOWNED = sql<boolean>`exists (select from disowned_statement d
  where d.record_sha256 = coalesce(published_assurance.confirms, published_assurance.record_sha256))`;

/**
 * The verification statements that concern a report, oldest first, with their proofs: those about its number, those
 * about its calculation, the one it was issued with (about the same data in another language), and those about the
 * version that it superseded, which do not apply to it. Never by the data package alone: a copy of it by another
 * organization would count as verified.
 *
 * @param report.statementHash of the statement that the report's own credential names
 * @param report.replaced number of the report that this one replaces
 */
export async function collectAssurance(
  tx: PublicTx,
  report: { number: string; statementHash: string | null; replaced: string | null },
): Promise<AssuranceEvidence[]> {
  const numbers = report.replaced === null ? [report.number] : [report.number, report.replaced];
  const found = await tx
    .selectFrom("published_assurance")
    .select(["record_sha256", "log_index", "credential", "confirms"])
    .where((where) =>
      where.or([
        where("number", "in", numbers),
        where("record_sha256", "=", report.statementHash ?? ""),
        where("record_sha256", "in", carriedBy(tx, numbers)),
      ]),
    )
    // Others never take the place of a disowned statement or an opinion against the report, nor reported ones that of a proved body's.
    .orderBy(IS_DISOWNED, "desc")
    .orderBy(IS_AGAINST, "desc")
    .orderBy(sql`identity_id is null`)
    .orderBy("log_index", "desc")
    .limit(MOST_STATEMENTS)
    .execute();
  const rows = found.toSorted((one, other) => Number(one.log_index) - Number(other.log_index));
  const ended = await tx
    .selectFrom("statement")
    .select(["log_index", "facts", "salt"])
    .where("kind", "=", "assurance_withdrawn")
    .where(sql<string>`facts->>'statement'`, "in", ["", ...rows.map(({ record_sha256 }) => record_sha256)])
    .execute();
  const keyOf = (row: { record_sha256: string; confirms: string | null }) => row.confirms ?? row.record_sha256;
  const disowned = await tx
    .selectFrom("disowned_statement")
    .selectAll()
    .where("record_sha256", "in", ["", ...rows.map(keyOf)])
    .execute();
  const evidence: AssuranceEvidence[] = [];
  for (const row of rows) {
    const end = ended.find(({ facts }) => (facts as Record<string, string>).statement === row.record_sha256);
    const denied = disowned.find((one) => one.record_sha256 === keyOf(row));
    const facts = end?.facts as { kind: string; reason: string; at: string } | undefined;
    evidence.push({
      credential: row.credential,
      proof: await proveOrNull(tx, row.log_index),
      withdrawal:
        end && facts
          ? {
              kind: facts.kind,
              reason: facts.reason,
              salt: end.salt ?? "",
              at: facts.at,
              proof: await proveOrNull(tx, end.log_index),
            }
          : null,
      disowned: denied
        ? {
            kind: denied.identity_kind,
            value: denied.identity_value,
            checkedOn: denied.identity_checked_on,
            salt: denied.salt,
            at: denied.stated_at.toISOString(),
            proof: await proveOrNull(tx, denied.log_index),
          }
        : null,
    });
  }
  return evidence;
}

/** No proof until the next checkpoint. */
async function proveOrNull(tx: PublicTx, logIndex: number): Promise<string | null> {
  try {
    return await proveStatement(tx, logIndex);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}

/** A statement's document, by its hash. @throws AppError `not_found` where the organization does not let anyone have it */
export async function getPublishedDocument(
  tx: PublicTx,
  number: string,
  sha256: string,
): Promise<{ bytes: Uint8Array; name: string; type: string }> {
  const row = await tx
    .selectFrom("published_assurance")
    .select(["document", "document_name", "document_type"])
    .where((where) => where.or([where("number", "=", number), where("record_sha256", "in", shownWith(tx, [number]))]))
    .where("document_sha256", "=", sha256)
    .where("document", "is not", null)
    .executeTakeFirst();
  if (!row?.document) throw new AppError("not_found");
  return { bytes: row.document, name: row.document_name!, type: row.document_type! };
}

/** Hashes of the statements about calculations that these reports carry. */
function carriedBy(tx: PublicTx, numbers: readonly string[]) {
  return tx
    .selectFrom("carried_statement")
    .select("record_sha256")
    .where("number", "in", ["", ...numbers]);
}

/** Also those that the version before it carries, which its page shows as about other data. */
function shownWith(tx: PublicTx, numbers: readonly string[]) {
  const replaced = tx
    .selectFrom("published_report")
    .select("supersedes")
    .where("number", "in", ["", ...numbers])
    .where("supersedes", "is not", null)
    .$castTo<{ supersedes: string }>();
  return tx
    .selectFrom("carried_statement")
    .select("record_sha256")
    .where((where) => where.or([where("number", "in", ["", ...numbers]), where("number", "in", replaced)]));
}

/** Hashes of the documents about these reports that anyone may have. */
export async function listPublicDocuments(tx: PublicTx, numbers: readonly string[]): Promise<string[]> {
  const rows = await tx
    .selectFrom("published_assurance")
    .select("document_sha256")
    .where((where) =>
      where.or([where("number", "in", ["", ...numbers]), where("record_sha256", "in", shownWith(tx, numbers))]),
    )
    .where("document", "is not", null)
    .execute();
  return rows.map(({ document_sha256 }) => document_sha256);
}
