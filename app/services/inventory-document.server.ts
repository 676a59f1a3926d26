import type {
  DocumentActivity,
  DocumentFactor,
  DocumentGwp,
  DocumentPolicy,
  EmissionFactor,
  InventoryDocument,
  Issue,
} from "#app/carbon/inventory-document.ts";
import { findMethodFault } from "#app/carbon/method/validate-method.ts";
import {
  explainSelection,
  type SelectionDecision,
  type SelectionExplanation,
} from "#app/carbon/selection-explanation.ts";
import { type Locale, translator } from "#app/i18n/index.ts";
import type { TenantTx } from "#db/doors.ts";
import { type ActivityRecord, listActivities } from "./activity.server.ts";
import { type EmissionSource, listEmissionSources } from "./emission-source.server.ts";
import { evidenceByRecord } from "./evidence-list.server.ts";
import { listFacilities } from "./facility.server.ts";
import { listDatasets } from "./factor.server.ts";
import { type FactorPolicy, getFactorPolicy } from "./factor-policy.server.ts";
import {
  decideFactors,
  type FactorChoices,
  getGwpSet,
  loadFactorChoices,
  referenceOf,
  type SourceFactors,
} from "./factor-selection.server.ts";
import type { Inventory } from "./inventory.server.ts";
import { getOrganization } from "./organization.server.ts";
import { policyInWords } from "./policy-text.ts";

/** The inputs of a run as one document, and the records that no factor could be chosen for. */
export interface CollectedInputs {
  document: InventoryDocument;
  /** By activity id of the document. */
  records: Map<string, ActivityRecord>;
  selectionIssues: Issue[];
  /** Why these factors and not the others, once for all activities that it holds for. */
  selections: CollectedSelection[];
}

export interface CollectedSelection {
  sourceId: string;
  activities: string[];
  explanations: SelectionExplanation[];
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
  const choices = await loadFactorChoices(tx, organizationId, sources, facilities);
  const policy = await getFactorPolicy(tx, organizationId);
  const gwp = await getGwpSet(tx, organization.gwpSet);
  const allRecords = await listActivities(tx, organizationId, inventory.period);
  const files = await evidenceByRecord(tx, organizationId);
  const select = selectorOf(sources, facilities, choices, policy);
  const explain = explainerOf(policy, gwp);
  const factors = new Map<string, DocumentFactor>();
  const activities: DocumentActivity[] = [];
  const records = new Map<string, ActivityRecord>();
  const selectionIssues: Issue[] = [];
  const sourceOf = new Map(sources.map((source) => [source.id, source]));
  const facilityOf = new Map(facilities.map((facility) => [facility.id, facility]));
  const numberOf = new Map([
    ...facilities.map(({ id }, index) => [id, `f${index + 1}`] as const),
    ...sources.map(({ id }, index) => [id, `s${index + 1}`] as const),
  ]);
  for (const [index, record] of allRecords.entries()) {
    const id = `a${index + 1}`;
    records.set(id, record);
    const source = sourceOf.get(record.sourceId)!;
    const { result: chosen, decisions } = select(record);
    explain.note(record.sourceId, id, decisions);
    if (!chosen.ok) {
      selectionIssues.push({ code: chosen.code, activity: id, pointer: "", detail: chosen.detail });
      continue;
    }
    // A source may have moved to another category since; the run then says so on the line, and does not fail.
    const fault = record.method && findMethodFault(record.method, source.category);
    if (fault) {
      selectionIssues.push({ ...fault, activity: id });
      continue;
    }
    for (const factor of chosen.factors) factors.set(referenceOf(factor), factor);
    const instruments = instrumentFactors(id, record);
    for (const factor of instruments) factors.set(referenceOf(factor), factor);
    const facility = {
      id: numberOf.get(source.facilityId)!,
      share: facilityOf.get(source.facilityId)!.consolidationShare,
    };
    const emissionSource = numberOf.get(source.id)!;
    const evidence = evidenceText(record.evidence, files.get(record.recordId) ?? []);
    activities.push({
      id,
      ...toActivity(record, source, facility, chosen, instruments),
      ...(evidence ? { evidence } : {}),
      emissionSource,
    });
  }
  const document: InventoryDocument = {
    schema: "truetonne/inventory-document/v1",
    organization: {
      name: present(organization.name),
      ...(organization.legalId ? { legalId: organization.legalId } : {}),
      consolidationApproach: organization.consolidationApproach,
    },
    period: inventory.period,
    gwp: gwpInUse(gwp, [...factors.values()]),
    facilities: Object.fromEntries(
      facilities.map(({ id, name, country, gridRegion }) => [
        numberOf.get(id)!,
        { name: present(name), country, gridRegion },
      ]),
    ),
    policy: await describeInForce(tx, policy),
    uncertainty: { correlation: "by_factor" },
    factors: [...factors.values()].sort((a, b) => (referenceOf(a) < referenceOf(b) ? -1 : 1)),
    activities,
  };
  return { document, records, selectionIssues, selections: explain.all() };
}

