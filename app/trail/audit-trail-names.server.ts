import { sql } from "kysely";
import { printPeriodText } from "#app/day/entry-period.ts";
import { UUID } from "#app/encoding/uuid.ts";
import type { TenantTx } from "#db/doors.ts";

/** Names by id, in both languages. Numbers and file names are the same in both. */
export type NamesById = Map<string, { en: string; zh: string }>;

/** Fields with the id of a person, which has no fixed format. */
const PEOPLE: ReadonlySet<string> = new Set(["userId", "owner", "ownerId"]);

const NAMED_OF_LIST = 30;

/** Every text in entries that can be an id of a row, a person or a custom factor. */
export function idsIn(
  entries: readonly { subjectId: string; before: object | null; after: object | null }[],
): string[] {
  const ids = new Set<string>();
  const walk = (value: unknown, name: string) => {
    if (typeof value === "string") {
      if (UUID.test(value) || PEOPLE.has(name) || value.startsWith("own-")) ids.add(value);
    } else if (typeof value === "object" && value !== null) {
      // Of a long list, only the first ids are resolved.
      const inner = Array.isArray(value) ? value.slice(0, NAMED_OF_LIST) : value;
      for (const [key, one] of Object.entries(inner)) walk(one, Array.isArray(value) ? name : key);
    }
  };
  for (const { subjectId, before, after } of entries) {
    ids.add(subjectId);
    walk(before, "");
    walk(after, "");
  }
  return [...ids];
}

interface NameRow {
  id: string;
  en: string;
  zh: string;
}

/** `inventory` limits the names to what a verifier can see. */
export type NameScope = "workspace" | "inventory";

/**
 * Current names of the tenant's rows by id. Entries carry only ids of people, so the name of a person who left is not
 * kept in the chain.
 */
export async function namesOf(
  tx: TenantTx,
  ids: readonly string[],
  scope: NameScope = "workspace",
): Promise<NamesById> {
  const uuids = ids.filter((id) => UUID.test(id));
  const names: NamesById = new Map();
  const found: NameRow[] = [];
  if (uuids.length > 0) found.push(...(await namesOfRows(tx, uuids, scope)), ...(await namesOfPeriods(tx, uuids)));
  if (ids.length > 0) found.push(...(await namesOfOthers(tx, ids, scope)));
  for (const { id, en, zh } of found) names.set(id, { en: en || zh, zh: zh || en });
  return names;
}

async function namesOfRows(tx: TenantTx, uuids: string[], scope: NameScope): Promise<NameRow[]> {
  const list = sql`(${sql.join(uuids.map((id) => sql`${id}::uuid`))})`;
  const ofWorkspace = sql`
    union all select id::text, file_name, file_name from activity_import where id in ${list}
    union all select id::text, email, email from invitation where id in ${list}
    union all select id::text, number, number from invoice where id in ${list}
    union all select id::text, number, number from credit_note where id in ${list}
    union all select id::text, currency, currency from bank_account where id in ${list}
    union all select m.id::text, u.name, u.name from membership m join user_account u on u.id = m.user_id
      where m.id in ${list}`;
  const { rows } = await sql<NameRow>`
    select id::text, name_en as en, name_zh as zh from facility where id in ${list}
    union all select id::text, name_en, name_zh from emission_source where id in ${list}
    union all select id::text, name_en, name_zh from organization where id in ${list}
    union all select id::text, number, number from report where id in ${list}
    union all select id::text, name, name from evidence_file where id in ${list}
    ${scope === "workspace" ? ofWorkspace : sql``}`.execute(tx);
  return rows;
}

async function namesOfPeriods(tx: TenantTx, uuids: string[]): Promise<NameRow[]> {
  const list = sql`(${sql.join(uuids.map((id) => sql`${id}::uuid`))})`;
  const { rows } = await sql<{ id: string; start: string; end: string; en: string | null; zh: string | null }>`
    select i.id::text, i.period_start as start, i.period_end as end, null as en, null as zh
      from inventory i where i.id in ${list}
    union all select r.id::text, i.period_start, i.period_end, null, null
      from calculation_run r join inventory i on i.tenant_id = r.tenant_id and i.id = r.inventory_id where r.id in ${list}
    union all (select distinct on (a.record_id) a.record_id::text, a.period_start, a.period_end,
        coalesce(nullif(s.name_en, ''), s.name_zh) || ' · ' || coalesce(nullif(f.name_en, ''), f.name_zh),
        coalesce(nullif(s.name_zh, ''), s.name_en) || ' · ' || coalesce(nullif(f.name_zh, ''), f.name_en)
      from activity_record a
      join emission_source s on s.tenant_id = a.tenant_id and s.id = a.emission_source_id
      join facility f on f.tenant_id = s.tenant_id and f.id = s.facility_id
      where a.record_id in ${list} order by a.record_id, a.version desc)`.execute(tx);
  return rows.map(({ id, start, end, en, zh }) => {
    const period = printPeriodText({ start, end });
    const named = (name: string | null) => (name === null ? period : `${name} · ${period}`);
    return { id, en: named(en), zh: named(zh) };
  });
}

async function namesOfOthers(tx: TenantTx, ids: readonly string[], scope: NameScope): Promise<NameRow[]> {
  const ownFactors = sql`
    union all (select distinct on (factor_id) factor_id, name_en, name_zh from own_factor_version
      where factor_id in (${sql.join(ids)}) order by factor_id, version desc)`;
  const { rows } = await sql<NameRow>`
    select id, name as en, name as zh from author where id in (${sql.join(ids)})
    ${scope === "workspace" ? ownFactors : sql``}`.execute(tx);
  return rows;
}
