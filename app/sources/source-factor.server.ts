import type { DocumentFactor, PropertyFactor } from "#app/carbon/document/inventory-document.ts";
import { openEmissionFactor, openProperty } from "#app/carbon/factor/emission-factor.ts";
import { refusedMethodsOf } from "#app/carbon/factor/grid-method.ts";
import type { Category } from "#app/carbon/line/scope.ts";
import { isEnergy, type UnitCode } from "#app/carbon/unit/unit.ts";
import { findUnitPath } from "#app/carbon/unit/unit-path.ts";
import { findFactors, listProperties } from "#app/factors/factor.server.ts";
import { listOwnVersions, type OwnFactorVersion } from "#app/factors/own/own-factor.server.ts";
import { isOwnFactorId, toOwnDocumentFactor } from "#app/factors/own/own-factor-content.ts";
import type { PublishedFactor } from "#app/factors/published-factor.server.ts";
import type { Facility } from "#app/places/facility/facility.server.ts";
import { listGridRegions } from "#app/places/facility/grid-regions.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { FactorSelection } from "#db/schema.ts";

/** The choice that represents the average of the facility's grid. */
export const GRID_AVERAGE = "grid_average";
const RESIDUAL = "residual";

export interface FactorChoice {
  organizationId: string;
  facility: Facility;
  category: Category;
  unit: UnitCode;
  /** `grid_average`, or the id of a library or custom factor. */
  factor: string;
  /** Market-based: whether the residual mix applies to electricity without an instrument. */
  useResidual: boolean;
  /** Id of the property that converts to the factor's unit, or empty. */
  via: string;
}

export type ResolvedChoice =
  | { ok: true; selection: FactorSelection }
  /** `fault` is a key of `facility.fault`. */
  | { ok: false; field: "factor" | "via" | "unit"; fault: string };

/** Checks a source's factor: it must exist, be usable and be reachable from the source's unit. */
export async function resolveFactorChoice(tx: TenantTx, choice: FactorChoice): Promise<ResolvedChoice> {
  const residual =
    choice.useResidual && choice.category.startsWith("purchased_elec") ? { residualMethod: RESIDUAL } : {};
  if (choice.factor === GRID_AVERAGE) return resolveGridAverage(tx, choice, residual);
  const found = await findSelectable(tx, choice);
  if (!found.ok) return { ok: false, field: "factor", fault: found.fault };
  const { factor } = found;
  if (isReached(choice.unit, [], factor)) return { ok: true, selection: { factorId: factor.id, ...residual } };
  const connecting = await listConnectingProperties(tx, choice.unit, factor);
  if (connecting.length === 0) return { ok: false, field: "unit", fault: "unit_no_path" };
  if (!connecting.some(({ id }) => id === choice.via)) return { ok: false, field: "via", fault: "via_missing" };
  return { ok: true, selection: { factorId: factor.id, via: [choice.via], ...residual } };
}

/** Properties of a factor that determine which conversion properties fit. */
export interface ReachableFactor {
  id: string;
  name: { en: string; zh: string };
  region: string | null;
  document: DocumentFactor;
}

type Selectable = { ok: true; factor: ReachableFactor } | { ok: false; fault: string };

async function findSelectable(tx: TenantTx, choice: FactorChoice): Promise<Selectable> {
  if (isOwnFactorId(choice.factor)) {
    const own = await findOwnFactor(tx, choice.organizationId, choice.factor);
    return own ? { ok: true, factor: own } : { ok: false, fault: "factor_not_approved" };
  }
  const factor = (await findFactors(tx, [choice.factor])).get(choice.factor);
  if (!factor) return { ok: false, fault: "factor_unknown" };
  if (factor.kind !== "emission" || factor.status !== "active") return { ok: false, fault: "factor_not_selectable" };
  if (factor.method !== null && refusedMethodsOf(choice.category).includes(factor.method)) {
    return { ok: false, fault: "factor_other_method" };
  }
  return { ok: true, factor };
}

/** The newest approved version of a custom factor, or null. */
export async function findOwnFactor(
  tx: TenantTx,
  organizationId: string,
  factorId: string,
): Promise<(ReachableFactor & { version: OwnFactorVersion }) | null> {
  const versions = await listOwnVersions(tx, organizationId, [factorId]);
  const version = versions.find(({ state }) => state === "approved");
  if (!version) return null;
  const { nameEn: en, nameZh: zh, region } = version.content;
  const document = toOwnDocumentFactor(factorId, version.version, version.content);
  return { id: factorId, name: { en, zh }, region: region || null, document, version };
}

async function resolveGridAverage(
  tx: TenantTx,
  { category, unit, facility }: FactorChoice,
  residual: { residualMethod?: string },
): Promise<ResolvedChoice> {
  if (category !== "purchased_electricity") return { ok: false, field: "factor", fault: "grid_needs_electricity" };
  if (!isEnergy(unit)) return { ok: false, field: "unit", fault: "unit_no_path" };
  const regions = await listGridRegions(tx);
  if (!regions.some(({ code }) => code === facility.gridRegion)) {
    return { ok: false, field: "factor", fault: "grid_region_missing" };
  }
  return { ok: true, selection: { method: GRID_AVERAGE, ...residual } };
}

/**
 * The properties that convert a unit to the unit of a factor, those with the same fuel or material first. Empty if no
 * property is needed or none fits.
 */
export async function listConnectingProperties(
  tx: TenantTx,
  unit: UnitCode,
  factor: ReachableFactor,
): Promise<PublishedFactor[]> {
  if (factor.document.kind === "property" || isReached(unit, [], factor)) return [];
  const properties = await listProperties(tx);
  const words = wordsOf(factor);
  // Heating values of a guideline only apply to its own factors, because guidelines differ.
  const isOfOneGuideline = (property: PublishedFactor) => property.dataset.id.startsWith(datasetOf(factor.id));
  const likeness = (property: PublishedFactor) =>
    (isOfOneGuideline(property) ? 1000 : 0) +
    [...wordsOf(property)].filter((word) => words.has(word)).length * 2 +
    (property.region === factor.region ? 1 : 0);
  return properties
    .filter((property) => isReached(unit, [property.document as PropertyFactor], factor))
    .sort((a, b) => likeness(b) - likeness(a) || (a.id < b.id ? -1 : 1));
}

/**
 * Whether two factors name the same fuel or material in either language: "Net calorific value · LNG" and "Fuel
 * combustion · LNG". The heating value of another fuel would have the right units but give a wrong result.
 */
export function namesSameThing({ name: a }: Named, { name: b }: Named): boolean {
  const thing = (name: string) => name.split(" · ").at(-1)!.trim().toLowerCase();
  return (["en", "zh"] as const).some((locale) => a[locale] !== "" && thing(a[locale]) === thing(b[locale]));
}

type Named = Pick<ReachableFactor, "name">;

function isReached(unit: UnitCode, via: PropertyFactor[], factor: ReachableFactor): boolean {
  if (factor.document.kind === "property") return false;
  return findUnitPath({ unit, heatBasis: null }, via.map(openProperty), openEmissionFactor(factor.document)).ok;
}

/** The dataset is the part of an id before the first dot. */
function datasetOf(id: string): string {
  return id.split(".")[0]!;
}

function wordsOf({ name }: ReachableFactor): Set<string> {
  return new Set(`${name.en} ${name.zh}`.toLowerCase().split(/[^\p{L}\p{N}]+/u));
}
