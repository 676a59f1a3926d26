import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { listClosedTenants } from "#app/access/closed-tenant.server.ts";
import { findMembership, findTenantMembership } from "#app/access/membership.server.ts";
import { closeDueTenants } from "#app/custody/close-tenant.server.ts";
import { eraseDueTenants } from "#app/custody/erase-tenant.server.ts";
import {
  askForDeletion,
  confirmDeletion,
  readTenantDeletion,
  takeDeletionBack,
} from "#app/custody/tenant-deletion.server.ts";
import { takeEvidence } from "#app/evidence/evidence.server.ts";
import { storeFiles } from "#app/evidence/store-files.server.ts";
import { makeEvidenceRoom } from "#app/files/evidence-room.server.ts";
import { getIdentityId } from "#app/identity/domain.server.ts";
import { openIssuerKeys } from "#app/log/keys/issuer-keys.server.ts";
import { checkErased } from "#app/ops/fsck/check-erased.server.ts";
import { beginInspection } from "#app/ops/fsck/inspection.ts";
import { checkEverything } from "#app/ops/fsck.server.ts";
import { addContractCopy } from "#app/trade/contract/contract-copy.server.ts";
import { offlineGateway } from "#app/trade/payment/gateway/offline.ts";
import { stateErasures } from "#db/backup.ts";
import { actAs, type Doors, openDoors } from "#db/doors.ts";
import { makeDatabase } from "#tests/support/engines.ts";
import { pdfOf } from "#tests/support/evidence-files.ts";
import { addColleague, makeTenant } from "#tests/support/make-tenant.ts";
import { asOwner } from "#tests/support/owner.ts";
import { proveDomain } from "#tests/support/prove-domain.ts";
import { issueNow, makeCompany, PUBLIC_URL, runNow, YEAR } from "#tests/support/sample-company.ts";
import { emailOf, engageConsultancy } from "#tests/support/sample-engagement.ts";
import { saveHotelNights } from "#tests/support/sample-records.ts";
import { stateReportListing } from "#tests/support/save-now.ts";
import { sellAs } from "#tests/support/trade-tenant.ts";

const NAME = "Sample Works";

