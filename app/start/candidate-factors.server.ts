import type { Period } from "#app/carbon/document/inventory-document.ts";
import { evaluateFactor, type FactorValue } from "#app/carbon/factor/factor-value.ts";
import type { GasState } from "#app/carbon/unit/fuel-conversion.ts";
import { dimensionOf, isUnitCode, type UnitCode } from "#app/carbon/unit/unit.ts";
import { findFactors } from "#app/factors/factor.server.ts";
import { loadFactorIndex } from "#app/factors/factor-index.server.ts";
import { getGwpSet } from "#app/factors/gwp-set.server.ts";
import type { PublishedFactor } from "#app/factors/published-factor.server.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import type { Facility } from "#app/places/facility/facility.server.ts";
import { decideFactors, type FactorChoices, loadFactorChoices } from "#app/sources/factor-selection.server.ts";
import { getFactorPolicy } from "#app/sources/policy/factor-policy.server.ts";
import { listSourceConversions } from "#app/sources/source-conversion.server.ts";
import { GRID_AVERAGE, listConnectingProperties, namesSameThing } from "#app/sources/source-factor.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { FactorSelection } from "#db/schema.ts";
import { findCandidates } from "./find-candidates.ts";
import type { SourceKind } from "./trade-template.ts";

/** Most factors that a source is offered. */
const MOST_OFFERED = 3;

/** A factor as the proposal shows it: every fact that changes what a figure means. */
export interface OfferedFactor {
  /** `grid_average`, or the id of a factor. */
  factor: string;
  name: { en: string; zh: string };
  publisher: string;
  edition: string;
  /** Null: it holds everywhere. */
  region: string | null;
  isSubstitute: boolean;
  /** The unit of the source. */
  unit: UnitCode;
  /** The unit of the bills, which the entry of a record converts to that of the source. Null: the same unit. */
  entered: { unit: UnitCode; published: string; state: GasState } | null;
  via: { id: string; name: { en: string; zh: string } } | null;
  value: FactorValue;
}

/** What is needed for the proposal of an organization's factors, loaded once. */
export interface OfferContext {
  offer(kind: SourceKind, facility: Facility): Promise<OfferedFactor[]>;
}

/** @param period of the inventory: only factors that the organization's policy selects for it are offered */
export async function loadOffers(
  tx: TenantTx,
  organizationId: string,
  { kinds, facilities, period }: { kinds: readonly SourceKind[]; facilities: Facility[]; period: Period },
): Promise<OfferContext> {
  const { gwpSet } = await getOrganization(tx, organizationId);
  const gwp = await getGwpSet(tx, gwpSet);
  const policy = await getFactorPolicy(tx, organizationId);
  const library = (await loadFactorIndex(tx)).factors
    .filter(({ isSelectable }) => isSelectable)
    .map(({ editions }) => editions[0]!.row);
  const countries = [...new Set(facilities.map(({ country }) => country))];
  const found = new Map(
    countries.flatMap((country) =>
      kinds.map((kind) => [`${country} ${kind.id}`, findCandidates(kind, country, library).slice(0, 2 * MOST_OFFERED)]),
    ),
  );
  const ids = [...new Set([...found.values()].flat().map(({ factor }) => factor.id))];
  const published = await findFactors(tx, ids);
  const reached = new Map<string, Reached>();
  for (const kind of kinds) {
    for (const id of ids) {
      const factor = published.get(id);
      const isAsked = countries.some((one) => found.get(`${one} ${kind.id}`)?.some((two) => two.factor.id === id));
      if (!factor || !isAsked) continue;
      for (const country of countries)
        reached.set(`${country} ${kind.id} ${id}`, await reach(tx, kind, factor, country));
    }
  }
  const selections: { factorSelection: FactorSelection }[] = [
    { factorSelection: { method: GRID_AVERAGE } },
    ...[...reached].map(([key, { via }]) => ({ factorSelection: toSelection(key.split(" ")[2]!, via) })),
  ];
  const choices = await loadFactorChoices(tx, organizationId, selections, facilities);
  const decide = (kind: SourceKind, facility: Facility, factorSelection: FactorSelection) =>
    decideDocument({ kind, facility, factorSelection, period, choices, policy });
  return {
    offer: async (kind, facility) => {
      if ("grid" in kind.factor) {
        const document = decide(kind, facility, { method: GRID_AVERAGE });
        const factor = document && (await findFactors(tx, [document.id])).get(document.id);
        if (!document || !factor) return [];
        const unit = kind.units[0]!;
        const facts = factsOf(factor, document.version);
        return [
          {
            ...facts,
            factor: GRID_AVERAGE,
            isSubstitute: false,
            unit,
            entered: null,
            via: null,
            value: evaluateFactor(document, gwp),
          },
        ];
      }
      const candidates = found.get(`${facility.country} ${kind.id}`) ?? [];
      const offered = candidates.flatMap(({ factor: { id }, isSubstitute }): OfferedFactor[] => {
        const factor = published.get(id);
        const path = reached.get(`${facility.country} ${kind.id} ${id}`);
        const document = path && decide(kind, facility, toSelection(id, path.via));
        if (!factor || !path || !document) return [];
        const { unit, entered, via } = path;
        const facts = factsOf(factor, document.version);
        return [
          {
            ...facts,
            factor: id,
            isSubstitute,
            unit,
            entered,
            via: via && { id: via.id, name: via.name },
            value: evaluateFactor(document, gwp),
          },
        ];
      });
      return withoutRepeats(offered).slice(0, MOST_OFFERED);
    },
  };
}

