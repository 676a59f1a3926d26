import type { Locale } from "#app/i18n/index.ts";
import { getInventory } from "#app/organization/inventory.server.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import { type SavedActivities, saveActivities } from "./activity.server.ts";
import { makeWords } from "./load-activities.server.ts";
import type { BatchAnswer } from "./sheet/pending.ts";

type TenantTx = Parameters<typeof saveActivities>[0];
type Author = Parameters<typeof saveActivities>[1];
type Batch = { inventoryId: string; changes: Parameters<typeof saveActivities>[3] };

/** Saves a batch and returns errors in the reader's language. */
export async function saveBatch(tx: TenantTx, author: Author, batch: Batch, locale: Locale): Promise<BatchAnswer> {
  const { period } = await getInventory(tx, author.organizationId, batch.inventoryId);
  const saved = await saveActivities(tx, author, period, batch.changes);
  return saved.ok || saved.stale.length === 0 ? withoutRecords(saved) : inWords(tx, author, saved, locale);
}

function withoutRecords(saved: SavedActivities): BatchAnswer {
  return saved.ok ? saved : { ok: false, faults: saved.faults, stale: [] };
}

async function inWords(
  tx: TenantTx,
  { organizationId }: Author,
  saved: SavedActivities & { ok: false },
  locale: Locale,
): Promise<BatchAnswer> {
  const facilities = await listFacilities(tx, organizationId);
  const toWords = makeWords({ facilities, sources: await listEmissionSources(tx, organizationId) }, locale);
  const stale = saved.stale.map(({ index, version, record, authorName, changedAt }) => ({
    index,
    version,
    authorName,
    changedAt: changedAt.toISOString(),
    entry: record && toWords(record),
  }));
  return { ok: false, faults: saved.faults, stale };
}
