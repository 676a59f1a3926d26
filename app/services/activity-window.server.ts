import { sql } from "kysely";
import type { Period } from "#app/carbon/inventory-document.ts";
import type { TenantTx } from "#db/doors.ts";
import { type ActivityRecord, toActivityRecord } from "./activity.server.ts";
import type { ReviewState } from "./activity-review.server.ts";

/** As many records as a page holds: what a person can scroll through and a browser keeps whole. */
export const WINDOW = 10_000;

/** Counting reads every record: beyond so many a page says "more than", and stays quick. */
export const COUNTED = 20_000;

/** What a window is narrowed to; null and the empty text are no condition. */
export interface Narrowing {
  /** The sources that are meant: of a facility, of a scope, or the one that was chosen. */
  sourceIds: readonly string[] | null;
  /** They are few among the organization's: their records are read by source, not by walking through all. */
  areFew: boolean;
  /** Records that share a day with it. */
  within: Period | null;
  /** Stands in the evidence, the note or the quantity as typed, or names one of `wordSourceIds`. */
  words: string;
  /** Sources whose own name or whose facility's holds the words. */
  wordSourceIds: readonly string[];
  /** Where they stand in the review; null for all. */
  state: ReviewState | null;
}

export const NOT_NARROWED: Narrowing = {
  sourceIds: null,
  areFew: false,
  within: null,
  words: "",
  wordSourceIds: [],
  state: null,
};

export interface ActivityWindow {
  /** The first records by period and time of entry, at most `WINDOW`. */
  records: ActivityRecord[];
  /** How many there are; at most `COUNTED` + 1, which stands for more. */
  count: number;
}

/**
 * The newest versions of the first records of a period, and how many there are in all. Reads no more records than it
 * counts, as long as the conditions follow the order or name few sources.
 */
export async function readActivityWindow(
  tx: TenantTx,
  organizationId: string,
  period: Period,
  narrowing: Narrowing = NOT_NARROWED,
): Promise<ActivityWindow> {
  const rows = await tx
    // Once through the records: what is counted is what is ordered.
    .with(
      (cte) => cte("found").materialized(),
      () =>
        narrowed(tx, organizationId, period, narrowing)
          .select(["id", "period_start", "recorded_at", "import_row", "record_id"])
          .orderBy("period_start")
          .orderBy("recorded_at")
          .orderBy("import_row")
          .orderBy("record_id")
          .limit(COUNTED + 1),
    )
    .with("first", (db) => db.selectFrom("found").select("id").limit(WINDOW))
    .selectFrom("activity_record as r")
    .innerJoin("first", "first.id", "r.id")
    .selectAll("r")
    .select((eb) => eb.selectFrom("found").select(eb.fn.countAll<string>().as("count")).as("found_count"))
    .orderBy("r.period_start")
    .orderBy("r.recorded_at")
    .orderBy("r.import_row")
    .orderBy("r.record_id")
    .execute();
  return { records: rows.map(toActivityRecord), count: Number(rows[0]?.found_count ?? 0) };
}

/** One record of a period for a page whose window does not hold it; null where there is none. */
export async function findActivityInPeriod(
  tx: TenantTx,
  organizationId: string,
  period: Period,
  recordId: string,
): Promise<ActivityRecord | null> {
  const row = await narrowed(tx, organizationId, period, NOT_NARROWED)
    .selectAll()
    .where("record_id", "=", recordId)
    .executeTakeFirst();
  return row ? toActivityRecord(row) : null;
}

