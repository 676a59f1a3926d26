import { type RawBuilder, sql } from "kysely";
import type { Actor } from "#app/access/actor.server.ts";
import { listMembers } from "#app/access/membership.server.ts";
import { hasRight } from "#app/access/role.ts";
import { LACKS_EVIDENCE } from "#app/records/evidenced-record.server.ts";
import { APPROVED_ONLY } from "#app/review/period-approval.server.ts";
import { wereInputsWritten } from "#app/runs/input-change.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { ProposedTexts } from "#db/guided-start-schema.ts";
import type { YearState } from "./next-steps.ts";

/** Records of the year that are looked at one by one. The counts are kept; authors and files are not. */
const LOOKED_AT = 100;

interface StateRow {
  facilities: number;
  sources: number;
  must_be_approved: boolean;
  inventory_id: string | null;
  period_start: string | null;
  period_end: string | null;
  records: { state: keyof YearState["records"]; records: number }[];
  within: { records: number; newest_at: string | null };
  gaps: { id: string; en: string; zh: string; month: string; months: number }[];
  gap_months: number;
  gap_sources: number;
  answered: number;
  waiting: number;
  run: { id: string; created_at: string; issue_count: number; line_count: number } | null;
  is_reported: boolean;
  release: "own" | "other" | null;
  proposed: ProposedTexts | null;
  stated: Record<string, { en?: string; zh?: string }> | null;
}

/**
 * What is open in the newest year of an organization, from kept counts and a bounded number of records: at most five
 * small statements, whatever the number of records.
 */
export async function readYearState(tx: TenantTx, actor: Actor): Promise<YearState> {
  const { organizationId } = actor;
  const { rows } = await stateOf(organizationId, actor.userId).execute(tx);
  const row = rows[0]!;
  const records = { draft: 0, submitted: 0, returned: 0, approved: 0 };
  for (const { state, records: count } of row.records) records[state] += count;
  const all = row.records.reduce((sum, { records: count }) => sum + count, 0);
  const looked = row.inventory_id && all > 0 ? await lookAtRecords(tx, actor, row) : NOTHING_LOOKED_AT;
  // Those that were not looked at may be the work of others.
  const hasOthersWork = records.submitted > 0 && (looked.others > 0 || looked.submitted < records.submitted);
  const [first] = row.gaps;
  return {
    facilityCount: row.facilities,
    sourceCount: row.sources,
    inventoryId: row.inventory_id,
    records,
    gaps: {
      months: row.gap_months,
      sources: row.gap_sources,
      first: first
        ? { sourceId: first.id, name: { en: first.en, zh: first.zh }, month: first.month, months: first.months }
        : null,
    },
    mustBeApproved: row.must_be_approved,
    hasOthersWork,
    hasOtherReviewer: hasOthersWork || all === records.approved ? false : await hasOtherReviewer(tx, actor),
    requests: { answered: row.answered, waiting: row.waiting },
    run: row.run && {
      issueCount: row.run.issue_count,
      isOutdated: await isOutdated(tx, organizationId, row),
      isReported: row.is_reported,
    },
    texts: unstated(row.proposed, row.stated),
    release: row.release,
    lacking: { records: looked.lacking, isAll: looked.all >= all },
  };
}

async function hasOtherReviewer(tx: TenantTx, { organizationId, userId }: Actor): Promise<boolean> {
  const members = await listMembers(tx, organizationId);
  return members.some((one) => one.userId !== userId && hasRight(one, "records.review"));
}

function isOutdated(tx: TenantTx, organizationId: string, { run, within }: StateRow): Promise<boolean> {
  const head = {
    id: run!.id,
    createdAt: new Date(run!.created_at),
    issueCount: run!.issue_count,
    lineCount: run!.line_count,
  };
  const newestAt = within.newest_at === null ? null : new Date(within.newest_at);
  return wereInputsWritten(tx, organizationId, head, newestAt ? [{ count: within.records, newestAt }] : []);
}

