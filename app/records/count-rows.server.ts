import { type RawBuilder, sql } from "kysely";
import { MOST_COUNTED } from "#app/kit/key-page.ts";
import type { TenantTx } from "#db/doors.ts";

/** The number of rows of a query, counted up to `MOST_COUNTED` + 1. */
export async function countRows(tx: TenantTx, found: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from (${found} limit ${MOST_COUNTED + 1}) found`.execute(tx);
  return Number(rows[0]!.total);
}
