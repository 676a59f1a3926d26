import type { Period } from "#app/carbon/document/inventory-document.ts";
import { AppError } from "#app/encoding/errors.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";

/** The inventory of one reporting period, usually a calendar year. */
export interface Inventory {
  id: string;
  period: Period;
}

type Author = ChangeAuthor & { organizationId: string };

const COLUMNS = ["id", "period_start", "period_end"] as const;

/** Creates the inventory of a period, or returns the existing one. */
export async function openInventory(tx: TenantTx, author: Author, period: Period): Promise<Inventory> {
  const row = await tx
    .insertInto("inventory")
    .values({
      tenant_id: author.tenantId,
      organization_id: author.organizationId,
      period_start: period.start,
      period_end: period.end,
    })
    .onConflict((conflict) =>
      conflict.columns(["tenant_id", "organization_id", "period_start", "period_end"]).doNothing(),
    )
    .returning(COLUMNS)
    .executeTakeFirst();
  if (!row) return findByPeriod(tx, author.organizationId, period);
  const inventory = toInventory(row);
  await recordChange(tx, author, {
    action: "inventory.opened",
    subject: "inventory",
    subjectId: inventory.id,
    after: inventory,
  });
  return inventory;
}

export async function listInventories(tx: TenantTx, organizationId: string): Promise<Inventory[]> {
  const rows = await tx
    .selectFrom("inventory")
    .select(COLUMNS)
    .where("organization_id", "=", organizationId)
    .orderBy("period_start", "desc")
    .execute();
  return rows.map(toInventory);
}

/** @throws AppError `not_found` */
export async function getInventory(tx: TenantTx, organizationId: string, id: string): Promise<Inventory> {
  const row = await tx
    .selectFrom("inventory")
    .select(COLUMNS)
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return toInventory(row);
}

export async function latestInventory(tx: TenantTx, organizationId: string): Promise<Inventory | null> {
  return (await listInventories(tx, organizationId))[0] ?? null;
}

async function findByPeriod(tx: TenantTx, organizationId: string, period: Period): Promise<Inventory> {
  const row = await tx
    .selectFrom("inventory")
    .select(COLUMNS)
    .where("organization_id", "=", organizationId)
    .where("period_start", "=", period.start)
    .where("period_end", "=", period.end)
    .executeTakeFirstOrThrow();
  return toInventory(row);
}

function toInventory(row: { id: string; period_start: string; period_end: string }): Inventory {
  return { id: row.id, period: { start: row.period_start, end: row.period_end } };
}