/** How many files are attached to each of these records; those without are left out. */
export async function countFilesOf(
  tx: TenantTx,
  organizationId: string,
  recordIds: readonly string[],
): Promise<Map<string, number>> {
  if (recordIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom("evidence_attachment as a")
    .leftJoin("evidence_detachment as d", "d.attachment_id", "a.id")
    .select(["a.record_id", (eb) => eb.fn.countAll<string>().as("count")])
    .where("a.organization_id", "=", organizationId)
    .where(sql<boolean>`a.record_id = any(${recordIds}::uuid[])`)
    .where("d.attachment_id", "is", null)
    .groupBy("a.record_id")
    .execute();
  return new Map(rows.map(({ record_id, count }) => [record_id!, Number(count)]));
}

/** Where a version stands in the review, and who took it there; drafts are left out. */
export interface StoodState {
  version: number;
  state: Exclude<ReviewState, "draft">;
  reason: string;
  byName: string;
}

/** The newest step of each of these records that ever had one. Of an older version it says nothing of the newest. */
export async function readStates(
  tx: TenantTx,
  organizationId: string,
  recordIds: readonly string[],
): Promise<Map<string, StoodState>> {
  if (recordIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom("activity_state as s")
    .leftJoin("author", "author.id", "s.created_by")
    .select(["s.record_id", "s.version", "s.state", "s.reason", "author.name"])
    .where("s.organization_id", "=", organizationId)
    .where(sql<boolean>`s.record_id = any(${recordIds}::uuid[])`)
    .orderBy("s.version")
    .execute();
  return new Map(rows.map(({ record_id, name, ...row }) => [record_id, { ...row, byName: name ?? "" }]));
}

/** How each of these records was estimated, where it was and says so. */
export async function readEstimates(
  tx: TenantTx,
  organizationId: string,
  recordIds: readonly string[],
): Promise<Map<string, { method: string; reason: string }>> {
  if (recordIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom("current_activity_record")
    .select(["record_id", "estimate"])
    .where("organization_id", "=", organizationId)
    .where(sql<boolean>`record_id = any(${recordIds}::uuid[])`)
    .where("estimate", "is not", null)
    .execute();
  return new Map(
    rows.map(({ record_id, estimate }) => {
      const { method = "", reason = "" } = estimate as { method?: string; reason?: string };
      return [record_id, { method, reason }];
    }),
  );
}

function narrowed(tx: TenantTx, organizationId: string, period: Period, narrowing: Narrowing) {
  const { sourceIds, within, words, wordSourceIds, state } = narrowing;
  const pattern = `%${words.replace(/[\\%_]/g, "\\$&")}%`;
  const ofWords = [...wordSourceIds];
  return (
    tx
      .selectFrom("current_activity_record")
      // The sources are the organization's own; with it as a condition the planner may take the index of all its records.
      .$if(!narrowing.areFew, (query) => query.where("organization_id", "=", organizationId))
      .where("period_start", ">=", period.start)
      .where("period_end", "<=", period.end)
      .$if(within !== null, (query) =>
        query.where("period_start", "<=", within!.end).where("period_end", ">=", within!.start),
      )
      .$if(sourceIds !== null, (query) => query.where("emission_source_id", "in", atLeastOne(sourceIds!)))
      .$if(state !== null, (query) =>
        query.where(({ exists, not, selectFrom }) => {
          const steps = selectFrom("activity_state as s")
            .select("s.step")
            .whereRef("s.tenant_id", "=", "current_activity_record.tenant_id")
            .whereRef("s.record_id", "=", "current_activity_record.record_id")
            .whereRef("s.version", "=", "current_activity_record.version");
          return state === "draft" ? not(exists(steps)) : exists(steps.where("s.state", "=", state!));
        }),
      )
      .$if(words !== "", (query) =>
        query.where((eb) =>
          eb.or([
            eb("evidence_reference", "ilike", pattern),
            eb("note", "ilike", pattern),
            eb("entered_quantity", "ilike", pattern),
            ...(ofWords.length > 0 ? [eb("emission_source_id", "in", ofWords)] : []),
          ]),
        ),
      )
  );
}

/** No list of SQL may be empty: the id of nothing stands for none. */
function atLeastOne(ids: readonly string[]): string[] {
  return ids.length > 0 ? [...ids] : ["00000000-0000-0000-0000-000000000000"];
}
