import { sql } from "kysely";
import { type ActingRight, listActingRights, noteActors, readActingAuthor } from "#app/access/acting.server.ts";
import type { Doors, SystemTx, TenantTx } from "#db/doors.ts";
import { type ClientStage, nextDay, stageOf } from "./client-stage.ts";
import { type ClientTrade, NO_TRADE, readClientTrade } from "./client-trade.server.ts";

/** A client of a consultancy: an organization of its own tenant, or one of a company that engaged it. */
export interface BoardClient {
  organizationId: string;
  name: { en: string; zh: string };
  /** The last day of the engagement. Null for a client in the consultancy's own tenant. */
  engagedUntil: string | null;
  /** First and last day of the newest inventory, or null. */
  period: { start: string; end: string } | null;
  stage: ClientStage;
  reportNumber: string | null;
  /** Number of records waiting for approval. */
  toReview: number;
  tasks: { count: number; dueOn: string | null; owner: string | null };
  requests: { count: number; expiresOn: string | null; recipient: string | null };
  /** Sales to the client: orders about an inventory of this workspace, or orders that hold back its reports. */
  trade: ClientTrade;
  /** The next day on which something is due or ends. */
  next: string | null;
}

type Opened = Pick<Doors, "withTenant" | "withSystem">;

/** Limits the number of tenants read in parallel, so that a page can't take all connections. */
const AT_ONCE = 6;

/**
 * The organizations that the user can see for the consultancy, with their progress: its own, and those of companies that
 * engaged it. Each is read through the doors of its own tenant, as the user who acts there. Open sales are keyed by
 * organization and by client.
 */
export async function readBoard(
  doors: Opened,
  consultancy: { tenantId: string; userId: string },
  now: Date = new Date(),
): Promise<{ clients: BoardClient[]; trade: Map<string, ClientTrade> }> {
  const { own, trade } = await doors.withTenant(consultancy, async (tx) => ({
    own: await readClients(tx, null),
    trade: await readClientTrade(tx, now),
  }));
  const rights = await doors.withSystem(async (tx) => {
    const found = await listActingRights(tx, consultancy.userId);
    const held = found.filter(({ acting }) => acting.consultancyId === consultancy.tenantId);
    await noteActors(tx, consultancy.userId, held);
    return held;
  });
  const engaged = await inTurns(groupByTenant(rights), async ([first, ...rest]) => {
    const identity = { tenantId: first!.tenantId, userId: first!.acting.authorId };
    const ends = new Map([first!, ...rest].map(({ organizationId, acting }) => [organizationId, acting.endsOn]));
    const clients = await doors.withTenant(identity, (tx) => readClients(tx, [...ends.keys()]));
    return clients.map((client) => {
      const engagedUntil = ends.get(client.organizationId) ?? null;
      return { ...client, engagedUntil, next: nextDay([client.next, engagedUntil]) };
    });
  });
  const clients = [...own, ...engaged.flat()].map((client) => withTrade(client, trade.get(client.organizationId)));
  const names = await doors.withSystem((tx) => namesOfOwners(tx, clients));
  const named = clients.map(({ tasks, ...client }) => ({
    ...client,
    tasks: { ...tasks, owner: tasks.owner && (names.get(personOf(tasks.owner)) ?? null) },
  }));
  return { clients: named, trade };
}

function withTrade(client: BoardClient, trade: ClientTrade | undefined): BoardClient {
  return trade ? { ...client, trade, next: nextDay([client.next, trade.quote?.validUntil ?? null]) } : client;
}

/** The person behind a task owner, who may act for a consultancy. */
function personOf(ownerId: string): string {
  return readActingAuthor(ownerId)?.userId ?? ownerId;
}

/** Reads the names of all clients at once, because planning the view of authors is expensive. */
async function namesOfOwners(tx: SystemTx, clients: readonly BoardClient[]): Promise<Map<string, string>> {
  const people = [...new Set(clients.flatMap(({ tasks }) => (tasks.owner === null ? [] : [personOf(tasks.owner)])))];
  if (people.length === 0) return new Map();
  const rows = await tx.selectFrom("user_account").select(["id", "name"]).where("id", "in", people).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

function groupByTenant(rights: ActingRight[]): ActingRight[][] {
  const groups = new Map<string, ActingRight[]>();
  for (const right of rights) groups.set(right.tenantId, [...(groups.get(right.tenantId) ?? []), right]);
  return [...groups.values()];
}

async function inTurns<Item, Result>(items: Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = new Array(items.length);
  let next = 0;
  const workers = Array.from({ length: Math.min(AT_ONCE, items.length) }, async () => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at]!);
  });
  await Promise.all(workers);
  return results;
}

