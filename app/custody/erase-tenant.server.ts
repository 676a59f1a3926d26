import { sql } from "kysely";
import { blankAccount, NO_NAME } from "#app/access/blank-account.server.ts";
import { evenClosed } from "#app/access/closed-tenant.server.ts";
import { listKeptFiles } from "#app/evidence/kept-file.server.ts";
import { type EvidenceStore, evidenceKey } from "#app/files/evidence-store.ts";
import { removePublicProofs } from "#app/identity/issuer-proof.server.ts";
import { endIssuerKey } from "#app/identity/key/change-key.server.ts";
import { removeMailsOf } from "#app/mail/mail-queue.server.ts";
import { unlistTenant } from "#app/report/report-listing.server.ts";
import { lockTrail } from "#app/trail/audit-trail.server.ts";
import { actAs, type Doors, type SystemTx, type TenantTx } from "#db/doors.ts";
import { listSolePeople } from "./close-tenant.server.ts";
import { orderForErasure } from "./erasure-order.server.ts";
import { areBooksOver } from "./left-rows.server.ts";

interface DueErasure {
  tenantId: string;
  /** Null if only the books are left and their retention has ended. */
  attempt: number | null;
}

export interface Erasure {
  tenantId: string;
  rows: number;
}

/**
 * Permanently erases the workspaces that are due. First it records the erasure: the database accepts it only when it is due by
 * its own clock, and deletes nothing without it. Then it deletes files, accounts of people who belong to no other workspace, and
 * all rows in one transaction. The next sweep continues an interrupted erasure. Published data of issued reports, data of other
 * workspaces, and the books during their retention are kept.
 */
export async function eraseDueTenants(doors: Doors, store: EvidenceStore): Promise<Erasure[]> {
  const erased: Erasure[] = [];
  for (const due of await doors.withSystem(listDueErasures)) {
    const who = { tenantId: due.tenantId, userId: "sweep" };
    if (due.attempt !== null) {
      const { attempt } = due;
      await doors.withTenant(who, (tx) => stateErasure(tx, { ...who, attempt }));
      await removeFiles(doors, store, who, await doors.withTenant(who, areBooksOver));
      await removeAccounts(doors, due.tenantId);
    } else await removeFiles(doors, store, who, true);
    const isNamed = await doors.withSystem((tx) => isNamedElsewhere(tx, due.tenantId));
    const rows = await doors.withTenant(who, (tx) => deleteRows(tx, due.tenantId, isNamed));
    if (rows > 0) erased.push({ tenantId: due.tenantId, rows });
  }
  return erased;
}

async function listDueErasures(tx: SystemTx): Promise<DueErasure[]> {
  const due = await tx
    .selectFrom("tenant_deletion_confirmation as c")
    .leftJoin("tenant_deletion_end as e", (join) =>
      join.onRef("e.tenant_id", "=", "c.tenant_id").onRef("e.attempt", "=", "c.attempt"),
    )
    .select(["c.tenant_id", "c.attempt"])
    .where(sql<boolean>`c.erases_at <= now()`)
    .where("e.attempt", "is", null)
    .execute();
  // Interrupted, or recorded again after an older backup was restored.
  const begun = await evenClosed(tx, () =>
    tx
      .selectFrom("tenant_erasure as r")
      .select(["r.tenant_id", "r.attempt"])
      .where((where) =>
        where.exists(where.selectFrom("membership as m").select("m.id").whereRef("m.tenant_id", "=", "r.tenant_id")),
      )
      .execute(),
  );
  const books = await tx
    .selectFrom("tenant_erasure")
    .select("tenant_id")
    .where(sql<boolean>`books_until <= now()`)
    .execute();
  const whole = new Map([...begun, ...due].map((row) => [row.tenant_id, row.attempt]));
  return [
    ...[...whole].map(([tenantId, attempt]) => ({ tenantId, attempt })),
    ...books.filter(({ tenant_id: id }) => !whole.has(id)).map((row) => ({ tenantId: row.tenant_id, attempt: null })),
  ];
}

