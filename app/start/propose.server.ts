import type { Period } from "#app/carbon/document/inventory-document.ts";
import { scopeOf } from "#app/carbon/line/scope.ts";
import { latestInventory } from "#app/organization/inventory.server.ts";
import { type EmissionSource, listEmissionSources } from "#app/places/emission-source.server.ts";
import { type Facility, type FacilityInput, listFacilities } from "#app/places/facility/facility.server.ts";
import { FacilityForm, resolveGridRegion } from "#app/places/facility/facility-form.ts";
import { listGridRegions } from "#app/places/facility/grid-regions.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { type Answers, kindsOf, type Site } from "./answers.ts";
import { loadOffers, type OfferedFactor } from "./candidate-factors.server.ts";
import type { SourceKind, Trade } from "./trade-template.ts";

export interface ProposedSource {
  /** Names its fields: site and kind. */
  key: string;
  kind: SourceKind;
  /** `there`: the facility has it. `needed`: the library has no factor for it that fits the place and the year. */
  state: "there" | "proposed" | "needed";
  /** Best first. */
  factors: OfferedFactor[];
}

export interface ProposedSite {
  facility: Facility;
  input: FacilityInput;
  isThere: boolean;
  sources: ProposedSource[];
}

export interface Proposal {
  period: Period;
  sites: ProposedSite[];
}

interface Asked {
  answers: Answers;
  trade: Trade;
  kinds: readonly SourceKind[];
  /** The day on which an organization without an inventory starts one for the previous year. */
  today: string;
}

/** What the answers would create. Facilities and sources that exist are recognized by their names. */
export async function propose(tx: TenantTx, organizationId: string, asked: Asked): Promise<Proposal> {
  const { answers, trade, today } = asked;
  const lastYear = String(Number(today.slice(0, 4)) - 1);
  const inventory = await latestInventory(tx, organizationId);
  const period = inventory?.period ?? { start: `${lastYear}-01-01`, end: `${lastYear}-12-31` };
  const known = await listFacilities(tx, organizationId);
  const existing = await listEmissionSources(tx, organizationId);
  const regions = await listGridRegions(tx);
  const kinds = kindsOf(answers, trade, asked.kinds);
  const sites = answers.sites.map((site) => {
    const there = known.find(({ name }) => isSame(name.en, site.name) || isSame(name.zh, site.name));
    const form = FacilityForm.parse({ ...namesOf(site.name), country: site.country, subdivision: site.subdivision });
    const resolved = resolveGridRegion(form, regions);
    if (!resolved.ok) throw new Error(resolved.fault);
    return { input: resolved.value, facility: there ?? toPlanned(resolved.value), isThere: there !== undefined };
  });
  const facilities = sites.map(({ facility }) => facility);
  const offers = await loadOffers(tx, organizationId, { kinds, facilities, period });
  const proposed: ProposedSite[] = [];
  for (const [index, site] of sites.entries()) {
    const own = existing.filter(({ facilityId }) => site.isThere && facilityId === site.facility.id);
    const sources: ProposedSource[] = [];
    for (const kind of kinds) {
      const factors = await offers.offer(kind, site.facility);
      const isThere = own.some((source) => isOf(source, kind, factors));
      const state = isThere ? "there" : factors.length > 0 ? "proposed" : "needed";
      sources.push({ key: `${index}-${kind.id}`, kind, state, factors });
    }
    proposed.push({ ...site, sources });
  }
  return { period, sites: proposed };
}

/** Names in the language that they are written in. */
export function namesOf(name: string): { nameEn: string; nameZh: string } {
  const isHan = /\p{Script=Han}/u.test(name);
  return { nameEn: isHan ? "" : name, nameZh: isHan ? name : "" };
}

function toPlanned({
  nameEn,
  nameZh,
  country,
  subdivision = "",
  gridRegion,
  consolidationShare,
}: FacilityInput): Facility {
  return { id: "", name: { en: nameEn, zh: nameZh }, country, subdivision, gridRegion, consolidationShare };
}

function isSame(a: string, b: Site["name"]): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

/** The same name, or the same category and factor. */
function isOf(source: EmissionSource, kind: SourceKind, factors: readonly OfferedFactor[]): boolean {
  const { name, category, scope, factorSelection } = source;
  if (isSame(name.en, kind.name.en) || isSame(name.zh, kind.name.zh)) return true;
  if (category !== kind.category || scope !== scopeOf(kind.category)) return false;
  if ("grid" in kind.factor) return factorSelection.method !== undefined;
  return factors.some(({ factor }) => factor === factorSelection.factorId) && kind.group !== "ship";
}