function unstated(proposed: ProposedTexts | null, stated: StateRow["stated"]): YearState["texts"] {
  if (!proposed) return [];
  const keys = ["boundary", "significance", "uncertainty", "purpose", "intendedUsers"] as const;
  return keys.filter((key) => !stated?.[key]?.en && !stated?.[key]?.zh);
}

interface Looked {
  all: number;
  /** Without a file. */
  lacking: number;
  submitted: number;
  /** Submitted, and written by others than the person. */
  others: number;
}

const NOTHING_LOOKED_AT: Looked = { all: 0, lacking: 0, submitted: 0, others: 0 };

async function lookAtRecords(tx: TenantTx, actor: Actor, row: StateRow): Promise<Looked> {
  // As `findOwnWork`: a version since the last approval, also by a request whose link the person had.
  const isOwn = sql`exists (
    select 1 from activity_record v left join author w on w.id = v.created_by
    where v.tenant_id = r.tenant_id and v.record_id = r.record_id
      and (coalesce(w.person_id, v.created_by) = me.person
        or wrote_by_request(v.tenant_id, v.created_by, me.person, v.created_at))
      and not exists (select 1 from activity_state t where t.tenant_id = v.tenant_id and t.record_id = v.record_id
        and t.version >= v.version and t.state = 'approved'))`;
  // As `current_activity_record`. `offset 0` keeps its check apart: as a join, the check is planned for a tenant of
  // average size, and a large tenant's records may all be sorted for these few.
  const { rows } = await sql<Looked>`
    select count(*)::int as all, (count(*) filter (where lacks))::int as lacking,
      (count(*) filter (where decision <> 'none'))::int as submitted,
      (count(*) filter (where decision = 'others'))::int as others
    from (
      select ${LACKS_EVIDENCE} as lacks,
        case when s.state is distinct from 'submitted' then 'none' when ${isOwn} then 'own' else 'others' end as decision
      from (
        select * from activity_record v
        where organization_id = ${actor.organizationId} and period_start >= ${row.period_start}::date
          and period_start <= ${row.period_end}::date and not is_deleted and not exists (
            select 1 from activity_record n
            where n.tenant_id = v.tenant_id and n.record_id = v.record_id and n.version > v.version offset 0)
        order by period_start, recorded_at, record_id limit ${LOOKED_AT}) r
      left join activity_state s on s.tenant_id = r.tenant_id and s.record_id = r.record_id and s.version = r.version
      cross join (select coalesce((select a.person_id from author a where a.id = ${actor.userId}), ${actor.userId})
        as person) me) looked`.execute(tx);
  return rows[0]!;
}

