import { sql } from "kysely";
import type { TenantTx } from "#db/doors.ts";

/** Adds what a supplier is asked for to a request that was just made. */
export async function addProduct(
  tx: TenantTx,
  { tenantId, requestId, name, unit }: { tenantId: string; requestId: string; name: string; unit: string },
): Promise<void> {
  await tx
    .insertInto("data_request_product")
    .values({ tenant_id: tenantId, request_id: requestId, name, unit })
    .execute();
}

/** The products of requests by request. */
export async function productsOf(
  tx: TenantTx,
  ids: readonly string[],
): Promise<Map<string, { name: string; unit: string; isAnswered: boolean }>> {
  const rows = await tx
    .selectFrom("data_request_product as p")
    .select(["p.request_id", "p.name", "p.unit"])
    .select(
      sql<boolean>`exists (select from data_request_product_answer a
        where a.tenant_id = p.tenant_id and a.request_id = p.request_id)`.as("is_answered"),
    )
    .where(sql<boolean>`p.request_id = any(${ids}::uuid[])`)
    .execute();
  return new Map(
    rows.map(({ request_id: id, name, unit, is_answered: isAnswered }) => [id, { name, unit, isAnswered }]),
  );
}
