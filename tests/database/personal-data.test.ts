import { randomUUID } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { createAuth } from "#app/access/auth.server.ts";
import { NO_NAME } from "#app/access/blank-account.server.ts";
import { listMembers } from "#app/access/membership.server.ts";
import { deleteAccount, listSolelyOwned } from "#app/account/own/delete-account.server.ts";
import { readOwnData } from "#app/account/own/own-data.server.ts";
import { AUTHOR_COLUMNS, NOT_EXPORTED, PERSONAL_TABLES, personalTables } from "#app/account/own/personal-tables.ts";
import { keepAgreement } from "#app/consent/consent.server.ts";
import { askForDeletion, confirmDeletion } from "#app/custody/tenant-deletion.server.ts";
import { openFolderStore } from "#app/files/folder-store.server.ts";
import { checkEverything } from "#app/ops/fsck.server.ts";
import { stateTimeRate } from "#app/trade/time/rate.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { addColleague, makeTenant } from "#tests/support/make-tenant.ts";
import { makeKeys } from "#tests/support/sample-company.ts";
import { takeMails } from "#tests/support/sent-mails.ts";

/** Names of columns that hold an account, or the address of a person. */
const REFERS = "(^|_)(user|person|author|owner|proposer|mentioned)_id$|_by$|(^|_)email$|^recipient$";
const SECRETS = ["the key of the accounts of a test"] as const;

