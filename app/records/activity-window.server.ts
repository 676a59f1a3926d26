import { type RawBuilder, sql } from "kysely";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import type { ReviewState } from "#app/records/review-state.ts";
import type { TenantTx } from "#db/doors.ts";
import { type ActivityRecord, toActivityRecord } from "./activity.server.ts";
import { compareWithPlace, findPlace, orderColumns } from "./activity-order.server.ts";

interface PeriodOfOrganization {
  organizationId: string;
  period: Period;
}

/** Filters of a window. Null and empty text mean no filter. */
export interface Narrowing {
  /** Source ids: those of a facility, of a scope, or the chosen one. */
  sourceIds: readonly string[] | null;
  /** Whether the sources are few in the organization. Their records are then read by source instead of scanning all. */
  areFew: boolean;
  /** Records that overlap this period. */
  within: Period | null;
  /** Text to find in the evidence, the note or the quantity as typed, or in names (`wordSourceIds`). */
  words: string;
  /** Sources whose own name or facility name contains the words. */
  wordSourceIds: readonly string[];
  /** Review state, or null for all. */
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

const RECORDS = "current_activity_record";

interface Page {
  limit: number;
  /** No index covers words and states, so a search checks this many records, or all. */
  looked?: number | undefined;
}

/**
 * The newest versions of a period's records after a given position, ordered by period and time of entry. Reads only
 * what it returns, if the filters match the order or name few sources.
 *
 * @param page.after id of the preceding record. Starts at the beginning if it is missing or unknown.
 */
export async function readActivitiesAfter(
  tx: TenantTx,
  of: PeriodOfOrganization,
  narrowing: Narrowing,
  page: Page & { after?: string | undefined },
): Promise<ActivityRecord[]> {
  const place = page.after === undefined ? null : await findPlace(tx, of.organizationId, page.after);
  const from = place && compareWithPlace(RECORDS, ">", place);
  const found: ActivityRecord[] = [];
  for (const section of sectionsOf(narrowing)) {
    if (found.length < page.limit) {
      const rest = { ...page, limit: page.limit - found.length };
      found.push(...(await readSection(tx, narrowed(tx, of, narrowing, section), narrowing, { ...rest, from })));
    }
  }
  return found;
}

/** The last records of a period up to and including a record, in order. Empty if the record doesn't exist. */
export async function readActivitiesUpTo(
  tx: TenantTx,
  of: PeriodOfOrganization,
  narrowing: Narrowing,
  page: Page & { last: string },
): Promise<ActivityRecord[]> {
  const place = await findPlace(tx, of.organizationId, page.last);
  if (!place) return [];
  const upTo = compareWithPlace(RECORDS, "<=", place);
  const found: ActivityRecord[] = [];
  for (const section of sectionsOf(narrowing).reverse()) {
    if (found.length < page.limit) {
      const rest = { ...page, limit: page.limit - found.length };
      const query = narrowed(tx, of, narrowing, section);
      found.push(...(await readSection(tx, query, narrowing, { ...rest, from: upTo, direction: "desc" })));
    }
  }
  return found.reverse();
}

async function readSection(
  tx: TenantTx,
  query: Records,
  narrowing: Narrowing,
  { limit, looked, from, direction = "asc" }: Page & { from: RawBuilder<boolean> | null; direction?: "asc" | "desc" },
): Promise<ActivityRecord[]> {
  const inOrder = (some: Records) =>
    orderColumns(RECORDS).reduce((query: Records, column) => query.orderBy(column, direction), some);
  const ordered = inOrder(query.selectAll().$if(from !== null, (some) => some.where(from!)));
  const isSearched = narrowing.words !== "" || narrowing.state !== null;
  const asked = isSearched && looked !== undefined ? inOrder(selectAmong(tx, ordered.limit(looked))) : ordered;
  const rows = await passing(asked, narrowing).limit(limit).execute();
  return (rows as Parameters<typeof toActivityRecord>[0][]).map(toActivityRecord);
}

/** The number of records, counted up to `most`. */
export async function countActivities(
  tx: TenantTx,
  of: PeriodOfOrganization,
  narrowing: Narrowing,
  most: number,
): Promise<number> {
  let sum = 0;
  for (const section of sectionsOf(narrowing)) {
    if (sum >= most) break;
    const some = passing(narrowed(tx, of, narrowing, section), narrowing);
    const { count } = await tx
      .selectFrom(
        some
          .select("id")
          .limit(most - sum)
          .as("found"),
      )
      .select((eb) => eb.fn.countAll<string>().as("count"))
      .executeTakeFirstOrThrow();
    sum += Number(count);
  }
  return sum;
}

/** One record of a period that is outside the page's window, or null. */
export async function findActivityInPeriod(
  tx: TenantTx,
  organizationId: string,
  period: Period,
  recordId: string,
): Promise<ActivityRecord | null> {
  const row = await narrowed(tx, { organizationId, period }, NOT_NARROWED)
    .selectAll()
    .where("record_id", "=", recordId)
    .executeTakeFirst();
  return row ? toActivityRecord(row) : null;
}

/** The number of files attached to each record. Records without files are omitted. */
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

/** The review state of a version and who set it. Drafts are omitted. */
export interface StoodState {
  version: number;
  state: Exclude<ReviewState, "draft">;
  reason: string;
  byName: string;
}

/** The newest review step of each record. A step of an older version doesn't apply to the newest version. */
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

/** The estimation method of each estimated record, if known. */
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

/**
 * A month's records are consecutive in the overall order, except those that start in an earlier month. These span
 * several months and have their own index.
 */
type Section = "all" | "reaching" | "beginning";

function sectionsOf({ within }: Narrowing): Section[] {
  return within ? ["reaching", "beginning"] : ["all"];
}

/** Must match the expression of the partial index. */
const OVER_MONTHS = sql<boolean>`(extract(month from period_start) <> extract(month from period_end)
  or extract(year from period_start) <> extract(year from period_end))`;

function narrowed(
  tx: TenantTx,
  { organizationId, period }: PeriodOfOrganization,
  { sourceIds, areFew, within }: Narrowing,
  section: Section = "all",
) {
  return (
    tx
      .selectFrom("current_activity_record")
      // The sources already belong to the organization. Adding the condition could make the planner choose the index of
      // all its records.
      .$if(!areFew, (query) => query.where("organization_id", "=", organizationId))
      .where("period_start", ">=", period.start)
      // Implied by the next condition, but needed to bound the index scan.
      .where("period_start", "<=", period.end)
      .where("period_end", "<=", period.end)
      .$if(section === "beginning", (query) =>
        query.where("period_start", ">=", within!.start).where("period_start", "<=", within!.end),
      )
      .$if(section === "reaching", (query) =>
        query.where("period_start", "<", within!.start).where("period_end", ">=", within!.start).where(OVER_MONTHS),
      )
      .$if(sourceIds !== null, (query) => query.where("emission_source_id", "in", atLeastOne(sourceIds!)))
  );
}

type Records = ReturnType<typeof narrowed>;

/** Applies the conditions only to the records found. */
function selectAmong(tx: TenantTx, records: Records): Records {
  return tx.selectFrom(records.as("current_activity_record")).selectAll() as unknown as Records;
}

/** Filters by words and state, which no index covers. */
function passing(records: Records, { words, wordSourceIds, state }: Narrowing): Records {
  const pattern = `%${words.replace(/[\\%_]/g, "\\$&")}%`;
  const ofWords = [...wordSourceIds];
  return records
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
    );
}

/** An SQL list can't be empty, so it gets an id that matches nothing. */
function atLeastOne(ids: readonly string[]): string[] {
  return ids.length > 0 ? [...ids] : ["00000000-0000-0000-0000-000000000000"];
}
