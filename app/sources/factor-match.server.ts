import { evaluateFactor } from "#app/carbon/factor/factor-value.ts";
import { refusedMethodsOf } from "#app/carbon/factor/grid-method.ts";
import { type Category, isCategory, scopeOf } from "#app/carbon/line/scope.ts";
import { dimensionOf, isEnergy, isUnitCode, parseUnit, type UnitCode } from "#app/carbon/unit/unit.ts";
import type { ContentLanguage } from "#app/encoding/language.ts";
import { listGwpSets } from "#app/factors/factor.server.ts";
import { loadFactorIndex } from "#app/factors/factor-index.server.ts";
import { completeHits, type FactorHit } from "#app/factors/factor-search.server.ts";
import { contentLanguageFor, type Locale } from "#app/i18n/index.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import { type EmissionSource, listEmissionSources } from "#app/places/emission-source.server.ts";
import { type Facility, listFacilities } from "#app/places/facility/facility.server.ts";
import { listGridRegions } from "#app/places/facility/grid-regions.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { matterOf } from "#emission-factors/match/alike.ts";
import { type LineMatch, matchLine, type Need } from "#emission-factors/match/match-line.ts";
import { CONFIDENCES, type Description, matchDescription } from "#emission-factors/match-descriptions.ts";
import { type SearchHit, searchIndex } from "#emission-factors/search.ts";
import {
  buildFactorIndex,
  type FactorIndex,
  type IndexedFactor,
  type SearchRow,
} from "#emission-factors/search-index.ts";
import type {
  FactorSuggestion,
  FactorSuggestions,
  LineReading,
  MatchCandidate,
  SourceSuggestion,
  SuggestionReason,
} from "#emission-factors/suggestion.ts";
import { GRID_AVERAGE, listConnectingProperties, namesSameThing } from "./source-factor.server.ts";

const SHOWN_SOURCES = 6;
const SHOWN_FACTORS = 6;
const CANDIDATES = 5;

/** Data of an organization for matching and suggestions, loaded once per request. */
export interface MatchContext {
  facilities: Facility[];
  sources: EmissionSource[];
  library: FactorIndex;
  gridRegions: Set<string>;
  gwp: Parameters<typeof evaluateFactor>[1];
  /** The language whose names are compared first. */
  locale: ContentLanguage;
  /** Search index of the sources by facility. */
  bySite: Map<string, FactorIndex>;
}

/** @param places facilities and sources to match; by default all of the organization */
export async function loadMatchContext(
  tx: TenantTx,
  organizationId: string,
  locale: Locale,
  places?: Pick<MatchContext, "facilities" | "sources">,
): Promise<MatchContext> {
  const facilities = places?.facilities ?? (await listFacilities(tx, organizationId));
  const sources = places?.sources ?? (await listEmissionSources(tx, organizationId));
  const { gwpSet } = await getOrganization(tx, organizationId);
  const gwp = (await listGwpSets(tx)).find(({ id }) => id === gwpSet)?.document ?? { set: gwpSet, values: {} };
  const gridRegions = new Set((await listGridRegions(tx)).map(({ code }) => code));
  const library = await loadFactorIndex(tx);
  const bySite = new Map(
    facilities.map(({ id }) => [id, indexSources(sources.filter(({ facilityId }) => facilityId === id))]),
  );
  return { facilities, sources, library, gridRegions, gwp, locale: contentLanguageFor(locale), bySite };
}

function indexSources(sources: readonly EmissionSource[]): FactorIndex {
  return buildFactorIndex(
    sources.map(({ id, name, unit, category }) => ({
      version: "1",
      datasetId: "",
      publisher: "",
      kind: "emission",
      region: null,
      method: null,
      status: "active",
      validFrom: null,
      validTo: null,
      dataYear: null,
      publishedOn: null,
      cell: "",
      id,
      nameEn: name.en,
      nameZh: name.zh,
      scope: null,
      category,
      unit,
    })),
  );
}

/**
 * Ranked suggestions for typed words: the organization's sources (of the facility, if given), then factors of the
 * library that can become a source.
 */
