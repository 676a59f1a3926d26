import { sql } from "kysely";
import { instrumentType } from "#app/carbon/factor/instrument-type.ts";
import { isPartOfMarket } from "#app/carbon/factor/place.ts";
import { convert, isConvertible, isUnitCode, type UnitCode } from "#app/carbon/unit/unit.ts";
import { isWithin, type Period } from "#app/day/period.ts";
import { AppError } from "#app/encoding/errors.ts";
import { BOUNDS, parseDecimal } from "#app/number/decimal.ts";
import { add, compare, fromDecimal, type Ratio, sign, subtract, sum, toExactOr40, ZERO } from "#app/number/ratio.ts";
import { getInventory } from "#app/organization/inventory.server.ts";
import { getEmissionSource, trimZeros } from "#app/places/emission-source.server.ts";
import { getFacility } from "#app/places/facility/facility.server.ts";
import { refuseLocked } from "#app/records/period-lock.server.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { type Allocation, type AllocationFault, coverInOrder } from "./allocation.ts";
import { type HeldInstrument, referenceOf } from "./contractual-instrument.ts";
import { getInstrument, listInstruments } from "./instrument.server.ts";
import { getVintageWindow } from "./vintage-window.server.ts";
import { vintageDays } from "./vintage-window.ts";

type Author = ChangeAuthor & { organizationId: string };

/** Current allocations of an instrument, in the order of their records' days. */
export async function listAllocations(
  tx: TenantTx,
  organizationId: string,
  instrumentId: string,
): Promise<Allocation[]> {
  const rows = await selectAllocations(tx, organizationId).where("a.instrument_id", "=", instrumentId).execute();
  return rows.map(toAllocation);
}

/** What is allocated of each instrument of the organization, or only to records within a period. */
export async function sumAllocations(
  tx: TenantTx,
  organizationId: string,
  period?: Period,
): Promise<Map<string, string>> {
  const allocations = tx
    .selectFrom("current_instrument_allocation as a")
    .select(["a.instrument_id", sql<string>`trim_scale(sum(a.quantity))::text`.as("allocated")])
    .where("a.organization_id", "=", organizationId)
    .groupBy("a.instrument_id");
  const within =
    period &&
    allocations
      .innerJoin("current_activity_record as r", "r.record_id", "a.record_id")
      .where("r.period_start", ">=", period.start)
      .where("r.period_end", "<=", period.end);
  const rows = await (within ?? allocations).execute();
  return new Map(rows.map((row) => [row.instrument_id, row.allocated]));
}

export interface AllocationRequest {
  instrumentId: string;
  sourceId: string;
  /** Records within its period are covered. */
  inventoryId: string;
  /** In the unit of the instrument. Null: all that is left of it. */
  quantity: string | null;
}

/** @returns what was allocated and what is still left of the instrument, or why nothing was */
export type Allocated = { fault: AllocationFault } | { records: number; quantity: string; left: string };

/**
 * Covers the records of a meter in the order of their days, each as far as no instrument covers it.
 *
 * @throws AppError `not_found`; `conflict` with `period_locked`
 */
export async function allocate(tx: TenantTx, author: Author, request: AllocationRequest): Promise<Allocated> {
  const { organizationId } = author;
  const instrument = await getInstrument(tx, organizationId, request.instrumentId);
  await sql`select pg_advisory_xact_lock(hashtextextended(${instrument.id}::text, 0))`.execute(tx);
  const { period } = await getInventory(tx, organizationId, request.inventoryId);
  const meterOf = { sourceId: request.sourceId, period };
  const fault = instrument.withdrawn ? "withdrawn" : await findMeterFault(tx, author, { instrument, ...meterOf });
  if (fault) return { fault };
  const left = await leftOf(tx, organizationId, instrument);
  const amount = request.quantity === null ? left : read(request.quantity);
  if (sign(left) <= 0) return { fault: "nothing_left" };
  if (compare(amount, left) > 0) return { fault: "more_than_left" };
  const meter = await readMeter(tx, organizationId, meterOf);
  if (meter.length === 0) return { fault: "no_records" };
  const unit = instrument.unit;
  if (meter.some((record) => !isUnitCode(record.unit) || !isConvertible(record.unit, unit)))
    return { fault: "unit_mismatch" };
  const covered = await readCovered(tx, organizationId, unit, request.sourceId);
  const { parts } = coverInOrder(
    meter.map(({ recordId, quantity, unit: of }) => ({
      recordId,
      consumption: convert(read(quantity), of as UnitCode, unit),
      covered: covered.get(recordId) ?? ZERO,
    })),
    amount,
  );
  if (parts.length === 0) return { fault: "all_covered" };
  const touched = new Set(parts.map(({ recordId }) => recordId));
  await refuseLocked(
    tx,
    organizationId,
    meter.filter(({ recordId }) => touched.has(recordId)),
  );
  const quantity = sum(parts.map((part) => read(part.quantity)));
  await insertParts(tx, author, { instrument, parts, quantity: toExactOr40(quantity) });
  return { records: parts.length, quantity: toExactOr40(quantity), left: toExactOr40(subtract(left, quantity)) };
}

