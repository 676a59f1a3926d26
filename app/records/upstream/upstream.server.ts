import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { DataQuality, Period } from "#app/carbon/document/inventory-document.ts";
import { evaluateFactor } from "#app/carbon/factor/factor-value.ts";
import { findFactors } from "#app/factors/factor.server.ts";
import { getGwpSet } from "#app/factors/gwp-set.server.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import { type EmissionSource, listEmissionSources, trimZeros } from "#app/places/emission-source.server.ts";
import { type Facility, listFacilities } from "#app/places/facility/facility.server.ts";
import { chooseFactors, type FactorChoices, loadFactorChoices } from "#app/sources/factor-selection.server.ts";
import { getFactorPolicy } from "#app/sources/policy/factor-policy.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { type UpstreamFactor, upstreamOfFactor, upstreamOfGrid } from "#emission-factors/upstream.ts";
import { CATEGORY, type Names, nameUpstream, type Proposal, type SourceWithout, type WhyNot } from "./upstream.ts";

/** Quantities of one source in the same days and unit. */
export interface RecordSum {
  sourceId: string;
  period: Period;
  quantity: string;
  unit: string;
  /** The weakest of the records. */
  dataQuality: DataQuality;
}

/** What category 3 can get from the records of scopes 1 and 2 of a period. */
export interface UpstreamOffer {
  proposals: Proposal[];
  /** Sources of scopes 1 and 2 without a proposal, and why. */
  without: SourceWithout[];
}

interface Ground {
  facilities: ReadonlyMap<string, Facility>;
  sources: readonly EmissionSource[];
  choices: FactorChoices;
  policy: Awaited<ReturnType<typeof getFactorPolicy>>;
  gwp: Awaited<ReturnType<typeof getGwpSet>>;
  published: Awaited<ReturnType<typeof findFactors>>;
  counts: ReadonlyMap<string, Counted>;
  period: Period;
}

interface Counted {
  records: number;
  /** Records whose quantity a method gives, or that correct or credit others: their sums would mean something else. */
  special: number;
  sums: { quantity: string; unit: string }[];
}

export async function findUpstream(tx: TenantTx, organizationId: string, period: Period): Promise<UpstreamOffer> {
  const organization = await getOrganization(tx, organizationId);
  const facilities = await listFacilities(tx, organizationId);
  const sources = await listEmissionSources(tx, organizationId);
  const facilityOf = new Map(facilities.map((facility) => [facility.id, facility]));
  const energy = sources.filter(({ category }) => USES_ENERGY.test(category));
  const wanted = energy.flatMap((source) =>
    pairsOf(source, facilityOf.get(source.facilityId)!).map(({ id }) => ({ factorSelection: selectionOf(source, id) })),
  );
  const ground: Ground = {
    facilities: facilityOf,
    sources,
    choices: await loadFactorChoices(tx, organizationId, wanted, facilities),
    policy: await getFactorPolicy(tx, organizationId),
    gwp: await getGwpSet(tx, organization.gwpSet),
    published: await findFactors(tx, [...new Set(wanted.map(({ factorSelection }) => factorSelection.factorId))]),
    counts: await countRecords(tx, organizationId, period),
    period,
  };
  const judged = energy.map((source) => judge(source, ground));
  const proposals = judged.flatMap((one) => one.proposals);
  const own = sources.filter(({ category }) => category === CATEGORY);
  const taken = new Set(proposals.map(keyOf));
  const byKey = new Map(own.map((one) => [keyOf(one), one]));
  return {
    proposals: proposals.map((one) => {
      const known = byKey.get(keyOf(one));
      const other = own.find(
        (each) =>
          each.facilityId === one.facilityId &&
          each.factorSelection.factorId === one.factorId &&
          !taken.has(keyOf(each)),
      );
      return {
        ...one,
        recorded: known ? (ground.counts.get(known.id)?.sums ?? []) : null,
        alsoIn: other?.name ?? null,
      };
    }),
    without: judged.flatMap(({ without }) => without),
  };
}

/** Categories of scopes 1 and 2 that use a fuel or purchased energy. */
const USES_ENERGY = /_combustion$|^purchased_(?!goods)/;

function keyOf({ facilityId, name: { en, zh } }: { facilityId: string; name: Names }): string {
  return `${facilityId} ${en} ${zh}`;
}

function pairsOf({ category, factorSelection }: EmissionSource, { country }: Facility): readonly UpstreamFactor[] {
  if (factorSelection.factorId) return upstreamOfFactor(factorSelection.factorId);
  return category === "purchased_electricity" && factorSelection.method ? upstreamOfGrid(country) : [];
}

/** Paired factors have the unit of their own, so the same property leads to it, and their publisher's edition. */
function selectionOf({ factorSelection: { factorId: own = "", via, edition } }: EmissionSource, factorId: string) {
  const isOfOneDataset = own.split(".")[0] === factorId.split(".")[0];
  return { factorId, ...(via ? { via } : {}), ...(edition && isOfOneDataset ? { edition } : {}) };
}

