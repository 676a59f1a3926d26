import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrate } from "#db/migrate.ts";
import { makePostgres } from "#tests/support/database-copy.ts";

describe("migrating a server in use", () => {
  let database: Awaited<ReturnType<typeof makePostgres>>;
  let other: pg.Client;
  let watch: pg.Client;
  beforeAll(async () => {
    database = await makePostgres();
    await migrate(database.ownerUrl);
    other = new pg.Client({ connectionString: database.ownerUrl });
    // Statistics don't change within a transaction, so another connection reads them.
    watch = new pg.Client({ connectionString: database.ownerUrl });
    await Promise.all([other.connect(), watch.connect()]);
  });
  afterAll(async () => {
    await Promise.all([other?.end(), watch?.end()]);
    await database?.remove();
  });

  const hold = async () => {
    await other.query("begin");
    await other.query("lock table kysely_migration in access exclusive mode");
  };

  it("waits for a lock, and continues once it is released", async () => {
    await hold();
    let isFree = false;
    const before = (await watch.query(FAILED)).rows[0].count;
    const patience = { lockTimeout: 50, pause: 20, tries: 1000 };
    const migrating = migrate(database.ownerUrl, undefined, patience).then(() => expect(isFree).toBe(true));
    await expect.poll(async () => (await watch.query(FAILED)).rows[0].count).toBeGreaterThan(before);
    isFree = true;
    await other.query("commit");
    await migrating;
  });

  it("reports a lock that is never released", async () => {
    await hold();
    const patience = { lockTimeout: 50, pause: 1, tries: 2 };
    await expect(migrate(database.ownerUrl, undefined, patience)).rejects.toMatchObject({ cause: { code: "55P03" } });
    await other.query("rollback");
  });

  it("does not change a database of another build", async () => {
    await other.query("insert into kysely_migration (name, timestamp) values ('9999_later', '')");
    await expect(migrate(database.ownerUrl)).rejects.toMatchObject({
      cause: { message: expect.stringContaining('"9999_later"') },
    });
    await other.query("delete from kysely_migration where name = '9999_later'");
    await migrate(database.ownerUrl);
  });
});

/** The number of rollbacks in this database: each failed wait for the lock adds one. */
const FAILED = "select xact_rollback::int as count from pg_stat_database where datname = current_database()";
