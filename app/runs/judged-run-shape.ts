import { mergeKinds } from "#app/carbon/compiled/run-compiled.ts";
import { recordsOf } from "#app/carbon/condense/merged-records.ts";
import type {
  DocumentActivity,
  FactorReference,
  InventoryDocument,
  Period,
} from "#app/carbon/document/inventory-document.ts";
import type { ExactLine } from "#app/carbon/line/exact-line.ts";
import { isWithin } from "#app/day/period.ts";
import { omit } from "#app/encoding/omit.ts";
import { type ByGas, directGasesOf } from "./breakdown.ts";

type Asked = "facility" | "scope" | "category" | "share" | "description" | "emissionSource" | "factor" | "via";

/** What is asked of an activity. Of many activities it is the same. */
export interface JudgedActivity extends Pick<DocumentActivity, Asked> {
  method?: { name: string };
  estimate?: { method: string };
  market?: { instruments?: { factor: FactorReference }[]; residualFactor: FactorReference | null };
}

/** A document, or of its activities one of each kind. */
export type JudgedDocument = Omit<InventoryDocument, "activities" | "results"> & {
  activities: readonly JudgedActivity[];
};

/** Some activities: how many, and the ids of the first. */
export interface NamedActivities {
  count: number;
  first: string[];
}

/** What a checklist asks of the document of a run with totals. */
export interface JudgedRun {
  document: JudgedDocument;
  activityCount: number;
  /** With days that are not of the document's period. */
  outside: NamedActivities;
  /** Without a source document. */
  unevidenced: NamedActivities;
  /** kg CO2e of scope 1 in the columns of a report. */
  directGases: ByGas;
}

/** The whole document as it is judged. @throws CarbonError when it was not valid */
export function judgedRunOf(document: InventoryDocument): JudgedRun {
  const { activities, period, gwp } = document;
  const direct = activities.filter(({ scope }) => scope === 1);
  return {
    document,
    activityCount: activities.reduce((count, activity) => count + recordsOf(activity), 0),
    outside: nameAll(activities, (activity) => (isWithin(activity.period, period) ? 0 : recordsOf(activity))),
    unevidenced: nameAll(activities, countUnevidenced),
    directGases: directGasesOf(mergeKinds({ ...document, activities: direct }).lines, gwp),
  };
}

/** @param countOf how many of the records that an activity stands for are meant */
function nameAll(
  activities: readonly DocumentActivity[],
  countOf: (activity: DocumentActivity) => number,
): NamedActivities {
  const meant = activities.filter((activity) => countOf(activity) > 0);
  return { count: meant.reduce((count, one) => count + countOf(one), 0), first: meant.map(({ id }) => id) };
}

function countUnevidenced(activity: DocumentActivity): number {
  const { merged, evidence } = activity;
  if (merged) return recordsOf(activity) - Number(merged.evidenced ?? 0);
  return evidence ? 0 : 1;
}

/** So many activities are told by their ids; a sentence names fewer. */
const MOST_NAMED = 20;

/** The same of a run in the making, whose activities are told as they come: what it keeps grows with their kinds. */
export class JudgedBook {
  readonly #period: Period;
  readonly #outside: NamedActivities = { count: 0, first: [] };
  readonly #unevidenced: NamedActivities = { count: 0, first: [] };
  /** Lines are merged whatever filled a gap, so these are kept by themselves. */
  readonly #estimated: Kinds = new Map();
  #count = 0;

  constructor(period: Period) {
    this.#period = period;
  }

  /** @param like an activity that is the same but for its id, its days and the words of its evidence */
  add(like: DocumentActivity, { id, period }: { id: string; period: Period }): void {
    this.#count += 1;
    if (!isWithin(period, this.#period)) note(this.#outside, id);
    if (!like.evidence) note(this.#unevidenced, id);
    if (like.estimate) addKind(this.#estimated, like);
  }

  /**
   * @param head the document without activities
   * @param lines its lines, or the fewer that sum to the same (`mergeKinds`)
   */
  print(head: InventoryDocument, lines: readonly ExactLine[]): JudgedRun {
    const rest = omit(head, "results");
    const kinds: Kinds = new Map();
    for (const { activity } of lines) addKind(kinds, activity);
    // They come last: a line of each stands before, so that what comes first of a source is told by the lines.
    for (const [name, kind] of this.#estimated) kinds.set(name, kind);
    return {
      document: { ...rest, activities: [...kinds.values()] },
      activityCount: this.#count,
      outside: this.#outside,
      unevidenced: this.#unevidenced,
      directGases: directGasesOf(
        lines.filter(({ activity }) => activity.scope === 1),
        head.gwp,
      ),
    };
  }
}

type Kinds = Map<string, JudgedActivity>;

function addKind(kinds: Kinds, activity: DocumentActivity): void {
  const kind = kindOf(activity);
  const name = JSON.stringify(kind);
  if (!kinds.has(name)) kinds.set(name, kind);
}

function note(named: NamedActivities, id: string): void {
  named.count += 1;
  if (named.first.length < MOST_NAMED) named.first.push(id);
}

/** Nothing but what is asked. */
function kindOf(activity: DocumentActivity): JudgedActivity {
  const { facility, scope, category, share, description, emissionSource, factor, via } = activity;
  const { method, estimate, market } = activity;
  return {
    facility,
    scope,
    category,
    factor,
    ...(share === undefined ? {} : { share }),
    ...(description ? { description } : {}),
    ...(emissionSource === undefined ? {} : { emissionSource }),
    ...(via ? { via } : {}),
    ...(method ? { method: { name: method.name } } : {}),
    ...(estimate ? { estimate: { method: estimate.method } } : {}),
    ...(market ? { market: marketOf(market) } : {}),
  };
}

function marketOf({ instruments, residualFactor }: NonNullable<DocumentActivity["market"]>) {
  return { instruments: (instruments ?? []).map(({ factor }) => ({ factor })), residualFactor };
}
