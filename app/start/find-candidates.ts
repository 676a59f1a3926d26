import { refusedMethodsOf } from "#app/carbon/factor/grid-method.ts";
import { dimensionOf, isUnitCode, type UnitCode } from "#app/carbon/unit/unit.ts";
import type { FactorWant, SourceKind } from "./trade-template.ts";

/** The facts of a factor that decide whether it is proposed. */
export interface WantedFactor {
  id: string;
  nameEn: string;
  category: string | null;
  region: string | null;
  unit: string;
  method: string | null;
}

export interface Candidate<Factor extends WantedFactor = WantedFactor> {
  factor: Factor;
  /** A factor of another country or of the world, because the library has none of the facility's country. */
  isSubstitute: boolean;
}

const WORLD = "001";

/**
 * The factors of the library that fit a source kind, best first: of the facility's country, then the substitutes that the
 * kind names. Factors of any other country are never returned. Empty for electricity: its grid decides.
 */
export function findCandidates<Factor extends WantedFactor>(
  kind: SourceKind,
  country: string,
  factors: readonly Factor[],
): Candidate<Factor>[] {
  if ("grid" in kind.factor) return [];
  const want = kind.factor;
  const categories: readonly string[] = want.categories ?? [kind.category];
  const refused = refusedMethodsOf(kind.category);
  const found = factors.flatMap((factor) => {
    if (factor.category === null || !categories.includes(factor.category) || !isUnitCode(factor.unit)) return [];
    if (factor.category === "purchased_electricity") return [];
    if (factor.method !== null && refused.includes(factor.method)) return [];
    const region = rankOfRegion(factor.region, country, want);
    if (region === null) return [];
    const name = rankOfName(factor.nameEn, region > 0 ? (want.substituteNames ?? want.names) : want.names, want.within);
    if (name === null) return [];
    return [
      { factor, isSubstitute: region > 0, rank: [Math.min(region, 1), rankOfUnit(factor.unit, kind), region, name] },
    ];
  });
  found.sort((a, b) => compare(a.rank, b.rank) || (a.factor.id < b.factor.id ? -1 : 1));
  return found.map(({ factor, isSubstitute }) => ({ factor, isSubstitute }));
}

/** The position of the first name that the factor's name ends with. */
function rankOfName(nameEn: string, names: readonly string[], within: string | undefined): number | null {
  const segments = segmentsOf(nameEn);
  if (within !== undefined && segments[0] !== within.toLowerCase()) return null;
  if (names.length === 0) return 0;
  const at = names.findIndex((name) => {
    const end = segmentsOf(name);
    return end.length <= segments.length && end.every((one, index) => segments.at(index - end.length) === one);
  });
  return at < 0 ? null : at;
}

function segmentsOf(name: string): string[] {
  return name.split(" · ").map((segment) => segment.trim().toLowerCase());
}

/** 0: of the country, or of no country because it holds everywhere, such as the release of a gas. */
function rankOfRegion(region: string | null, country: string, { substitutes }: FactorWant): number | null {
  if (region === null || region === country) return 0;
  const at = substitutes.indexOf(region === WORLD ? WORLD : region);
  return at < 0 ? null : at + 1;
}

/** The position of the first unit that converts without a property. */
function rankOfUnit(unit: string, { units }: SourceKind): number {
  const at = units.findIndex((one) => dimensionOf(one) === dimensionOf(unit as UnitCode));
  return at < 0 ? units.length : at;
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}
