import type {
  Disclosure,
  DocumentActivity,
  EmissionFactor,
  InventoryDocument,
} from "#app/carbon/document/inventory-document.ts";
import { referenceOf } from "#app/carbon/factor/emission-factor.ts";
import { countryOf, isPartOfMarket, isServedBy } from "#app/carbon/factor/place.ts";
import { BOUNDS, parseDecimal } from "#app/number/decimal.ts";
import { fromDecimal, sign } from "#app/number/ratio.ts";
import type { CalculationContext } from "./calculation-context.ts";

type Facilities = NonNullable<InventoryDocument["facilities"]>;

/** A factor as one activity uses it. */
interface Use {
  activity: DocumentActivity;
  factor: EmissionFactor;
  /** What it is for: the activity itself, one of its instruments, or the rest that no instrument covers. */
  role: "factor" | "instrument" | "residual";
  /** The type of the instrument. */
  instrument?: string;
  place: Facilities[string] | undefined;
}

type Detail = Record<string, string>;

/** Whether a use breaks a rule: the facts for its sentence, or null. */
type Rule = (use: Use) => Detail | null;

/**
 * Uses that make a figure wrong, so the line has no result. Each reads only what the document states: a region, country
 * or boundary that is not stated breaks no rule.
 */
const REFUSALS: Readonly<Record<string, Rule>> = {
  // Scope 2 Guidance, 6.5: the average of the grid from which the consumption is supplied.
  factor_other_grid: ({ activity, factor, role, place }) =>
    activity.category === "purchased_electricity" && role !== "instrument" && !isServedBy(place, factor.region)
      ? { region: factor.region!, place: place?.gridRegion ?? place?.country ?? "" }
      : null,
  // Scope 2 Guidance, Quality Criterion 5: from the same market as the consumption.
  instrument_other_market: ({ factor, role, instrument, place }) =>
    role === "instrument" &&
    !isPartOfMarket(place, { instrument: instrument!, region: factor.instrument?.market ?? factor.region })
      ? { type: instrument!, country: place?.country ?? "" }
      : null,
  // An instrument conveys the emissions of generation. It can't remove emissions of others.
  instrument_factor_negative: ({ factor, role }) => {
    const value = role === "instrument" ? negativeOf(factor) : undefined;
    return value === undefined ? null : { value };
  },
  // Scope 3 Standard, category 3: fuels before they are burned. Scopes 1 and 2 hold what is emitted by burning them.
  boundary_unsuitable: ({ activity, factor: { boundary } }) => {
    const isBefore = boundary === "well_to_tank" && activity.category !== "fuel_energy_related";
    const isMore = activity.scope === 1 && boundary !== undefined && boundary !== "tank_to_wheel";
    return isBefore || isMore ? { boundary: boundary!, category: activity.category } : null;
  },
};

/** What a reader needs to know of a line that has a result. */
const NOTES: Readonly<Record<string, Rule>> = {
  factor_other_country: ({ factor: { region }, role, place }) => {
    const country = countryOf(region);
    return role === "factor" && country && place?.country && country !== place.country
      ? { region: region!, country: place.country }
      : null;
  },
  // Process emissions and refrigerants are often one gas. A fuel or a grid never is.
  factor_co2_only: ({ activity, factor, role }) =>
    role !== "instrument" && !SINGLE_GAS_CATEGORIES.has(activity.category) && hasCo2Alone(factor) ? {} : null,
  // Scope 2 Guidance, 6.10: emissions before generation belong to scope 3, category 3.
  factor_life_cycle: ({ activity, factor }) =>
    activity.scope === 2 && (factor.boundary === "life_cycle" || factor.boundary === "well_to_wheel") ? {} : null,
};

const SINGLE_GAS_CATEGORIES: ReadonlySet<string> = new Set(["process", "fugitive"]);

interface Suitability {
  refusals: { code: string; pointer: string; detail: Detail }[];
  notes: { code: string; detail: Detail }[];
}