describe("the deletion of a workspace", () => {
  const folder = mkdtempSync(join(tmpdir(), "truetonne-deletion-"));
  const settings = { dataDir: folder, s3: undefined, clamd: undefined };
  const room = makeEvidenceRoom({ ...settings, fileBytes: 1e7, quotaBytes: 1e8, retentionYears: 10 });
  let database: { url: string; ownerUrl: string; remove: () => Promise<void> };
  let doors: Doors;
  beforeAll(async () => {
    database = await makeDatabase("some factors");
    doors = await openDoors(database.url);
  });
  afterAll(async () => {
    await doors?.close();
    await database?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const inside = <T>(actor: Actor, work: Parameters<typeof doors.withTenant<T>>[1]) => doors.withTenant(actor, work);
  const ask = (actor: Actor, typed = NAME, reason = "We moved") =>
    inside(actor, (tx) => askForDeletion(tx, actor, { reason, typed }));
  const confirm = (actor: Actor, typed = NAME, now = new Date()) =>
    inside(actor, (tx) => confirmDeletion(tx, actor, typed, now));
  const takeBack = (actor: Actor) => inside(actor, (tx) => takeDeletionBack(tx, actor));
  const insert = (actor: Actor, table: "tenant_deletion_confirmation" | "tenant_closing", attempt = 1) =>
    inside(actor, (tx) =>
      sql`insert into ${sql.table(table)} (tenant_id, attempt ${table === "tenant_closing" ? sql`` : sql`, created_by`})
        values (${actor.tenantId}, ${attempt} ${table === "tenant_closing" ? sql`` : sql`, ${actor.userId}`})`.execute(
        tx,
      ),
    );
  const stateErased = (actor: Actor, tenantId = actor.tenantId) =>
    inside(actor, (tx) =>
      actAs(tx, "app_eraser", () =>
        tx.insertInto("tenant_erasure").values({ tenant_id: tenantId, attempt: 1 }).execute(),
      ),
    );

  /** Moves everything requested and confirmed this many days into the past. */
  async function pass(days: number): Promise<void> {
    await doors.close();
    await asOwner(database.ownerUrl, async (db) => {
      for (const [table, columns] of [
        ["tenant_deletion", ["created_at"]],
        ["tenant_deletion_confirmation", ["created_at", "closes_at", "erases_at"]],
      ] as const) {
        await sql`alter table ${sql.table(table)} disable trigger user`.execute(db);
        for (const column of columns) {
          await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${sql.ref(column)} - make_interval(days => ${days})`.execute(
            db,
          );
        }
        await sql`alter table ${sql.table(table)} enable trigger user`.execute(db);
      }
    });
    doors = await openDoors(database.url);
  }

  const close = () => closeDueTenants(doors, offlineGateway);
  const erase = () => eraseDueTenants(doors, room.store);

  it("is requested by a manager who types its name, and confirmed by another", async () => {
    const owner = await makeTenant(doors);
    const admin = await addColleague(doors, owner, "admin");
    const editor = await addColleague(doors, owner, "editor");
    const one = await addColleague(doors, owner, "viewer", { organizationId: owner.organizationId });
    expect(await ask(owner, "Sample")).toBe("name_differs");
    expect(await ask(owner, NAME, "")).toBe("reason_missing");
    for (const other of [editor, one]) await expect(ask(other)).rejects.toThrow("not_a_manager");
    expect(await ask(owner)).toBeNull();
    expect(await ask(admin)).toBe("deletion_open");

    expect(await confirm(owner)).toBe("confirmed_by_another");
    await expect(insert(owner, "tenant_deletion_confirmation")).rejects.toThrow("confirmed_by_another");
    await expect(insert(editor, "tenant_deletion_confirmation")).rejects.toThrow("not_a_manager");
    await expect(
      inside(owner, (tx) =>
        tx
          .insertInto("tenant_deletion_confirmation")
          .values({ tenant_id: owner.tenantId, attempt: 1, created_by: admin.userId })
          .execute(),
      ),
    ).rejects.toThrow("not_a_manager");
    expect(await confirm(admin, "Other")).toBe("name_differs");
    expect(await confirm(admin)).toBeNull();
    const { confirmed } = (await inside(owner, readTenantDeletion))!;
    const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
    expect(days(confirmed!.at, confirmed!.closesAt)).toBe(7);
    expect(days(confirmed!.closesAt, confirmed!.erasesAt)).toBe(30);

    await expect(insert(owner, "tenant_closing")).rejects.toThrow("not_due");
    await expect(stateErased(owner)).rejects.toThrow("not_due");
    expect([await close(), await erase()]).toEqual([[], []]);
    expect(await takeBack(admin)).toBeNull();
    expect(await takeBack(admin)).toBe("deletion_over");
    expect(await ask(admin)).toBeNull();
    expect(await takeBack(owner)).toBeNull();
  });

  it("waits longer if there is only one manager, who has to confirm it again", async () => {
    const owner = await makeTenant(doors);
    await ask(owner);
    expect(await confirm(owner)).toBe("too_early");
    await expect(insert(owner, "tenant_deletion_confirmation")).rejects.toThrow("too_early");
    await pass(4);
    expect(await confirm(owner)).toBeNull();
    const { confirmed } = (await inside(owner, readTenantDeletion))!;
    expect((Date.parse(confirmed!.closesAt) - Date.parse(confirmed!.at)) / 86_400_000).toBe(14);
    expect(await takeBack(owner)).toBeNull();
  });

  it("closes the workspace on its date without a job, and allows only export and undo", async () => {
    const owner = await makeTenant(doors);
    const admin = await addColleague(doors, owner, "admin");
    await doors.accounts
      .insertInto("session")
      .values({ id: owner.userId, user_id: owner.userId, token: owner.userId, expires_at: new Date("2099-01-01") })
      .execute();
    await ask(owner);
    await confirm(admin);
    const found = () =>
      doors.withSystem(async (tx) => ({
        tenant: (await findTenantMembership(tx, owner.userId, owner.tenantId)) !== undefined,
        organization: (await findMembership(tx, owner.userId, owner.organizationId)) !== undefined,
        closed: (await listClosedTenants(tx, owner.userId)).map(({ id }) => id),
      }));
    expect(await found()).toEqual({ tenant: true, organization: true, closed: [] });
    await pass(8);
    expect(await found()).toEqual({ tenant: false, organization: false, closed: [owner.tenantId] });
    expect(await close()).toEqual([owner.tenantId]);
    expect(await close()).toEqual([]);
    const sessions = await doors.accounts
      .selectFrom("session")
      .select("id")
      .where("user_id", "=", owner.userId)
      .execute();
    expect(sessions).toEqual([]);
    expect(await erase()).toEqual([]);
    expect(await takeBack(owner)).toBeNull();
    expect(await found()).toEqual({ tenant: true, organization: true, closed: [] });
    await pass(60);
    expect(await erase()).toEqual([]);
  });

  it("can't be requested where plans are sold", async () => {
    const owner = await makeTenant(doors);
    await doors.close();
    doors = await openDoors(database.url, { operatorTenantId: owner.tenantId });
    expect(await ask(owner)).toBe("operator_stays");
    const values = { tenant_id: owner.tenantId, attempt: 1, reason: "We moved", created_by: owner.userId };
    await expect(inside(owner, (tx) => tx.insertInto("tenant_deletion").values(values).execute())).rejects.toThrow(
      "operator_stays",
    );
    await doors.close();
    doors = await openDoors(database.url);
  });

  it("is repeated after an older backup was restored", async () => {
    const [owner, other] = [await makeTenant(doors), await makeTenant(doors)];
    const row = (tenantId: string) =>
      JSON.stringify({
        tenant_id: tenantId,
        attempt: 1,
        books_until: null,
        report_numbers: [],
        created_at: new Date(),
      });
    await doors.close();
    expect(await stateErasures(database.ownerUrl, [row(owner.tenantId), row(randomUUID())])).toBe(1);
    expect(await stateErasures(database.ownerUrl, [row(owner.tenantId)])).toBe(0);
    doors = await openDoors(database.url);
    expect(await erase()).toMatchObject([{ tenantId: owner.tenantId }]);
    const [found] = await doors.withSystem((tx) =>
      tx.selectFrom("tenant").select("name").where("id", "=", owner.tenantId).execute(),
    );
    expect(found!.name).toBe("—");
    expect(await doors.withSystem((tx) => findTenantMembership(tx, other.userId, other.tenantId))).toBeDefined();
  });

  /** A company with a report, a file, accounts and an engagement. */
  async function fill(word: string) {
    const keys = await openIssuerKeys(folder, PUBLIC_URL, "2026-01-01T00:00:00Z");
    const { actor, inventory } = await makeCompany(doors);
    await saveHotelNights(doors, actor, YEAR, "31");
    mkdirSync(room.spoolFolder, { recursive: true });
    const [bytes, path] = [pdfOf(word), join(room.spoolFolder, word)];
    writeFileSync(path, bytes);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const received = { path, size: bytes.length, sha256, name: "bill.pdf", isTooLarge: false };
    await takeEvidence(doors, actor, room, {
      file: received,
      target: { recordIds: [], period: { period: YEAR, sourceId: null } },
    });
    const issued = await issueNow(doors, keys, actor, { runId: await runNow(doors, actor, inventory) });
    if (!issued.ok) throw new Error(JSON.stringify(issued.blockers));
    return { actor, keys };
  }

  /** An uploaded copy of a contract, which belongs to the books. */
  async function addCopy(actor: Actor, orderId: string) {
    const [bytes, path] = [pdfOf("signed"), join(room.spoolFolder, "signed")];
    writeFileSync(path, bytes);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const received = { path, size: bytes.length, sha256, name: "signed.pdf", isTooLarge: false };
    const stored = await storeFiles(actor.tenantId, room, [received]);
    if (!stored.ok) throw new Error(stored.code);
    const copy = { orderId, side: "seller", signedBy: "both", file: stored.files[0]! } as const;
    await inside(actor, (tx) => addContractCopy(tx, actor, copy));
  }

  const tablesOf = async (tenantId: string, ownerUrl: string) =>
    asOwner(ownerUrl, async (db) => {
      const { rows: tables } = await sql<{ name: string }>`
        select relname as name from pg_class c join pg_attribute a on attrelid = c.oid and attname = 'tenant_id'
         where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`.execute(db);
      const held = new Map<string, string>();
      for (const { name } of tables) {
        const { rows } = await sql<{ told: string; count: number }>`
          select count(*) as count, coalesce(md5(string_agg(one::text, ' ' order by one::text)), '') as told
            from ${sql.table(name)} one where tenant_id = ${tenantId}`.execute(db);
        if (rows[0]!.count > 0) held.set(name, `${rows[0]!.count} ${rows[0]!.told}`);
      }
      return held;
    });

  it("erases all of it and nothing of others, keeps what is published and the accounts, and passes fsck", async () => {
    const own = await fill("own");
    const other = await fill("other");
    const { actor } = own;
    for (const one of [actor, other.actor]) await inside(one, (tx) => stateReportListing(tx, one, true));
    const admin = await addColleague(doors, actor, "admin");
    const both = await addColleague(doors, actor, "viewer");
    await doors.withSystem((tx) =>
      tx
        .insertInto("membership")
        .values({ tenant_id: other.actor.tenantId, user_id: both.userId, organization_id: null, role: "viewer" })
        .execute(),
    );
    // The deleted workspace acted for the other one, which keeps its name in the engagement.
    await engageConsultancy(doors, other.actor, actor);
    const email = await emailOf(doors, actor.userId);
    const name = await inside(
      actor,
      async (tx) => (await tx.selectFrom("tenant").select("name").executeTakeFirstOrThrow()).name,
    );
    await doors.close();
    const sold = { tenantId: actor.tenantId, email, client: "Buyer GmbH" };
    const { orderId } = await sellAs(database.ownerUrl, sold);
    doors = await openDoors(database.url);
    await addCopy(actor, orderId);
    await ask(actor, name);
    await confirm(admin, name);
    await pass(30);
    expect(await close()).toEqual([actor.tenantId]);
    expect(await erase()).toEqual([]);
    await expect(stateErased(actor)).rejects.toThrow("not_due");
    await pass(8);
    // No other workspace becomes due by this, and without the recorded fact the role deletes nothing.
    await expect(stateErased(other.actor, actor.tenantId)).rejects.toThrow("not_due");
    await expect(stateErased(other.actor)).rejects.toThrow("not_due");
    const deleteAll = (who: Actor) =>
      inside(who, (tx) => actAs(tx, "app_eraser", () => tx.deleteFrom("task_reminder").execute()));
    const tryRecords = (who: Actor) =>
      inside(who, (tx) => actAs(tx, "app_eraser", () => tx.deleteFrom("evidence_attachment").executeTakeFirst()));
    expect((await tryRecords(actor)).numDeletedRows).toBe(0n);
    await deleteAll(actor);
    for (const who of [actor, other.actor]) await inside(who, (tx) => proveDomain(tx, who, "larch.example"));

    await doors.close();
    const before = await tablesOf(other.actor.tenantId, database.ownerUrl);
    doors = await openDoors(database.url);
    const [erased] = await erase();
    expect(erased).toMatchObject({ tenantId: actor.tenantId });
    expect(erased!.rows).toBeGreaterThan(100);
    expect(await erase()).toEqual([]);
    expect((await tryRecords(other.actor)).numDeletedRows).toBe(0n);
    await expect(inside(other.actor, (tx) => tx.deleteFrom("evidence_attachment").execute())).rejects.toThrow(
      "permission denied",
    );
    const report = await checkEverything(doors, own.keys, room.store);
    expect(report.faults).toEqual([]);
    const listed = await doors.withPublic((tx) => tx.selectFrom("listed_report").select("issuer_id").execute());
    expect(new Set(listed.map(({ issuer_id: id }) => id)).size).toBe(1);
    const proofs = await doors.withPublic((tx) => tx.selectFrom("domain_proof").select("identity_id").execute());
    expect(proofs.map((row) => row.identity_id)).toEqual([await inside(other.actor, getIdentityId)]);
    // The copy of the contract is part of the books, and fsck has read its bytes.
    expect(filesIn(actor.tenantId)).toBe(1);
    expect(filesIn(other.actor.tenantId)).toBe(1);
    const people = await doors.accounts
      .selectFrom("user_account")
      .select(["id", "name", "email"])
      .where("id", "in", [actor.userId, admin.userId, both.userId])
      .execute();
    const addressOf = (id: string) => people.find((one) => one.id === id)!.email;
    expect(addressOf(actor.userId)).toBe(`${actor.userId}@erased.invalid`);
    expect(addressOf(admin.userId)).toBe(`${admin.userId}@erased.invalid`);
    expect(addressOf(both.userId)).toBe(`${both.userId}@sample.example`);

    await doors.close();
    const left = await tablesOf(actor.tenantId, database.ownerUrl);
    const after = await tablesOf(other.actor.tenantId, database.ownerUrl);
    const published = await asOwner(database.ownerUrl, async (db) => {
      const { rows } = await sql<{ numbers: string[]; name: string; until: Date }>`
        select report_numbers as numbers, name, books_until as until from tenant_erasure e join tenant t on t.id = e.tenant_id
          where books_until is not null`.execute(db);
      return rows;
    });
    doors = await openDoors(database.url);
    expect(after).toEqual(before);
    expect(published).toMatchObject([{ name, numbers: [expect.stringMatching(/^GHG-/)], until: expect.any(Date) }]);
    for (const table of left.keys()) expect([...BOOKS, "tenant_erasure"]).toContain(table);
    expect([...left.keys()]).toEqual(
      expect.arrayContaining(["invoice", "credit_note", "ledger_entry", "tenant_erasure"]),
    );
  });

  const filesIn = (tenantId: string) =>
    readdirSync(join(folder, "evidence", tenantId), { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    ).length;

  it("deletes the accounts after ten years, and fsck finds what was left behind", async () => {
    const booksOf = async () => {
      await doors.close();
      const { rows } = await asOwner(database.ownerUrl, (db) =>
        sql<{ id: string }>`select tenant_id as id from tenant_erasure where books_until is not null`.execute(db),
      );
      const held = await tablesOf(rows[0]!.id, database.ownerUrl);
      doors = await openDoors(database.url);
      return held;
    };
    expect((await booksOf()).size).toBeGreaterThan(5);
    expect((await booksOf()).has("contract_copy")).toBe(true);
    await doors.close();
    await asOwner(database.ownerUrl, async (db) => {
      await sql`alter table tenant_erasure disable trigger user`.execute(db);
      await sql`update tenant_erasure set books_until = now() - interval '1 day' where books_until is not null`.execute(
        db,
      );
      await sql`alter table tenant_erasure enable trigger user`.execute(db);
    });
    doors = await openDoors(database.url);
    const { rows: tombstones } = await doors.withSystem((tx) =>
      sql<{ id: string }>`select tenant_id as id from tenant_erasure where books_until is not null`.execute(tx),
    );
    const tenantId = tombstones[0]!.id;
    const faultsNow = async () => {
      const inspection = beginInspection();
      await doors.withTenant({ tenantId, userId: "fsck" }, (tx) => checkErased(tx, tenantId, inspection));
      return inspection.faults.map(({ fault }) => fault);
    };
    expect(await faultsNow()).toContainEqual(expect.stringMatching(/^\d+ rows of invoice are left$/));
    expect(await erase()).toHaveLength(1);
    expect(filesIn(tenantId)).toBe(0);
    expect([...(await booksOf()).keys()]).toEqual(["tenant_erasure"]);
    expect(await faultsNow()).toEqual([]);
  });
});

/** What may remain of a workspace that sold: invoices, ledger entries, payments and what they refer to. */
const BOOKS = [
  "invoice",
  "invoice_line",
  "credit_note",
  "ledger_transaction",
  "ledger_entry",
  "trade_document",
  "seller_detail",
  "bank_account",
  "bank_account_version",
  "bank_account_decision",
  "client",
  "client_version",
  "quote",
  "quote_version",
  "trade_order",
  "contract_copy",
  "inventory",
  "organization",
  "payment",
  "receipt",
  "bank_line",
  "bank_statement",
];
