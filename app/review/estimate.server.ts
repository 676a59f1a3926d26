import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import { type ActivityEntry, checkActivityEntry, type EntryFault } from "#app/carbon/entry/activity-entry.ts";
import {
  type Estimate,
  type EstimateMethod,
  estimateByDays,
  estimateByRate,
  type KnownPeriod,
} from "#app/carbon/estimate/estimate.ts";
import { countCoveredDays, findGaps } from "#app/carbon/total/record-periods.ts";
import { isConvertible, type UnitCode } from "#app/carbon/unit/unit.ts";
import { lastDayOfMonth } from "#app/day/period.ts";
import { AppError } from "#app/encoding/errors.ts";
import {
  type EmissionSource,
  getEmissionSource,
  listEmissionSources,
  trimZeros,
} from "#app/places/emission-source.server.ts";
import { getFacility } from "#app/places/facility/facility.server.ts";
import { type FacilityFact, listFacilityFacts } from "#app/places/facility/facility-fact.server.ts";
import {
  entryContext,
  getActivity,
  lockActivities,
  newestOf,
  type SavedActivities,
  saveActivities,
  toEntry,
} from "#app/records/activity.server.ts";
import { insertVersions, toFirstVersion, toTombstone } from "#app/records/activity-version.server.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { listRecordGroups } from "./review-map.server.ts";

/** The basis of an estimate: the months it was taken from and the divisor. */
export interface EstimateBasis {
  months: { start: string; end: string; quantity: string; unit: string; per?: string }[];
  per?: string;
  perUnit?: string;
  perName?: string;
}

export interface EstimateOffer extends Estimate {
  method: EstimateMethod;
  basis: EstimateBasis;
}

type Author = ChangeAuthor & { organizationId: string };

/** The first range of days in a month of a source without a record, and the methods to estimate it. */
export async function offerEstimates(
  tx: TenantTx,
  organizationId: string,
  { sourceId, month }: { sourceId: string; month: string },
): Promise<{ source: EmissionSource; due: Period | null; offers: EstimateOffer[] }> {
  const source = await getEmissionSource(tx, organizationId, sourceId);
  const days = daysOf(month);
  const groups = await listRecordGroups(tx, organizationId, days, sourceId);
  const due =
    findGaps(
      days,
      groups.filter(({ isEntry }) => !isEntry),
    )[0] ?? null;
  if (!due) return { source, due, offers: [] };
  const known = await loadKnownMonths(tx, organizationId, [sourceId]);
  const own = (known.get(sourceId) ?? []).filter(({ quantities }) => isUsable(quantities, source.unit as UnitCode));
  const facts = await listFacilityFacts(tx, organizationId);
  const request = { source, due, month, own, facts };
  const offers = [
    fromDays("previous_year", request, [shiftMonth(month, -12)]),
    fromDays("neighbours", request, [shiftMonth(month, -1), shiftMonth(month, 1)]),
    fromOutput(request),
    await fromFloorArea(tx, organizationId, request),
  ];
  return { source, due, offers: offers.filter((offer) => offer !== null) };
}

interface EstimateRequest {
  source: EmissionSource;
  due: Period;
  month: string;
  own: KnownPeriod[];
  facts: FacilityFact[];
}

/** All months are required: with one neighbour, the average would be that neighbour. */
function fromDays(
  method: EstimateMethod,
  { source, due, own }: EstimateRequest,
  months: string[],
): EstimateOffer | null {
  const known = own.filter(({ period }) => months.includes(period.start.slice(0, 7)));
  if (known.length < months.length) return null;
  const estimate = estimateByDays(due, source.unit as UnitCode, known);
  return estimate && { method, ...estimate, basis: { months: known.flatMap((one) => toBasis(one)) } };
}

/** From this month's output, based on months with both a quantity and an output of the same product. */
function fromOutput({ source, due, month, own, facts }: EstimateRequest): EstimateOffer | null {
  const outputs = facts.filter(({ kind, facilityId }) => kind === "output" && facilityId === source.facilityId);
  const now = outputs.find(({ period }) => isMonth(period, month) && isMonth(due, month));
  if (!now) return null;
  const known = own.flatMap((one) => {
    const output = outputs.find(
      ({ name, unit, period }) =>
        name === now.name && unit === now.unit && isMonth(period, one.period.start.slice(0, 7)),
    );
    return output ? [{ ...one, per: output.quantity }] : [];
  });
  const estimate = estimateByRate(due, source.unit as UnitCode, { per: now.quantity, known, isStock: false });
  const basis = { per: now.quantity, perUnit: now.unit, perName: now.name };
  return estimate && { method: "per_output", ...estimate, basis: { months: known.flatMap(toBasis), ...basis } };
}

