import type { DocumentFactor, DocumentGwp, Period } from "#app/carbon/document/inventory-document.ts";
import { evaluateFactor } from "#app/carbon/factor/factor-value.ts";
import { refusedMethodsOf } from "#app/carbon/factor/grid-method.ts";
import { widerRegions } from "#app/carbon/factor/grid-region.ts";
import { type FactorRequest, type SelectionPolicy, selectFactor } from "#app/carbon/factor/select-factor.ts";
import {
  explainSelection,
  type LibraryFactor,
  type SelectionDecision,
  type SelectionExplanation,
} from "#app/carbon/factor/selection-explanation.ts";
import { getGwpSet } from "#app/factors/gwp-set.server.ts";
import { listOwnVersions, type OwnFactorVersion } from "#app/factors/own/own-factor.server.ts";
import { OWN_DATASET, toOwnDocumentFactor } from "#app/factors/own/own-factor-content.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import type { EmissionSource } from "#app/places/emission-source.server.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { type Facility, listFacilities } from "#app/places/facility/facility.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { getFactorPolicy } from "./policy/factor-policy.server.ts";

/** The factors of a source for a period as references into `factors`, or the reasons why none fits. */
export type SourceFactors =
  | {
      ok: true;
      factors: DocumentFactor[];
      factorRef: string;
      viaRefs: string[];
      residualRef: string | null;
      /** Substitutions allowed by the policy. Each is disclosed on its line. */
      accepted: { code: string; detail: Record<string, string> }[];
    }
  | { ok: false; code: string; detail: Record<string, string> };

type Asking = Pick<EmissionSource, "name" | "category" | "factorSelection">;

/** All candidates for the sources of an organization. */
export interface FactorChoices {
  byId: Map<string, LibraryFactor[]>;
  /** Electricity factors by region, of all methods. Those of another method are rejected with a reason. */
  byRegion: Map<string, LibraryFactor[]>;
}

/**
 * Loads all editions of the factors that the sources name, including the organization's own, and the electricity
 * factors of the facilities' regions. Unusable factors are included, so that their rejection has a reason.
 */