onEachEngine("what is stored about a person", (engine) => {
  const authOf = () => createAuth({ doors: engine.doors, publicUrl: "https://carbon.example", secrets: SECRETS });
  const accountOf = (id: string) =>
    engine.doors.accounts.selectFrom("user_account").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  async function leaverOf(userId: string) {
    const { name, email } = await accountOf(userId);
    return { userId, name, email, locale: "en" as const };
  }
  async function exportOf(person: { userId: string; email: string }) {
    let text = "";
    for await (const part of readOwnData(engine.doors, person, "2026-01-01T00:00:00.000Z")) text += part;
    return { text, data: JSON.parse(text) as Record<string, Record<string, unknown>[]> };
  }

  it("is declared for each column that refers to an account, or left out with a reason", async () => {
    await engine.asOwner(async (db) => {
      const { rows } = await sql<{ table: string; column: string }>`
        select c.relname as table, a.attname as column from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
          and a.attnum > 0 and not a.attisdropped and format_type(a.atttypid, null) = 'text' and (a.attname ~ ${REFERS}
            or exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'
              and k.confrelid = 'user_account'::regclass and a.attnum = any (k.conkey)))`.execute(db);
      const declared: Record<string, { column: string; holds?: string }> = PERSONAL_TABLES;
      const isDeclared = ({ table, column }: { table: string; column: string }) =>
        declared[table]?.column === column || (table === "user_account" && column === "email");
      const open = rows.filter(
        (row) =>
          !isDeclared(row) && !AUTHOR_COLUMNS.includes(row.column) && !(`${row.table}.${row.column}` in NOT_EXPORTED),
      );
      expect(open.map(({ table, column }) => `${table}.${column}`)).toEqual([]);
      expect(rows.length).toBeGreaterThan(100);
      // Declarations without a column must be removed.
      const known = await sql<{ name: string }>`select table_name || '.' || column_name as name
        from information_schema.columns where table_schema = 'public'`.execute(db);
      const columns = new Set(known.rows.map(({ name }) => name));
      const named = Object.entries(PERSONAL_TABLES).flatMap(([table, { column, fields }]) =>
        [column, ...fields].map((field) => `${table}.${field}`),
      );
      expect([...named, ...Object.keys(NOT_EXPORTED)].filter((name) => !columns.has(name))).toEqual([]);
    });
  });

  it("is visible to the role that exports it, in every workspace", async () => {
    await engine.asOwner(async (db) => {
      // Row-level security hides rows without an error.
      const { rows } = await sql<{ table: string; reads: boolean }>`
        select c.relname as table, not c.relrowsecurity or exists (select from pg_policy p
          where p.polrelid = c.oid and p.polpermissive and p.polcmd in ('r', '*')
            and p.polroles && array[0::oid, 'app_system'::regrole::oid]
            and pg_get_expr(p.polqual, c.oid) = 'true') as reads
        from pg_class c where c.relnamespace = 'public'::regnamespace`.execute(db);
      const hidden = new Set(rows.filter(({ reads }) => !reads).map(({ table }) => table));
      const names = personalTables(({ through }) => through === "system").map(({ name }) => name);
      expect(names.filter((name) => hidden.has(name))).toEqual([]);
    });
  });

  it("is found by an index in tables of all workspaces", async () => {
    await engine.asOwner(async (db) => {
      const { rows } = await sql<{ name: string }>`
        select c.relname || '.' || a.attname as name from pg_index i join pg_class c on c.oid = i.indrelid
        join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]`.execute(db);
      const indexed = new Set(rows.map(({ name }) => name));
      const names = personalTables(({ through }) => through !== "workspace").map(
        ({ name, column }) => `${name}.${column}`,
      );
      expect(names.filter((name) => !indexed.has(name))).toEqual([]);
    });
  });

  it("is exported with the person's own acts, without secrets and without the rows of others", async () => {
    const owner = await makeTenant(engine.doors);
    const colleague = await addColleague(engine.doors, owner, "editor");
    await engine.doors.accounts
      .insertInto("session")
      .values({ id: randomUUID(), user_id: owner.userId, token: "a secret token", expires_at: new Date() })
      .execute();
    const person = await leaverOf(owner.userId);
    const { text, data } = await exportOf(person);
    expect(Object.keys(data)).toEqual(expect.arrayContaining(Object.keys(PERSONAL_TABLES)));
    expect(data.user_account).toMatchObject([{ id: owner.userId, email: person.email }]);
    expect(data.session).toHaveLength(1);
    expect(data.membership).toMatchObject([{ tenant_id: owner.tenantId, role: "owner" }]);
    expect(data.audit_trail?.map(({ action }) => action)).toContain("organization.added");
    expect(text).not.toContain("a secret token");
    expect(text).not.toContain(colleague.userId);
    const other = await exportOf(await leaverOf(colleague.userId));
    expect(other.data.audit_trail).toEqual([]);
    expect(other.text).not.toContain(owner.userId);
  });

  it("is deleted or blanked with the account, and what workspaces recorded stays whole", async () => {
    const owner = await makeTenant(engine.doors);
    const leaver = await addColleague(engine.doors, owner, "owner");
    const person = await leaverOf(leaver.userId);
    const digest = "a".repeat(64);
    const text = { version: "1", blocks: { en: [], zh: [] } };
    await engine.doors.withSystem(async (tx) => {
      const { digestOf } = await import("#app/consent/legal-texts.server.ts");
      const texts = [{ kind: "terms" as const, version: "1", digest: digestOf("terms", text), text }];
      await keepAgreement(tx, leaver.userId, { texts, language: "en" }, "page");
      await sql`insert into notice_preference (user_id, kind, mail) values (${leaver.userId}, 'order.released', 'never')`.execute(
        tx,
      );
    });
    await engine.doors.withTenant(owner, (tx) =>
      tx
        .insertInto("invitation")
        .values({
          tenant_id: owner.tenantId,
          email: person.email.toLowerCase(),
          role: "viewer",
          organization_id: null,
          token_hash: Buffer.from(digest, "hex"),
          invited_by: owner.userId,
          expires_at: new Date(Date.now() + 86_400_000),
        })
        .execute(),
    );
    await engine.doors.withTenant(owner, (tx) =>
      stateTimeRate(tx, owner, {
        basedOn: 0,
        userId: leaver.userId,
        currency: "USD",
        validFrom: "2026-01-31",
        saleMinor: 71_234n,
        costMinor: 31_234n,
      }),
    );
    await deleteAccount(engine.doors, authOf(), person);
    const { data, text: left } = await exportOf({ ...person, email: person.email });
    expect(left).not.toContain(person.email);
    expect(left).not.toContain(person.name);
    expect(data).toMatchObject({ session: [], credential: [], notice_preference: [], membership: [], invitation: [] });
    expect(data.consent_step).toHaveLength(1);
    expect(data.membership_end).toHaveLength(1);
    expect(data.audit_trail?.map(({ action }) => action)).toEqual(["membership.removed"]);
    const rate = { tenant_id: owner.tenantId, currency: "USD", valid_from: "2026-01-31" };
    expect(data.time_rate).toEqual([{ ...rate, created_at: expect.any(String) }]);
    for (const amount of ["71234", "31234"]) expect(left).not.toContain(amount);
    const mails = await takeMails(engine.doors, SECRETS);
    expect(mails.filter(({ to }) => to === person.email).map(({ letter }) => letter.kind)).toEqual(["accountDeleted"]);
    const store = openFolderStore(mkdtempSync(join(tmpdir(), "own-data-")));
    expect((await checkEverything(engine.doors, await makeKeys(), store)).faults).toEqual([]);
  });

  it("is removed from a closed workspace too, whose last owner need not hand it over", async () => {
    const owner = await makeTenant(engine.doors, "Yarrow Works");
    const other = await addColleague(engine.doors, owner, "owner");
    await engine.doors.withTenant(owner, (tx) =>
      askForDeletion(tx, owner, { reason: "We moved", typed: "Yarrow Works" }),
    );
    await engine.doors.withTenant(other, (tx) => confirmDeletion(tx, other, "Yarrow Works", new Date()));
    await engine.asOwner(async (db) => {
      await sql`alter table tenant_deletion_confirmation disable trigger user`.execute(db);
      await sql`update tenant_deletion_confirmation set closes_at = now() where tenant_id = ${owner.tenantId}`.execute(
        db,
      );
      await sql`alter table tenant_deletion_confirmation enable trigger user`.execute(db);
    });
    for (const { userId } of [other, owner]) await deleteAccount(engine.doors, authOf(), await leaverOf(userId));
    const left = await engine.doors.withTenant(owner, (tx) => listMembers(tx, owner.organizationId));
    expect(left).toMatchObject([{ userId: owner.userId, name: NO_NAME }]);
  });

  it("keeps the account of an only owner, with the workspace to hand over", async () => {
    const owner = await makeTenant(engine.doors, "Sorrel Works");
    const person = await leaverOf(owner.userId);
    const owned = await engine.doors.withSystem((tx) => listSolelyOwned(tx, owner.userId));
    expect(owned).toMatchObject([
      { tenantId: owner.tenantId, name: "Sorrel Works", organizationId: owner.organizationId },
    ]);
    await expect(deleteAccount(engine.doors, authOf(), person)).rejects.toMatchObject({ code: "conflict" });
    expect(await accountOf(owner.userId)).toMatchObject({ name: person.name, email: person.email });
  });
});