/** A statement has a limited number of parameters, and a meter may have a record for each hour. */
const ROWS_AT_ONCE = 5000;

async function insertParts(
  tx: TenantTx,
  author: Author,
  {
    instrument,
    parts,
    quantity,
  }: { instrument: HeldInstrument; parts: readonly { recordId: string; quantity: string }[]; quantity: string },
): Promise<void> {
  const rows = parts.map((part) => ({
    tenant_id: author.tenantId,
    organization_id: author.organizationId,
    instrument_id: instrument.id,
    record_id: part.recordId,
    quantity: part.quantity,
    created_by: author.userId,
  }));
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    await tx
      .insertInto("instrument_allocation")
      .values(rows.slice(start, start + ROWS_AT_ONCE))
      .execute();
  }
  await recordChange(tx, author, {
    action: "instrument.allocated",
    subject: "instrument",
    subjectId: instrument.id,
    after: { name: referenceOf(instrument), quantity, unit: instrument.unit, count: parts.length },
  });
}

/** Why an instrument can't cover records of a source and a period: the rules that the engine has, too. */
async function findMeterFault(
  tx: TenantTx,
  { organizationId }: Author,
  { instrument, sourceId, period }: { instrument: HeldInstrument; sourceId: string; period: Period },
): Promise<AllocationFault | null> {
  const source = await getEmissionSource(tx, organizationId, sourceId);
  if (source.scope !== 2) return "source_not_energy";
  const { isCertificate } = instrumentType(instrument.type)!;
  if (isCertificate && source.category !== "purchased_electricity") return "source_not_electricity";
  const facility = await getFacility(tx, organizationId, source.facilityId);
  if (!isPartOfMarket(facility, { instrument: instrument.type, region: instrument.country })) return "other_market";
  const window = await getVintageWindow(tx, organizationId);
  return isWithin(instrument.generation, vintageDays(period, window.value)) ? null : "vintage";
}

async function leftOf(tx: TenantTx, organizationId: string, instrument: HeldInstrument): Promise<Ratio> {
  const allocated = (await sumAllocations(tx, organizationId)).get(instrument.id) ?? "0";
  return subtract(read(instrument.quantity), read(allocated));
}

interface MeterRecord {
  recordId: string;
  sourceId: string;
  period: Period;
  quantity: string;
  unit: string;
}

/** Records that consume: corrections and credits below zero can't be covered. */
async function readMeter(
  tx: TenantTx,
  organizationId: string,
  { sourceId, period }: { sourceId: string; period: Period },
): Promise<MeterRecord[]> {
  const rows = await tx
    .selectFrom("current_activity_record")
    .select(["record_id", "emission_source_id", "period_start", "period_end", "quantity", "unit"])
    .where("organization_id", "=", organizationId)
    .where("emission_source_id", "=", sourceId)
    .where("period_start", ">=", period.start)
    .where("period_end", "<=", period.end)
    .where("quantity", ">", "0")
    .orderBy("period_start")
    .orderBy("period_end")
    .orderBy("record_id")
    .execute();
  return rows.map((row) => ({
    recordId: row.record_id,
    sourceId: row.emission_source_id,
    period: { start: row.period_start, end: row.period_end },
    quantity: trimZeros(row.quantity),
    unit: row.unit,
  }));
}

/** What all instruments cover of each record of a source, in one unit. */
async function readCovered(
  tx: TenantTx,
  organizationId: string,
  unit: UnitCode,
  sourceId: string,
): Promise<Map<string, Ratio>> {
  const rows = await tx
    .selectFrom("current_instrument_allocation as a")
    .innerJoin("contractual_instrument as i", "i.id", "a.instrument_id")
    .innerJoin("current_activity_record as r", "r.record_id", "a.record_id")
    .select(["a.record_id", "a.quantity", "i.unit"])
    .where("a.organization_id", "=", organizationId)
    .where("r.emission_source_id", "=", sourceId)
    .execute();
  const covered = new Map<string, Ratio>();
  for (const row of rows) {
    const part = convert(read(trimZeros(row.quantity)), row.unit as UnitCode, unit);
    covered.set(row.record_id, add(covered.get(row.record_id) ?? ZERO, part));
  }
  return covered;
}

/**
 * Ends allocations, so that the instrument can cover other records. Not while a report that uses them is in force: its
 * certificates would be claimed a second time.
 *
 * @throws AppError `not_found`; `conflict` with `allocation_reported` and the report's number, or `period_locked`
 */