/** Whether each factor of an activity suits its use. A note of one code and factor is given once. */
export function judgeSuitability(
  activity: DocumentActivity,
  { context, isResidualUsed }: { context: Pick<CalculationContext, "placeOf" | "factor">; isResidualUsed: boolean },
): Suitability {
  const place = context.placeOf(activity.facility);
  const found: Suitability = { refusals: [], notes: [] };
  const noted = new Set<string>();
  for (const { reference, pointer, ...how } of usesOf(activity)) {
    const factor = context.factor(reference);
    if (factor.kind === "property" || (how.role === "residual" && !isResidualUsed)) continue;
    const use: Use = { activity, factor, place, ...how };
    for (const [code, rule] of Object.entries(REFUSALS)) {
      const detail = rule(use);
      if (detail) found.refusals.push({ code, pointer, detail: { factor: reference, ...detail } });
    }
    for (const [code, rule] of Object.entries(NOTES)) {
      const detail = rule(use);
      if (!detail || noted.has(`${code} ${reference}`)) continue;
      noted.add(`${code} ${reference}`);
      found.notes.push({ code, detail: { factor: reference, ...detail } });
    }
  }
  return found;
}

type UseOfReference = Pick<Use, "role" | "instrument"> & { reference: string; pointer: string };

function usesOf({ factor, market }: DocumentActivity): UseOfReference[] {
  return [
    { role: "factor", reference: factor, pointer: "/factor" },
    ...(market?.instruments ?? []).map((one, at): UseOfReference => {
      return {
        role: "instrument",
        instrument: one.type,
        reference: one.factor,
        pointer: `/market/instruments/${at}/factor`,
      };
    }),
    ...(market?.residualFactor
      ? [{ role: "residual" as const, reference: market.residualFactor, pointer: "/market/residualFactor" }]
      : []),
  ];
}

/** Properties that should be equal in all factors of a category, and the note where they do not. */
const ALIKE = { radiative_forcing_mixed: "radiativeForcing", boundary_mixed: "boundary" } as const;

/**
 * Lines whose factors include different things, although they are added: with and without the effects of flights other
 * than CO2, or from different points of the energy chain (methodology rule 53). Only what factors state is compared.
 * Lines with withheld inputs tell of a mixture that a copy no longer shows.
 */
export function discloseMixtures({
  activities,
  factors,
}: Pick<InventoryDocument, "activities" | "factors">): Disclosure[] {
  const factorOf = new Map(factors.map((factor) => [referenceOf(factor), factor]));
  return Object.entries(ALIKE).flatMap(([code, property]) => {
    const stated = activities.flatMap((activity) => {
      const factor = factorOf.get(activity.factor);
      const value = factor && factor.kind !== "property" ? factor[property] : undefined;
      return value === undefined ? [] : [{ activity, value }];
    });
    const valuesOf = new Map<string, Set<string>>();
    for (const { activity, value } of stated) {
      valuesOf.set(activity.category, (valuesOf.get(activity.category) ?? new Set()).add(value));
    }
    for (const { category, withheld } of activities) {
      const told = (withheld?.disclosures ?? []).find((one) => one.code === code);
      for (const value of told?.detail?.found?.split(", ") ?? [])
        valuesOf.set(category, (valuesOf.get(category) ?? new Set()).add(value));
    }
    return stated.flatMap(({ activity, value }): Disclosure[] => {
      const values = [...valuesOf.get(activity.category)!].sort();
      if (values.length < 2) return [];
      return [{ code, activity: activity.id, detail: { factor: activity.factor, value, found: values.join(", ") } }];
    });
  });
}

function hasCo2Alone({ gases, gasesCo2e, carbon }: EmissionFactor): boolean {
  if (carbon) return true;
  const named = Object.keys(gases ?? gasesCo2e ?? {});
  return named.length === 1 && named[0] === "CO2";
}

function negativeOf(factor: EmissionFactor): string | undefined {
  return valuesOf(factor).find((text) => sign(fromDecimal(parseDecimal(text, BOUNDS.factor))) < 0);
}

/** The figures of a factor, in whichever form it is published. */
function valuesOf({ gases, gasesCo2e, co2e, carbon, nitrogen }: EmissionFactor): string[] {
  return [...Object.values(gases ?? gasesCo2e ?? {}), co2e, carbon?.kgCarbonPerUnit, nitrogen?.kgN2ONPerUnit].filter(
    (value) => value !== undefined,
  );
}