/** Uses the facility's own floor area if it has known months, otherwise facilities with a similar source. */
async function fromFloorArea(
  tx: TenantTx,
  organizationId: string,
  { source, due, own, facts }: EstimateRequest,
): Promise<EstimateOffer | null> {
  const area = areaOf(facts, source.facilityId, due);
  if (!area) return null;
  const withArea = (facilityId: string, months: KnownPeriod[]) =>
    months.flatMap((one) => {
      const floor = areaOf(facts, facilityId, one.period);
      return floor ? [{ ...one, per: floor.quantity }] : [];
    });
  let known = withArea(source.facilityId, own);
  if (known.length === 0) {
    const alike = (await listEmissionSources(tx, organizationId)).filter(
      (other) => other.id !== source.id && other.scope === source.scope && other.category === source.category,
    );
    const months = await loadKnownMonths(
      tx,
      organizationId,
      alike.map(({ id }) => id),
    );
    known = alike.flatMap((other) =>
      withArea(
        other.facilityId,
        (months.get(other.id) ?? []).filter(({ quantities }) => isUsable(quantities, source.unit as UnitCode)),
      ),
    );
  }
  const estimate = estimateByRate(due, source.unit as UnitCode, { per: area.quantity, known, isStock: true });
  const basis = { per: area.quantity, perUnit: area.unit };
  return estimate && { method: "per_floor_area", ...estimate, basis: { months: known.flatMap(toBasis), ...basis } };
}

/** The floor area given for these days, otherwise the one closest in time. */
function areaOf(facts: FacilityFact[], facilityId: string, days: Period): FacilityFact | undefined {
  const distance = ({ period }: FacilityFact) =>
    period.start <= days.start && days.end <= period.end
      ? 0
      : Math.abs(Date.parse(period.start) - Date.parse(days.start)) + 1;
  return facts
    .filter((fact) => fact.kind === "floor_area" && fact.facilityId === facilityId)
    .sort((a, b) => distance(a) - distance(b))[0];
}

function toBasis({ period, quantities, per }: KnownPeriod & { per?: string }): EstimateBasis["months"] {
  return quantities.map(({ quantity, unit }) => ({ ...period, quantity, unit, ...(per ? { per } : {}) }));
}

function isUsable(quantities: KnownPeriod["quantities"], unit: UnitCode): boolean {
  return quantities.every((one) => isConvertible(one.unit, unit));
}

