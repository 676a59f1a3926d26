import { type Selectable, sql } from "kysely";
import { sortableSerials } from "#app/carbon/factor/serial-range.ts";
import { utcDay } from "#app/day/day.ts";
import { AppError } from "#app/encoding/errors.ts";
import { trimZeros } from "#app/places/emission-source.server.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { Database } from "#db/schema.ts";
import {
  findContentFaults,
  type GenerationFactor,
  type HeldInstrument,
  type InstrumentContent,
  referenceOf,
  type Technology,
} from "./contractual-instrument.ts";

type Author = ChangeAuthor & { organizationId: string };

/** Newest first, withdrawn ones included. */
export async function listInstruments(tx: TenantTx, organizationId: string): Promise<HeldInstrument[]> {
  const rows = await selectInstruments(tx, organizationId).orderBy("i.created_at", "desc").orderBy("i.id").execute();
  return rows.map(toInstrument);
}

/** @throws AppError `not_found` */
export async function getInstrument(tx: TenantTx, organizationId: string, id: string): Promise<HeldInstrument> {
  const row = await selectInstruments(tx, organizationId).where("i.id", "=", id).executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return toInstrument(row);
}

export type AddedInstrument = { id: string } | { faults: Record<string, string> };

/**
 * Adds an instrument. Its certificates must not be in the register of any organization of the installation: whose it is
 * stays hidden.
 */
export async function addInstrument(
  tx: TenantTx,
  author: Author,
  content: InstrumentContent,
): Promise<AddedInstrument> {
  const faults = findContentFaults(content);
  if (Object.keys(faults).length > 0) return { faults };
  if (content.cancelledOn !== null && content.cancelledOn > utcDay(new Date())) {
    return { faults: { cancelledOn: "date_future" } };
  }
  if (content.statementFileId !== null && !(await isOwnFile(tx, author.organizationId, content.statementFileId))) {
    return { faults: { statementFileId: "file_unknown" } };
  }
  const id = await insertOnce(tx, author, content);
  if (id === null) return { faults: { serialFirst: "claimed_twice" } };
  await recordChange(tx, author, {
    action: "instrument.added",
    subject: "instrument",
    subjectId: id,
    after: { name: referenceOf(content), ...content },
  });
  return { id };
}

/**
 * Withdraws an instrument that was entered by mistake and covers nothing. Its certificates can then be entered again.
 *
 * @throws AppError `not_found`
 */
export async function withdrawInstrument(
  tx: TenantTx,
  author: Author,
  { id, reason }: { id: string; reason: string },
): Promise<"already_withdrawn" | "still_allocated" | null> {
  const instrument = await getInstrument(tx, author.organizationId, id);
  if (instrument.withdrawn) return "already_withdrawn";
  await sql`select pg_advisory_xact_lock(hashtextextended(${id}::text, 0))`.execute(tx);
  const used = await tx
    .selectFrom("current_instrument_allocation")
    .select("id")
    .where("instrument_id", "=", id)
    .limit(1)
    .execute();
  if (used.length > 0) return "still_allocated";
  await tx
    .insertInto("instrument_withdrawal")
    .values({ tenant_id: author.tenantId, instrument_id: id, reason, created_by: author.userId })
    .execute();
  await tx.deleteFrom("instrument_serials").where("instrument_id", "=", id).execute();
  const name = referenceOf(instrument);
  await recordChange(tx, author, {
    action: "instrument.withdrawn",
    subject: "instrument",
    subjectId: id,
    before: { name },
    after: { name, reason },
  });
  return null;
}

const EXCLUSION_VIOLATION = "23P01";

