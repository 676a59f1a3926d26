import type { SystemTx } from "#db/doors.ts";

/** Every tenant, for what is done for one after the other. */
export async function listTenantIds(tx: SystemTx): Promise<string[]> {
  const rows = await tx.selectFrom("tenant").select("id").orderBy("id").execute();
  return rows.map(({ id }) => id);
}
