import { Kysely, sql } from "kysely";
import { type MigrationResultSet, Migrator } from "kysely/migration";
import { PgBoss } from "pg-boss";
import { openDatabase } from "./database.ts";
import { migrations } from "./migrations/index.ts";

/** The queues of the product; created here because the role that works on them owns nothing. */
const QUEUES = [
  "calculate-run",
  "render-report",
  "check-import",
  "commit-import",
  "sweep-import",
  "export-tenant",
  "check-domain",
] as const;
/** The queue for jobs that were given up; created before the others, which refer to it. */
const GIVEN_UP = "given-up";
export const QUEUE_SCHEMA = "pgboss";

/** A job is given to another process if its own sent no heartbeat for this number of seconds. */
const QUEUE = { retryLimit: 5, retryDelay: 2, retryBackoff: true, heartbeatSeconds: 20 };
const QUEUE_OF_JOBS = { ...QUEUE, deadLetter: GIVEN_UP };

/** A schema change that waits for a lock blocks all later queries on the table, so it gives up soon and tries again. */
const PATIENCE = { lockTimeout: 3000, pause: 1000, tries: 60 };

/**
 * Brings the database at `url` to the newest schema, as its owner: tables, roles, the queue's schema and grants.
 * Running it again changes nothing. `after` gets the owner's handle for the factor library. On a server in use it waits
 * at most three seconds for a lock, then lets others pass and tries again for some minutes.
 *
 * @throws Error naming the migration that failed; it is rolled back completely
 */
export async function migrate(
  url: string,
  after?: (db: Kysely<unknown>) => Promise<void>,
  patience: typeof PATIENCE = PATIENCE,
): Promise<void> {
  const database = await openDatabase(url, { lockTimeout: patience.lockTimeout });
  const db = new Kysely<unknown>({ dialect: database.dialect() });
  try {
    await migrateSchema(db, patience);
    await prepareQueue(
      database.jobBackend.kind === "pglite" ? { db: database.jobBackend.db } : { connectionString: url },
    );
    await grantQueue(db);
    await after?.(db);
  } finally {
    await database.close();
  }
}

/**
 * Checked first, because the migrator reads the whole catalogue before it finds that there is nothing to do.
 *
 * @throws Error if another build made the schema, which this one can't migrate
 */
async function isNewest(db: Kysely<unknown>): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select to_regclass('kysely_migration') is not null as found`.execute(
    db,
  );
  if (!rows[0]!.found) return false;
  const done = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  const unknown = done.rows.find(({ name }) => !(name in migrations));
  if (unknown) {
    throw new Error(
      `another build made this database, with a migration "${unknown.name}" that this one doesn't have: use that build, or an empty database`,
    );
  }
  return done.rows.length === Object.keys(migrations).length;
}

async function migrateSchema(db: Kysely<unknown>, { pause, tries }: typeof PATIENCE): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  for (let left = tries - 1; ; left -= 1) {
    const { error, results } = await isNewest(db).then(
      async (isDone): Promise<MigrationResultSet> => (isDone ? {} : migrator.migrateToLatest()),
      (error: unknown): MigrationResultSet => ({ error }),
    );
    if (!error) return;
    if (left > 0 && (error as { code?: string }).code === LOCK_NOT_AVAILABLE) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      continue;
    }
    const failed = results?.find((result) => result.status === "Error")?.migrationName;
    throw new Error(failed ? `migration ${failed} failed` : "the schema of the database could not be read", {
      cause: error,
    });
  }
}

/** PostgreSQL's code for a lock that could not be acquired in time. */
const LOCK_NOT_AVAILABLE = "55P03";

async function prepareQueue(connection: ConstructorParameters<typeof PgBoss>[0] & object): Promise<void> {
  const boss = new PgBoss({
    ...connection,
    ...("db" in connection ? { backend: "pglite" as const } : {}),
    schema: QUEUE_SCHEMA,
    supervise: false,
    schedule: false,
  });
  boss.on("error", (error) => console.error(`queue: ${error.message}`));
  await boss.start();
  const queues = [{ name: GIVEN_UP, options: QUEUE }, ...QUEUES.map((name) => ({ name, options: QUEUE_OF_JOBS }))];
  for (const { name, options } of queues) {
    if (await boss.getQueue(name)) await boss.updateQueue(name, options);
    else await boss.createQueue(name, options);
  }
  await boss.stop({ graceful: false });
}

async function grantQueue(db: Kysely<unknown>): Promise<void> {
  const schema = sql.id(QUEUE_SCHEMA);
  await sql`grant usage on schema ${schema} to app_jobs`.execute(db);
  await sql`grant select, insert, update, delete on all tables in schema ${schema} to app_jobs`.execute(db);
  await sql`grant usage on all sequences in schema ${schema} to app_jobs`.execute(db);
  await sql`grant execute on all functions in schema ${schema} to app_jobs`.execute(db);
}