/** A publisher that renumbers its table has one factor under several ids. */
function withoutRepeats(offered: readonly OfferedFactor[]): OfferedFactor[] {
  const keyOf = ({ name, region, publisher, unit }: OfferedFactor) => [name.en, region, publisher, unit].join("\n");
  const keys = offered.map(keyOf);
  return offered.filter((_, index) => keys.indexOf(keys[index]!) === index);
}

interface Reached {
  unit: UnitCode;
  entered: OfferedFactor["entered"];
  via: PublishedFactor | null;
}

/**
 * The unit of the source: the first that converts to the factor's unit, then the first that entries convert to it by
 * the heating value of their country or that a property of the same fuel or material converts, then the factor's own.
 */
async function reach(tx: TenantTx, { units }: SourceKind, factor: PublishedFactor, country: string): Promise<Reached> {
  const own = factor.unit as UnitCode;
  const direct = units.find((unit) => isUnitCode(own) && dimensionOf(unit) === dimensionOf(own));
  if (direct) return { unit: direct, entered: null, via: null };
  const chosen = { ok: true as const, factors: [factor.document] };
  const conversions = (await listSourceConversions(tx, [{ id: "", unit: own, country, chosen }])).get("") ?? [];
  for (const unit of units) {
    // A billed volume of gas is one in the reference state of its country, which only the entry of a record knows.
    const billed = conversions.find(({ from }) => dimensionOf(from) === dimensionOf(unit));
    if (billed?.state)
      return { unit: own, entered: { unit, published: billed.published, state: billed.state }, via: null };
    const via = (await listConnectingProperties(tx, unit, factor)).find((one) => namesSameThing(one, factor));
    if (via) return { unit, entered: null, via };
  }
  return { unit: own, entered: null, via: null };
}

function toSelection(factorId: string, via: { id: string } | null): FactorSelection {
  return via ? { factorId, via: [via.id] } : { factorId };
}

function factsOf({ name, region, dataset }: PublishedFactor, edition: string) {
  return { name, region, publisher: dataset.publisher, edition };
}

interface Decision {
  kind: SourceKind;
  facility: Facility;
  factorSelection: FactorSelection;
  period: Period;
  choices: FactorChoices;
  policy: Awaited<ReturnType<typeof getFactorPolicy>>;
}

/** The release that a run of the period would use, or null if the policy selects none. */
function decideDocument({ kind, facility, factorSelection, period, choices, policy }: Decision) {
  const source = { name: kind.name, category: kind.category, factorSelection };
  const { result, decisions } = decideFactors(source, facility, period, { choices, policy });
  const main = decisions[0]?.selection;
  return result.ok && main?.ok ? main.factor.document : null;
}
