import { type RawBuilder, sql } from "kysely";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import type { ReviewState } from "#app/records/review-state.ts";
import type { TenantTx } from "#db/doors.ts";
import { type ActivityRecord, toActivityRecord } from "./activity.server.ts";
import { compareWithPlace, findPlace, orderColumns } from "./activity-order.server.ts";

/** Whose records are read, and of which days. */
interface PeriodOfOrganization {
  organizationId: string;
  period: Period;
}

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

const RECORDS = "current_activity_record";

/** Which of the records in order are read. */
interface Page {
  limit: number;
  /** Words and states stand in no index: they are looked for in so many records, or in all. */
  looked?: number | undefined;
}

/**
 * The newest versions of the records of a period that follow one another from a place on, in the order of period and time
 * of entry. Reads no more than it gives, as long as the conditions follow the order or name few sources.
 *
 * @param page.after id of the record before the first; without it, or where there is no such record, from the beginning
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

/** The last records of a period up to a record and with it, in their order; none where there is no such record. */
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

/** How many records there are, counted no further than `most`. */
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

/** One record of a period for a page whose window does not hold it; null where there is none. */
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

/**
 * Records of a month follow one another in the order of all, but for those that reach into it from before, which come
 * first: they lie over more than one month, and have an index of their own.
 */
type Section = "all" | "reaching" | "beginning";

function sectionsOf({ within }: Narrowing): Section[] {
  return within ? ["reaching", "beginning"] : ["all"];
}

/** As the index of them says it. */
const OVER_MONTHS = sql<boolean>`(extract(month from period_start) <> extract(month from period_end)
  or extract(year from period_start) <> extract(year from period_end))`;

/** The records of a section by conditions that an index knows. */
function narrowed(
  tx: TenantTx,
  { organizationId, period }: PeriodOfOrganization,
  { sourceIds, areFew, within }: Narrowing,
  section: Section = "all",
) {
  return (
    tx
      .selectFrom("current_activity_record")
      // The sources are the organization's own; with it as a condition the planner may take the index of all its records.
      .$if(!areFew, (query) => query.where("organization_id", "=", organizationId))
      .where("period_start", ">=", period.start)
      // Follows from the next: with it the index ends there too.
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

/** Conditions are asked of the records that were found, not before. */
function selectAmong(tx: TenantTx, records: Records): Records {
  return tx.selectFrom(records.as("current_activity_record")).selectAll() as unknown as Records;
}

/** The records that hold the words and stand in the state: conditions that no index knows. */
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

/** No list of SQL may be empty: the id of nothing stands for none. */
function atLeastOne(ids: readonly string[]): string[] {
  return ids.length > 0 ? [...ids] : ["00000000-0000-0000-0000-000000000000"];
}
