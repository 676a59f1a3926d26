import { Condenser } from "#app/carbon/condense/condense.ts";
import type {
  DocumentActivity,
  DocumentFactor,
  DocumentGwp,
  DocumentPolicy,
  EmissionFactor,
  InventoryDocument,
  Issue,
  Period,
} from "#app/carbon/document/inventory-document.ts";
import { nameInCombustion } from "#app/carbon/factor/combustion-methane.ts";
import { openContext } from "#app/carbon/line/calculation-context.ts";
import { findMethodFault } from "#app/carbon/method/validate-method.ts";
import { utcDay } from "#app/day/day.ts";
import { type FactorDataset, listDatasets } from "#app/factors/factor.server.ts";
import { getGwpSet } from "#app/factors/gwp-set.server.ts";
import { listClaims } from "#app/instruments/allocation.server.ts";
import { toDocumentFactor } from "#app/instruments/contractual-instrument.ts";
import { getVintageWindow } from "#app/instruments/vintage-window.server.ts";
import { type VintageWindow, vintageDays } from "#app/instruments/vintage-window.ts";
import type { Inventory } from "#app/organization/inventory.server.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import { type EmissionSource, listEmissionSources } from "#app/places/emission-source.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import { listActivities } from "#app/records/activity.server.ts";
import { evidenceByRecord, type NamedFile } from "#app/records/evidenced-record.server.ts";
import { type FactorChoices, loadFactorChoices, referenceOf } from "#app/sources/factor-selection.server.ts";
import { type FactorPolicy, getFactorPolicy } from "#app/sources/policy/factor-policy.server.ts";
import { policyInWords } from "#app/sources/policy/policy-text.ts";
import type { TenantTx } from "#db/doors.ts";
import type { CalculatedRecord } from "./calculated-record.server.ts";
import { countActivities, refuseLarge } from "./calculation-size.server.ts";
import { evidenceText, present, toActivity } from "./document-activity.server.ts";
import { idOf, numberOf } from "./line-number.ts";
import { type CollectedSelection, explainerOf, type Reason, selectorOf, stretchesOf } from "./record-factors.server.ts";
import { type InputsMark, markInputs } from "./run-inputs.server.ts";
import { editionsOf } from "./run-library.server.ts";

/** The inputs of a run as one document, condensed, and the records that no factor could be chosen for. */
export interface CollectedInputs {
  /** Without `detail`: the pieces behind its lines are not made. */
  document: InventoryDocument;
  /** The first record of each line, and of each issue, by activity id. */
  recordIds: Record<string, string>;
  places: Places;
  selectionIssues: Issue[];
}

/**
 * Turns the organization's rows into the inventory document of a period: records in their newest version, the factors
 * chosen for each, the GWP set, boundary shares. A record without a factor is an issue, never left out silently.
 *
 * The document is published with a report, so it names records and facilities by number (`a1`, `f1`), never by row id.
 *
 * @throws AppError `conflict` where there are more records than a whole document may hold
 */
export async function collectInputs(
  tx: TenantTx,
  organizationId: string,
  inventory: Inventory,
): Promise<CollectedInputs> {
  refuseLarge(await countActivities(tx, organizationId, inventory.period));
  const collector = await openCollector(tx, organizationId, inventory);
  const allRecords = await listActivities(tx, organizationId, inventory.period);
  const files = await evidenceByRecord(tx, organizationId);
  const claims = await listClaims(tx, organizationId);
  const condenser = new Condenser(openContext({ gwp: collector.gwp, factors: collector.factors }));
  const recordIds: Record<string, string> = {};
  const selectionIssues: Issue[] = [];
  for (const record of allRecords) {
    const { id, activity, issue } = collector.collect(
      { ...record, claims: claims.get(record.recordId) ?? [] },
      files.get(record.recordId) ?? [],
    );
    if (issue) selectionIssues.push(issue);
    const before = condenser.count;
    if (activity) condenser.add(activity);
    if (issue || condenser.count > before) recordIds[id] = record.recordId;
  }
  const document = { ...collector.head(), activities: condenser.lines() };
  return { document, recordIds, places: collector.around().places, selectionIssues };
}

