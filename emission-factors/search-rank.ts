/** Ranks the matches with one number per factor. Equal matches keep the order of the index. Pure. */

import { dimensionOf, isUnitCode, type UnitCode } from "#app/carbon/unit/unit.ts";
import type { ContentLanguage } from "#app/encoding/language.ts";
import type { FactorIndex, IndexedFactor } from "./search-index.ts";
import type { TermScores } from "./search-score.ts";
import { latinWords } from "./search-words.ts";

export interface RankWish {
  locale?: ContentLanguage;
  /** Factors of this country (ISO 3166-1) come first among equal matches. */
  country?: string | null;
  /** Unit of the activity data. Factors that it converts to come first. */
  unitOfUse?: UnitCode | null;
}

/** Methods for a special purpose. They come first only if the query asks for them. */
const ASIDE: Record<string, number> = {
  well_to_tank: 350,
  transmission_loss: 350,
  marginal: 300,
  ets: 150,
  fossil: 200,
  residual: 120,
  grid_lifecycle: 180,
  footprint_lifecycle: 180,
  spend_based: 150,
  biogenic_only: 250,
  montreal_included: 60,
};
export function isSpecial(method: string | null): boolean {
  return method !== null && Object.hasOwn(ASIDE, method);
}

const UNSELECTABLE = 100_000;
const PROPERTY = 700;
/** Materials are bought more often than their waste is looked up. */
const DISPOSAL = 450;
/** The UK lists every vehicle again for leased assets. */
const REPEATED = 150;
/** Complements a factor for CO2 and is not useful alone. */
const SOME_GASES = 200;
const NO_SCOPE = 200;
const DROPPED = 200;
const OWN_COUNTRY = 260;
const WORLD = 130;
/** Of countries with few factors here. The large libraries are China's, the UK's and the US's. */
const ELSEWHERE = 100;
const LARGE_LIBRARIES = /^(CN|GB|US)(-|$)/;
/** Electricity of another country is not comparable, unlike diesel. */
const OTHER_GRID = 400;
const SAME_UNIT = 500;
const SAME_DIMENSION = 350;
const WHOLE_QUERY = 300;
/** Penalty for each word of a name that is not in the query. */
const FURTHER_WORD = 12;
const MOST_FURTHER = 14;
const BASE = 200_000;

export interface Ranked {
  /** Position in the index. */
  at: number;
  score: number;
}

/**
 * Factors with a score, best first: selectable ones, the reader's country and unit, and general methods before special
 * ones.
 */
export function rank(index: FactorIndex, totals: Uint32Array, context: RankContext): Ranked[] {
  const keys: number[] = [];
  for (let at = 0; at < totals.length; at += 1) {
    if (totals[at] === 0) continue;
    const score = totals[at]! + adjust(index, index.factors[at]!, context);
    // One number sorts by score, then by position in the index, which is the order of equal matches.
    keys.push((BASE + score) * 1_000_000 + (999_999 - at));
  }
  const sorted = Float64Array.from(keys).sort().reverse();
  return Array.from(sorted, (key) => ({
    at: 999_999 - (key % 1_000_000),
    score: Math.floor(key / 1_000_000) - BASE,
  }));
}

export interface RankContext {
  units: Set<string>;
  dimensions: Set<string>;
  phrase: string;
  country: string | null;
  wantsProperty: boolean;
  wantsDisposal: boolean;
  askedMethods: Set<string>;
  years: Set<string>;
}

/** The wishes in a query besides its words. */
export function rankContext(said: readonly TermScores[], query: string, wish: RankWish): RankContext {
  const units = said.flatMap(({ term }) => term.unit ?? []).concat(wish.unitOfUse ?? []);
  const words = new Set(said.flatMap(({ term }) => term.alternatives.map(({ text }) => text)));
  const asks = (...texts: string[]) => texts.some((text) => words.has(text));
  const askedMethods = new Set<string>();
  if (asks("well-to-tank")) askedMethods.add("well_to_tank");
  if (asks("transmission")) askedMethods.add("transmission_loss");
  if (asks("residual")) askedMethods.add("residual");
  if (asks("spend")) askedMethods.add("spend_based");
  return {
    units: new Set(units),
    dimensions: new Set(units.map(dimensionOf)),
    phrase: latinWords(query).join(" "),
    country: wish.country ?? (wish.locale === "zh" ? "CN" : null),
    wantsProperty: asks("heating value", "density"),
    wantsDisposal: asks("waste", "landfill", "incineration", "recycled", "composting", "hazardous waste", "food waste"),
    askedMethods,
    years: new Set(said.flatMap(({ term }) => term.year ?? [])),
  };
}

function adjust(index: FactorIndex, factor: IndexedFactor, context: RankContext): number {
  const { row, year } = factor.editions[0]!;
  let sum = factor.isSelectable || (row.kind === "property" && row.status === "active") ? 0 : -UNSELECTABLE;
  if (row.kind === "property") sum -= context.wantsProperty ? 0 : PROPERTY;
  else if (row.scope === null) sum -= NO_SCOPE;
  if (!context.wantsDisposal && factor.textEn.startsWith("| waste ")) sum -= DISPOSAL;
  if (factor.textEn.startsWith("| managed ")) sum -= REPEATED;
  if (factor.textEn.includes(" ch4 and n2o ")) sum -= SOME_GASES;
  if (row.method !== null && !context.askedMethods.has(row.method)) sum -= ASIDE[row.method] ?? 0;
  if (year !== null && year < (index.newestYear.get(row.datasetId) ?? "")) sum -= DROPPED;
  sum += countryScore(factor, context.country);
  if (context.units.has(row.unit)) sum += SAME_UNIT;
  else if (isUnitCode(row.unit) && context.dimensions.has(dimensionOf(row.unit))) sum += SAME_DIMENSION;
  if (context.phrase !== "" && factor.textEn.includes(`| ${context.phrase} |`)) sum += WHOLE_QUERY;
  return sum - FURTHER_WORD * Math.min(MOST_FURTHER, factor.wordCount);
}

function countryScore({ editions, textEn }: IndexedFactor, country: string | null): number {
  const { region } = editions[0]!.row;
  if (region === null || region === "001") return country === null ? 0 : WORLD;
  const elsewhere = LARGE_LIBRARIES.test(region) ? 0 : ELSEWHERE;
  if (country === null) return -elsewhere;
  if (region === country || region.startsWith(`${country}-`)) return OWN_COUNTRY;
  return -elsewhere - (textEn.includes(" electricity ") ? OTHER_GRID : 0);
}
