import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { startRun } from "#app/runs/calculation.server.ts";
import { type Doors, openDoors } from "#db/doors.ts";
import { makePostgres } from "#tests/support/database-copy.ts";
import { asOwner } from "#tests/support/owner.ts";
import { freePort } from "#tests/support/postgres.ts";
import { makeCompany } from "#tests/support/sample-company.ts";
import { JOB_PATIENCE, waitFor } from "#tests/support/wait-for.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

interface JobRow {
  state: string;
  failure: string | null;
  death_count: number;
}

/** The connections that wait for the lock on the runs. */
async function waitingForLock(db: Kysely<unknown>): Promise<number[]> {
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_locks where relation = 'calculation_run'::regclass and not granted`.execute(db);
  return rows.map(({ pid }) => pid);
}

/** Runs `npm run worker` on a separate database, with jobs in child processes. */
describe("a job whose process dies", () => {
  let database: Awaited<ReturnType<typeof makePostgres>>;
  let doors: Doors;
  let dataDir: string;
  let worker: ChildProcess;
  let log = "";
  let metricsPort: number;

  beforeAll(async () => {
    database = await makePostgres("factor library");
    doors = await openDoors(database.url);
    dataDir = mkdtempSync(join(inject("runFolder"), "data-"));
    metricsPort = await freePort();
    worker = spawn(process.execPath, ["app/work.server.ts"], {
      cwd: ROOT,
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: database.url,
        DATA_DIR: dataDir,
        METRICS_PORT: String(metricsPort),
        NODE_ENV: "production",
        NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    worker.stdout!.setEncoding("utf8").on("data", (text) => {
      log += text;
    });
  });
  afterAll(async () => {
    const ended = new Promise((resolve) => worker.once("exit", resolve));
    worker.kill("SIGTERM");
    await ended;
    await doors.close();
    await database.remove();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const readMetrics = async () => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  const lastProcess = (): number => {
    const begun = log.split("\n").filter((line) => line.includes('"event":"job_process"'));
    return JSON.parse(begun.at(-1)!).pid;
  };

  it("runs again once, then fails with its reason while the worker continues, and can be requested again", async () => {
    const { actor, inventory } = await makeCompany(doors);
    const ask = () => doors.withTenant(actor, (tx) => startRun(tx, actor, inventory.id));
    await asOwner(database.ownerUrl, async (db) => {
      const reach = (id: string, expected: Partial<JobRow>) =>
        waitFor(async () => {
          const { rows } = await sql<JobRow>`select state, failure, death_count from job where id = ${id}`.execute(db);
          expect(rows[0]).toMatchObject(expected);
        }, JOB_PATIENCE);
      await db.transaction().execute(async (held) => {
        // With this lock, a run can be calculated but not stored.
        await sql`lock table calculation_run in exclusive mode`.execute(held);
        const id = await ask();
        for (const deaths of [0, 1]) {
          await reach(id, { state: "running", death_count: deaths });
          // Waits until the job is working, since an idle process dies without one.
          await waitFor(async () => expect(await waitingForLock(db)).toHaveLength(1), JOB_PATIENCE);
          process.kill(lastProcess(), "SIGKILL");
          // The server notices the dead process only when the lock wait ends.
          for (const pid of await waitingForLock(db)) await sql`select pg_terminate_backend(${pid})`.execute(db);
          await reach(id, { death_count: deaths + 1 });
          expect(await readMetrics()).toContain("truetonne_");
        }
        await reach(id, { state: "failed", failure: "process_died" });
      });
      await reach(await ask(), { state: "done", death_count: 0 });
    });
    expect(await readMetrics()).toContain('truetonne_jobs_given_up_total{kind="calculate-run"} 1');
    expect(worker.exitCode).toBeNull();
    const told = await doors.withTenant(actor, (tx) =>
      tx.selectFrom("audit_trail").select("after").where("action", "=", "job.given_up").execute(),
    );
    expect(told).toMatchObject([{ after: { kind: "calculate-run", reason: "process_died", deaths: 2 } }]);
  });
});