/** A record as in the document, or why it can't be; and why it got its factors. */
export interface CollectedRecord {
  id: string;
  activity: DocumentActivity | null;
  issue: Issue | null;
  reason: Reason;
}

/** Reads what records are put together with: facilities, sources, factors and how they are chosen. */
export async function openCollector(
  tx: TenantTx,
  organizationId: string,
  inventory: Inventory,
): Promise<InputsCollector> {
  const mark = await markInputs(tx);
  // Before the factors: what is imported between the two is found again as newer, and not taken for known.
  const datasets = await listDatasets(tx);
  const organization = await getOrganization(tx, organizationId);
  const facilities = await listFacilities(tx, organizationId);
  const sources = await listEmissionSources(tx, organizationId);
  const choices = await loadFactorChoices(tx, organizationId, sources, facilities);
  const policy = await getFactorPolicy(tx, organizationId);
  return new InputsCollector({
    organization,
    facilities,
    sources,
    choices,
    policy,
    vintageWindow: (await getVintageWindow(tx, organizationId)).value,
    period: inventory.period,
    gwp: await getGwpSet(tx, organization.gwpSet),
    policyInForce: describeInForce(datasets, policy),
    library: editionsOf(datasets),
    mark,
  });
}

/** Ids of emission sources and facilities by their numbers in a document, such as `s3` and `f1`. */
export interface Places {
  sources: Record<string, string>;
  facilities: Record<string, string>;
}

interface Surroundings {
  organization: Awaited<ReturnType<typeof getOrganization>>;
  facilities: Awaited<ReturnType<typeof listFacilities>>;
  sources: EmissionSource[];
  choices: FactorChoices;
  policy: FactorPolicy;
  policyInForce: DocumentPolicy;
  vintageWindow: VintageWindow;
  library: string[];
  mark: InputsMark;
  period: Inventory["period"];
  gwp: DocumentGwp;
}

/** Makes activities of records one after the other, and keeps of them the factors they name and the reasons for those. */
export class InputsCollector {
  /** By reference; every factor that a collected activity names. */
  readonly factors = new Map<string, DocumentFactor>();
  readonly #around: Surroundings;
  readonly #select: ReturnType<typeof selectorOf>;
  readonly #stretchOf: (period: Period) => string;
  readonly #explain: ReturnType<typeof explainerOf>;
  readonly #sources: Map<string, EmissionSource>;
  readonly #facilities: Map<string, Surroundings["facilities"][number]>;
  readonly #numbers: Map<string, string>;
  #count = 0;

