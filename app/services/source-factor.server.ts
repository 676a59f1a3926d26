import { openEmissionFactor, openProperty } from "#app/carbon/emission-factor.ts";
import type { PropertyFactor } from "#app/carbon/inventory-document.ts";
import type { Category } from "#app/carbon/scope.ts";
import { isEnergy, type UnitCode } from "#app/carbon/unit.ts";
import { findUnitPath } from "#app/carbon/unit-path.ts";
import type { TenantTx } from "#db/doors.ts";
import type { FactorSelection } from "#db/schema.ts";
import type { Facility } from "./facility.server.ts";
import { findFactors, listGridRegions, listProperties } from "./factor.server.ts";
import type { PublishedFactor } from "./published-factor.server.ts";

/** The choice that stands for the average of the facility's grid instead of one factor. */
export const GRID_AVERAGE = "grid_average";
const RESIDUAL = "residual";

export interface FactorChoice {
  facility: Facility;
  category: Category;
  unit: UnitCode;
  /** `grid_average`, or the id of a factor. */
  factor: string;
  /** Market-based: the residual mix for what no instrument covers. */
  useResidual: boolean;
  /** Id of the property between the unit and the factor's; empty for none. */
  via: string;
}

export type ResolvedChoice =
  | { ok: true; selection: FactorSelection }
  /** `fault` is a key of `facility.fault`. */
  | { ok: false; field: "factor" | "via" | "unit"; fault: string };

/** Checks how a source's factor is to be found: that it exists, may be used, and is reached by its unit. */
export async function resolveFactorChoice(tx: TenantTx, choice: FactorChoice): Promise<ResolvedChoice> {
  const residual =
    choice.useResidual && choice.category.startsWith("purchased_elec") ? { residualMethod: RESIDUAL } : {};
  if (choice.factor === GRID_AVERAGE) return resolveGridAverage(tx, choice, residual);
  const factor = (await findFactors(tx, [choice.factor])).get(choice.factor);
  if (!factor) return { ok: false, field: "factor", fault: "factor_unknown" };
  if (factor.kind !== "emission" || factor.status !== "active") {
    return { ok: false, field: "factor", fault: "factor_not_selectable" };
  }
  if (isReached(choice.unit, [], factor)) return { ok: true, selection: { factorId: factor.id, ...residual } };
  const connecting = await listConnectingProperties(tx, choice.unit, factor);
  if (connecting.length === 0) return { ok: false, field: "unit", fault: "unit_no_path" };
  if (!connecting.some(({ id }) => id === choice.via)) return { ok: false, field: "via", fault: "via_missing" };
  return { ok: true, selection: { factorId: factor.id, via: [choice.via], ...residual } };
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
 * The properties that alone lead from a unit to the unit of a factor, those that name the same thing first. Empty where
 * no property is needed, and where none leads there.
 */
export async function listConnectingProperties(
  tx: TenantTx,
  unit: UnitCode,
  factor: PublishedFactor,
): Promise<PublishedFactor[]> {
  if (factor.document.kind === "property" || isReached(unit, [], factor)) return [];
  const properties = await listProperties(tx);
  const words = wordsOf(factor);
  const likeness = (property: PublishedFactor) =>
    [...wordsOf(property)].filter((word) => words.has(word)).length * 2 + (property.region === factor.region ? 1 : 0);
  return properties
    .filter((property) => isReached(unit, [property.document as PropertyFactor], factor))
    .sort((a, b) => likeness(b) - likeness(a) || (a.id < b.id ? -1 : 1));
}

function isReached(unit: UnitCode, via: PropertyFactor[], factor: PublishedFactor): boolean {
  if (factor.document.kind === "property") return false;
  return findUnitPath({ unit, heatBasis: null }, via.map(openProperty), openEmissionFactor(factor.document)).ok;
}

function wordsOf({ name }: PublishedFactor): Set<string> {
  return new Set(`${name.en} ${name.zh}`.toLowerCase().split(/[^\p{L}\p{N}]+/u));
}
