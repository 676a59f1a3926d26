import type {
  DocumentActivity,
  DocumentFactor,
  DocumentGwp,
  EmissionFactor,
  InventoryDocument,
  Issue,
} from "#app/carbon/inventory-document.ts";
import { type Locale, translator } from "#app/i18n/index.ts";
import type { TenantTx } from "#db/doors.ts";
import { type ActivityRecord, listActivities } from "./activity.server.ts";
import { type EmissionSource, listEmissionSources } from "./emission-source.server.ts";
import { listFacilities } from "./facility.server.ts";
import {
  chooseFactors,
  type FactorChoices,
  getGwpSet,
  loadFactorChoices,
  policyOf,
  referenceOf,
  type SourceFactors,
} from "./factor-selection.server.ts";
import type { Inventory } from "./inventory.server.ts";
import { getOrganization } from "./organization.server.ts";

/** The inputs of a run as one document, and the records that no factor could be chosen for. */
export interface CollectedInputs {
  document: InventoryDocument;
  /** By activity id of the document. */
  records: Map<string, ActivityRecord>;
  selectionIssues: Issue[];
}

/**
 * Turns the organization's rows into the inventory document of a period: records in their newest version, the factors
 * chosen for each, the GWP set, boundary shares. A record without a factor is an issue, never left out silently.
 *
 * The document is published with a report, so it names records and facilities by number (`a1`, `f1`), never by row id.
 */
export async function collectInputs(
  tx: TenantTx,
  organizationId: string,
  inventory: Inventory,
): Promise<CollectedInputs> {
  const organization = await getOrganization(tx, organizationId);
  const facilities = await listFacilities(tx, organizationId);
  const sources = await listEmissionSources(tx, organizationId);
  const choices = await loadFactorChoices(tx, sources, facilities);
  const allRecords = await listActivities(tx, organizationId, inventory.period);
  const select = selectorOf(sources, facilities, choices, policyOf(organization));
  const factors = new Map<string, DocumentFactor>();
  const activities: DocumentActivity[] = [];
  const records = new Map<string, ActivityRecord>();
  const selectionIssues: Issue[] = [];
  const sourceOf = new Map(sources.map((source) => [source.id, source]));
  const facilityOf = new Map(facilities.map((facility) => [facility.id, facility]));
  const numberOf = new Map(facilities.map(({ id }, index) => [id, `f${index + 1}`]));
  for (const [index, record] of allRecords.entries()) {
    const id = `a${index + 1}`;
    records.set(id, record);
    const source = sourceOf.get(record.sourceId)!;
    const chosen = select(record);
    if (!chosen.ok) {
      selectionIssues.push({ code: chosen.code, activity: id, pointer: "", detail: chosen.detail });
      continue;
    }
    for (const factor of chosen.factors) factors.set(referenceOf(factor), factor);
    const instruments = instrumentFactors(id, record);
    for (const factor of instruments) factors.set(referenceOf(factor), factor);
    const facility = {
      id: numberOf.get(source.facilityId)!,
      share: facilityOf.get(source.facilityId)!.consolidationShare,
    };
    activities.push({ id, ...toActivity(record, source, facility, chosen, instruments) });
  }
  const document: InventoryDocument = {
    schema: "truetonne/inventory-document/v1",
    organization: {
      name: present(organization.name),
      ...(organization.legalId ? { legalId: organization.legalId } : {}),
      consolidationApproach: organization.consolidationApproach,
    },
    period: inventory.period,
    gwp: gwpInUse(await getGwpSet(tx, organization.gwpSet), [...factors.values()]),
    facilities: Object.fromEntries(
      facilities.map(({ id, name, country, gridRegion }) => [
        numberOf.get(id)!,
        { name: present(name), country, gridRegion },
      ]),
    ),
    factors: [...factors.values()].sort((a, b) => (referenceOf(a) < referenceOf(b) ? -1 : 1)),
    activities,
  };
  return { document, records, selectionIssues };
}