  constructor(around: Surroundings) {
    const { sources, facilities, choices, policy, gwp } = around;
    this.#around = around;
    this.#stretchOf = stretchesOf(choices);
    this.#explain = explainerOf(policy, gwp);
    this.#select = selectorOf(around, this.#stretchOf, this.#explain);
    this.#sources = new Map(sources.map((source) => [source.id, source]));
    this.#facilities = new Map(facilities.map((facility) => [facility.id, facility]));
    this.#numbers = new Map([
      ...facilities.map(({ id }, index) => [id, `f${index + 1}`] as const),
      ...sources.map(({ id }, index) => [id, `s${index + 1}`] as const),
    ]);
  }

  get gwp(): DocumentGwp {
    return this.#around.gwp;
  }

  get period(): Period {
    return this.#around.period;
  }

  /** Records of one source whose periods are of one name are given the same factors. */
  stretchOf(period: Period): string {
    return this.#stretchOf(period);
  }

  /** Numbers a record. @returns the id of its activity */
  nextId(): string {
    this.#count += 1;
    return idOf(this.#count);
  }

  /** Keeps why a line of the document, or a record without one, got its factors. */
  note(reason: Reason, id: string): void {
    this.#explain.note(reason, numberOf(id));
  }

  /** Records are numbered as they come. */
  collect(record: CalculatedRecord, files: readonly NamedFile[]): CollectedRecord {
    const source = this.#sources.get(record.sourceId)!;
    const { result: chosen, reason } = this.#select(record);
    const id = this.nextId();
    if (!chosen.ok) {
      const issue = { code: chosen.code, activity: id, pointer: "", detail: chosen.detail };
      return { id, activity: null, issue, reason };
    }
    // A source may have moved to another category since; the run then reports it on the line, and does not fail.
    const fault = record.method && findMethodFault(record.method, source.category);
    if (fault) return { id, activity: null, issue: { ...fault, activity: id }, reason };
    const claimed = record.claims.map(({ instrument, number }) => toDocumentFactor(instrument, number));
    for (const factor of [...chosen.factors, ...claimed]) this.factors.set(referenceOf(factor), factor);
    const facility = {
      id: this.#numbers.get(source.facilityId)!,
      share: this.#facilities.get(source.facilityId)!.consolidationShare,
    };
    const evidence = evidenceText(record.evidence, files);
    const activity = {
      id,
      ...toActivity(record, { source, facility, chosen }),
      ...(evidence ? { evidence } : {}),
      emissionSource: this.#numbers.get(source.id)!,
    };
    return { id, activity, issue: null, reason };
  }

  /** What belongs to a run in addition to its document. */
  around(): { selections: Iterable<CollectedSelection>; library: readonly string[]; mark: InputsMark; places: Places } {
    const { library, mark, sources, facilities } = this.#around;
    const idsOf = (all: readonly { id: string }[]) =>
      Object.fromEntries(all.map(({ id }) => [this.#numbers.get(id)!, id]));
    const places = { sources: idsOf(sources), facilities: idsOf(facilities) };
    return { selections: this.#explain.selections(), library, mark, places };
  }

  /** The document of what was collected so far, without its activities. */
  head(): Omit<InventoryDocument, "activities"> {
    const { organization, facilities, sources, gwp, period, policyInForce, vintageWindow } = this.#around;
    const events = sources.filter(({ recordsEvery }) => recordsEvery === "event");
    const factors = [...this.factors.values()].sort((a, b) => (referenceOf(a) < referenceOf(b) ? -1 : 1));
    return {
      schema: "truetonne/inventory-document/v1",
      organization: {
        name: present(organization.name),
        ...(organization.legalId ? { legalId: organization.legalId } : {}),
        consolidationApproach: organization.consolidationApproach,
      },
      period,
      ...(factors.some((factor) => factor.kind !== "property" && factor.instrument)
        ? { vintage: vintageDays(period, vintageWindow) }
        : {}),
      gwp: gwpInUse(gwp, factors),
      facilities: Object.fromEntries(
        facilities.map(({ id, name, country, gridRegion }) => [
          this.#numbers.get(id)!,
          { name: present(name), country, gridRegion },
        ]),
      ),
      ...(events.length > 0 && { eventSources: events.map(({ id }) => this.#numbers.get(id)!) }),
      policy: policyInForce,
      uncertainty: { correlation: "by_factor" },
      factors,
    };
  }
}

function describeInForce(datasets: readonly FactorDataset[], policy: FactorPolicy): DocumentPolicy {
  const titles = Object.fromEntries(datasets.map(({ id, title }) => [id, title]));
  return {
    version: String(policy.version),
    ...(policy.statedAt ? { statedOn: utcDay(policy.statedAt) } : {}),
    text: policyInWords(policy, titles),
  };
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
  const stated = [...Object.keys(factor.gases ?? {}), ...Object.keys(factor.gasesCo2e ?? {})];
  return [...stated, ...stated.map(nameInCombustion), ...made];
}