export async function releaseAllocations(
  tx: TenantTx,
  author: Author,
  { instrumentId, allocationIds }: { instrumentId: string; allocationIds: readonly string[] },
): Promise<void> {
  const instrument = await getInstrument(tx, author.organizationId, instrumentId);
  const current = await listAllocations(tx, author.organizationId, instrumentId);
  const wanted = new Set(allocationIds);
  const ended = current.filter(({ id }) => wanted.has(id));
  if (ended.length === 0) throw new AppError("not_found");
  const report = await findReportUsing(
    tx,
    author.organizationId,
    ended.map(({ id }) => id),
  );
  if (report) throw new AppError("conflict", { details: { reason: "allocation_reported", report } });
  await refuseLocked(
    tx,
    author.organizationId,
    ended.map(({ record }) => record),
  );
  const rows = ended.map(({ id }) => ({
    tenant_id: author.tenantId,
    allocation_id: id,
    created_by: author.userId,
  }));
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    await tx
      .insertInto("instrument_release")
      .values(rows.slice(start, start + ROWS_AT_ONCE))
      .execute();
  }
  await recordChange(tx, author, {
    action: "instrument.released",
    subject: "instrument",
    subjectId: instrumentId,
    before: {
      name: referenceOf(instrument),
      quantity: toExactOr40(sum(ended.map(({ quantity }) => read(quantity)))),
      unit: instrument.unit,
      count: ended.length,
    },
  });
}

/** The number of a report in force whose calculation came after one of the allocations and covers its record. */
async function findReportUsing(tx: TenantTx, organizationId: string, ids: readonly string[]): Promise<string | null> {
  const row = await tx
    .selectFrom("report")
    .innerJoin("calculation_run as run", "run.id", "report.run_id")
    .innerJoin("inventory", "inventory.id", "run.inventory_id")
    .innerJoin("instrument_allocation as a", "a.organization_id", "report.organization_id")
    .innerJoin("activity_record as record", "record.record_id", "a.record_id")
    .select("report.number")
    .where("report.organization_id", "=", organizationId)
    .where(sql<boolean>`a.id = any(${ids}::uuid[])`)
    .whereRef("run.created_at", ">=", "a.created_at")
    .whereRef("record.period_start", ">=", "inventory.period_start")
    .whereRef("record.period_end", "<=", "inventory.period_end")
    .where("report.number", "not in", (not) =>
      not
        .selectFrom("statement")
        .select("statement.number")
        .where("kind", "in", ["supersede", "withdraw"])
        .where("statement.number", "is not", null)
        .$castTo<{ number: string }>(),
    )
    .limit(1)
    .executeTakeFirst();
  return row?.number ?? null;
}

/** A part of an instrument that a record claims. */
export interface Claim {
  instrument: HeldInstrument;
  /** Of the instrument in the register, the oldest being 1. Entries are never removed, so it stays the same. */
  number: number;
  quantity: string;
}

/** The claims of an organization by record. */
export async function listClaims(tx: TenantTx, organizationId: string): Promise<ReadonlyMap<string, Claim[]>> {
  const rows = await tx
    .selectFrom("current_instrument_allocation as a")
    .select(["a.instrument_id", "a.record_id", "a.quantity"])
    .where("a.organization_id", "=", organizationId)
    .orderBy("a.created_at")
    .orderBy("a.id")
    .execute();
  const claims = new Map<string, Claim[]>();
  if (rows.length === 0) return claims;
  const register = (await listInstruments(tx, organizationId)).reverse();
  const instruments = new Map(register.map((instrument, at) => [instrument.id, { instrument, number: at + 1 }]));
  for (const { instrument_id: id, record_id: recordId, quantity } of rows) {
    const known = claims.get(recordId) ?? [];
    claims.set(recordId, [...known, { ...instruments.get(id)!, quantity: trimZeros(quantity) }]);
  }
  return claims;
}

function selectAllocations(tx: TenantTx, organizationId: string) {
  return tx
    .selectFrom("current_instrument_allocation as a")
    .leftJoin("current_activity_record as r", "r.record_id", "a.record_id")
    .select([
      "a.id",
      "a.instrument_id",
      "a.record_id",
      "a.quantity",
      "r.emission_source_id",
      "r.period_start",
      "r.period_end",
    ])
    .where("a.organization_id", "=", organizationId)
    .orderBy("r.period_start")
    .orderBy("a.created_at")
    .orderBy("a.id");
}

type Row = Awaited<ReturnType<ReturnType<typeof selectAllocations>["executeTakeFirstOrThrow"]>>;

function toAllocation(row: Row): Allocation {
  const { emission_source_id: sourceId, period_start: start, period_end: end } = row;
  return {
    id: row.id,
    instrumentId: row.instrument_id,
    recordId: row.record_id,
    quantity: trimZeros(row.quantity),
    record: sourceId === null ? null : { sourceId, period: { start: start!, end: end! } },
  };
}

const read = (text: string): Ratio => fromDecimal(parseDecimal(text, BOUNDS.quantity));
