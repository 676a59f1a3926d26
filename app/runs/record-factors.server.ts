import type { DocumentFactor, DocumentGwp, Period } from "#app/carbon/document/inventory-document.ts";
import { evaluateFactor } from "#app/carbon/factor/factor-value.ts";
import { openGwpSet } from "#app/carbon/factor/gwp.ts";
import {
  explainSelection,
  type SelectionDecision,
  type SelectionExplanation,
} from "#app/carbon/factor/selection-explanation.ts";
import { rememberingObjects } from "#app/number/remember.ts";
import { splitByGroup, WholeNumbers } from "#app/number/whole-numbers.ts";
import type { EmissionSource } from "#app/places/emission-source.server.ts";
import type { Facility } from "#app/places/facility/facility.server.ts";
import { decideFactors, type FactorChoices, type SourceFactors } from "#app/sources/factor-selection.server.ts";
import type { FactorPolicy } from "#app/sources/policy/factor-policy.server.ts";
import type { CalculatedRecord } from "./calculated-record.server.ts";

/** Why records of a source got their factors. */
interface Explained {
  sourceId: string;
  explanations: SelectionExplanation[];
}

export interface Reason extends Explained {
  /** In the order in which reasons were first given; −1 until then. */
  number: number;
}

export interface CollectedSelection extends Explained {
  /** JSON: an array of activity ids. */
  activities: string;
}

/** Who asks for factors, and what can be chosen by which rules. */
interface Asked {
  sources: readonly EmissionSource[];
  facilities: readonly Facility[];
  choices: FactorChoices;
  policy: FactorPolicy;
}

/** Gathers the reasons of a run. Records of one source mostly share theirs, and many sources have the same. */
export function explainerOf(policy: FactorPolicy, gwp: DocumentGwp) {
  const explained = new Map<string, SelectionExplanation[]>();
  const reasons = new Map<SelectionExplanation[], Map<string, Reason>>();
  const given: Reason[] = [];
  /** Activities, and the number of the reason of each. */
  const [activities, numbers] = [new WholeNumbers(), new WholeNumbers()];
  const gwpSet = openGwpSet(gwp);
  const evaluate = rememberingObjects((factor: DocumentFactor) => evaluateFactor(factor, gwpSet));
  return {
    /** In words; the same object for the same words. */
    explain(decisions: SelectionDecision[]): SelectionExplanation[] {
      const explanations = decisions.map((decision) => explainSelection(decision, policy, evaluate));
      const text = JSON.stringify(explanations);
      const shared = explained.get(text) ?? explanations;
      explained.set(text, shared);
      return shared;
    },
    /** The same object for the same source and the same explanations. */
    reasonOf(sourceId: string, explanations: SelectionExplanation[]): Reason {
      const bySource = reasons.get(explanations) ?? new Map<string, Reason>();
      reasons.set(explanations, bySource);
      const reason = bySource.get(sourceId) ?? { sourceId, explanations, number: -1 };
      bySource.set(sourceId, reason);
      return reason;
    },
    note(reason: Reason, activity: number): void {
      if (reason.number < 0) reason.number = given.push(reason) - 1;
      numbers.push(reason.number);
      activities.push(activity);
    },
    *selections(): Generator<CollectedSelection> {
      for (const { group, values } of splitByGroup(numbers, activities)) {
        const { sourceId, explanations } = given[group]!;
        for (let start = 0; start < values.length; start += SELECTION_RECORDS) {
          const some = values.subarray(start, start + SELECTION_RECORDS);
          // In one text: a million separate ids take more memory than everything else here.
          yield { sourceId, explanations, activities: `["a${some.join('","a')}"]` };
        }
      }
    },
  };
}

/** The most records that one selection names. */
const SELECTION_RECORDS = 50_000;

/**
 * Selection depends on the source and on how a period lies to the days on which factors begin and end, so a year of
 * daily records needs one query per such stretch, not per record. What could not be chosen names the period.
 */
export function selectorOf(
  asked: Asked,
  stretchOf: (period: Period) => string,
  explainer: ReturnType<typeof explainerOf>,
): (record: CalculatedRecord) => Decided {
  const sourceOf = new Map(asked.sources.map((source) => [source.id, source]));
  const answer = answererOf(asked, explainer);
  const known = new Map<string, Decided>();
  const decide = (days: string, { sourceId, period }: CalculatedRecord) => {
    const key = `${sourceId} ${days}`;
    const found = known.get(key);
    if (found) return found;
    const { result, explanations } = answer(sourceOf.get(sourceId)!, period, days);
    const decided = { result, reason: explainer.reasonOf(sourceId, explanations) };
    known.set(key, decided);
    return decided;
  };
  return (record) => {
    const { period } = record;
    const decided = decide(stretchOf(period), record);
    return decided.result.ok ? decided : decide(`${period.start}/${period.end}`, record);
  };
}

interface Decided {
  result: SourceFactors;
  reason: Reason;
}

interface Answer {
  result: SourceFactors;
  explanations: SelectionExplanation[];
}

/** Answers sources of one category and place that ask for the same factors once: a company has many meters and few tariffs. */
function answererOf(
  { facilities, choices, policy }: Asked,
  { explain }: ReturnType<typeof explainerOf>,
): (source: EmissionSource, period: Period, days: string) => Answer {
  const facilityOf = new Map(facilities.map((facility) => [facility.id, facility]));
  const known = new Map<string, Answer>();
  return (source, period, days) => {
    const facility = facilityOf.get(source.facilityId)!;
    const { gridRegion, country } = facility;
    const question = JSON.stringify([gridRegion, country, source.category, source.factorSelection, days]);
    const found = known.get(question);
    if (found) return found;
    const { result, decisions } = decideFactors(source, facility, period, { choices, policy });
    const answer = { result, explanations: explain(decisions) };
    // What could not be chosen names its source.
    if (result.ok) known.set(question, answer);
    return answer;
  };
}

/** Names how a period compares with the first and last days of all factors: selection compares nothing else of it. */
export function stretchesOf({ byId, byRegion }: FactorChoices): (period: Period) => string {
  const factors = [...byId.values(), ...byRegion.values()].flat();
  const days = (pick: (factor: (typeof factors)[number]) => string | null) => [
    ...new Set(factors.flatMap((factor) => pick(factor) ?? [])),
  ];
  const [starts, ends] = [days(({ validFrom }) => validFrom), days(({ validTo }) => validTo)];
  const known = new Map<string, string>();
  return ({ start, end }) => {
    const key = `${start}/${end}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const name = `${starts.filter((day) => day <= start).length}/${ends.filter((day) => day < end).length}`;
    known.set(key, name);
    return name;
  };
}
