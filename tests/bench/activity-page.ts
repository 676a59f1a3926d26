/**
 * The first byte of the activity page: the sample company with its year filled up to a number of records, served as
 * with `npm start`; one reader after the other, then 20 at once. Prints milliseconds; asserts nothing.
 *
 * `node tests/bench/activity-page.ts [--records 1000000] [--engine PostgreSQL|PGlite] [--asks 200]`. Builds nothing:
 * run `npm run build` before.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { sql } from "kysely";
import { asOwner } from "#tests/support/owner.ts";
import { freePort, startPostgres } from "#tests/support/postgres.ts";
import { signIn, Visitor } from "#tests/support/visitor.ts";
import { report } from "./report.ts";
import { makeSampleYear } from "./sample-year.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const AT_ONCE = 20;

const { values } = parseArgs({
  options: {
    records: { type: "string", default: "1000000" },
    engine: { type: "string", default: "PostgreSQL" },
    asks: { type: "string", default: "200" },
  },
});
const ASKS = Number(values.asks);
const AGENT = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

const folder = mkdtempSync(join(tmpdir(), "truetonne-bench-"));
const postgres = values.engine === "PostgreSQL" ? await startPostgres(folder) : null;
let server: ChildProcess | undefined;
try {
  await measure();
} finally {
  if (server && server.exitCode === null) {
    server.kill("SIGTERM");
    await once(server, "exit");
  }
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function measure(): Promise<void> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const database = postgres ? { DATABASE_URL: postgres.ownerUrl, DATABASE_OWNER_URL: postgres.ownerUrl } : {};
  const settings = { DATA_DIR: join(folder, "files"), PORT: String(port), HOST: "127.0.0.1", PUBLIC_URL: origin };
  Object.assign(process.env, settings, database);
  const { organizationId, ...account } = await makeSampleYear(Number(values.records));
  if (postgres) await asOwner(postgres.ownerUrl, (db) => sql`vacuum analyze`.execute(db));
  const env = { PATH: process.env.PATH, NODE_ENV: "production" as const, ...settings, ...database };
  const flags = process.env.BENCH_PROFILE ? ["--cpu-prof", `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : [];
  server = spawn(process.execPath, [...flags, "app/serve.server.ts"], {
    cwd: ROOT,
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  while (!(await fetch(`${origin}/readyz`).catch(() => null))?.ok) await pause(100);
  const visitor = new Visitor({ origin, port });
  await signIn(visitor, account);
  const page = `/organizations/${organizationId}/activities`;
  const lines: [string, string][] = [];
  for (const [name, search] of [
    ["as it opens", ""],
    ["narrowed to a month", "?month=2025-07"],
    ["narrowed by words", "?q=SAMPLE-77"],
  ] as const) {
    const ask = () => firstByte(port, `${page}${search}`, visitor.cookie);
    for (let warm = 0; warm < 20; warm += 1) await ask();
    const alone: Asked[] = [];
    for (let turn = 0; turn < ASKS; turn += 1) alone.push(await ask());
    const crowd = (await Promise.all(Array.from({ length: AT_ONCE }, () => askInTurn(ask)))).flat();
    lines.push([`${name}, alone (${Math.round(alone[0]!.bytes / 1024)} KiB)`, figures(alone)]);
    lines.push([`${name}, ${AT_ONCE} at once`, figures(crowd)]);
  }
  report({ title: `Activity page: ${values.records} records, ${values.engine}, first byte`, lines });
}

interface Asked {
  milliseconds: number;
  bytes: number;
}

async function askInTurn(ask: () => Promise<Asked>): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (let turn = 0; turn < ASKS / AT_ONCE; turn += 1) asked.push(await ask());
  return asked;
}

/** From the request to the first byte of its answer, which is then read completely. */
function firstByte(port: number, path: string, cookie: string): Promise<Asked> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const headers = { host: `localhost:${port}`, cookie, "accept-language": "en" };
    const request = get({ host: "127.0.0.1", port, path, headers, agent: AGENT }, (response) => {
      const milliseconds = performance.now() - started;
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.once("end", () => {
        if (response.statusCode === 200) resolve({ milliseconds, bytes });
        else reject(new Error(`${path} answers ${response.statusCode}`));
      });
    });
    request.once("error", reject);
  });
}

function figures(asked: Asked[]): string {
  const times = asked.map(({ milliseconds }) => milliseconds).sort((one, other) => one - other);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]!.toFixed(0);
  return `p50 ${at(0.5)}, p99 ${at(0.99)}, most ${at(1)} ms (${times.length})`;
}
