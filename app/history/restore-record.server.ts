import type { Actor } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { type Locale, translator } from "#app/i18n/index.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import { listActivityVersions, saveActivities } from "#app/records/activity.server.ts";
import { makeWords } from "#app/records/load-activities.server.ts";
import { faultText } from "#app/records/sheet/fault-text.ts";

type TenantTx = Parameters<typeof saveActivities>[0];

/**
 * Restores a deleted record to its last version.
 *
 * @returns an error message, or null if it was restored
 * @throws AppError `not_found` for a record of another organization
 */
export async function restoreRecord(
  tx: TenantTx,
  actor: Actor,
  { recordId, version }: { recordId: string; version: number },
  locale: Locale,
): Promise<string | null> {
  const messages = translator(locale);
  const { auditTrail: t } = messages;
  const [newest] = await listActivityVersions(tx, actor.organizationId, recordId);
  if (!newest) throw new AppError("not_found");
  if (!newest.isDeleted || newest.version !== version) return t.restoreStale;
  const facilities = await listFacilities(tx, actor.organizationId);
  const sources = await listEmissionSources(tx, actor.organizationId);
  const entry = makeWords({ facilities, sources }, locale)(newest);
  const saved = await saveActivities(tx, actor, newest.period, [{ kind: "restore", recordId, version, entry }]);
  if (saved.ok) return null;
  const fault = saved.faults[0]?.faults[0];
  return fault ? t.restoreFault(faultText(messages, fault)) : t.restoreStale;
}
