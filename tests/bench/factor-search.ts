/**
 * Measures the factor search on both engines, compared with its floor: a scan for rows with the words, without ranking.
 * The library is filled up to 35,000 factors with rows of a sample dataset, so that the figures are those of a larger
 * library. Prints milliseconds; asserts nothing.
 *
 * `node tests/bench/factor-search.ts [PGLITE_FOLDER | postgres://owner@…]`, an empty database; without one, PGlite in a
 * temporary folder. `--rounds N` repeats every query N times (20).
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Kysely, sql } from "kysely";
import { searchFactors } from "#app/factors/factor-search.server.ts";
import { type Doors, openDoors } from "#db/doors.ts";
import { migrate } from "#db/migrate.ts";
import { importFactorLibrary } from "#emission-factors/import.ts";

const FACTORS = 35_000;
const QUERIES = [
  "diesel",
  "diesel litres",
  "0# 柴油",
  "柴油",
  "electricity",
  "electricity East China",
  "华东电网",
  "江苏用电",
  "tap water",
  "万立方米",
  "kWh",
  "R410A",
  "高铁",
  "deisel",
  "natural gas therms",
  "steel",
  "hotel",
  "spend manufacturing",
  "a",
  "",
];

export interface Measured {
  name: string;
  p50: number;
  p95: number;
  max: number;
  count: number;
}

/** Fills a migrated database up to `FACTORS` factors with rows that share words with the library's. */
async function fillUp(db: Kysely<unknown>): Promise<void> {
  await importFactorLibrary(db);
  const { rows } = await sql<{ n: number }>`select count(distinct id)::int as n from emission_factor`.execute(db);
  const missing = FACTORS - rows[0]!.n;
  if (missing <= 0) return;
  await sql`insert into factor_dataset (id, edition, publisher, title_en, title_zh, licence_name, redistributable, status,
      sha256, row_count, meta)
    values ('sample-filling', '1', 'Sample', 'Sample filling', '示例填充', 'sample', true, 'active', '', ${missing}, '{}')`.execute(
    db,
  );
  await sql`insert into emission_factor (id, version, dataset_id, kind, name_en, name_zh, scope, category, region, method,
      unit, status, document)
    select 'sample-filling.' || n, '1', 'sample-filling', kind, name_en || ' · variant ' || n, name_zh || ' · 变体 ' || n,
      scope, category, region, method, unit, status, document
    from (select *, row_number() over (order by id, version) as n from emission_factor) as one
    where n <= ${missing}`.execute(db);
}

async function measure(name: string, rounds: number, work: (query: string) => Promise<unknown>): Promise<Measured> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const query of QUERIES) {
      const start = performance.now();
      await work(query);
      times.push(performance.now() - start);
    }
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]!;
  return { name, p50: at(0.5), p95: at(0.95), max: times.at(-1)!, count: times.length };
}

/** The floor: every row is scanned for the words, without ranking. */
function scan(doors: Doors, query: string): Promise<unknown> {
  return doors.withPublic((tx) => {
    const said = sql<string>`lower(concat_ws(' ', id, name_en, name_zh, unit, region, dataset_id))`;
    let rows = tx.selectFrom("emission_factor").select(["id", "version"]);
    for (const word of query.toLowerCase().split(/\s+/)) rows = rows.where(said, "like", `%${word}%`);
    return rows.limit(30).orderBy("id").execute();
  });
}

/** Measures one database, beginning with its migration. `onLine` gets each line as soon as it is known. */
export async function benchFactorSearch(
  ownerUrl: string,
  { rounds, onLine }: { rounds: number; onLine: (line: string) => void },
): Promise<Measured[]> {
  await migrate(ownerUrl, (db) => fillUp(db as unknown as Kysely<unknown>));
  const doors = await openDoors(ownerUrl);
  try {
    globalThis.gc?.();
    const before = usedMegabytes();
    const start = performance.now();
    await doors.withPublic((tx) => searchFactors(tx, { query: "diesel" }, "en"));
    const first = performance.now() - start;
    globalThis.gc?.();
    onLine(`first search, index built: ${first.toFixed(0)} ms, ${(usedMegabytes() - before).toFixed(1)} MB kept`);
    await measure("warm-up", 2, (query) => doors.withPublic((tx) => searchFactors(tx, { query }, "zh")));
    const measured = [
      await measure("floor: scan for the words", Math.min(rounds, 5), (query) => scan(doors, query)),
      await measure("search", rounds, (query) => doors.withPublic((tx) => searchFactors(tx, { query }, "en"))),
      await measure("search as one types (8)", rounds, (query) =>
        doors.withPublic((tx) => searchFactors(tx, { query, limit: 8, isActive: true, unitOfUse: "L" }, "zh")),
      ),
      await measure("search page: results and facets", rounds, (query) =>
        doors.withPublic((tx) => searchFactors(tx, { query, scope: 1, hasFacets: true }, "en")),
      ),
    ];
    for (const { name, p50, p95, max } of measured) {
      const ratio = p50 / measured[0]!.p50;
      const figures = [p50, p95, max].map((one) => one.toFixed(1).padStart(7)).join(" ");
      onLine(`${name.padEnd(34)} p50 p95 max ${figures} ms   × floor ${ratio.toFixed(2)}`);
    }
    return measured;
  } finally {
    await doors.close();
  }
}

function usedMegabytes(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { rounds: { type: "string", default: "20" } },
  });
  const folder = positionals[0] ? null : mkdtempSync(join(tmpdir(), "truetonne-bench-"));
  const url = positionals[0] ?? `file:${join(folder!, "database")}`;
  console.log(url.startsWith("postgres") ? "PostgreSQL" : "PGlite");
  try {
    await benchFactorSearch(url, { rounds: Number(values.rounds), onLine: console.log });
  } finally {
    if (folder) rmSync(folder, { recursive: true, force: true });
  }
}
