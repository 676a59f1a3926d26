import type { ItemState } from "./checklist-entry.ts";
import { type DisclosureSubject, type Finding, type Judge, type Message, message } from "./finding.ts";
import * as boundaries from "./judge-boundaries.ts";
import * as china from "./judge-china.ts";
import * as methods from "./judge-methods.ts";
import * as quantities from "./judge-quantities.ts";
import { type Programme, programmeOn } from "./programme.ts";
import { type Requirement, type RequirementId, requirementsOf } from "./requirements.ts";
import { isStated } from "./statements.ts";

/** A requirement and its state for one report. */
export interface Judgement {
  requirement: Requirement;
  /** Of which it is a requirement, in the edition of the day of issue. */
  programme: Programme;
  state: ItemState;
  says: Message;
  /** What is to be done before issue; empty unless the state is `missing`. */
  missing: Message[];
}

/** A18 is judged last, from the others. */
const JUDGES: Record<Exclude<RequirementId, "A18">, Judge> = {
  A1: boundaries.judgeOrganization,
  A2: boundaries.judgeResponsible,
  A3: boundaries.judgePeriod,
  A4: boundaries.judgeBoundary,
  A5: boundaries.judgeSignificance,
  A6: quantities.judgeDirectGases,
  A7: quantities.judgeBiogenic,
  A8: quantities.judgeRemovals,
  A9: quantities.judgeExclusions,
  A10: quantities.judgeCrosswalk,
  A11: boundaries.judgeBaseYear,
  A12: methods.judgeRecalculation,
  A13: methods.judgeMethods,
  A14: methods.judgeChanges,
  A15: methods.judgeFactors,
  A16: methods.judgeUncertainty,
  A17: methods.judgeAssessment,
  A19: methods.judgeAssurance,
  A20: methods.judgeGwp,
  GP1: boundaries.judgeBoundary,
  GP2: quantities.judgeBothScopes,
  GP3: quantities.judgeScope3,
  GP4: quantities.judgeGasTotals,
  GP5: quantities.judgeBiogenic,
  GP6: boundaries.judgeBaseYearPolicy,
  GP7: quantities.judgeBothMethods,
  CN1: china.judgeReporter,
  CN2: china.judgeChinaTotals,
  CN3: quantities.judgeBiogenic,
  CN4: china.judgeEvidence,
  CN5: china.judgeFactorReasons,
  CN6: china.judgeQualityAssurance,
};

/**
 * Judges every applicable requirement, in the order of the checklist. Pure: it judges exactly what would be printed.
 * A zero is an answer; only what is neither stated nor calculated is missing.
 */
export function judgeDisclosures(subject: DisclosureSubject, day: string): Judgement[] {
  const settle = settler(subject, day);
  const judged = requirementsOf(subject.statements.overlays).map((requirement) =>
    requirement.id === "A18" ? requirement : settle(requirement, JUDGES[requirement.id](subject)),
  );
  const open = judged.flatMap((one) => ("state" in one && one.state === "missing" ? [one.requirement.id] : []));
  return judged.map((one) => ("state" in one ? one : settle(one, judgeAccordance(open))));
}

function settler({ statements }: DisclosureSubject, day: string) {
  return (requirement: Requirement, { says, missing, isNotApplicable }: Finding): Judgement => {
    const of = { requirement, programme: programmeOn(requirement.programme, day) };
    if (missing.length === 0) return { ...of, state: isNotApplicable ? "not_applicable" : "present", says, missing };
    const reason = statements.justifications[requirement.id];
    if (requirement.isJustifiable && isStated(reason, statements.languages))
      return { ...of, state: "justified", says: message("justified", { reason }), missing: [] };
    return { ...of, state: "missing", says, missing };
  };
}

/** A18: the statement of accordance depends on all other items and can't be justified instead. */
function judgeAccordance(open: RequirementId[]): Finding {
  const says = message(open.length === 0 ? "accordance" : "accordance_waits", { items: open });
  return { says, missing: open.length === 0 ? [] : [says] };
}

/** How many items are answered, and how many prevent issue; A18 only waits for those. */
export function countItems(judgements: readonly Judgement[]): { done: number; of: number; blocking: number } {
  const missing = judgements.filter(({ state }) => state === "missing");
  return {
    done: judgements.length - missing.length,
    of: judgements.length,
    blocking: missing.filter(({ requirement }) => requirement.id !== "A18").length,
  };
}