/** Selection depends on source and period only, so a year of monthly records asks twelve times, not once a record. */
function selectorOf(
  sources: EmissionSource[],
  facilities: Awaited<ReturnType<typeof listFacilities>>,
  choices: FactorChoices,
  policy: ReturnType<typeof policyOf>,
): (record: ActivityRecord) => SourceFactors {
  const sourceOf = new Map(sources.map((source) => [source.id, source]));
  const facilityOf = new Map(facilities.map((facility) => [facility.id, facility]));
  const known = new Map<string, SourceFactors>();
  return (record) => {
    const key = `${record.sourceId} ${record.period.start} ${record.period.end}`;
    const found = known.get(key);
    if (found) return found;
    const source = sourceOf.get(record.sourceId)!;
    const chosen = chooseFactors(source, facilityOf.get(source.facilityId)!, record.period, choices, policy);
    known.set(key, chosen);
    return chosen;
  };
}

function toActivity(
  record: ActivityRecord,
  source: EmissionSource,
  facility: { id: string; share: string },
  chosen: SourceFactors & { ok: true },
  instruments: EmissionFactor[],
): Omit<DocumentActivity, "id"> {
  return {
    facility: facility.id,
    scope: source.scope,
    category: source.category,
    period: record.period,
    quantity: record.quantity,
    unit: record.unit,
    ...(chosen.viaRefs.length > 0 ? { via: chosen.viaRefs } : {}),
    factor: chosen.factorRef,
    share: facility.share,
    dataQuality: record.dataQuality,
    ...(source.uncertainty ? { uncertainty: source.uncertainty } : {}),
    ...(source.scope === 2 && (instruments.length > 0 || chosen.residualRef)
      ? { market: toMarket(record, instruments, chosen.residualRef) }
      : {}),
    ...(chosen.accepted.length > 0
      ? { accepted: acceptedCodes(chosen).map((code) => ({ code, reason: policyReason(code) })) }
      : {}),
    description: present(source.name),
    ...(record.evidence ? { evidence: record.evidence } : {}),
  };
}

function toMarket(record: ActivityRecord, instruments: EmissionFactor[], residualRef: string | null) {
  return {
    instruments: record.instruments.map((instrument, index) => ({
      type: instrument.type,
      quantity: instrument.quantity,
      unit: instrument.unit,
      factor: referenceOf(instruments[index]!),
      reference: instrument.reference,
    })),
    residualFactor: residualRef,
  };
}

/** The factor that a certificate or contract states, with the certificate as its source. */
function instrumentFactors(activityId: string, record: ActivityRecord): EmissionFactor[] {
  return record.instruments.map((instrument, index) => ({
    kind: "emission",
    id: `instrument-${activityId}-${index + 1}`,
    version: String(record.version),
    publisher: instrument.type,
    validFrom: record.period.start,
    validTo: record.period.end,
    source: { title: instrument.reference },
    unit: instrument.unit,
    gases: { CO2: instrument.kgCo2ePerUnit },
  }));
}

/** Factor, property and residual may each be a substitute; the policy is stated once. */
function acceptedCodes({ accepted }: SourceFactors & { ok: true }): string[] {
  return [...new Set(accepted.map(({ code }) => code))];
}

/** The stated policy in words, in both languages: the document is one for both. */
function policyReason(code: string): string {
  const reasonIn = (locale: Locale) => {
    const { acceptedReason } = translator(locale).carbon;
    return acceptedReason[code as keyof typeof acceptedReason];
  };
  return `${reasonIn("en")} ${reasonIn("zh")}`;
}

/** The GWPs that the factors need: the gases they name, and the blends with their constituents. */
function gwpInUse(gwp: DocumentGwp, factors: DocumentFactor[]): DocumentGwp {
  const named = new Set(factors.flatMap((factor) => (factor.kind === "property" ? [] : gasesOf(factor))));
  const blends = Object.fromEntries(Object.entries(gwp.blends ?? {}).filter(([blend]) => named.has(blend)));
  for (const shares of Object.values(blends)) for (const gas of Object.keys(shares)) named.add(gas);
  const values = Object.fromEntries(Object.entries(gwp.values).filter(([gas]) => named.has(gas)));
  return { ...gwp, values, blends };
}

/** Carbon and nitrogen factors name no gas; they make CO2 and N2O. */
function gasesOf(factor: EmissionFactor): string[] {
  const made = [...(factor.carbon ? ["CO2"] : []), ...(factor.nitrogen ? ["N2O"] : [])];
  return [...Object.keys(factor.gases ?? {}), ...Object.keys(factor.gasesCo2e ?? {}), ...made];
}

function present(name: { en: string; zh: string }): { en?: string; zh?: string } {
  return { ...(name.en ? { en: name.en } : {}), ...(name.zh ? { zh: name.zh } : {}) };
}