export async function loadFactorChoices(
  tx: TenantTx,
  organizationId: string,
  sources: Pick<EmissionSource, "factorSelection">[],
  facilities: Facility[],
): Promise<FactorChoices> {
  const ids = new Set(
    sources.flatMap(({ factorSelection: chosen }) => [chosen.factorId ?? [], ...(chosen.via ?? [])].flat()),
  );
  const usesGrid = sources.some(({ factorSelection: chosen }) => chosen.method || chosen.residualMethod);
  const regions = new Set(usesGrid ? facilities.flatMap(regionsOf) : []);
  const rows = await tx
    .selectFrom("emission_factor")
    .select(["id", "version", "dataset_id", "region", "method", "valid_from", "valid_to", "published_on", "status"])
    .select(["category", "document"])
    .where((where) =>
      where.or([
        where("id", "in", ["", ...ids]),
        where.and([
          where("region", "in", ["", ...regions]),
          where("method", "is not", null),
          where.or([where("category", "=", "purchased_electricity"), where("method", "=", "footprint_lifecycle")]),
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
    status: row.status,
    document: withBoundary(row.document as DocumentFactor, row.method),
  }));
  const own = (await listOwnVersions(tx, organizationId, [...ids])).map(toOwnCandidate);
  return {
    byId: groupBy([...factors, ...own], (factor) => factor.id),
    byRegion: groupBy(
      factors.filter(({ method }) => method !== null),
      (factor) => factor.region ?? "",
    ),
  };
}

/** States in the document what the library states by a factor's method. */
function withBoundary(factor: DocumentFactor, method: string | null): DocumentFactor {
  const isLifeCycle = method === "grid_lifecycle" || method === "footprint_lifecycle";
  return isLifeCycle && factor.kind !== "property" ? { ...factor, boundary: "life_cycle" } : factor;
}

/** Only approved versions of custom factors can be selected. Others are rejected because of their state. */
export function toOwnCandidate(version: OwnFactorVersion): LibraryFactor {
  const { factorId, content, state, steps } = version;
  const approval = steps.find((step) => step.state === "approved");
  return {
    id: factorId,
    version: String(version.version),
    datasetId: OWN_DATASET,
    region: content.region || null,
    method: null,
    validFrom: content.validFrom,
    validTo: content.validTo,
    // Versions are approved in order, so the number decides.
    publishedOn: null,
    issue: version.version,
    status: approval && state !== "withdrawn" ? "active" : state,
    document: toOwnDocumentFactor(factorId, version.version, content),
  };
}

function regionsOf({ gridRegion, country }: Facility): string[] {
  return [gridRegion, ...widerRegions(gridRegion, country)];
}

/** The candidates and the policy. */
interface SelectionBasis {
  choices: FactorChoices;
  policy: SelectionPolicy;
}

/** Selects the factors of a source for a period. Pure and deterministic, based only on the organization's policy. */
export function chooseFactors(
  source: Asking,
  facility: Facility,
  period: Period,
  basis: SelectionBasis,
): SourceFactors {
  return decideFactors(source, facility, period, basis).result;
}

/** Like `chooseFactors`, with each decision and its reasons. */
export function decideFactors(
  source: Asking,
  facility: Facility,
  period: Period,
  basis: SelectionBasis,
): { result: SourceFactors; decisions: SelectionDecision[] } {
  const { via = [], residualMethod } = source.factorSelection;
  const main = decideMain(source, facility, period, basis);
  const decisions = [main];
  if (!main.selection.ok) {
    const detail = {
      source: source.name.en || source.name.zh,
      region: facility.gridRegion,
      period: `${period.start}/${period.end}`,
    };
    return { result: { ok: false, code: main.selection.code, detail }, decisions };
  }
  for (const id of via) {
    const property = decideById("property", id, { period }, basis);
    decisions.push(property);
    if (!property.selection.ok) {
      return { result: { ok: false, code: "property_missing", detail: { property: id } }, decisions };
    }
  }
  const residual = residualMethod ? decideResidual(facility, period, residualMethod, basis) : null;
  if (residual) decisions.push(residual);
  const chosen = decisions.flatMap(({ selection }) => (selection.ok ? [selection] : []));
  const residualFactor = residual?.selection.ok ? residual.selection.factor : null;
  return {
    result: {
      ok: true,
      factors: chosen.map(({ factor }) => factor.document),
      factorRef: referenceOf(main.selection.factor.document),
      viaRefs: chosen.slice(1, 1 + via.length).map(({ factor }) => referenceOf(factor.document)),
      residualRef: residualFactor && referenceOf(residualFactor.document),
      accepted: chosen.flatMap(({ accepted }) => accepted),
    },
    decisions,
  };
}

function decideMain(
  { category, factorSelection }: Asking,
  facility: Facility,
  period: Period,
  basis: SelectionBasis,
): SelectionDecision {
  const { factorId, method, edition } = factorSelection;
  const refusedMethods = refusedMethodsOf(category);
  if (factorId) return decideById("factor", factorId, { period, edition, refusedMethods }, basis);
  const [region = "", ...wider] = regionsOf(facility);
  const request = { period, region, widerRegions: wider, method: method ?? null, isGrid: true };
  return {
    role: "factor",
    request,
    selection: selectFactor(request, electricityOf(facility, basis.choices), basis.policy),
  };
}

/** The editions of a factor chosen by name. Its location is part of the choice. */
function decideById(
  role: SelectionDecision["role"],
  id: string,
  { period, ...more }: Pick<FactorRequest, "period" | "edition" | "refusedMethods">,
  { choices, policy }: SelectionBasis,
): SelectionDecision {
  const editions = choices.byId.get(id) ?? [];
  const selectable = editions.find(({ status }) => (status ?? "active") === "active") ?? editions[0];
  const request: FactorRequest = { period, region: selectable?.region ?? null, ...more };
  return { role, request, selection: selectFactor(request, editions, policy) };
}

/** A residual mix is published for a market: the grid region if there is one, else the country. */
function decideResidual(
  facility: Facility,
  period: Period,
  method: string,
  { choices, policy }: SelectionBasis,
): SelectionDecision {
  const candidates = electricityOf(facility, choices);
  const markets = [...new Set([facility.gridRegion, facility.country])];
  const decisions = markets.map((region): SelectionDecision => {
    const request = { period, region, method, isGrid: true };
    return { role: "residual", request, selection: selectFactor(request, candidates, policy) };
  });
  return decisions.find(({ selection }) => selection.ok) ?? decisions.at(-1)!;
}

function electricityOf(facility: Facility, { byRegion }: FactorChoices): LibraryFactor[] {
  return regionsOf(facility).flatMap((region) => byRegion.get(region) ?? []);
}

/** `id@version`, the reference used in the inventory document. */
export function referenceOf(factor: DocumentFactor): string {
  return `${factor.id}@${factor.version}`;
}

/** The factors of each source for the inventory's period, so that the grid can calculate rows while the user types. */
export async function selectFactorsForSources(
  tx: TenantTx,
  organizationId: string,
  inventory: { period: Period },
  places?: { facilities: Facility[]; sources: EmissionSource[] },
): Promise<{ gwp: DocumentGwp; bySource: Record<string, SourceFactors> }> {
  const organization = await getOrganization(tx, organizationId);
  const sources = places?.sources ?? (await listEmissionSources(tx, organizationId));
  const facilities = places?.facilities ?? (await listFacilities(tx, organizationId));
  const choices = await loadFactorChoices(tx, organizationId, sources, facilities);
  const policy = await getFactorPolicy(tx, organizationId);
  const facilityOf = new Map(facilities.map((facility) => [facility.id, facility]));
  const bySource = Object.fromEntries(
    sources.map((source) => [
      source.id,
      chooseFactors(source, facilityOf.get(source.facilityId)!, inventory.period, { choices, policy }),
    ]),
  );
  return { gwp: await getGwpSet(tx, organization.gwpSet), bySource };
}

/** Datasets used by the sources of an organization: those of their factors and of their grid averages. */
export async function listDatasetsInUse(tx: TenantTx, organizationId: string): Promise<string[]> {
  const sources = await listEmissionSources(tx, organizationId);
  const facilities = await listFacilities(tx, organizationId);
  const { byId, byRegion } = await loadFactorChoices(tx, organizationId, sources, facilities);
  const methods = new Set(
    sources.flatMap(({ factorSelection: { method, residualMethod } }) => [method, residualMethod]),
  );
  const named = sources.flatMap(({ factorSelection: { factorId, via = [] } }) => [factorId ?? "", ...via]);
  const ofNames = named.flatMap((id) => byId.get(id) ?? []);
  const ofGrids = [...byRegion.values()].flat().filter(({ method }) => method !== null && methods.has(method));
  return [...new Set([...ofNames, ...ofGrids].map(({ datasetId }) => datasetId))];
}

/** The selection for one source and period, as shown on its page. */
export async function previewSelection(
  tx: TenantTx,
  organizationId: string,
  { facility, ...source }: Asking & { facility: Facility },
  period: Period,
): Promise<SelectionExplanation[]> {
  const organization = await getOrganization(tx, organizationId);
  const gwp = await getGwpSet(tx, organization.gwpSet);
  const policy = await getFactorPolicy(tx, organizationId);
  const choices = await loadFactorChoices(tx, organizationId, [source], [facility]);
  const { decisions } = decideFactors(source, facility, period, { choices, policy });
  return decisions.map((decision) => explainSelection(decision, policy, (factor) => evaluateFactor(factor, gwp)));
}

function groupBy<T>(items: T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