function judge(source: EmissionSource, ground: Ground): { proposals: Proposal[]; without: SourceWithout[] } {
  const facility = ground.facilities.get(source.facilityId)!;
  const counted = ground.counts.get(source.id) ?? { records: 0, special: 0, sums: [] };
  const none = (why: WhyNot) => ({
    proposals: [],
    without: [{ id: source.id, facility: facility.name, name: source.name, why }],
  });
  const pairs = pairsOf(source, facility);
  if (pairs.length === 0) return none("no_pair");
  if (counted.records === 0) return none("no_records");
  if (counted.special > 0) return none("special_records");
  const proposals = pairs.flatMap(({ id, part }): Proposal[] => {
    const asking = { name: source.name, category: CATEGORY, factorSelection: selectionOf(source, id) };
    const chosen = chooseFactors(asking, facility, ground.period, ground);
    if (!chosen.ok) return [];
    const factor = chosen.factors[0]!;
    return [
      {
        key: `${source.id}:${id}`,
        sourceId: source.id,
        facilityId: facility.id,
        facility: facility.name,
        name: nameUpstream(part, source.name),
        of: source.name,
        part,
        factorId: id,
        factor: {
          name: ground.published.get(id)!.name,
          value: evaluateFactor(factor, ground.gwp),
        },
        sums: counted.sums,
        recorded: null,
        alsoIn: null,
      },
    ];
  });
  return proposals.length > 0 ? { proposals, without: [] } : none("no_edition");
}

/** Records of scopes 1 and 2, and of category 3, by source. */
async function countRecords(tx: TenantTx, organizationId: string, period: Period): Promise<Map<string, Counted>> {
  const { rows } = await sql<{ source: string; unit: string; records: number; special: number; quantity: string }>`
    select r.emission_source_id as source, r.unit, count(*)::int as records, sum(r.quantity)::text as quantity,
      (count(*) filter (where r.method is not null or r.entry is not null))::int as special
    from ${recordsOf(organizationId, period)} and (s.scope < 3 or s.category = ${CATEGORY}) group by 1, 2 order by 1, 2`.execute(
    tx,
  );
  const counted = new Map<string, Counted>();
  for (const { source, unit, records, special, quantity } of rows) {
    const one = counted.get(source) ?? { records: 0, special: 0, sums: [] };
    one.records += records;
    one.special += special;
    one.sums.push({ quantity: trimZeros(quantity), unit });
    counted.set(source, one);
  }
  return counted;
}

/** The quantities of some sources by days and unit, in the order of days. */
export async function sumRecords(
  tx: TenantTx,
  { organizationId, period, sourceIds }: { organizationId: string; period: Period; sourceIds: readonly string[] },
): Promise<RecordSum[]> {
  const { rows } = await sql<{
    source: string;
    start: string;
    end: string;
    unit: string;
    quantity: string;
    rank: number;
  }>`
    select r.emission_source_id as source, r.period_start as start, r.period_end as end, r.unit,
      sum(r.quantity)::text as quantity, max(array_position(${WEAKER_LAST}, r.data_quality))::int as rank
    from ${recordsOf(organizationId, period)} and r.emission_source_id = any(${[...sourceIds]}::uuid[])
    group by 1, 2, 3, 4 order by 1, 2, 3, 4`.execute(tx);
  return rows.map(({ source, start, end, unit, quantity, rank }) => ({
    sourceId: source,
    period: { start, end },
    quantity: trimZeros(quantity),
    unit,
    dataQuality: QUALITIES[rank - 1]!,
  }));
}

const QUALITIES: readonly DataQuality[] = ["measured", "calculated", "estimated"];
const WEAKER_LAST = sql.raw(`array[${QUALITIES.map((one) => `'${one}'`).join(", ")}]`);

function recordsOf(organizationId: string, period: Period) {
  return sql`current_activity_record r join emission_source s on s.id = r.emission_source_id
    where r.organization_id = ${organizationId}::uuid and r.period_start >= ${period.start}::date
      and r.period_end <= ${period.end}::date`;
}

/** The sources to be made with the records of proposals. */
export function toPlannedSources(proposals: readonly Proposal[], sources: readonly EmissionSource[]) {
  const byId = new Map(sources.map((source) => [source.id, source]));
  return proposals.map(({ sourceId, facilityId, name, factorId }) => {
    const of = byId.get(sourceId)!;
    return {
      id: randomUUID(),
      facilityId,
      name,
      scope: 3 as const,
      category: CATEGORY,
      unit: of.unit,
      factorSelection: selectionOf(of, factorId),
      recordsEvery: of.recordsEvery,
      uncertainty: null,
      said: [],
    };
  });
}