async function stateErasure(tx: TenantTx, { tenantId, attempt }: { tenantId: string; attempt: number }): Promise<void> {
  await lockTrail(tx, tenantId);
  const known = await tx.selectFrom("tenant_erasure").select("attempt").executeTakeFirst();
  if (known) return;
  await actAs(tx, "app_eraser", () =>
    tx.insertInto("tenant_erasure").values({ tenant_id: tenantId, attempt }).execute(),
  );
}

/**
 * File keys begin with the tenant's id and are unique, so that no other tenant's files are affected. Files of the books
 * remain as long as their rows.
 */
async function removeFiles(
  { withTenant }: Pick<Doors, "withTenant">,
  store: EvidenceStore,
  who: { tenantId: string; userId: string },
  areBooksOver: boolean,
): Promise<void> {
  const files = await withTenant(who, async (tx) => {
    const exports = await tx.selectFrom("tenant_export_file").select(["export_id as id", "sha256"]).execute();
    const drafts = await tx.selectFrom("import_draft").select(["id", "file_sha256 as sha256"]).execute();
    const kept = (await listKeptFiles(tx)).filter(({ isBook }) => areBooksOver || !isBook);
    return [...kept, ...exports, ...drafts];
  });
  for (const { id, sha256 } of files) await store.delete(evidenceKey(who.tenantId, sha256, id));
}

/**
 * People who belong to no other workspace can no longer sign in, and their name and address are removed. The id is kept, because
 * other workspaces can have records of their actions.
 */
async function removeAccounts({ withSystem, accounts }: Doors, tenantId: string): Promise<void> {
  const people = await withSystem((tx) => listSolePeople(tx, tenantId));
  for (const id of people) {
    await blankAccount(accounts, id);
  }
}

/** Whether another workspace has rows that show the name: an engagement, a hold on reports, an ordered plan. */
async function isNamedElsewhere(tx: SystemTx, tenantId: string): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`select
    exists (select from engagement_acceptance where consultancy_id = ${tenantId} and tenant_id <> ${tenantId})
    or exists (select from order_hold where seller_id = ${tenantId} and tenant_id <> ${tenantId})
    or exists (select from plan_order where buyer_tenant_id = ${tenantId} and tenant_id <> ${tenantId}) as is`.execute(
    tx,
  );
  return rows[0]!.is;
}

/** @returns how many rows were deleted */
async function deleteRows(tx: TenantTx, tenantId: string, isNamed: boolean): Promise<number> {
  await unlistTenant(tx);
  await removePublicProofs(tx);
  await endIssuerKey(tx);
  await removeMailsOf(tx, tenantId);
  return actAs(tx, "app_eraser", async () => {
    let count = 0;
    for (const tables of await orderForErasure(tx)) count += await deleteTogether(tx, tenantId, tables);
    const { report_numbers: numbers } = await tx
      .selectFrom("tenant_erasure")
      .select("report_numbers")
      .executeTakeFirstOrThrow();
    // Reports were published under that name, or other workspaces have records with it.
    if (numbers.length === 0 && !isNamed) {
      await tx.updateTable("tenant").set({ name: NO_NAME }).where("id", "=", tenantId).execute();
    }
    return count;
  });
}

/** In one statement for tables that reference each other, so that foreign keys are checked when all are empty. */
async function deleteTogether(tx: TenantTx, tenantId: string, tables: readonly string[]): Promise<number> {
  const parts = tables.map(
    (table, index) =>
      sql`${sql.ref(`gone_${index}`)} as (delete from ${sql.table(table)} where tenant_id = ${tenantId} returning 1)`,
  );
  const counts = tables.map((_, index) => sql`(select count(*) from ${sql.ref(`gone_${index}`)})`);
  const { rows } = await sql<{
    count: number;
  }>`with ${sql.join(parts)} select (${sql.join(counts, sql` + `)})::bigint as count`.execute(tx);
  return rows[0]!.count;
}
