import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { startPostgres } from "#tests/support/postgres.ts";
import type { Version } from "#tests/support/versions.ts";
import { until, wait } from "./wait.ts";

/** A real PostgreSQL that can be taken away. */
export interface ControlledDatabase {
  ownerUrl: string;
  /** Of the deployed role. */
  url: string;
  isUp: () => boolean;
  /** Ends every process of the server at once, without a word to its clients. */
  kill: () => Promise<void>;
  /** Ends it as an operator does; whoever connects is refused. */
  stop: () => Promise<void>;
  /** Nothing of it runs on, and its connections stay open: nobody is refused and nobody is answered. */
  freeze: () => void;
  thaw: () => void;
  /** Starts it again, where it does not run. */
  start: () => Promise<void>;
  /** Queues the newest jobs so many times more, those included that somebody works on or has done. */
  duplicateJobs: (times: number) => Promise<void>;
  remove: () => Promise<void>;
}

const LOGIN_PASSWORD = "login-of-the-test-server";
const END_MILLISECONDS = 20_000;
/** What is acknowledged is on disk; journal files are small, so that they are made anew often and meet a full disk. */
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
    // A server that met a full disk may have ended, or be about to.
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

/** The first process of the server, by the file that it keeps while it runs. */
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
    // It ended by itself meanwhile.
  }
}
