import { dimensionOf, isUnitCode } from "#app/carbon/unit/unit.ts";
import type { FactorIndex, SearchRow } from "#emission-factors/search-index.ts";
import { isSpecial } from "#emission-factors/search-rank.ts";

/** A source: what it is, where it is, and the factors that were chosen for it. */
export interface UsedSource {
  category: string;
  unit: string;
  /** Of its facility, ISO 3166-1. */
  country: string;
  /** The grid region of its facility. */
  gridRegion: string;
  factorIds: readonly string[];
}

/** Valid everywhere: a gas, or a figure of the world. */
const EVERYWHERE: ReadonlySet<string | null> = new Set([null, "001", "GROUP-WORLD"]);

/**
 * The factors that an organization can use, by position in the index, with a rank: those that its sources use come first,
 * then those of the units and places of its sources. Factors of other countries are included only where its own have none
 * of that category and unit.
 */
export function findUsable(index: FactorIndex, sources: readonly UsedSource[]): ReadonlyMap<number, number> {
  const inUse = new Set(sources.flatMap(({ factorIds }) => factorIds));
  const wanted = new Set(sources.map(({ category, unit }) => pairOf(category, unit)));
  const candidates = index.factors.flatMap(({ editions }, at) => {
    const { row } = editions[0]!;
    if (row.status !== "active" || row.kind === "property" || row.category === null) return [];
    const own = sources.filter(({ category }) => category === row.category);
    if (own.length === 0) return [];
    const pair = pairOf(row.category, row.unit);
    const distance = inUse.has(row.id) ? IN_USE : distanceOf(row, own);
    return [{ at, pair, isWanted: wanted.has(pair), isAside: isSpecial(row.method), distance }];
  });
  const covered = new Set(candidates.filter(({ distance }) => distance < ABROAD).map(({ pair }) => pair));
  return new Map(
    candidates
      .filter(({ distance, pair, isWanted }) => distance < ABROAD || (isWanted && !covered.has(pair)))
      .map(({ at, isWanted, distance, isAside }) => [at, distance + (isAside ? 5 : 0) + (isWanted ? 0 : 10)]),
  );
}

const IN_USE = -100;
const ABROAD = 30;

/** 0: of the place of a facility. 1: valid everywhere. 2: of another part of the country. */
function distanceOf({ region }: SearchRow, sources: readonly UsedSource[]): number {
  if (sources.some(({ country, gridRegion }) => region === country || region === gridRegion)) return 0;
  if (EVERYWHERE.has(region)) return 1;
  return sources.some(({ country }) => country === countryOf(region!)) ? 2 : ABROAD;
}

function countryOf(region: string): string {
  return region.startsWith("eGRID:") ? "US" : region.split("-")[0]!;
}

/** Units of one dimension convert into each other. */
function pairOf(category: string, unit: string): string {
  return `${category} ${isUnitCode(unit) ? dimensionOf(unit) : unit}`;
}