export async function suggestFactors(
  tx: TenantTx,
  context: MatchContext,
  { query, unit, facilityId }: { query: string; unit: string; facilityId: string | null },
): Promise<FactorSuggestions> {
  const facility = context.facilities.find(({ id }) => id === facilityId) ?? null;
  const wish = wishOf(context, facility, unit);
  const sites = facility ? [facility] : context.facilities;
  const sources = sites
    .map(({ id }) => searchIndex(context.bySite.get(id)!, query, wish))
    .flatMap(({ hits, isPartial }) => (isPartial ? [] : hits))
    .sort((a, b) => b.score - a.score)
    .slice(0, SHOWN_SOURCES);
  const accepts = (factor: IndexedFactor) => isOffered(factor);
  const { hits } = searchIndex(context.library, query, { ...wish, isActive: true, kind: "emission", accepts });
  const site = facility ?? (context.facilities.length === 1 ? context.facilities[0]! : null);
  return {
    sources: sources.map(({ row }) => toSource(context, row.id)),
    factors: await toFactors(tx, context, hits.slice(0, SHOWN_FACTORS + 34), { site, unit, limit: SHOWN_FACTORS }),
  };
}

function wishOf({ locale, facilities }: MatchContext, facility: Facility | null, unit: string) {
  const parsed = parseUnit(unit);
  const country = (facility ?? facilities[0])?.country ?? null;
  return { locale, country, unitOfUse: parsed.ok ? parsed.code : null };
}

/** Only factors that can become a source: they have a category and provide what it requires. */
export function isOffered({ editions, isSelectable }: IndexedFactor): boolean {
  const { category, method } = editions[0]!.row;
  if (!isSelectable || !isCategory(category ?? "")) return false;
  return method === null || !refusedMethodsOf(category as Category).includes(method);
}

function toSource({ sources, facilities }: MatchContext, id: string): SourceSuggestion {
  const { name, facilityId, category, unit } = sources.find((one) => one.id === id)!;
  const facility = facilities.find((one) => one.id === facilityId)!.name;
  return { kind: "source", id, name, facility, facilityId, category, unit };
}

interface Offering {
  site: Facility | null;
  unit: string;
  limit: number;
  /** Whether only factors that fit the record's unit are offered. */
  isOfUnit?: boolean;
}

/** Converts hits to suggestions. Grid averages become one suggestion, the average of the facility's grid. */
async function toFactors(
  tx: TenantTx,
  context: MatchContext,
  hits: readonly SearchHit<SearchRow>[],
  { site, unit, limit, isOfUnit = false }: Offering,
): Promise<FactorSuggestion[]> {
  const kept: { hit: SearchHit<SearchRow>; isGrid: boolean }[] = [];
  for (const hit of hits) {
    const isGrid = isOwnGrid(context, hit.row, site);
    if (isGrid && kept.some((one) => one.isGrid)) continue;
    kept.push({ hit, isGrid });
    if (kept.length === (isOfUnit ? 3 * limit : limit)) break;
  }
  const complete = new Map(
    (
      await completeHits(
        tx,
        kept.map(({ hit }) => hit),
      )
    ).map((one) => [one.id, one]),
  );
  const offers: FactorSuggestion[] = [];
  const parsed = parseUnit(unit);
  const isReached = (of: string) => !parsed.ok || (isUnitCode(of) && isSameDimension(parsed.code, of));
  for (const { hit, isGrid } of kept) {
    const factor = complete.get(hit.row.id);
    const offer = factor && (await toOffer(tx, context, factor, { isGrid, unit }));
    if (offer && (!isOfUnit || isReached(offer.unit))) offers.push(offer);
    if (offers.length === limit) break;
  }
  return offers;
}

/** Any grid average means that of the facility's own grid, if there is one. */
function isOwnGrid({ gridRegions }: MatchContext, row: SearchRow, site: Facility | null): boolean {
  return (
    row.method === GRID_AVERAGE && row.category === "purchased_electricity" && gridRegions.has(site?.gridRegion ?? "")
  );
}

async function toOffer(
  tx: TenantTx,
  { gwp }: MatchContext,
  factor: FactorHit,
  { isGrid, unit }: { isGrid: boolean; unit: string },
): Promise<FactorSuggestion> {
  const category = factor.category as Category;
  const parsed = parseUnit(unit);
  const own = parsed.ok ? parsed.code : null;
  const properties = own === null || isGrid ? [] : await listConnectingProperties(tx, own, factor);
  const property = properties.find((one) => namesSameThing(one, factor)) ?? null;
  return {
    kind: "factor",
    factor: isGrid ? GRID_AVERAGE : factor.id,
    via: property?.id ?? "",
    viaName: property?.name ?? null,
    name: factor.name,
    category,
    scope: scopeOf(category),
    unit: unitOfSource(own, factor.unit, property !== null, isGrid),
    place: factor.region,
    publisher: factor.dataset.publisher,
    edition: factor.version,
    value: isGrid ? null : evaluateFactor(factor.document, gwp),
  };
}

