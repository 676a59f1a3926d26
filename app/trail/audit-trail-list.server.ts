import { type Expression, type RawBuilder, type SqlBool, sql } from "kysely";
import type { ChainHead } from "#app/proof/audit-chain.ts";
import type { TenantTx } from "#db/doors.ts";
import type { ActivityOrigin } from "#db/schema.ts";
import type { TrailFilter } from "./filter.ts";

/** One entry as it is chained, with the name of its author. */
export interface TrailEntry {
  sequence: number;
  at: Date;
  userId: string;
  /** Null if the author is no longer a member. */
  authorName: string | null;
  organizationId: string | null;
  action: string;
  subject: string;
  subjectId: string;
  before: object | null;
  after: object | null;
  source: ActivityOrigin;
  previousHash: string;
  hash: string;
}

/** Start of a page: before an entry (older entries, newest first) or after one (newer entries, oldest first). */
export type TrailPlace = { before?: number } | { after: number };

/**
 * Entries without an organization, such as trade with all clients, are visible only to members of the whole workspace.
 * The check uses the person of the current session, so a caller can't request more.
 */
const OF_WORKSPACE = sql<SqlBool>`t.organization_id is null and exists (
  select 1 from membership w where w.tenant_id = t.tenant_id and w.organization_id is null
    and w.user_id = current_setting('app.user_id', true))`;

/**
 * Matching entries of an organization, and those of the workspace for its members, up to `limit`. Newest first, or
 * oldest first with `after`. Each filter has an index and the position is a chain number, so the last page costs as
 * much as the first.
 */
export async function listTrail(
  tx: TenantTx,
  organizationId: string,
  filter: TrailFilter,
  { limit, ...place }: TrailPlace & { limit: number },
): Promise<TrailEntry[]> {
  const isForward = "after" in place;
  const conditions = await conditionsOf(tx, filter);
  const at = sql.ref(filter.about === null ? "t.sequence" : "m.sequence");
  if ("after" in place) conditions.push(sql<SqlBool>`${at} > ${place.after}`);
  else if (place.before !== undefined) conditions.push(sql<SqlBool>`${at} < ${place.before}`);
  const where = sql.join(conditions, sql` and `);
  const direction = sql.raw(isForward ? "asc" : "desc");
  // With a subject, entries are read mention by mention in order. `offset 0` prevents the planner from scanning all
  // entries of the organization instead.
  const from =
    filter.about === null
      ? sql`audit_trail t`
      : sql`(select * from audit_trail_mention where mentioned_id = ${filter.about}
          order by sequence ${direction} offset 0) m
        cross join lateral (select * from audit_trail a
          where a.tenant_id = m.tenant_id and a.sequence = m.sequence offset 0) t`;
  // Words are matched last, entry by entry in list order, so a full page of matches ends the search.
  const said: Expression<SqlBool>[] = [];
  for (const word of filter.words) said.push(await wordOf(tx, organizationId, word));
  const within = (entries: RawBuilder<unknown>) =>
    said.length === 0
      ? sql`(${entries} limit ${limit})`
      : sql`(select * from (${entries} offset 0) t where ${sql.join(said, sql` and `)}
          order by t.sequence ${direction} limit ${limit})`;
  // Two ordered index reads instead of one `or`, which would scan the entries of all other organizations.
  const part = (organization: Expression<SqlBool>) =>
    within(sql`select t.* from ${from} where ${organization} and ${where} order by ${at} ${direction}`);
  const { rows } = await sql<TrailRow>`
    select e.*, author.name as author_name from (
      ${part(sql<SqlBool>`t.organization_id = ${organizationId}`)} union all
      ${part(OF_WORKSPACE)}) e
    left join author on author.id = e.user_id
    order by e.sequence ${direction} limit ${limit}`.execute(tx);
  return rows.map(toEntry);
}

/** The fields covered by the hash, under their stored names, and the hash. */
export function toTrailLine(entry: TrailEntry) {
  return {
    sequence: entry.sequence,
    at: entry.at.toISOString(),
    user_id: entry.userId,
    organization_id: entry.organizationId,
    action: entry.action,
    subject: entry.subject,
    subject_id: entry.subjectId,
    before: entry.before,
    after: entry.after,
    source: entry.source,
    previous_hash: entry.previousHash,
    hash: entry.hash,
  };
}