/** One row, also of an organization without a year. */
function stateOf(organizationId: string, userId: string): RawBuilder<StateRow> {
  return sql<StateRow>`
    with year as materialized (
      select id, period_start, period_end from inventory where organization_id = ${organizationId}
      order by period_start desc, id limit 1),
    counted as materialized (
      select c.emission_source_id, c.period_start, c.period_end, c.state, c.is_entry, sum(c.records)::int as records,
        max(c.newest_at) as newest_at
      from activity_count c, year y
      where c.organization_id = ${organizationId} and c.period_start <= y.period_end and c.period_end >= y.period_start
      group by 1, 2, 3, 4, 5 having sum(c.records) > 0),
    within as (
      select coalesce(sum(records), 0)::int as records, max(newest_at) as newest_at from counted c, year y
      where c.period_start >= y.period_start and c.period_end <= y.period_end),
    gap as materialized (${gapsOf(organizationId)}),
    run as (
      select r.id, r.created_at, r.issue_count, r.line_count from calculation_run r, year y
      where r.inventory_id = y.id order by r.created_at desc limit 1),
    request as (${requestsOf(organizationId)})
    select
      (select count(*)::int from facility where organization_id = ${organizationId} and removed_at is null) as facilities,
      (select count(*)::int from emission_source
        where organization_id = ${organizationId} and removed_at is null) as sources,
      (select ${APPROVED_ONLY} from organization where id = ${organizationId}) as must_be_approved,
      (select id from year) as inventory_id,
      (select period_start from year) as period_start,
      (select period_end from year) as period_end,
      (select coalesce(json_agg(s), '[]') from (
        select state, sum(records)::int as records from counted group by 1) s) as records,
      (select row_to_json(within) from within) as within,
      (select coalesce(json_agg(g), '[]') from (
        select id, en, zh, min(month) as month, count(*)::int as months from gap
        group by 1, 2, 3 order by 5 desc, 4, 1 limit 1) g) as gaps,
      (select count(*)::int from gap) as gap_months,
      (select count(distinct id)::int from gap) as gap_sources,
      (select count(*)::int from request where is_answered) as answered,
      (select count(*)::int from request where not is_answered) as waiting,
      (select row_to_json(run) from run) as run,
      exists (select 1 from report p, run where p.run_id = run.id and p.organization_id = ${organizationId}
        and not exists (select 1 from statement s where s.number = p.number and s.kind = 'withdraw')) as is_reported,
      (select case when p.person_id = coalesce((select a.person_id from author a where a.id = ${userId}), ${userId})
        then 'own' else 'other' end from report_release p, run
        where p.run_id = run.id and not exists (
          select 1 from report_release_end e where e.tenant_id = p.tenant_id and e.release_id = p.id)
        limit 1) as release,
      (select g.texts from guided_start g where g.organization_id = ${organizationId} and exists (
          select 1 from emission_source s where s.organization_id = g.organization_id and s.removed_at is null
            and g.made->'sources' ? s.id::text)
        order by g.created_at desc limit 1) as proposed,
      (select d.statements from disclosure_statement d, year y where d.inventory_id = y.id
        order by d.version desc limit 1) as stated`;
}

/** The missing months, as the review map shows them: not returned, no reason, and a day without a record. */
function gapsOf(organizationId: string): RawBuilder<unknown> {
  return sql`
    with covered as (
      select emission_source_id, range_agg(daterange(period_start, period_end, '[]')) as days from counted
      where not is_entry group by 1),
    returned as (
      select emission_source_id, range_agg(daterange(period_start, period_end, '[]')) as days from counted
      where state = 'returned' group by 1),
    answer as (
      select distinct on (a.emission_source_id, a.month) a.emission_source_id, a.month, a.kind
      from gap_answer a, year y
      where a.organization_id = ${organizationId} and a.month >= date_trunc('month', y.period_start)::date
        and a.month <= y.period_end
      order by a.emission_source_id, a.month, a.step desc),
    month as (
      select m::date as first, daterange(greatest(m::date, y.period_start),
        least((m + interval '1 month' - interval '1 day')::date, y.period_end), '[]') as days
      from year y, generate_series(date_trunc('month', y.period_start::timestamp), y.period_end::timestamp,
        interval '1 month') m)
    select s.id, s.name_en as en, s.name_zh as zh, to_char(m.first, 'YYYY-MM') as month
    from emission_source s cross join month m
    left join covered c on c.emission_source_id = s.id
    left join returned b on b.emission_source_id = s.id
    left join answer a on a.emission_source_id = s.id and a.month = m.first and a.kind <> 'withdrawn'
    where s.organization_id = ${organizationId} and s.removed_at is null and s.records_every <> 'event'
      and not coalesce(c.days @> m.days, false) and not coalesce(b.days && m.days, false) and a.month is null`;
}

/** The data requests of the year that are neither accepted nor revoked. */
function requestsOf(organizationId: string): RawBuilder<unknown> {
  return sql`
    select r.id, coalesce(t.handed_in > t.asked_again, false) as is_answered
    from data_request r join year y on y.id = r.inventory_id
    cross join lateral (
      select max(s.number) filter (where s.kind = 'handed_in') as handed_in,
        coalesce(max(s.number) filter (where s.kind = 'asked_again'), 0) as asked_again,
        coalesce(bool_or(s.kind in ('accepted', 'revoked')), false) as is_over
      from data_request_step s where s.tenant_id = r.tenant_id and s.request_id = r.id) t
    where r.organization_id = ${organizationId} and not t.is_over`;
}
