import type { DocumentGwp } from "#app/carbon/document/inventory-document.ts";
import { withCombustionMethane } from "#app/carbon/factor/combustion-methane.ts";
import { AppError } from "#app/encoding/errors.ts";
import type { TenantTx } from "#db/doors.ts";

/** A set as inventories use it. @throws AppError `not_found` if the library no longer has the organization's GWP set */
export async function getGwpSet(tx: TenantTx, id: string): Promise<DocumentGwp> {
  const row = await tx.selectFrom("gwp_set").select("document").where("id", "=", id).executeTakeFirst();
  if (!row) throw new AppError("not_found", { details: { gwpSet: id } });
  return withCombustionMethane(row.document as DocumentGwp);
}
