import { mkdirSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { type Dialect, PGliteDialect, PostgresDialect } from "kysely";
import pg from "pg";
import { fromPglite } from "pg-boss";
import { lockFolder } from "./lock-folder.ts";
import { pgliteParsers, pgTypes } from "./wire-types.ts";

/** What the queue needs to reach the same database: a connection of its own, or the embedded engine. */
export type JobBackend =
  | { kind: "postgres"; connectionString: string; options: string }
  | { kind: "pglite"; db: ReturnType<typeof fromPglite> };

/** Connections in use, those that idle, and how many transactions wait for one. */
export interface PoolState {
  inUse: number;
  idle: number;
  waiting: number;
}

export interface OpenDatabase {
  /** A new Kysely dialect on the one pool or engine. */
  dialect: () => Dialect;
  jobBackend: JobBackend;
  poolState: () => PoolState | null;
  close: () => Promise<void>;
}

export interface DatabaseSettings {
  /** Milliseconds that a statement waits for a lock before it fails (55P03); without it, for ever. A server's only. */
  lockTimeout?: number;
  /** Told of a connection of the pool that ended by itself. */
  onConnectionLost?: ((error: Error) => void) | undefined;
}

/** Pool size and timeouts of one process; PgBouncer in transaction mode may stand between. */
const POOL = { max: 10, connectionTimeoutMillis: 10_000, idleTimeoutMillis: 30_000 } as const;

/**
 * The only place where the two engines differ: `postgres://…` opens a pool, `file:FOLDER` or `memory:` the embedded
 * PGlite (one process, guarded by a lock file).
 */
export async function openDatabase(url: string, settings: DatabaseSettings = {}): Promise<OpenDatabase> {
  if (/^postgres(ql)?:\/\//.test(url)) return openPostgres(url, settings);
  if (url === "memory:") return openPglite(undefined);
  if (url.startsWith("file:")) return openPglite(url.slice("file:".length));
  throw new Error("DATABASE_URL must start with postgres:// or file:, or be memory:");
}

function openPostgres(url: string, { lockTimeout, onConnectionLost }: DatabaseSettings): OpenDatabase {
  const waiting = lockTimeout === undefined ? {} : { lock_timeout: lockTimeout };
  const pool = new pg.Pool({ connectionString: url, ...POOL, ...waiting, types: pgTypes(pg.types) as never });
  let closed = false;
  // Without a listener an idle client that loses its server ends the process; the next query gets a new client.
  pool.on("error", (error) => {
    if (!closed) onConnectionLost?.(error);
  });
  return {
    dialect: () => new PostgresDialect({ pool }),
    jobBackend: { kind: "postgres", connectionString: url, options: "-c role=app_jobs" },
    poolState: () => ({
      inUse: pool.totalCount - pool.idleCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
    close: async () => {
      if (closed) return;
      closed = true;
      await pool.end();
    },
  };
}

async function openPglite(folder: string | undefined): Promise<OpenDatabase> {
  if (folder) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const unlock = folder ? lockFolder(folder) : () => {};
  const pglite = await PGlite.create({ ...(folder ? { dataDir: folder } : {}), parsers: pgliteParsers as never });
  return {
    dialect: () => new PGliteDialect({ pglite }),
    jobBackend: { kind: "pglite", db: fromPglite(pglite) },
    poolState: () => null,
    close: async () => {
      if (!pglite.closed) await pglite.close();
      unlock();
    },
  };
}