/** Null if a certificate of it is in a register already. Only the database sees those of all organizations. */
async function insertOnce(tx: TenantTx, author: Author, content: InstrumentContent): Promise<string | null> {
  await sql`savepoint instrument`.execute(tx);
  const { id } = await tx
    .insertInto("contractual_instrument")
    .values({ ...toColumns(content), ...ownerOf(author), created_by: author.userId })
    .returning("id")
    .executeTakeFirstOrThrow();
  const range = content.serials && sortableSerials(content.registry, content.serials);
  try {
    if (range) {
      const serials = sql<string>`serial_range(${range.from}, ${range.to}, '[]')`;
      await tx
        .insertInto("instrument_serials")
        .values({ tenant_id: author.tenantId, instrument_id: id, serials })
        .execute();
    }
    await sql`release savepoint instrument`.execute(tx);
    return id;
  } catch (error) {
    if ((error as { code?: unknown }).code !== EXCLUSION_VIOLATION) throw error;
    await sql`rollback to savepoint instrument`.execute(tx);
    return null;
  }
}

/** Files that can prove an instrument, newest first. */
export async function listStatementFiles(
  tx: TenantTx,
  organizationId: string,
): Promise<{ id: string; name: string }[]> {
  return tx
    .selectFrom("evidence_file as f")
    .select(["f.id", "f.name"])
    .where("f.organization_id", "=", organizationId)
    .where("f.id", "not in", (erased) => erased.selectFrom("evidence_erasure").select("file_id"))
    .orderBy("f.created_at", "desc")
    .limit(MOST_FILES)
    .execute();
}

const MOST_FILES = 200;

async function isOwnFile(tx: TenantTx, organizationId: string, fileId: string): Promise<boolean> {
  const row = await tx
    .selectFrom("evidence_file")
    .select("id")
    .where("organization_id", "=", organizationId)
    .where(sql<boolean>`id::text = ${fileId}`)
    .executeTakeFirst();
  return row !== undefined;
}

function ownerOf({ tenantId, organizationId }: Author) {
  return { tenant_id: tenantId, organization_id: organizationId };
}

function toColumns(content: InstrumentContent) {
  return {
    type: content.type,
    registry: content.registry,
    serial_first: content.serials?.first ?? "",
    serial_last: content.serials?.last ?? "",
    contract_number: content.contract,
    plant: content.plant,
    technology: content.technology,
    country: content.country,
    generated_from: content.generation.start,
    generated_until: content.generation.end,
    quantity: content.quantity,
    unit: content.unit,
    kg_per_unit: JSON.stringify(content.kgPerUnit),
    cancelled_on: content.cancelledOn,
    beneficiary: content.beneficiary,
    statement_file_id: content.statementFileId,
  };
}

function selectInstruments(tx: TenantTx, organizationId: string) {
  return tx
    .selectFrom("contractual_instrument as i")
    .leftJoin("author", "author.id", "i.created_by")
    .leftJoin("evidence_file as f", "f.id", "i.statement_file_id")
    .leftJoin("instrument_withdrawal as w", "w.instrument_id", "i.id")
    .selectAll("i")
    .select([
      "author.name as author_name",
      "f.name as statement_name",
      "f.sha256 as statement_sha256",
      "w.created_at as withdrawn_at",
      "w.reason as withdrawn_reason",
    ])
    .where("i.organization_id", "=", organizationId);
}

type Row = Selectable<Database["contractual_instrument"]> & {
  author_name: string | null;
  statement_name: string | null;
  statement_sha256: string | null;
  withdrawn_at: Date | null;
  withdrawn_reason: string | null;
};

function toInstrument(row: Row): HeldInstrument {
  return {
    id: row.id,
    type: row.type,
    registry: row.registry,
    serials: row.serial_first === "" ? null : { first: row.serial_first, last: row.serial_last },
    contract: row.contract_number,
    plant: row.plant,
    technology: row.technology as Technology,
    country: row.country,
    generation: { start: row.generated_from, end: row.generated_until },
    quantity: trimZeros(row.quantity),
    unit: row.unit as HeldInstrument["unit"],
    kgPerUnit: row.kg_per_unit as unknown as GenerationFactor,
    cancelledOn: row.cancelled_on,
    beneficiary: row.beneficiary,
    statementFileId: row.statement_file_id,
    statement: row.statement_name === null ? null : { name: row.statement_name, sha256: row.statement_sha256! },
    createdAt: row.created_at,
    authorName: row.author_name,
    withdrawn: row.withdrawn_at && { at: row.withdrawn_at, reason: row.withdrawn_reason ?? "" },
  };
}
