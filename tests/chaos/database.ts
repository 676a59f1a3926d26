import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { startPostgres } from "#tests/support/postgres.ts";
import type { Version } from "#tests/support/versions.ts";
import { until, wait } from "./wait.ts";

/** A real PostgreSQL that tests can stop. */
export interface ControlledDatabase {
  ownerUrl: string;
  /** The address of the deployed role. */
  url: string;
  isUp: () => boolean;
  /** Kills every process of the server at once; clients get no message. */
  kill: () => Promise<void>;
  /** Stops it as an operator does; new connections are refused. */
  stop: () => Promise<void>;
  /** Suspends all its processes and keeps its connections open: clients get neither a refusal nor an answer. */
  freeze: () => void;
  thaw: () => void;
  /** Starts it again, unless it is running. */
  start: () => Promise<void>;
  /** Queues copies of the newest jobs, including those in progress or done. `times` copies each. */
  duplicateJobs: (times: number) => Promise<void>;
  remove: () => Promise<void>;
}

const LOGIN_PASSWORD = "login-of-the-test-server";
const END_MILLISECONDS = 20_000;
/**
 * Acknowledged data are on disk. Files of the write-ahead log are small, so that new ones are created often and meet a
 * full disk.
 */
const SETTINGS = ["fsync=on", "max_connections=120", "max_wal_size=160MB", "min_wal_size=32MB"];

export async function startDatabase(folder: string, version: Version): Promise<ControlledDatabase> {
  const server = await startPostgres(folder, { version, settings: SETTINGS });
  const owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
  await owner.query(`create role app_login login noinherit password '${LOGIN_PASSWORD}'`);
  await owner.end();
  const all = () => {
    const first = postmaster(server.dataFolder);
    return first === null ? [] : [first, ...childrenOf(first)];
  };
  const ended = (pids: number[]) =>
    until(
      async () => !pids.some(runs),
      END_MILLISECONDS,
      () => "the database server does not end",
    );
  const isUp = () => all().length > 0;
  const kill = async () => {
    const pids = all();
    for (const pid of pids) signal(pid, "SIGKILL");
    await ended(pids);
  };
  const start = async () => {
    // After a full disk, a server may have ended, or be about to.
    while (!isUp()) await server.start().catch(() => wait(200));
  };
  return {
    ownerUrl: server.ownerUrl,
    url: server.ownerUrl.replace(/\/\/[^@]+@/, `//app_login:${LOGIN_PASSWORD}@`),
    isUp,
    kill,
    stop: async () => {
      const pids = all();
      if (pids[0] !== undefined) signal(pids[0], "SIGINT");
      await ended(pids);
    },
    freeze: () => {
      for (const pid of all()) signal(pid, "SIGSTOP");
    },
    thaw: () => {
      for (const pid of all()) signal(pid, "SIGCONT");
    },
    start,
    duplicateJobs: async (times) => {
      const client = new pg.Client({ connectionString: server.ownerUrl });
      await client.connect();
      await client.query(
        `insert into pgboss.job (name, data, retry_limit, retry_delay, heartbeat_seconds)
         select j.name, j.data, j.retry_limit, j.retry_delay, j.heartbeat_seconds
         from (select distinct on (data) * from pgboss.job
           where created_on > now() - interval '5 seconds' and start_after <= now() and name !~ '^__' order by data) j,
         generate_series(1, $1)`,
        [times],
      );
      await client.end();
    },
    remove: kill,
  };
}

/** The first process of the server, from the file that it keeps while it runs. */
function postmaster(dataFolder: string): number | null {
  try {
    const pid = Number(readFileSync(join(dataFolder, "postmaster.pid"), "utf8").split("\n")[0]);
    return runs(pid) ? pid : null;
  } catch {
    return null;
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => statOf(pid)?.parent === parent);
}

function runs(pid: number): boolean {
  const found = statOf(pid);
  return found !== null && found.state !== "Z";
}

function statOf(pid: number): { state: string; parent: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state = "", parent] = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { state, parent: Number(parent) };
  } catch {
    return null;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended on its own in the meantime.
  }
}
