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

/** A record whose quantity is worked out: what a person states of it. */
export interface MethodEntry {
  sourceId: string;
  period: Period;
  method: ActivityMethod;
  dataQuality: DataQuality;
  evidence: string;
  note: string;
}

/** What the entry comes to with the factors chosen for its source, or what is in its way, by pointer. */
export type MethodResult = LineCalculation & { factors: DocumentFactor[] };

type Author = ChangeAuthor & { organizationId: string };

/**
 * Calculates an entry as the run will, without saving it.
 *
 * @throws AppError `not_found` where the source is not one of the organization
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

/** Saved, or what stops it: faults and issues of the entry, or a newer version by somebody else. */
export type SavedMethodEntry =
  | { ok: true; recordId: string; version: number }
  | { ok: false; reason: "incalculable"; result: MethodResult & { ok: false } }
  | { ok: false; reason: "stale"; version: number };

/**
 * Adds a record, or a version to one. `quantity` of the row is the result at the digits of a list; the method beside it
 * is what every run works out again.
 *
 * @throws AppError `not_found` where source or record is not one of the organization
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
    instruments: [],
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

/** What no record can hold, as a fault of the method. */
function tooLarge(code: string, quantity: string): MethodResult & { ok: false } {
  const fault = { code, pointer: "/method", detail: numberFacts(quantity, BOUNDS.quantity) };
  return { ok: false, faults: [fault], issues: [], factors: [] };
}

/** As many digits after the point as a quantity of a document has. */
const SHOWN_PLACES = 12;

function toShown(quantity: string): string {
  return printDecimal(new Decimal(quantity).toDecimalPlaces(SHOWN_PLACES, Decimal.ROUND_HALF_EVEN));
}
