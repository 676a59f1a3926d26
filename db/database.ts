import { mkdirSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { PGlite } from "@electric-sql/pglite";
import { type Dialect, PGliteDialect, PostgresDialect } from "kysely";
import pg from "pg";
import { fromPglite } from "pg-boss";
import { CopyClient, withCopy } from "./copy.ts";
import { lockFolder } from "./lock-folder.ts";
import { assertPromised, type ServerVersion } from "./server-version.ts";
import { pgliteParsers, pgTypes } from "./wire-types.ts";

/** How the queue reaches the same database: its own connections under its role, or the embedded engine. */
export type JobBackend = { kind: "postgres"; db: JobDatabase } | { kind: "pglite"; db: ReturnType<typeof fromPglite> };

/** Runs one statement of the queue, or several without parameters, all or nothing. */
export interface JobDatabase {
  executeSql: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;
}

/** Connections in use and idle, and the number of transactions that wait for one. */
export interface PoolState {
  inUse: number;
  idle: number;
  waiting: number;
}

export interface OpenDatabase {
  /** A new Kysely dialect on the one pool or engine. */
  dialect: () => Dialect;
  jobBackend: JobBackend;
  /** Size of the pool; null for the embedded engine, whose one connection serves in turn. */
  connections: number | null;
  poolState: () => PoolState | null;
  /** Whether the database answers at all, on a separate connection; concurrent calls share one query. */
  isAnswering: () => Promise<boolean>;
  close: () => Promise<void>;
}

export interface DatabaseSettings {
  /** Size of the pool; 10 by default. */
  connections?: number | undefined;
  /** Milliseconds to wait for a connection; 10,000 by default. PostgreSQL only. */
  connectTimeout?: number;
  /** Milliseconds that a statement waits for a lock before it fails (55P03); unlimited by default. PostgreSQL only. */
  lockTimeout?: number;
  /** Called when a connection of the pool ended unexpectedly. */
  onConnectionLost?: ((error: Error) => void) | undefined;
}

/** Pool size and timeouts of one process; PgBouncer in transaction mode may be in between. */
const POOL = { max: 10, connectionTimeoutMillis: 10_000, idleTimeoutMillis: 30_000 } as const;
/** The queue's statements are short; work on a job goes through the pool of the doors. */
const JOB_CONNECTIONS = 3;

/**
 * The only place where the two engines differ: `postgres://…` opens a pool, `file:FOLDER` or `memory:` the embedded
 * PGlite (one process, guarded by a lock file).
 *
 * @throws Error if the server is older than supported
 */
export async function openDatabase(url: string, settings: DatabaseSettings = {}): Promise<OpenDatabase> {
  if (/^postgres(ql)?:\/\//.test(url)) return openPostgres(url, settings);
  if (url === "memory:") return openPglite(undefined);
  if (url.startsWith("file:")) return openPglite(url.slice("file:".length));
  throw new Error("DATABASE_URL must start with postgres:// or file:, or be memory:");
}

async function openPostgres(url: string, settings: DatabaseSettings): Promise<OpenDatabase> {
  const {
    connections = POOL.max,
    connectTimeout = POOL.connectionTimeoutMillis,
    lockTimeout,
    onConnectionLost,
  } = settings;
  const waiting = lockTimeout === undefined ? {} : { lock_timeout: lockTimeout };
  const pool = openPool(
    {
      connectionString: url,
      ...POOL,
      max: connections,
      connectionTimeoutMillis: connectTimeout,
      ...waiting,
      types: pgTypes(pg.types) as never,
      Client: CopyClient,
    },
    onConnectionLost,
  );
  await askVersion(pool)
    .then(assertPromised)
    .catch(async (error) => {
      await pool.end();
      throw error;
    });
  let jobPool: pg.Pool | undefined;
  const jobDatabase: JobDatabase = {
    executeSql: (text, values) => {
      jobPool ??= openPool({ connectionString: url, ...POOL, max: JOB_CONNECTIONS }, onConnectionLost);
      return executeAsJobs(jobPool, text, values);
    },
  };
  let closed = false;
  return {
    dialect: () => new PostgresDialect({ pool }),
    connections,
    poolState: () => ({
      inUse: pool.totalCount - pool.idleCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
    jobBackend: { kind: "postgres", db: jobDatabase },
    isAnswering: askedOnce(() => probe(url)),
    close: async () => {
      if (closed) return;
      closed = true;
      await Promise.all([pool.end(), jobPool?.end()]);
    },
  };
}

async function askVersion(pool: pg.Pool): Promise<ServerVersion> {
  const asked = "select current_setting('server_version_num') as number, current_setting('server_version') as name";
  const { rows } = await pool.query<{ number: string; name: string }>(asked);
  return { number: Number(rows[0]!.number), name: rows[0]!.name };
}

/**
 * A connection that loses its server emits an error, idle or in use. The running query fails anyway, and the next one
 * gets another connection. Without a listener the error would end the process.
 */
function openPool(settings: pg.PoolConfig, onLost: DatabaseSettings["onConnectionLost"]): pg.Pool {
  const pool = new pg.Pool(settings);
  pool.on("connect", (client) => client.on("error", () => {}));
  pool.on("error", (error) => {
    if (!pool.ending) onLost?.(error);
  });
  return pool;
}

const PROBE_MILLISECONDS = 3000;

async function probe(url: string): Promise<boolean> {
  const patience = { connectionTimeoutMillis: PROBE_MILLISECONDS, query_timeout: PROBE_MILLISECONDS };
  const client = new pg.Client({ connectionString: url, ...patience });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    // If it doesn't answer, it doesn't close properly either.
    client.end().catch(() => {});
  }
}

function askedOnce(ask: () => Promise<boolean>): () => Promise<boolean> {
  let underWay: Promise<boolean> | null = null;
  return () => {
    underWay ??= ask().finally(() => {
      underWay = null;
    });
    return underWay;
  };
}

/** The role is set for the transaction and not for the connection, so that a pooler may be in between. */
async function executeAsJobs(pool: pg.Pool, text: string, values: unknown[] = []): Promise<{ rows: unknown[] }> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    // In one message, because an idle worker does this several times a second.
    await client.query("begin; set local role app_jobs");
    const result = await client.query(text, values);
    await client.query("commit");
    return result;
  } catch (error) {
    failure = error as Error;
    throw error;
  } finally {
    // A failed connection is closed, which also ends its statement.
    client.release(failure);
  }
}

async function openPglite(folder: string | undefined): Promise<OpenDatabase> {
  // V8 may end the process when it frees WebAssembly code that another tier replaced (nodejs/node#64500).
  setFlagsFromString("--no-wasm-code-gc");
  if (folder) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const unlock = folder ? lockFolder(folder) : () => {};
  const pglite = await PGlite.create({ ...(folder ? { dataDir: folder } : {}), parsers: pgliteParsers as never });
  return {
    dialect: () => new PGliteDialect({ pglite: withCopy(pglite) }),
    jobBackend: { kind: "pglite", db: fromPglite(pglite) },
    connections: null,
    poolState: () => null,
    isAnswering: async () => !pglite.closed,
    close: async () => {
      if (!pglite.closed) await pglite.close();
      unlock();
    },
  };
}
