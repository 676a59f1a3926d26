import { type RawBuilder, type Selectable, sql } from "kysely";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import { type Claim, listClaims } from "#app/instruments/allocation.server.ts";
import {
  type ActivityRecord,
  type CurrentRecords,
  readEstimate,
  recordsOfPeriod,
} from "#app/records/activity.server.ts";
import { filesOfRecord, hasEvidence, type NamedFile } from "#app/records/evidenced-record.server.ts";
import { readRows } from "#db/copy.ts";
import { printUuid, type ReadColumn, type ReadRow } from "#db/copy-decoder.ts";
import type { TenantTx } from "#db/doors.ts";
import type { Database } from "#db/schema.ts";

/** The part of a record that a calculation needs; the rest is how it was typed and where it came from. */
export interface CalculatedRecord
  extends Omit<ActivityRecord, "recordId" | "versionId" | "enteredQuantity" | "enteredUnit" | "note" | "importId"> {
  /** Text, or bytes that are lent with the record (`printUuid`). */
  recordId: string | Uint8Array;
  versionId: string | Uint8Array;
  /** What contractual instruments cover of it. */
  claims: readonly Claim[];
}

/** With the files that prove it. */
export interface RecordWithFiles {
  record: CalculatedRecord;
  files: readonly NamedFile[];
}

/** The columns of that, as they are read in numbers. */
const OF_CALCULATED = {
  id: { type: "uuid_bytes" },
  record_id: { type: "uuid_bytes" },
  version: { type: "int4" },
  emission_source_id: { type: "uuid", isRepeating: true },
  period_start: { type: "date", isRepeating: true },
  period_end: { type: "date", isRepeating: true },
  quantity: { type: "numeric" },
  unit: { type: "text", isRepeating: true },
  data_quality: { type: "text", isRepeating: true },
  evidence_reference: { type: "text" },
  method: { type: "jsonb" },
  estimate: { type: "jsonb" },
} as const satisfies Partial<Record<keyof Selectable<Database["activity_record"]>, ReadColumn>>;

const FILES = Object.keys(OF_CALCULATED).length;
const NO_FILES: readonly NamedFile[] = [];
const NO_CLAIMS: readonly Claim[] = [];
/** Twelve decimals are stored, of which most records need two: the others need not be made into a text. */
const TRIMMED_QUANTITY = sql<string>`trim_scale(quantity)`.as("quantity");

/**
 * Records of a period as a calculation needs them, with their files, in batches, each valid until the next: this
 * bounds memory.
 *
 * @param size batch size where the database does not stream them
 */
export async function* listActivityBatches(
  tx: TenantTx,
  organizationId: string,
  period: Period,
  size: number,
): AsyncGenerator<Iterable<RecordWithFiles>> {
  const names = Object.keys(OF_CALCULATED) as (keyof typeof OF_CALCULATED)[];
  const columns: ReadColumn[] = Object.values(OF_CALCULATED);
  const literal = { start: sql.lit(period.start), end: sql.lit(period.end) };
  let query = recordsOfPeriod(currentRecords(tx), sql.lit(organizationId), literal).select(
    names.map((name) => (name === "quantity" ? TRIMMED_QUANTITY : name)),
  );
  if (await hasEvidence(tx, organizationId)) {
    query = query.select(filesOfRecord(organizationId).as("files"));
    columns.push({ type: "jsonb" });
  }
  const shared = { period: sharingPeriods(), claims: await listClaims(tx, organizationId) };
  for await (const rows of readRows(tx, query.compile(), columns, size)) yield recordsOf(rows, shared);
}

/** What is looked up for each record. */
interface Shared {
  period: ReturnType<typeof sharingPeriods>;
  claims: ReadonlyMap<string, readonly Claim[]>;
}

function* recordsOf(rows: Iterable<ReadRow>, shared: Shared): Generator<RecordWithFiles> {
  for (const row of rows) yield { record: readRecord(row, shared), files: row[FILES] ?? NO_FILES };
}

/** Of values in the order of `OF_CALCULATED`, as `toActivityRecord` of a row. */
function readRecord(row: ReadRow, { period, claims }: Shared): CalculatedRecord {
  return {
    recordId: row[1],
    versionId: row[0],
    version: row[2],
    sourceId: row[3],
    period: period(row[4], row[5]),
    // Has no idle zeros (`TRIMMED_QUANTITY`).
    quantity: row[6],
    unit: row[7],
    dataQuality: row[8],
    evidence: row[9],
    method: row[10],
    estimate: row[11] && readEstimate(row[11]),
    claims: claims.size === 0 ? NO_CLAIMS : (claims.get(printUuid(row[1])) ?? NO_CLAIMS),
  };
}

/** Records of the same days share one period object, by which facts about days are looked up. */
function sharingPeriods(): (start: string, end: string) => Period {
  const known = new Map<string, Period>();
  let last: Period | undefined;
  return (start, end) => {
    if (last?.start === start && last.end === end) return last;
    const key = `${start}/${end}`;
    last = known.get(key) ?? { start, end };
    known.set(key, last);
    return last;
  };
}

/**
 * The rows of the view, for reading all of it: few records have a second version, so the list of those is looked into
 * first. Because the two conditions are no join, rows arrive in index order and at once. The view's one condition is
 * a full self-join, sorted at the end, which takes the server twice the time.
 */
function currentRecords(tx: TenantTx): CurrentRecords {
  const laterThan = (version: RawBuilder<number>) => sql<boolean>`exists (select from activity_record n
    where n.tenant_id = current_activity_record.tenant_id and n.record_id = current_activity_record.record_id
      and n.version > ${version})`;
  return tx
    .selectFrom("activity_record as current_activity_record")
    .where("is_deleted", "=", sql.lit(false))
    .where(sql<boolean>`(not ${laterThan(sql`1`)} or not ${laterThan(sql`current_activity_record.version`)})`);
}
