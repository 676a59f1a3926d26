import type { asOrganization } from "#app/access/actor.server.ts";
import type { DocumentGwp, HeatBasis } from "#app/carbon/document/inventory-document.ts";
import { evaluateFactor, type FactorValue } from "#app/carbon/factor/factor-value.ts";
import { isCategory, scopeOf } from "#app/carbon/line/scope.ts";
import { isUnitCode } from "#app/carbon/unit/unit.ts";
import { findFactors, listGwpSets } from "#app/factors/factor.server.ts";
import { searchFactors } from "#app/factors/factor-search.server.ts";
import { listOwnFactors, type OwnFactorVersion } from "#app/factors/own/own-factor.server.ts";
import { toOwnDocumentFactor } from "#app/factors/own/own-factor-content.ts";
import { placeName } from "#app/factors/place-name.ts";
import type { PublishedFactor } from "#app/factors/published-factor.server.ts";
import { contentLanguageFor, type Locale } from "#app/i18n/index.ts";
import { basedOnOf } from "#app/kit/based-on.server.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import { type EmissionSource, getEmissionSource } from "#app/places/emission-source.server.ts";
import { type Facility, listFacilities } from "#app/places/facility/facility.server.ts";
import { findMatch, type ShownMatch } from "./ask-for-factor.server.ts";
import { findOwnFactor, GRID_AVERAGE, listConnectingProperties, type ReachableFactor } from "./source-factor.server.ts";
import { typedInAddress } from "./source-form.ts";

type Tx = Parameters<Parameters<typeof asOrganization>[3]>[0];

/** A factor of the library in the form. */
export interface FactorOffer {
  id: string;
  name: { en: string; zh: string };
  unit: string;
  place: string | null;
  heatBasis: HeatBasis | null;
  value: FactorValue;
  editions: string[];
  publisher: string;
  licence: string;
}

export interface SourcePage {
  source: EmissionSource | null;
  facilities: Facility[];
  /** The form's values, stored or kept by a search. */
  values: Record<string, string>;
  words: string;
  offers: FactorOffer[];
  hasMore: boolean;
  /** Approved custom factors that match the search. */
  own: FactorOffer[];
  /** The chosen factor, with or without a search. */
  chosen: FactorOffer | null;
  /** Properties that convert the chosen unit to the chosen factor's unit. */
  connecting: FactorOffer[];
  /** What a model suggested, and the factor that it means. It is marked, and never chosen by the page. */
  match: (ShownMatch & { offer: FactorOffer | null }) | null;
}

const OFFERS = 20;
const CONNECTING = 24;

