import type {
  ActivityMethod,
  DataQuality,
  DocumentActivity,
  DocumentFactor,
  Period,
} from "#app/carbon/document/inventory-document.ts";
import { calculateLine, type LineCalculation } from "#app/carbon/line/calculation-trace.ts";
import { AppError } from "#app/encoding/errors.ts";
import { BOUNDS, checkDecimal, Decimal, numberFacts, printDecimal } from "#app/number/decimal.ts";
import { type EmissionSource, listEmissionSources } from "#app/places/emission-source.server.ts";
import { getFacility } from "#app/places/facility/facility.server.ts";
import { selectFactorsForSources } from "#app/sources/factor-selection.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { type ActivityRecord, lockActivities, newestOf } from "./activity.server.ts";
import { recordVersions } from "./activity-change.server.ts";
import { insertVersions, toFirstVersion } from "./activity-version.server.ts";

/** The input for a record whose quantity a method calculates. */
export interface MethodEntry {
  sourceId: string;
  period: Period;
  method: ActivityMethod;
  dataQuality: DataQuality;
  evidence: string;
  note: string;
}

/** The calculated result with the factors of the source, or the errors by JSON pointer. */
export type MethodResult = LineCalculation & { factors: DocumentFactor[] };

type Author = ChangeAuthor & { organizationId: string };

/**
 * Calculates an entry as a run does, without saving it.
 *
 * @throws AppError `not_found` if the source does not belong to the organization
 */
export async function calculateMethodEntry(
  tx: TenantTx,
  organizationId: string,
  inventory: { period: Period },
  entry: MethodEntry,
): Promise<MethodResult> {
  const source = await getSource(tx, organizationId, entry.sourceId);
  const { gwp, bySource } = await selectFactorsForSources(tx, organizationId, inventory);
  const chosen = bySource[source.id];
  if (!chosen?.ok) {
    const { code, detail } = chosen ?? { code: "factor_missing", detail: {} };
    return { ok: false, faults: [], issues: [{ code, activity: "entry", pointer: "/factor", detail }], factors: [] };
  }
  const { consolidationShare } = await getFacility(tx, organizationId, source.facilityId);
  const activity: DocumentActivity = {
    id: "entry",
    facility: source.facilityId,
    scope: source.scope,
    category: source.category,
    period: entry.period,
    method: entry.method,
    via: chosen.viaRefs,
    factor: chosen.factorRef,
    share: consolidationShare,
    dataQuality: entry.dataQuality,
    accepted: chosen.accepted.map(({ code }) => ({ code, reason: code })),
  };
  const document = { period: inventory.period, gwp, factors: chosen.factors };
  return { ...calculateLine(document, activity), factors: chosen.factors };
}

/** The saved record, or the errors, or a newer version by another user. */
export type SavedMethodEntry =
  | { ok: true; recordId: string; version: number }
  | { ok: false; reason: "incalculable"; result: MethodResult & { ok: false } }
  | { ok: false; reason: "stale"; version: number };

/**
 * Adds a record, or a version to a record. The row's `quantity` is the result rounded to `SHOWN_PLACES`. Each run
 * recalculates the method.
 *
 * @throws AppError `not_found` if the source or record does not belong to the organization
 */
export async function saveMethodEntry(
  tx: TenantTx,
  author: Author,
  {
    inventory,
    entry,
    recordId,
    version,
  }: { inventory: { period: Period }; entry: MethodEntry; recordId: string; version: number },
): Promise<SavedMethodEntry> {
  await lockActivities(tx, author.organizationId);
  const result = await calculateMethodEntry(tx, author.organizationId, inventory, entry);
  if (!result.ok) return { ok: false, reason: "incalculable", result };
  const newest = await newestOf(tx, author.organizationId, recordId);
  if ((newest?.version ?? 0) !== version || newest?.is_deleted) {
    if (!newest) throw new AppError("not_found");
    return { ok: false, reason: "stale", version: newest.version };
  }
  const quantity = toShown(result.line.quantity!);
  const bound = checkDecimal(quantity, BOUNDS.quantity);
  if (bound) return { ok: false, reason: "incalculable", result: tooLarge(bound, quantity) };
  const first = toFirstVersion(author, recordId, {
    sourceId: entry.sourceId,
    period: entry.period,
    quantity,
    unit: result.line.unit as ActivityRecord["unit"],
    enteredQuantity: quantity,
    enteredUnit: result.line.unit!,
    dataQuality: entry.dataQuality,
    evidence: entry.evidence,
    note: entry.note,
  });
  const kept = newest
    ? { import_id: newest.import_id, import_row: newest.import_row, recorded_at: newest.recorded_exactly }
    : {};
  const next = { ...first, ...kept, method: JSON.stringify(entry.method), version: version + 1 };
  await insertVersions(tx, [next]);
  await recordVersions(tx, author, [next], new Map(newest ? [[recordId, newest]] : []));
  return { ok: true, recordId, version: version + 1 };
}

async function getSource(tx: TenantTx, organizationId: string, sourceId: string): Promise<EmissionSource> {
  const source = (await listEmissionSources(tx, organizationId)).find(({ id }) => id === sourceId);
  if (!source) throw new AppError("not_found");
  return source;
}

/** A quantity too large to store, as an error of the method. */
function tooLarge(code: string, quantity: string): MethodResult & { ok: false } {
  const fault = { code, pointer: "/method", detail: numberFacts(quantity, BOUNDS.quantity) };
  return { ok: false, faults: [fault], issues: [], factors: [] };
}

/** Decimal places of a quantity in an inventory document. */
const SHOWN_PLACES = 12;

function toShown(quantity: string): string {
  return printDecimal(new Decimal(quantity).toDecimalPlaces(SHOWN_PLACES, Decimal.ROUND_HALF_EVEN));
}