/** The newest entry of the whole chain. Its number is the total. Null before the first entry. */
export async function trailHead(tx: TenantTx): Promise<ChainHead | null> {
  const row = await tx
    .selectFrom("audit_trail")
    .select(["sequence", "hash"])
    .orderBy("sequence", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** The filter values that occur in an organization's entries. */
export interface TrailChoices {
  people: { id: string; name: string | null }[];
  actions: string[];
  subjects: string[];
  sources: ActivityOrigin[];
}

export async function listTrailChoices(tx: TenantTx, organizationId: string): Promise<TrailChoices> {
  const ids = await distinct(tx, organizationId, "user_id");
  const names =
    ids.length === 0 ? [] : await tx.selectFrom("author").select(["id", "name"]).where("id", "in", ids).execute();
  const nameOf = new Map(names.map(({ id, name }) => [id, name]));
  return {
    people: ids.map((id) => ({ id, name: nameOf.get(id) ?? null })),
    actions: await distinct(tx, organizationId, "action"),
    subjects: await distinct(tx, organizationId, "subject"),
    sources: (await distinct(tx, organizationId, "source")) as ActivityOrigin[],
  };
}

/** Distinct values of an indexed column. Takes one index step per value, however many entries have it. */
async function distinct(tx: TenantTx, organizationId: string, column: string): Promise<string[]> {
  const name = sql.ref(column);
  const next = (condition: Expression<SqlBool>) => sql`(select ${name} as value from audit_trail
    where organization_id = ${organizationId} and ${condition} order by ${name} limit 1)`;
  const { rows } = await sql<{ value: string }>`
    with recursive found as (
      ${next(sql<SqlBool>`true`)} union all
      select ${next(sql<SqlBool>`${name} > found.value`)} from found where found.value is not null)
    select value from found where value is not null`.execute(tx);
  return rows.map(({ value }) => value);
}

interface TrailRow {
  sequence: number;
  at: Date;
  user_id: string;
  author_name: string | null;
  organization_id: string | null;
  action: string;
  subject: string;
  subject_id: string;
  before: object | null;
  after: object | null;
  source: ActivityOrigin;
  previous_hash: string;
  hash: string;
}

function toEntry(row: TrailRow): TrailEntry {
  return {
    sequence: Number(row.sequence),
    at: row.at,
    userId: row.user_id,
    authorName: row.author_name,
    organizationId: row.organization_id,
    action: row.action,
    subject: row.subject,
    subjectId: row.subject_id,
    before: row.before,
    after: row.after,
    source: row.source,
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}

async function conditionsOf(tx: TenantTx, filter: TrailFilter): Promise<Expression<SqlBool>[]> {
  const { start, end, person, action, subject, subjectId, source } = filter;
  const conditions: Expression<SqlBool>[] = [sql<SqlBool>`true`];
  if (start !== null || end !== null) conditions.push(...(await periodOf(tx, start, end)));
  if (person !== null) conditions.push(isOf(person));
  if (action !== null) conditions.push(sql<SqlBool>`t.action = ${action}`);
  if (subject !== null) conditions.push(sql<SqlBool>`t.subject = ${subject}`);
  if (subjectId !== null) conditions.push(sql<SqlBool>`t.subject_id = ${subjectId}`);
  if (source !== null) conditions.push(sql<SqlBool>`t.source = ${source}`);
  return conditions;
}

const ENGAGEMENT = /^acting:[0-9a-f-]{36}$/;

/** One author, or everyone who acted under one engagement. `;` is the character after `:`. */
function isOf(person: string): Expression<SqlBool> {
  if (!ENGAGEMENT.test(person)) return sql<SqlBool>`t.user_id = ${person}`;
  return sql<SqlBool>`t.user_id collate "C" > ${`${person}:`} and t.user_id collate "C" < ${`${person};`}`;
}

/** Allows for clock differences between machines when entries are searched by day. */
const CLOCK_MARGIN = "1 day";

/** The days, and the chain numbers around them, because time grows with the number and the number has an index. */
async function periodOf(tx: TenantTx, start: string | null, end: string | null): Promise<Expression<SqlBool>[]> {
  const conditions: Expression<SqlBool>[] = [];
  const margin = sql`${sql.lit(CLOCK_MARGIN)}::interval`;
  if (start !== null) {
    const from = sql`${`${start}T00:00:00Z`}::timestamptz`;
    const first = await sql<{ sequence: number }>`select sequence from audit_trail
      where at >= ${from} - ${margin} order by at limit 1`.execute(tx);
    conditions.push(sql<SqlBool>`t.at >= ${from}`);
    conditions.push(sql<SqlBool>`t.sequence >= ${first.rows[0]?.sequence ?? Number.MAX_SAFE_INTEGER}`);
  }
  if (end !== null) {
    const until = sql`${`${end}T00:00:00Z`}::timestamptz + interval '1 day'`;
    const last = await sql<{ sequence: number }>`select sequence from audit_trail
      where at < ${until} + ${margin} order by at desc limit 1`.execute(tx);
    conditions.push(sql<SqlBool>`t.at < ${until}`);
    conditions.push(sql<SqlBool>`t.sequence <= ${last.rows[0]?.sequence ?? 0}`);
  }
  return conditions;
}

function mentions(ids: readonly string[]): Expression<SqlBool> {
  return sql<SqlBool>`exists (select 1 from audit_trail_mention n
    where n.tenant_id = t.tenant_id and n.sequence = t.sequence and n.mentioned_id in (${sql.join(ids)}))`;
}

/** Upper limit of places that one search word can match. */
const MOST_NAMED = 200;

async function wordOf(
  tx: TenantTx,
  organizationId: string,
  { text, actions }: TrailFilter["words"][number],
): Promise<Expression<SqlBool>> {
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  const named = await sql<{ id: string }>`
    select id::text as id from facility where organization_id = ${organizationId}
      and (name_en ilike ${pattern} or name_zh ilike ${pattern})
    union all select id::text from emission_source where organization_id = ${organizationId}
      and (name_en ilike ${pattern} or name_zh ilike ${pattern})
    limit ${MOST_NAMED}`.execute(tx);
  const people = await sql<{
    id: string;
  }>`select id from author where name ilike ${pattern} limit ${MOST_NAMED}`.execute(tx);
  const ways: Expression<SqlBool>[] = [
    sql<SqlBool>`t.subject_id = ${text}`,
    sql<SqlBool>`t.before::text ilike ${pattern}`,
    sql<SqlBool>`t.after::text ilike ${pattern}`,
  ];
  if (actions.length > 0) ways.push(sql<SqlBool>`t.action in (${sql.join(actions)})`);
  if (people.rows.length > 0) ways.push(sql<SqlBool>`t.user_id in (${sql.join(people.rows.map(({ id }) => id))})`);
  if (named.rows.length > 0) ways.push(mentions(named.rows.map(({ id }) => id)));
  return sql<SqlBool>`(${sql.join(ways, sql` or `)})`;
}
