import { getHeapStatistics } from "node:v8";
import { sql } from "kysely";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import { AppError } from "#app/encoding/errors.ts";
import type { TenantTx } from "#db/doors.ts";
import { isPeriodLarge } from "./calculation-size.server.ts";

/** What a run is expected to take, by what was measured of others; no promise. */
export interface RunEstimate {
  records: number;
  sources: number;
  /** Records that are calculated each for itself and kept until the end: with a method, a contract, or nothing above zero. */
  single: number;
  memoryMib: number;
  /** What a process may take. */
  limitMib: number;
  seconds: number;
}

const MIB = 1024 * 1024;
/** Bytes of the heap: of the program, the embedded engine's with its pages; of a record, a single record, a source. */
const BYTES = { program: 90 * MIB, embedded: 250 * MIB, record: 110, single: 4096, source: 16_384 };
const SECONDS = { record: 40e-6, single: 150e-6, embedded: 4 };

/** Where a run is done, and the heap that it may take there; null where that is the heap of this process. */
interface RunRoom {
  isEmbedded: boolean;
  memoryMib: number | null;
}

let room: RunRoom = { isEmbedded: false, memoryMib: 1024 };

export function configureRuns(settings: RunRoom): void {
  room = settings;
}

/** Null where a run has too few records to ask. */
export async function estimateLargeRun(
  tx: TenantTx,
  organizationId: string,
  period: Period,
): Promise<RunEstimate | null> {
  return (await isPeriodLarge(tx, organizationId, period)) ? estimateRun(tx, organizationId, period) : null;
}

export async function estimateRun(tx: TenantTx, organizationId: string, period: Period): Promise<RunEstimate> {
  const counts = await tx
    .selectFrom("current_activity_record")
    .select((select) => [
      select.fn.countAll<number>().as("records"),
      select.fn.count<number>("emission_source_id").distinct().as("sources"),
      sql<number>`count(*) filter (where method is not null or quantity::numeric <= 0 or record_id in (
        select record_id from current_instrument_allocation where organization_id = ${organizationId}))`.as("single"),
    ])
    .where("organization_id", "=", organizationId)
    .where("period_start", ">=", period.start)
    .where("period_end", "<=", period.end)
    .executeTakeFirstOrThrow();
  const found = { records: Number(counts.records), sources: Number(counts.sources), single: Number(counts.single) };
  return { ...found, ...weigh(found) };
}

/** What a run of this many records takes in this installation. */
function weigh({ records, sources, single }: Pick<RunEstimate, "records" | "sources" | "single">) {
  const { isEmbedded, memoryMib } = room;
  const bytes =
    (isEmbedded ? BYTES.embedded : BYTES.program) +
    records * BYTES.record +
    single * BYTES.single +
    sources * BYTES.source;
  const seconds = records * SECONDS.record + single * SECONDS.single;
  return {
    memoryMib: Math.ceil(bytes / MIB),
    limitMib: memoryMib ?? Math.floor(getHeapStatistics().heap_size_limit / MIB),
    seconds: Math.ceil(isEmbedded ? seconds * SECONDS.embedded : seconds),
  };
}

export function isBeyond({ memoryMib, limitMib }: RunEstimate): boolean {
  return memoryMib > limitMib;
}

/** @throws AppError `conflict` with the reason `run_over_memory` where a run would not fit into the memory of its process */
export async function refuseBeyond(tx: TenantTx, organizationId: string, period: Period): Promise<void> {
  const estimate = await estimateLargeRun(tx, organizationId, period);
  if (estimate && isBeyond(estimate)) {
    throw new AppError("conflict", { details: { reason: "run_over_memory", ...estimate } });
  }
}