function unitOfSource(own: UnitCode | null, unit: string, hasProperty: boolean, isGrid: boolean): string {
  if (own === null) return unit;
  if (isGrid) return isEnergy(own) ? own : unit;
  return hasProperty || (isUnitCode(unit) && isSameDimension(own, unit)) ? own : unit;
}

function isSameDimension(a: UnitCode, b: UnitCode): boolean {
  return dimensionOf(a) === dimensionOf(b);
}

/** A choice that a member of the organization confirmed. */
export interface ConfirmedChoice {
  facilityId: string;
  description: string;
  unit: string;
  sourceId: string;
  /** ISO time. */
  chosenAt: string;
}

export interface MatchWish {
  /** Earlier choices of the same organization. */
  chosen?: readonly ConfirmedChoice[];
  /** Words that a person typed to search, instead of those of the file. */
  isSearch?: boolean;
}

export interface MatchedDescription {
  reading: LineReading;
  candidates: MatchCandidate[];
}

/**
 * Up to five candidates for a description at a facility, best first: what the organization chose for a line of the same
 * thing, its sources, then the library. And what the line was read as, which is known without a candidate too.
 */
export async function matchWithCandidates(
  tx: TenantTx,
  context: MatchContext,
  facility: Facility,
  description: Description & MatchWish,
): Promise<MatchedDescription> {
  const line = { ...lineOf(description, facility), region: facility.subdivision };
  const match = matchLine(context.library, line, { limit: 60, accepts: isOffered });
  const { category, isNothing } = match;
  const chosen = choicesAlike(context, facility, description);
  const ofSite = matchDescription(context.bySite.get(facility.id)!, description, { locale: context.locale });
  // The record's unit must convert to the source's unit without a property.
  const recordable = ofSite.filter(({ reasons }) => reasons.every(({ kind }) => kind !== "unit_needs_property"));
  const sources = recordable
    .map(({ row, confidence, reasons }): MatchCandidate => ({ confidence, reasons, target: toSource(context, row.id) }))
    .filter(({ target }) => !chosen.some((one) => idOf(one) === idOf({ target })));
  const reading = (needs: LineReading["needs"]): LineReading => ({ category, isNothing, needs });
  if (sources[0]?.confidence === "high" && chosen.length === 0) {
    return { reading: reading([]), candidates: sources.slice(0, CANDIDATES) };
  }
  const factors = description.isSearch
    ? await searchedFactors(tx, context, facility, description)
    : await lineFactors(tx, context, { facility, description, match });
  const rank = ({ confidence }: MatchCandidate) => CONFIDENCES.indexOf(confidence);
  const others = [...sources, ...factors].sort((a, b) => rank(a) - rank(b));
  // What an offer converts is no longer needed.
  const needs = factors.length > 0 ? match.needs.filter((need) => !CONVERTED.has(need)) : match.needs;
  return { reading: reading(needs), candidates: [...chosen, ...others].slice(0, CANDIDATES) };
}

/** A factor that a model named, as a candidate of low confidence. Null if records of this unit can't use it. */
export async function nameCandidate(
  tx: TenantTx,
  context: MatchContext,
  facility: Facility,
  { factor, unit }: { factor: string; unit: string },
): Promise<MatchCandidate | null> {
  const { byId, factors } = context.library;
  const isGrid = (one: IndexedFactor) => isOwnGrid(context, one.editions[0]!.row, facility);
  const found = factor === GRID_AVERAGE ? factors.find(isGrid) : factors[byId.get(factor.toLowerCase()) ?? -1];
  if (!found) return null;
  const hit = hitOf(context, found.editions[0]!.row);
  const [target] = await toFactors(tx, context, [hit], { site: facility, unit, limit: 1, isOfUnit: true });
  return target ? { confidence: "low", reasons: [], target } : null;
}

const CONVERTED: ReadonlySet<Need> = new Set<Need>(["density", "gas_conditions", "heating_value", "unit", "weight"]);

