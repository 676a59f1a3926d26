/**
 * Measures pages of the audit trail with 200,000 entries of one organization and 50,000 of another of the same tenant,
 * with each filter, on the first page and deep in the list. Prints milliseconds; asserts nothing.
 *
 * `node tests/bench/audit-trail.ts [PGLITE_FOLDER | postgres://owner@…] [--rounds N]`: an empty database; without one,
 * PGlite in a temporary folder.
 */
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { sql } from "kysely";
import { addFacility } from "#app/places/facility/facility.server.ts";
import { listTrail, listTrailChoices, type TrailPlace } from "#app/trail/audit-trail-list.server.ts";
import { idsIn, namesOf } from "#app/trail/audit-trail-names.server.ts";
import { NO_TRAIL_FILTER, type TrailFilter } from "#app/trail/filter.ts";
import { type Doors, openDoors, type TenantTx } from "#db/doors.ts";
import { migrate } from "#db/migrate.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";

const ENTRIES = 200_000;
const OTHERS = 50_000;
const PER_PAGE = 51;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: "string", default: "20" } },
});
const folder = positionals[0] ? null : mkdtempSync(join(tmpdir(), "truetonne-bench-"));
const url = positionals[0] ?? `file:${join(folder!, "database")}`;
await migrate(url);
const doors = await openDoors(url);
try {
  await measureAll(doors, Number(values.rounds));
} finally {
  await doors.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
}

async function measureAll(opened: Doors, rounds: number): Promise<void> {
  const actor = await makeTenant(opened);
  const plant = {
    nameEn: "Rare plant",
    nameZh: "稀有工厂",
    country: "CN",
    gridRegion: "CN-JS",
    consolidationShare: "1",
  };
  const facility = await opened.withTenant(actor, (tx) => addFacility(tx, actor, plant));
  const record = randomUUID();
  const inside = <T>(work: (tx: TenantTx) => Promise<T>) => opened.withTenant(actor, work);
  const started = Date.now();
  await inside((tx) => fill(tx, actor, { count: ENTRIES, organization: actor.organizationId, record }));
  await inside((tx) => fill(tx, actor, { count: OTHERS, organization: randomUUID(), record: randomUUID() }));
  console.log(`filled in ${((Date.now() - started) / 1000).toFixed(0)} s`);
  const filters: [string, Partial<TrailFilter>, TrailPlace][] = [
    ["first page", {}, {}],
    ["deep page", {}, { before: 1000 }],
    ["from the beginning", {}, { after: 0 }],
    ["act, common", { action: "activity.corrected" }, {}],
    ["act, none", { action: "report.withdrawn" }, {}],
    ["person", { person: "person 7" }, {}],
    ["person, deep", { person: "person 7" }, { before: 1000 }],
    ["kind of subject", { subject: "facility" }, {}],
    ["from where", { source: "api" }, {}],
    ["month long ago", { start: "2026-01-01", end: "2026-01-31" }, {}],
    ["one record", { about: record }, {}],
    ["one facility", { about: facility.id }, {}],
    ["word, common", { words: [{ text: "corrected", actions: [] }] }, {}],
    ["word, a facility's name", { words: [{ text: "稀有工厂", actions: [] }] }, {}],
    ["word, nowhere", { words: [{ text: "zzzz", actions: [] }] }, {}],
    [
      "person, month and word",
      { person: "person 7", start: "2026-02-01", end: "2026-02-28", words: [{ text: "9", actions: [] }] },
      {},
    ],
  ];
  console.log("filter".padEnd(28), "entries".padStart(8), "p50".padStart(8), "p95".padStart(8));
  for (const [name, filter, place] of filters) {
    const page = (tx: TenantTx) =>
      listTrail(tx, actor.organizationId, { ...NO_TRAIL_FILTER, ...filter }, { ...place, limit: PER_PAGE });
    await report(name, rounds, () => inside(page));
  }
  await report("choices of the form", rounds, async () => {
    const { people } = await inside((tx) => listTrailChoices(tx, actor.organizationId));
    return people;
  });
  const entries = await inside((tx) => listTrail(tx, actor.organizationId, NO_TRAIL_FILTER, { limit: PER_PAGE }));
  await report("names of a page", rounds, async () => [...(await inside((tx) => namesOf(tx, idsIn(entries))))]);
}

async function report(name: string, rounds: number, work: () => Promise<unknown[]>): Promise<void> {
  const times: number[] = [];
  let count = 0;
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    count = (await work()).length;
    times.push(performance.now() - begun);
  }
  times.sort((one, other) => one - other);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]!.toFixed(1);
  console.log(name.padEnd(28), String(count).padStart(8), at(0.5).padStart(8), at(0.95).padStart(8));
}

/** Entries as they are written, but without hashes, which the measured code doesn't read. */
async function fill(
  tx: TenantTx,
  actor: { tenantId: string },
  { count, organization, record }: { count: number; organization: string; record: string },
): Promise<void> {
  const { rows } = await sql<{ last: number }>`select coalesce(max(sequence), 0) as last from audit_trail`.execute(tx);
  const last = Number(rows[0]!.last);
  await sql`insert into audit_trail
      (tenant_id, sequence, at, user_id, organization_id, action, subject, subject_id, before, after, source, previous_hash, hash)
    select ${actor.tenantId}::uuid, ${last}::bigint + n, timestamptz '2026-01-01' + n * interval '2 minutes',
      'person ' || n % 40, ${organization}::uuid,
      case n % 10 when 0 then 'facility.changed' when 1 then 'evidence.attached' when 2 then 'activity.added' else 'activity.corrected' end,
      case n % 10 when 0 then 'facility' when 1 then 'evidence_file' else 'activity_record' end,
      case when n % 4000 = 0 then ${record} else md5(n::text)::uuid::text end,
      jsonb_build_object('records', jsonb_build_array(jsonb_build_object('record', md5(n::text)::uuid, 'version', 1, 'quantity', n::text))),
      jsonb_build_object('records', jsonb_build_array(jsonb_build_object('record', md5(n::text)::uuid, 'version', 2, 'kind', 'corrected',
        'source', md5((n % 90)::text)::uuid, 'facility', md5((n % 9)::text)::uuid, 'quantity', (n + 5)::text))),
      case n % 5 when 0 then 'api' else 'page' end, repeat('0', 64), repeat('0', 64)
    from generate_series(1, ${count}::int) n`.execute(tx);
  await sql`insert into audit_trail_mention (tenant_id, mentioned_id, sequence)
    select tenant_id, m.id, sequence from audit_trail t cross join lateral (
      select subject_id union select after -> 'records' -> 0 ->> 'record' union select after -> 'records' -> 0 ->> 'source'
      union select after -> 'records' -> 0 ->> 'facility') m (id)
    where sequence > ${last}::bigint and m.id is not null`.execute(tx);
}
