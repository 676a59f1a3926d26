import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import type { TenantTx } from "#db/doors.ts";
import type { Inspection } from "./inspection.ts";

/** Factors and reasons stored with a calculation, so that they can be found without reading its document. */
export async function checkBeside(
  tx: TenantTx,
  { tenantId, runId }: { tenantId: string; runId: string },
  { document, recordIds }: { document: InventoryDocument; recordIds: Record<string, string> },
  inspection: Inspection,
): Promise<void> {
  const used = new Set(document.factors.map(({ id, version }) => `${id}@${version}`));
  const rows = await tx.selectFrom("run_factor").selectAll().where("run_id", "=", runId).execute();
  const stored = new Set(rows.map(({ factor_id, factor_version }) => `${factor_id}@${factor_version}`));
  const rowOf = (table: string, key: string) => `${table} ${tenantId}/${runId}/${key}`;
  for (const reference of used) {
    if (!stored.has(reference)) inspection.fault(rowOf("run_factor", reference), "missing: the run's document has it");
  }
  for (const reference of stored) {
    if (!used.has(reference)) inspection.fault(rowOf("run_factor", reference), "the run's document has no such factor");
  }
  const selections = await tx
    .selectFrom("calculation_selection")
    .select(["number", "activities"])
    .where("run_id", "=", runId)
    .execute();
  for (const { number, activities: named } of selections) {
    // A record without a possible factor has reasons and is not in the document.
    if (!(named as string[]).every((activity) => Object.hasOwn(recordIds, activity)))
      inspection.fault(rowOf("calculation_selection", String(number)), "one of its activities is not in the run");
  }
}
