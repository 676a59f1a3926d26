import { evaluateFactor } from "#app/carbon/factor/factor-value.ts";
import { refusedMethodsOf } from "#app/carbon/factor/grid-method.ts";
import { type Category, isCategory, scopeOf } from "#app/carbon/line/scope.ts";
import { dimensionOf, isEnergy, isUnitCode, parseUnit, type UnitCode } from "#app/carbon/unit/unit.ts";
import { AppError } from "#app/encoding/errors.ts";
import type { ContentLanguage } from "#app/encoding/language.ts";
import { listGwpSets } from "#app/factors/factor.server.ts";
import { loadFactorIndex } from "#app/factors/factor-index.server.ts";
import { completeHits, type FactorHit } from "#app/factors/factor-search.server.ts";
import { contentLanguageFor, type Locale } from "#app/i18n/index.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import {
  addEmissionSource,
  type EmissionSource,
  type EmissionSourceInput,
  listEmissionSources,
} from "#app/places/emission-source.server.ts";
import { type Facility, listFacilities } from "#app/places/facility/facility.server.ts";
import { listGridRegions } from "#app/places/facility/grid-regions.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
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
  MatchCandidate,
  SourceSuggestion,
} from "#emission-factors/suggestion.ts";
import { GRID_AVERAGE, listConnectingProperties, namesSameThing, resolveFactorChoice } from "./source-factor.server.ts";

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
function isOffered({ editions, isSelectable }: IndexedFactor): boolean {
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

/** Up to five candidates for a description at a facility, best first: its sources, then the library. */
export async function matchWithCandidates(
  tx: TenantTx,
  context: MatchContext,
  facility: Facility,
  description: Description,
): Promise<MatchCandidate[]> {
  const wish = wishOf(context, facility, description.unit);
  const ofSite = matchDescription(context.bySite.get(facility.id)!, description, { locale: context.locale });
  // The record's unit must convert to the source's unit without a property.
  const recordable = ofSite.filter(({ reasons }) => reasons.every(({ kind }) => kind !== "unit_needs_property"));
  const sources = recordable.map(({ row, confidence, reasons }): MatchCandidate => {
    return { confidence, reasons, target: toSource(context, row.id) };
  });
  if (sources[0]?.confidence === "high") return sources.slice(0, CANDIDATES);
  const found = matchDescription(context.library, description, { ...wish, accepts: isOffered, limit: 60 });
  const byId = new Map(found.map((one) => [one.row.id, one]));
  const hits = found.map(({ row }) => ({ row, at: context.library.byId.get(row.id.toLowerCase())!, score: 0 }));
  const complete = hits.map((hit) => ({ ...hit, factor: context.library.factors[hit.at]! }));
  const offering = { site: facility, unit: description.unit, limit: CANDIDATES, isOfUnit: true };
  const offers = await toFactors(tx, context, complete, offering);
  const factors = offers.map((target): MatchCandidate => {
    const match = target.factor === GRID_AVERAGE ? gridMatch(found) : byId.get(target.factor)!;
    return { confidence: match.confidence, reasons: match.reasons, target };
  });
  const rank = ({ confidence }: MatchCandidate) => CONFIDENCES.indexOf(confidence);
  return [...sources, ...factors].sort((a, b) => rank(a) - rank(b)).slice(0, CANDIDATES);
}

/** Averages of other grids don't compete with the facility's own grid. */
function gridMatch(found: ReturnType<typeof matchDescription>): Pick<MatchCandidate, "confidence" | "reasons"> {
  const first = found.find(({ row }) => row.method === GRID_AVERAGE)!;
  const reasons = first.reasons.filter(({ kind }) => kind !== "rivals" && kind !== "other_country");
  const isOpen = reasons.some(({ kind }) => ["spelling", "unit_unstated", "unit_unknown"].includes(kind));
  return { confidence: first.confidence === "low" ? "low" : isOpen ? "medium" : "high", reasons };
}

export interface NewSourceChoice {
  facilityId: string;
  /** As entered by the user or given in the file. */
  name: string;
  category: string;
  unit: string;
  factor: string;
  via: string;
}

/**
 * Creates a source from a confirmed suggestion.
 *
 * @throws AppError `not_found` for a facility of another organization, `invalid` for an invalid suggestion
 */
export async function addSourceFromFactor(
  tx: TenantTx,
  author: ChangeAuthor & { organizationId: string },
  choice: NewSourceChoice,
): Promise<EmissionSource> {
  const facility = (await listFacilities(tx, author.organizationId)).find(({ id }) => id === choice.facilityId);
  if (!facility) throw new AppError("not_found");
  return addEmissionSource(tx, author, await sourceOfFactor(tx, author.organizationId, facility, choice));
}

/** The source of a suggestion. @throws AppError `invalid` for an invalid suggestion */
export async function sourceOfFactor(
  tx: TenantTx,
  organizationId: string,
  facility: Facility,
  { facilityId, name, category, unit, factor, via }: NewSourceChoice,
): Promise<Omit<EmissionSourceInput, "recordsEvery">> {
  if (!isCategory(category) || !isUnitCode(unit) || name.trim() === "") throw new AppError("invalid");
  const choice = { organizationId, facility, category, unit, factor, via, useResidual: true };
  const resolved = await resolveFactorChoice(tx, choice);
  if (!resolved.ok) throw new AppError("invalid", { details: { field: resolved.field, fault: resolved.fault } });
  const isHan = /\p{Script=Han}/u.test(name);
  return {
    facilityId,
    nameEn: isHan ? "" : name.trim().slice(0, 200),
    nameZh: isHan ? name.trim().slice(0, 200) : "",
    scope: scopeOf(category),
    category,
    unit,
    factorSelection: resolved.selection,
    uncertainty: null,
  };
}
