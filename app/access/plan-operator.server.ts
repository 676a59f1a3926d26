import { sql } from "kysely";
import { AppError } from "#app/encoding/errors.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import { inTenant, type SystemTx, type TenantTx } from "#db/doors.ts";

/** A member of a tenant that has or buys a plan. */
export interface PlanBuyer {
  tenantId: string;
  userId: string;
}

/** The tenant that sells plans. Null if there is none. */
export async function findOperator(tx: SystemTx | TenantTx): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`select plan_operator() as id`.execute(tx);
  return rows[0]!.id;
}

/**
 * Runs work in the operator's tenant for a tenant that has or buys a plan. The work itself must limit what it reads and
 * adds to the buyer's own data.
 *
 * @throws AppError `not_found` where no plans are sold, and for the operator itself
 */
export async function asOperator<T>(
  tx: SystemTx,
  buyer: PlanBuyer,
  work: (tx: TenantTx, author: ChangeAuthor) => Promise<T>,
): Promise<T> {
  const tenantId = await findOperator(tx);
  if (tenantId === null || tenantId === buyer.tenantId) throw new AppError("not_found");
  const author = { tenantId, userId: `buyer:${buyer.userId}`, source: "page" as const };
  return inTenant(tx, author, (inside) => work(inside, author));
}

/** @throws AppError `not_found` in any other tenant than the operator's */
export async function requireOperator(tx: TenantTx, tenantId: string): Promise<void> {
  if ((await findOperator(tx)) !== tenantId) throw new AppError("not_found");
}
