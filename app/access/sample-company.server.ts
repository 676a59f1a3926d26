import { sql } from "kysely";
import type { SystemTx } from "#db/doors.ts";

export interface Sample {
  tenantId: string;
  organizationId: string;
  name: { en: string; zh: string };
}

/** The sample company of this installation, if the command made one. A closed workspace has no memberships here. */
export async function findSample(tx: SystemTx): Promise<Sample | null> {
  const row = await tx
    .selectFrom("organization as o")
    .innerJoin("membership as m", "m.tenant_id", "o.tenant_id")
    .select(["o.id", "o.tenant_id", "o.name_en", "o.name_zh"])
    // As written in the index of samples, which a parameter would pass over.
    .where(sql<boolean>`o.is_sample`)
    .where("m.role", "=", "owner")
    .orderBy("o.created_at")
    .orderBy("o.id")
    .limit(1)
    .executeTakeFirst();
  return row ? { tenantId: row.tenant_id, organizationId: row.id, name: { en: row.name_en, zh: row.name_zh } } : null;
}