interface BoardRow {
  id: string;
  name_en: string;
  name_zh: string;
  period_start: string | null;
  period_end: string | null;
  report_number: string | null;
  has_totals: boolean | null;
  has_statements: boolean;
  to_review: number;
  task_count: number;
  task_due: string | null;
  task_owner: string | null;
  request_count: number;
  request_expires: string | null;
  request_recipient: string | null;
}

/**
 * One statement for all organizations of a tenant, or for the given ones. A month of a task is done if it has a record
 * or a reason.
 */
async function readClients(tx: TenantTx, organizationIds: string[] | null): Promise<BoardClient[]> {
  const which = organizationIds === null ? sql`true` : sql`o.id in (${sql.join(organizationIds)})`;
  const { rows } = await sql<BoardRow>`
    select o.id, o.name_en, o.name_zh, i.period_start, i.period_end, p.number as report_number,
      r.has_totals, coalesce(d.has_statements, false) as has_statements, v.count as to_review,
      k.count as task_count, k.due_on as task_due, k.owner as task_owner,
      q.count as request_count, q.expires_on as request_expires, q.recipient as request_recipient
    from organization o
    left join lateral (select n.* from inventory n where n.tenant_id = o.tenant_id and n.organization_id = o.id
      order by n.period_end desc, n.id limit 1) i on true
    left join lateral (select n.id, n.co2e_kg is not null as has_totals from calculation_run n
      where n.tenant_id = o.tenant_id and n.inventory_id = i.id order by n.created_at desc limit 1) r on true
    left join lateral (select true as has_statements from disclosure_statement n
      where n.tenant_id = o.tenant_id and n.inventory_id = i.id limit 1) d on true
    left join lateral (select n.number from report n join calculation_run c on c.tenant_id = n.tenant_id and c.id = n.run_id
      where n.tenant_id = o.tenant_id and n.organization_id = o.id and c.inventory_id = i.id
        and exists (select 1 from statement s where s.number = n.number and s.kind = 'issue')
        and not exists (select 1 from statement s where s.number = n.number and s.kind = 'withdraw')
      order by n.issued_at desc limit 1) p on true
    cross join lateral (select count(*)::int as count from activity_step s
      where s.tenant_id = o.tenant_id and s.organization_id = o.id and s.state = 'submitted'
        and not exists (select 1 from activity_step n where n.tenant_id = s.tenant_id and n.record_id = s.record_id
          and (n.version, n.step) > (s.version, s.step))) v
    cross join lateral (select count(*)::int as count, min(t.due_on)::text as due_on,
        (array_agg(t.owner order by t.due_on))[1] as owner from (
      select l.due_on, l.owner_id as owner from task n
      join lateral (select s.* from task_step s where s.tenant_id = n.tenant_id and s.task_id = n.id
        order by s.step desc limit 1) l on l.state = 'open'
      where n.tenant_id = o.tenant_id and n.organization_id = o.id and exists (
        select 1 from task_cell c where c.tenant_id = n.tenant_id and c.task_id = n.id
          and not exists (select 1 from current_activity_record x where x.tenant_id = c.tenant_id
            and x.emission_source_id = c.emission_source_id and x.period_start < c.month + interval '1 month'
            and x.period_end >= c.month)
          and not exists (select 1 from gap_answer g where g.tenant_id = c.tenant_id
            and g.emission_source_id = c.emission_source_id and g.month = c.month and g.kind <> 'withdrawn'))) t) k
    cross join lateral (select count(*)::int as count, min(t.expires_at at time zone 'UTC')::date::text as expires_on,
        (array_agg(t.recipient_name order by t.expires_at))[1] as recipient from (
      select n.recipient_name, l.expires_at from data_request n
      join lateral (select m.expires_at from data_request_link m where m.tenant_id = n.tenant_id and m.request_id = n.id
        order by m.number desc limit 1) l on l.expires_at > now()
      where n.tenant_id = o.tenant_id and n.organization_id = o.id and not exists (
        select 1 from data_request_step s where s.tenant_id = n.tenant_id and s.request_id = n.id
          and s.kind in ('accepted', 'revoked'))) t) q
    where ${which} order by o.created_at, o.id`.execute(tx);
  return rows.map(toClient);
}

function toClient(row: BoardRow): BoardClient {
  const isIssued = row.report_number !== null;
  const facts = { isIssued, hasTotals: row.has_totals === true, hasStatements: row.has_statements };
  return {
    organizationId: row.id,
    name: { en: row.name_en, zh: row.name_zh },
    engagedUntil: null,
    period: row.period_start && row.period_end ? { start: row.period_start, end: row.period_end } : null,
    stage: stageOf({ ...facts, toReview: row.to_review }),
    reportNumber: row.report_number,
    toReview: row.to_review,
    tasks: { count: row.task_count, dueOn: row.task_due, owner: row.task_owner },
    requests: { count: row.request_count, expiresOn: row.request_expires, recipient: row.request_recipient },
    trade: NO_TRADE,
    next: nextDay([row.task_due, row.request_expires]),
  };
}