/** Months of sources that records cover completely without estimates, with their sums by unit. */
async function loadKnownMonths(
  tx: TenantTx,
  organizationId: string,
  sourceIds: string[],
): Promise<Map<string, KnownPeriod[]>> {
  if (sourceIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom("current_activity_record")
    .select(["emission_source_id", "period_start", "period_end", "unit"])
    .select([
      sql<string>`sum(quantity)`.as("quantity"),
      sql<boolean>`bool_or(data_quality = 'estimated')`.as("is_estimated"),
    ])
    .where("organization_id", "=", organizationId)
    .where("emission_source_id", "in", sourceIds)
    .where("entry", "is", null)
    .groupBy(["emission_source_id", "period_start", "period_end", "unit"])
    .execute();
  const byMonth = new Map<string, typeof rows>();
  for (const row of rows) {
    // A bill across two months belongs to neither: splitting it would be another estimate.
    if (row.period_start.slice(0, 7) !== row.period_end.slice(0, 7)) continue;
    const key = `${row.emission_source_id} ${row.period_start.slice(0, 7)}`;
    byMonth.set(key, [...(byMonth.get(key) ?? []), row]);
  }
  const known = new Map<string, KnownPeriod[]>();
  for (const [key, own] of [...byMonth].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [sourceId, month] = key.split(" ") as [string, string];
    const period = daysOf(month);
    const covering = own.map((row) => ({ period: { start: row.period_start, end: row.period_end } }));
    const isWhole = countCoveredDays(period, covering) === countCoveredDays(period, [{ period }]);
    if (!isWhole || own.some((row) => row.is_estimated)) continue;
    const quantities = own.map((row) => ({ quantity: trimZeros(row.quantity), unit: row.unit as UnitCode }));
    known.set(sourceId, [...(known.get(sourceId) ?? []), { period, quantities }]);
  }
  return known;
}

export interface NewEstimate {
  sourceId: string;
  month: string;
  method: EstimateMethod;
  reason: string;
  /** For `other`: the figure and its basis in words. */
  other?: { quantity: string; unit: string; basis: string };
}

export type SavedEstimate = { ok: true; recordId: string } | { ok: false; faults: EntryFault[] };

/**
 * Records an estimate for the days of a month without a record. Recalculates the figure of the method.
 *
 * @throws AppError `invalid` without a reason, `conflict` if the month is complete or the method is not possible
 */
export async function saveEstimate(tx: TenantTx, author: Author, input: NewEstimate): Promise<SavedEstimate> {
  const reason = input.reason.trim();
  if (reason === "") throw new AppError("invalid", { details: { reason: "reason_missing" } });
  await lockActivities(tx, author.organizationId);
  const { source, due, offers } = await offerEstimates(tx, author.organizationId, input);
  if (!due) throw new AppError("conflict", { details: { reason: "month_complete" } });
  const offer = offers.find(({ method }) => method === input.method);
  if (!offer && input.method !== "other") throw new AppError("conflict", { details: { reason: "method_impossible" } });
  const figure = offer ?? { quantity: input.other?.quantity ?? "", unit: input.other?.unit ?? "" };
  const basis = offer ? offer.basis : { basis: (input.other?.basis ?? "").trim() };
  if ("basis" in basis && basis.basis === "") throw new AppError("invalid", { details: { reason: "basis_missing" } });
  const checked = checkActivityEntry(
    await entryOf(tx, author.organizationId, source, { due, ...figure }),
    await entryContext(tx, author.organizationId, due),
  );
  if (!checked.ok) return checked;
  const recordId = randomUUID();
  const estimate = { method: input.method, reason, ...basis };
  await insertVersions(tx, [
    { ...toFirstVersion(author, recordId, checked.value), estimate: JSON.stringify(estimate) },
  ]);
  await recordChange(tx, author, {
    action: "activity.estimated",
    subject: "activity_record",
    subjectId: recordId,
    after: { version: 1, source: source.id, period: due, quantity: figure.quantity, unit: figure.unit, estimate },
  });
  return { ok: true, recordId };
}

async function entryOf(
  tx: TenantTx,
  organizationId: string,
  source: EmissionSource,
  { due, quantity, unit }: { due: Period; quantity: string; unit: string },
): Promise<ActivityEntry> {
  const { name: facility } = await getFacility(tx, organizationId, source.facilityId);
  return {
    facility: facility.en || facility.zh,
    source: source.name.en || source.name.zh,
    period: `${due.start}/${due.end}`,
    quantity,
    unit,
    dataQuality: "estimated",
    evidence: "",
    note: "",
  };
}

/**
 * Adds the method and reason of a figure entered as an estimate. This creates a new version with the same figure.
 *
 * @throws AppError `not_found`, `invalid` without basis or reason, `conflict` if the record is not an estimate
 */
export async function explainEstimate(
  tx: TenantTx,
  author: Author,
  { recordId, basis, reason }: { recordId: string; basis: string; reason: string },
): Promise<void> {
  if (basis.trim() === "" || reason.trim() === "")
    throw new AppError("invalid", { details: { reason: "reason_missing" } });
  await lockActivities(tx, author.organizationId);
  const row = await newestOf(tx, author.organizationId, recordId);
  if (!row || row.is_deleted) throw new AppError("not_found");
  if (row.data_quality !== "estimated") throw new AppError("conflict", { details: { reason: "not_estimated" } });
  const estimate = { method: "other", reason: reason.trim(), basis: basis.trim() };
  const version = { ...toTombstone(author, row, ""), is_deleted: false, estimate: JSON.stringify(estimate) };
  await insertVersions(tx, [version]);
  await recordChange(tx, author, {
    action: "activity.estimate_explained",
    subject: "activity_record",
    subjectId: recordId,
    before: { version: row.version, estimate: row.estimate },
    after: { version: version.version, estimate },
  });
}

/**
 * Replaces an estimate with the measured figure as the next version of the same record. The estimate stays in its
 * history.
 *
 * @throws AppError `not_found`, `conflict` if the record is not an estimate
 */
export async function replaceEstimate(
  tx: TenantTx,
  author: Author,
  { recordId, quantity, unit, evidence }: { recordId: string; quantity: string; unit: string; evidence: string },
): Promise<SavedActivities> {
  const record = await getActivity(tx, author.organizationId, recordId);
  if (record.dataQuality !== "estimated") throw new AppError("conflict", { details: { reason: "not_estimated" } });
  const source = await getEmissionSource(tx, author.organizationId, record.sourceId);
  const { name } = await getFacility(tx, author.organizationId, source.facilityId);
  const names = { facility: name.en || name.zh, source: source.name.en || source.name.zh };
  const entry = { ...toEntry(record, names), quantity, unit, evidence, dataQuality: "measured" };
  return saveActivities(tx, author, record.period, [{ kind: "correct", recordId, version: record.version, entry }]);
}

function daysOf(month: string): Period {
  return { start: `${month}-01`, end: lastDayOfMonth(month) };
}

function isMonth(period: Period, month: string): boolean {
  return period.start === `${month}-01` && period.end === lastDayOfMonth(month);
}

function shiftMonth(month: string, by: number): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + by;
  return `${String(Math.floor(count / 12)).padStart(4, "0")}-${String((count % 12) + 1).padStart(2, "0")}`;
}