/** Data of the source form: search results, the chosen factor and its conversion. */
export async function loadSourcePage(
  tx: Tx,
  organizationId: string,
  sourceId: string | null,
  { address, locale }: { address: URLSearchParams; locale: Locale },
): Promise<SourcePage> {
  const source = sourceId === null ? null : await getEmissionSource(tx, organizationId, sourceId);
  const facilities = await listFacilities(tx, organizationId);
  const values = typedInAddress(address) ?? toValues(source, facilities);
  // Typed values are based on the version seen then, even if a newer one exists.
  if (source) values.basedOn ||= basedOnOf(source);
  const words = (address.get("q") ?? "").trim().slice(0, 200);
  const scope = isCategory(values.category) && address.has("inScope") ? scopeOf(values.category) : null;
  const found =
    words === ""
      ? { hits: [], next: null }
      : await searchFactors(
          tx,
          { query: words, kind: "emission", isActive: true, scope, limit: OFFERS },
          contentLanguageFor(locale),
        );
  const chosen = await findChosen(tx, organizationId, values.factor ?? "");
  const connecting =
    chosen && isUnitCode(values.unit) ? await listConnectingProperties(tx, values.unit, chosen.factor) : [];
  const { gwpSet } = await getOrganization(tx, organizationId);
  const gwp = (await listGwpSets(tx)).find(({ id }) => id === gwpSet)?.document ?? { set: gwpSet, values: {} };
  const offer = (factor: PublishedFactor, editions: string[]): FactorOffer => ({
    id: factor.id,
    name: factor.name,
    unit: factor.unit,
    place: placeName(factor.region, locale),
    heatBasis: factor.document.heatBasis ?? null,
    value: evaluateFactor(factor.document, gwp),
    editions,
    publisher: factor.dataset.publisher,
    licence: factor.dataset.licence.name,
  });
  const match = await findMatch(tx, organizationId, address.get("suggestion") ?? "");
  const matched = match?.factor ? (await findFactors(tx, [match.factor])).get(match.factor) : undefined;
  const own = (await listOwnFactors(tx, organizationId))
    .flatMap(({ versions }) => versions.find(({ state }) => state === "approved") ?? [])
    .filter((version) => fitsWords(version, words) && fitsCategory(version, values.category ?? ""));
  const toOffer = (version: OwnFactorVersion): FactorOffer => ownOffer(version, gwp, locale);
  return {
    source,
    facilities,
    own: own.map(toOffer),
    values,
    words,
    offers: found.hits.map((hit) => offer(hit, hit.editions)),
    hasMore: found.next !== null,
    chosen: chosen && ("own" in chosen ? toOffer(chosen.own) : offer(chosen.factor, chosen.editions)),
    match: match && { ...match, offer: matched ? offer(matched, [matched.version]) : null },
    connecting: keepChosen(connecting, values.via ?? "").map((property) => offer(property, [property.version])),
  };
}

/** The best properties, and always the chosen one. */
function keepChosen(properties: PublishedFactor[], chosen: string): PublishedFactor[] {
  return properties.filter(({ id }, index) => index < CONNECTING || id === chosen);
}

/** A custom factor with a category is only offered for that category. */
function fitsCategory({ content }: OwnFactorVersion, category: string): boolean {
  return content.category === null || category === "" || content.category === category;
}

function fitsWords({ content }: OwnFactorVersion, words: string): boolean {
  const text = `${content.nameEn} ${content.nameZh} ${content.source.publisher}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function ownOffer({ factorId, version, content }: OwnFactorVersion, gwp: DocumentGwp, locale: Locale): FactorOffer {
  return {
    id: factorId,
    name: { en: content.nameEn || content.nameZh, zh: content.nameZh || content.nameEn },
    unit: content.unit,
    place: placeName(content.region || null, locale),
    heatBasis: content.heatBasis,
    value: evaluateFactor(toOwnDocumentFactor(factorId, version, content), gwp),
    editions: [String(version)],
    publisher: content.source.publisher,
    licence: content.licence,
  };
}

type Chosen = { factor: PublishedFactor; editions: string[] } | { factor: ReachableFactor; own: OwnFactorVersion };

async function findChosen(tx: Tx, organizationId: string, id: string): Promise<Chosen | null> {
  if (id === "" || id === GRID_AVERAGE) return null;
  const own = await findOwnFactor(tx, organizationId, id);
  if (own) return { factor: own, own: own.version };
  const factor = (await findFactors(tx, [id])).get(id);
  return factor ? { factor, editions: [factor.version] } : null;
}

function toValues(source: EmissionSource | null, facilities: Facility[]): Record<string, string> {
  if (!source) return { facilityId: facilities[0]?.id ?? "", residual: "residual" };
  const { factorSelection: selection, uncertainty } = source;
  return {
    facilityId: source.facilityId,
    nameEn: source.name.en,
    nameZh: source.name.zh,
    category: source.category,
    unit: source.unit,
    factor: selection.factorId ?? selection.method ?? "",
    residual: selection.residualMethod ?? "",
    via: selection.via?.[0] ?? "",
    recordsEvery: source.recordsEvery,
    uncertaintyActivity: uncertainty?.activity ?? "",
    uncertaintyFactor: uncertainty?.factor ?? "",
    uncertaintyActivityBasis: uncertainty?.activityBasis ?? "",
    uncertaintyFactorBasis: uncertainty?.factorBasis ?? "",
  };
}