async function describeInForce(tx: TenantTx, policy: FactorPolicy): Promise<DocumentPolicy> {
  const titles = Object.fromEntries((await listDatasets(tx)).map(({ id, title }) => [id, title]));
  return {
    version: String(policy.version),
    ...(policy.statedAt ? { statedOn: policy.statedAt.toISOString().slice(0, 10) } : {}),
    text: policyInWords(policy, titles),
  };
}

/** Gathers the reasons of a run. Records of one source mostly share theirs, whatever their month. */
function explainerOf(policy: FactorPolicy, gwp: DocumentGwp) {
  const texts = new Map<SelectionDecision[], { key: string; explanations: SelectionExplanation[] }>();
  const found = new Map<string, CollectedSelection>();
  return {
    note(sourceId: string, activity: string, decisions: SelectionDecision[]): void {
      let known = texts.get(decisions);
      if (!known) {
        const explanations = decisions.map((decision) => explainSelection(decision, policy, gwp));
        known = { key: JSON.stringify([sourceId, explanations]), explanations };
        texts.set(decisions, known);
      }
      const selection = found.get(known.key) ?? { sourceId, activities: [], explanations: known.explanations };
      selection.activities.push(activity);
      found.set(known.key, selection);
    },
    all: (): CollectedSelection[] => [...found.values()],
  };
}

/** Selection depends on source and period only, so a year of monthly records asks twelve times, not once a record. */
function selectorOf(
  sources: EmissionSource[],
  facilities: Awaited<ReturnType<typeof listFacilities>>,
  choices: FactorChoices,
  policy: FactorPolicy,
): (record: ActivityRecord) => ReturnType<typeof decideFactors> {
  const sourceOf = new Map(sources.map((source) => [source.id, source]));
  const facilityOf = new Map(facilities.map((facility) => [facility.id, facility]));
  const known = new Map<string, ReturnType<typeof decideFactors>>();
  return (record) => {
    const key = `${record.sourceId} ${record.period.start} ${record.period.end}`;
    const found = known.get(key);
    if (found) return found;
    const source = sourceOf.get(record.sourceId)!;
    const chosen = decideFactors(source, facilityOf.get(source.facilityId)!, record.period, choices, policy);
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
    ...(record.method ? { method: record.method } : { quantity: record.quantity, unit: record.unit }),
    ...(chosen.viaRefs.length > 0 ? { via: chosen.viaRefs } : {}),
    factor: chosen.factorRef,
    share: facility.share,
    dataQuality: record.dataQuality,
    ...(record.estimate ? { estimate: record.estimate } : {}),
    // The product's rule, printed with the share: what was measured, or calculated from measurements, is primary.
    primary: record.dataQuality !== "estimated",
    ...(source.uncertainty ? { uncertainty: source.uncertainty } : {}),
    ...(source.scope === 2 && (instruments.length > 0 || chosen.residualRef)
      ? { market: toMarket(record, instruments, chosen.residualRef) }
      : {}),
    ...(chosen.accepted.length > 0
      ? { accepted: acceptedCodes(chosen).map((code) => ({ code, reason: policyReason(code) })) }
      : {}),
    description: present(source.name),
  };
}

/** What was typed, then each file with its hash, so that a reader who is handed a file can tell that it is the one. */
function evidenceText(reference: string, files: { name: string; sha256: string }[]): string {
  return [...(reference ? [reference] : []), ...files.map(({ name, sha256 }) => `${name} (sha256 ${sha256})`)].join(
    "; ",
  );
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
  const { reportedApart, ...rest } = gwp;
  const apart = reportedApart?.filter((gas) => Object.hasOwn(values, gas)) ?? [];
  return { ...rest, values, blends, ...(apart.length > 0 ? { reportedApart: apart } : {}) };
}

/** Carbon and nitrogen factors name no gas; they make CO2 and N2O. */
function gasesOf(factor: EmissionFactor): string[] {
  const made = [...(factor.carbon ? ["CO2"] : []), ...(factor.nitrogen ? ["N2O"] : [])];
  return [...Object.keys(factor.gases ?? {}), ...Object.keys(factor.gasesCo2e ?? {}), ...made];
}

function present(name: { en: string; zh: string }): { en?: string; zh?: string } {
  return { ...(name.en ? { en: name.en } : {}), ...(name.zh ? { zh: name.zh } : {}) };
}
