import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { inject, vi } from "vitest";
import { cpuOf } from "./cpu.ts";
import { makeDataFolder } from "./data-folder.ts";
import { makePostgres } from "./database-copy.ts";
import { asOwner } from "./owner.ts";
import { freePort } from "./postgres.ts";
import { Visitor } from "./visitor.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SERVE = ["--import", "./app/compile-cache.ts", "tests/support/serve.ts"];
const START_MILLISECONDS = 300_000;
/** A minute more than the limits for open requests and running jobs (`STOP_SECONDS`, for each of the two). */
const stopMilliseconds = (seconds = "10") => 60_000 + 2000 * Number(seconds);

/** A running server, for its visitors and for readers of its data. */
export interface RunningServer {
  origin: string;
  port: number;
  dataDir: string;
  /** The owner's address of its database; on PGlite a folder, which must not be in use: stop the server first. */
  ownerUrl: string;
  /** All its output so far; for a shared server, since this file uses it. */
  readLog: () => string;
}

/** A server for one suite. */
export interface TestServer extends RunningServer {
  /** CPU milliseconds of its process so far, over all threads. */
  readCpu: () => number;
  /** Starts it again on the same data. @param more further settings from now on */
  start: (more?: Record<string, string>) => Promise<void>;
  /** Stops it as an operator would. @returns its exit code */
  stop: () => Promise<number | null>;
  /** Kills it in the middle of its work, as a power loss would. */
  kill: () => Promise<void>;
  /** Stops it and removes its data and its database. */
  remove: () => Promise<void>;
}

/**
 * Starts the built product as `npm start` does, on a free port, with separate data.
 *
 * @param engine the embedded one takes twice the work. The code below the pages is tested on both in `tests/database`,
 * and every route on both by the isolation test.
 * @param settings in addition to those of each test
 */
export async function startServer(
  engine: "PGlite" | "PostgreSQL" = "PostgreSQL",
  settings: Record<string, string> = {},
): Promise<TestServer> {
  if (engine === "PGlite") {
    const dataDir = await makeDataFolder();
    return serve(dataDir, `file:${join(dataDir, "database")}`, settings, async () => {});
  }
  const database = await makePostgres("factor library");
  const dataDir = mkdtempSync(join(inject("runFolder"), "data-"));
  const engineSettings = { DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl };
  return serve(dataDir, database.ownerUrl, { ...engineSettings, ...settings }, database.remove);
}

let shared: Promise<TestServer> | undefined;

/**
 * The server that the files of a worker share, one file at a time: as installed, on PostgreSQL. Each file creates its
 * own tenant. Files that change settings, stop the server, or count data of all tenants start their own server.
 */
export async function useServer(): Promise<RunningServer> {
  shared ??= startServer();
  const { origin, port, dataDir, ownerUrl, readLog } = await shared;
  // All browsers have the same address, and the limits would count the requests of other files.
  await asOwner(ownerUrl, (db) => sql`delete from rate_limit`.execute(db));
  const begun = readLog().length;
  return { origin, port, dataDir, ownerUrl, readLog: () => readLog().slice(begun) };
}

/** Starts it on a database that the caller creates and removes, connected as its owner. */
export function startServerOn(ownerUrl: string): Promise<TestServer> {
  const dataDir = mkdtempSync(join(inject("runFolder"), "data-"));
  return serve(dataDir, ownerUrl, { DATABASE_URL: ownerUrl, DATABASE_OWNER_URL: ownerUrl }, async () => {});
}

async function serve(
  dataDir: string,
  ownerUrl: string,
  settings: Record<string, string>,
  removeDatabase: () => Promise<void>,
): Promise<TestServer> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const own = {
    PORT: String(port),
    HOST: "127.0.0.1",
    DATA_DIR: dataDir,
    PUBLIC_URL: origin,
    REAUTH_MINUTES: "60",
    // A statement takes longer on a busy machine.
    STATEMENT_SECONDS: "120",
    ...settings,
  };
  const patience = stopMilliseconds(settings.STOP_SECONDS);
  let log = "";
  let child: ChildProcess | undefined;
  const start = async (more: Record<string, string> = {}) => {
    Object.assign(own, more);
    child = launch(own, (text) => {
      log += text;
    });
    try {
      await isReady(child, { origin: own.PUBLIC_URL, port });
    } catch (cause) {
      await end(child, patience);
      throw new Error(`the server did not start:\n${log}`, { cause });
    }
  };
  const stop = async () => (child ? end(child, patience) : null);
  const kill = async () => {
    if (!child || hasEnded(child)) return;
    const ended = new Promise((resolve) => child?.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
  };
  const remove = async () => {
    await stop();
    await removeDatabase();
    rmSync(dataDir, { recursive: true, force: true });
  };
  await start().catch(async (error) => {
    await removeDatabase();
    throw error;
  });
  const readCpu = () => cpuOf(child!.pid!);
  return { origin, port, dataDir, ownerUrl, readLog: () => log, readCpu, start, stop, kill, remove };
}

function launch(settings: Record<string, string>, onText: (text: string) => void): ChildProcess {
  const child = spawn(process.execPath, SERVE, {
    cwd: ROOT,
    env: { PATH: process.env.PATH, NODE_ENV: "production", ...settings },
    stdio: "pipe",
  });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", onText);
  return child;
}

async function isReady(child: ChildProcess, server: Pick<TestServer, "origin" | "port">): Promise<void> {
  await vi.waitUntil(
    async () => {
      if (hasEnded(child)) return true;
      const answer = await new Visitor(server).get("/readyz").catch(() => null);
      return answer?.status === 200;
    },
    { timeout: START_MILLISECONDS, interval: 50 },
  );
  if (hasEnded(child)) throw new Error(`it ended with code ${child.exitCode}`);
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function end(child: ChildProcess, patience: number): Promise<number | null> {
  if (!hasEnded(child)) {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), patience);
    await ended;
    clearTimeout(timer);
  }
  return child.exitCode;
}
