import type { DocumentFactor, DocumentGwp, Period } from "#app/carbon/inventory-document.ts";
import { type FactorCandidate, NO_FALLBACK, type SelectionPolicy, selectFactor } from "#app/carbon/select-factor.ts";
import { AppError } from "#app/errors.ts";
import type { TenantTx } from "#db/doors.ts";
import type { EmissionSource } from "./emission-source.server.ts";
import { listEmissionSources } from "./emission-source.server.ts";
import { type Facility, listFacilities } from "./facility.server.ts";
import { getOrganization, type Organization } from "./organization.server.ts";

/** A factor of the library with what selection asks of it. */
export interface LibraryFactor extends FactorCandidate {
  document: DocumentFactor;
}

/** The factors of one source for one period, as references into `factors`; or why there are none. */
export type SourceFactors =
  | {
      ok: true;
      factors: DocumentFactor[];
      factorRef: string;
      viaRefs: string[];
      residualRef: string | null;
      /** Substitutions that the policy allowed; each is disclosed on its line. */
      accepted: { code: string; detail: Record<string, string> }[];
    }
  | { ok: false; code: string; detail: Record<string, string> };

/** Everything that can be chosen for the sources of an organization, fetched with one query. */
export interface FactorChoices {
  byId: Map<string, LibraryFactor[]>;
  byMethod: Map<string, LibraryFactor[]>;
}

/** Fetches every edition of the factors that the sources name, and the grid factors of their regions. */
export async function loadFactorChoices(
  tx: TenantTx,
  sources: EmissionSource[],
  facilities: Facility[],
): Promise<FactorChoices> {
  const ids = new Set(
    sources.flatMap(({ factorSelection: chosen }) => [chosen.factorId ?? [], ...(chosen.via ?? [])].flat()),
  );
  const methods = new Set(
    sources.flatMap(({ factorSelection: chosen }) => [chosen.method ?? [], chosen.residualMethod ?? []].flat()),
  );
  const regions = new Set(facilities.flatMap(({ gridRegion, country }) => [gridRegion, country]));
  const rows = await tx
    .selectFrom("emission_factor")
    .select(["id", "version", "dataset_id", "region", "method", "valid_from", "valid_to", "published_on", "document"])
    .where("status", "=", "active")
    .where((where) =>
      where.or([
        where("id", "in", ["", ...ids]),
        where.and([
          where("method", "in", ["", ...methods]),
          where("region", "in", ["", ...regions]),
          where("category", "=", "purchased_electricity"),
        ]),
      ]),
    )
    .execute();
  const factors = rows.map((row) => ({
    id: row.id,
    version: row.version,
    datasetId: row.dataset_id,
    region: row.region,
    method: row.method,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    publishedOn: row.published_on,
    document: row.document as DocumentFactor,
  }));
  return { byId: groupBy(factors, (factor) => factor.id), byMethod: groupBy(factors, (factor) => factor.method ?? "") };
}

/** Chooses the factors of a source for a period: pure, deterministic, and by the organization's stated policy only. */
export function chooseFactors(
  source: EmissionSource,
  facility: Facility,
  period: Period,
  choices: FactorChoices,
  policy: SelectionPolicy,
): SourceFactors {
  const { factorId, edition, method, residualMethod, via = [] } = source.factorSelection;
  const editions = (choices.byId.get(factorId ?? "") ?? []).filter((one) => !edition || one.version === edition);
  const candidates = factorId ? editions : (choices.byMethod.get(method ?? "") ?? []);
  const main = factorId
    ? selectFactor({ period, region: candidates[0]?.region ?? null }, candidates, policy)
    : selectFactor(
        { period, region: facility.gridRegion, widerRegions: [facility.country], method: method ?? null },
        candidates,
        policy,
      );
  if (!main.ok) {
    const detail = {
      source: source.name.en || source.name.zh,
      region: facility.gridRegion,
      period: `${period.start}/${period.end}`,
    };
    return { ok: false, code: main.code, detail };
  }
  const accepted = [...main.accepted];
  const factors = [main.factor.document];
  for (const id of via) {
    const properties = choices.byId.get(id) ?? [];
    const property = selectFactor({ period, region: properties[0]?.region ?? null }, properties, policy);
    if (!property.ok) return { ok: false, code: "property_missing", detail: { property: id } };
    factors.push(property.factor.document);
    accepted.push(...property.accepted);
  }
  const residual = residualMethod
    ? chooseResidual(facility, period, choices.byMethod.get(residualMethod) ?? [], policy)
    : null;
  if (residual) factors.push(residual.factor.document);
  if (residual) accepted.push(...residual.accepted);
  return {
    ok: true,
    factors,
    factorRef: referenceOf(main.factor.document),
    viaRefs: factors.slice(1, 1 + via.length).map(referenceOf),
    residualRef: residual ? referenceOf(residual.factor.document) : null,
    accepted,
  };
}

/** A residual mix is published for a market: the grid region where there is one, else the country. */
function chooseResidual(facility: Facility, period: Period, candidates: LibraryFactor[], policy: SelectionPolicy) {
  for (const region of [facility.gridRegion, facility.country]) {
    const found = selectFactor({ period, region }, candidates, policy);
    if (found.ok) return found;
  }
  return null;
}

/** `id@version`, as the inventory document refers to a factor. */
export function referenceOf(factor: DocumentFactor): string {
  return `${factor.id}@${factor.version}`;
}

export function policyOf(organization: Organization): SelectionPolicy {
  return { ...NO_FALLBACK, yearFallback: organization.yearFallback };
}

/** @throws AppError `not_found` where the organization names a set that the library lost */
export async function getGwpSet(tx: TenantTx, id: string): Promise<DocumentGwp> {
  const row = await tx.selectFrom("gwp_set").select("document").where("id", "=", id).executeTakeFirst();
  if (!row) throw new AppError("not_found", { details: { gwpSet: id } });
  return row.document as DocumentGwp;
}

/** What the grid needs to compute a row as it is typed: the factors of each source for the inventory's period. */
export async function selectFactorsForSources(
  tx: TenantTx,
  organizationId: string,
  inventory: { period: Period },
): Promise<{ gwp: DocumentGwp; bySource: Record<string, SourceFactors> }> {
  const organization = await getOrganization(tx, organizationId);
  const sources = await listEmissionSources(tx, organizationId);
  const facilities = await listFacilities(tx, organizationId);
  const choices = await loadFactorChoices(tx, sources, facilities);
  const facilityOf = new Map(facilities.map((facility) => [facility.id, facility]));
  const bySource = Object.fromEntries(
    sources.map((source) => [
      source.id,
      chooseFactors(source, facilityOf.get(source.facilityId)!, inventory.period, choices, policyOf(organization)),
    ]),
  );
  return { gwp: await getGwpSet(tx, organization.gwpSet), bySource };
}

function groupBy<T>(items: T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