function lineOf({ text, unit }: Description, { country }: Facility) {
  return { text, unit, country };
}

function idOf({ target }: Pick<MatchCandidate, "target">): string {
  return target.kind === "source" ? target.id : target.factor;
}

/** Sources that the organization chose earlier for lines of the same thing and measure, the latest first. */
function choicesAlike(
  context: MatchContext,
  facility: Facility,
  { chosen = [], ...description }: Description & MatchWish,
): MatchCandidate[] {
  const matter = matterOf(lineOf(description, facility));
  if (matter === null) return [];
  const found = new Map<string, MatchCandidate>();
  const latest = [...chosen].sort((a, b) => (a.chosenAt < b.chosenAt ? 1 : -1));
  for (const choice of latest) {
    if (choice.facilityId !== facility.id || found.has(choice.sourceId)) continue;
    if (!context.sources.some(({ id }) => id === choice.sourceId)) continue;
    if (matterOf(lineOf({ text: choice.description, unit: choice.unit }, facility)) !== matter) continue;
    const reason = { kind: "chosen", typed: choice.description, at: choice.chosenAt };
    found.set(choice.sourceId, { confidence: "medium", reasons: [reason], target: toSource(context, choice.sourceId) });
  }
  return [...found.values()];
}

interface LineOffering {
  facility: Facility;
  description: Description;
  match: LineMatch<SearchRow>;
}

/** Factors of the reading that a source can use with the file's unit; those of other countries if none of the own can. */
async function lineFactors(
  tx: TenantTx,
  context: MatchContext,
  { facility, description, match }: LineOffering,
): Promise<MatchCandidate[]> {
  const offering = { site: facility, unit: description.unit, limit: CANDIDATES, isOfUnit: true };
  const offersOf = (rows: readonly SearchRow[]) =>
    toFactors(
      tx,
      context,
      rows.map((row) => hitOf(context, row)),
      offering,
    );
  const own = await offersOf(match.rows);
  const wide = { ...lineOf(description, facility), country: "" };
  const isOwn = own.length > 0 || match.category === "purchased_electricity";
  const offers = isOwn ? own : await offersOf(matchLine(context.library, wide, { limit: 60, accepts: isOffered }).rows);
  const { category } = match;
  return offers.map((target): MatchCandidate => {
    const reasons: SuggestionReason[] = [
      { kind: match.origin === "spelling" ? "read_spelling" : "read", typed: match.word },
    ];
    if (!isOwn && target.place !== null) reasons.push({ kind: "other_country", region: target.place });
    const confidence = isOwn ? match.confidence : "low";
    const asRead = category === null ? target : { ...target, category, scope: scopeOf(category) };
    return { confidence, reasons, target: asRead };
  });
}

function hitOf({ library }: MatchContext, row: SearchRow) {
  const at = library.byId.get(row.id.toLowerCase())!;
  return { row, at, score: 0, factor: library.factors[at]! };
}

/** Factors of the library by the words that a person typed. */
async function searchedFactors(
  tx: TenantTx,
  context: MatchContext,
  facility: Facility,
  description: Description,
): Promise<MatchCandidate[]> {
  const wish = wishOf(context, facility, description.unit);
  const found = matchDescription(context.library, description, { ...wish, accepts: isOffered, limit: 60 });
  const byId = new Map(found.map((one) => [one.row.id, one]));
  const offering = { site: facility, unit: description.unit, limit: CANDIDATES, isOfUnit: true };
  const offers = await toFactors(
    tx,
    context,
    found.map(({ row }) => hitOf(context, row)),
    offering,
  );
  return offers.map((target): MatchCandidate => {
    const match = target.factor === GRID_AVERAGE ? gridMatch(found) : byId.get(target.factor)!;
    return { confidence: match.confidence, reasons: match.reasons, target };
  });
}

/** Averages of other grids don't compete with the facility's own grid. */
function gridMatch(found: ReturnType<typeof matchDescription>): Pick<MatchCandidate, "confidence" | "reasons"> {
  const first = found.find(({ row }) => row.method === GRID_AVERAGE)!;
  const reasons = first.reasons.filter(({ kind }) => kind !== "rivals" && kind !== "other_country");
  const isOpen = reasons.some(({ kind }) => ["spelling", "unit_unstated", "unit_unknown"].includes(kind));
  return { confidence: first.confidence === "low" ? "low" : isOpen ? "medium" : "high", reasons };
}
