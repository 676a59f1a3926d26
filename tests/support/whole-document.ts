import type { DocumentActivity, InventoryDocument, Results } from "#app/carbon/document/inventory-document.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import { listClaims } from "#app/instruments/allocation.server.ts";
import type { Inventory } from "#app/organization/inventory.server.ts";
import { type ActivityRecord, listActivities } from "#app/records/activity.server.ts";
import { evidenceByRecord } from "#app/records/evidenced-record.server.ts";
import { openCollector } from "#app/runs/inventory-document.server.ts";
import type { TenantTx } from "#db/doors.ts";

/**
 * The document of an inventory without merged records, as the reference calculates it, and the record of each activity.
 */
export async function wholeDocument(
  tx: TenantTx,
  organizationId: string,
  inventory: Inventory,
): Promise<{ document: InventoryDocument & { results: Results }; records: Map<string, ActivityRecord> }> {
  const collector = await openCollector(tx, organizationId, inventory);
  const files = await evidenceByRecord(tx, organizationId);
  const claims = await listClaims(tx, organizationId);
  const records = new Map<string, ActivityRecord>();
  const activities: DocumentActivity[] = [];
  for (const record of await listActivities(tx, organizationId, inventory.period)) {
    const claimed = { ...record, claims: claims.get(record.recordId) ?? [] };
    const { id, activity } = collector.collect(claimed, files.get(record.recordId) ?? []);
    records.set(id, record);
    if (activity) activities.push(activity);
  }
  const document = { ...collector.head(), activities };
  return { document: { ...document, results: runInventory(document) }, records };
}
