import type { EmissionFactor, PropertyFactor } from "#app/carbon/document/inventory-document.ts";
import { isLatestGwpSet, LATEST_GWP_SET } from "#app/carbon/factor/gwp.ts";
import { Decimal, printDecimal } from "#app/number/decimal.ts";
import { registerFactors } from "#app/report/factor-register.ts";
import { findContradictions } from "./contradiction.ts";
import { answered, type DisclosureSubject, type Finding, type Judge, message } from "./finding.ts";
import { shareOf, undividedOf } from "./judge-quantities.ts";
import { isStated } from "./statements.ts";

/** A12: what was restated adds up from the figures before to those that hold now. */
export const judgeRecalculation: Judge = ({ facts: { baseYear } }) => {
  if (baseYear.isFirstYear) return { ...answered("recalculation_first"), isNotApplicable: true };
  if (baseYear.recalculation === null) return answered("recalculation_none");
  const { bridge } = baseYear;
  if (!bridge)
    return { says: message("recalculated", { reason: baseYear.recalculation }), missing: [message("bridge")] };
  const reached = bridge.effects.reduce((sum, { co2eKg }) => sum.plus(co2eKg), new Decimal(bridge.before.co2eKg));
  const gap = reached.minus(bridge.after.co2eKg).abs();
  const addsUp = gap.lte(new Decimal(bridge.after.co2eKg).abs().times("1e-35"));
  return {
    says: message("recalculated", { reason: baseYear.recalculation }),
    missing: addsUp ? [] : [message("bridge_gap", { gap: { kg: printDecimal(gap) } })],
  };
};

/**
 * A13: each source has a method with its reason; without an own reason, it follows from the form of the factor. An own
 * reason may not contradict the factor.
 */
export const judgeMethods: Judge = (subject) => {
  const { sources, statements } = subject;
  const own = sources.filter(({ id }) => isStated(statements.sourceReasons[id], statements.languages));
  return {
    says: message("methods", { count: String(sources.length), own: String(own.length) }),
    missing: own.flatMap(({ id, key, name }) =>
      findContradictions(statements.sourceReasons[id]!, factorsOf(subject, key)).map(({ code, stated, found }) =>
        message(code, { source: name.en || name.zh ? name : key, stated, found }),
      ),
    ),
  };
};

/** The emission factors that lines of a source use. */
function factorsOf({ document }: DisclosureSubject, key: string): EmissionFactor[] {
  const used = new Set(document.activities.filter((one) => one.emissionSource === key).map(({ factor }) => factor));
  return document.factors.filter(
    (factor): factor is EmissionFactor => factor.kind === "emission" && used.has(`${factor.id}@${factor.version}`),
  );
}

/** A14: found by comparison with the report before, never typed. */
export const judgeChanges: Judge = ({ facts: { previousReport } }) => {
  if (previousReport === null) return answered("changes_first");
  if (previousReport.changes.length === 0) return { says: message("changes_first"), missing: [message("changes")] };
  return answered("changes", { number: previousReport.number, count: String(previousReport.changes.length) });
};

type Registered = EmissionFactor | PropertyFactor;

/** A15: the register names every factor once, with where it comes from. */
export const judgeFactors: Judge = ({ document }) => {
  const { factors, properties } = registerFactors(document);
  const all: Registered[] = [...factors, ...properties].map(({ factor }) => factor);
  return {
    says: message("factors", { count: String(all.length) }),
    missing: all.filter(isUnsourced).map((factor) => {
      const name = factor.name?.en || factor.name?.zh ? factor.name : factor.id;
      return message("factor_source", { factor: name });
    }),
  };
};

/** A certificate or contract is its own source; a published factor has publisher and place, an own one its document. */
function isUnsourced({ version, publisher, source }: Registered): boolean {
  return version === "" || !(source?.title || source?.table || publisher);
}

/** A16: for each category a percentage, or the grade that the organization states. */
export const judgeUncertainty: Judge = ({ totals, statements }) => {
  const categories = Object.keys(totals.byCategory);
  const percents = totals.uncertainty?.byCategory ?? {};
  const ungraded = categories.filter(
    (category) => (percents[category] ?? null) === null && !statements.uncertaintyGrades[category],
  );
  return {
    says: message("uncertainty", { count: String(categories.length - ungraded.length), of: String(categories.length) }),
    missing: ungraded.map((category) => message("uncertainty_grade", { category: { category } })),
  };
};

/** A17: the method is named, and its result can be recomputed; where it can't cover every line, words say what was done. */
export const judgeAssessment: Judge = ({ totals, statements }): Finding => {
  const percent = totals.uncertainty?.totalPercent ?? totals.uncertaintyPercent;
  if (percent !== null) return answered("assessment", { percent: { percent } });
  if (isStated(statements.uncertainty, statements.languages)) return answered("assessment_stated");
  return { says: message("assessment_stated"), missing: [message("assessment")] };
};

/** A19: exactly one of four; a verified state rests on a third party's statement on record. */
export const judgeAssurance: Judge = ({ facts: { assurance } }) => {
  if (assurance.status === "not_verified") return answered("not_verified");
  const { body, statement, date } = assurance;
  const isComplete = (body.en || body.zh) && statement && date;
  return {
    says: message("verified", { level: assurance.status, body }),
    missing: isComplete ? [] : [message("assurance_statement")],
  };
};

/** A20: one set, its source, whether it is the newest, and what was published on another one only. */
export const judgeGwp: Judge = ({ document: { gwp }, totals }) => {
  const share = shareOf(undividedOf(totals, gwp.set), totals.co2eKg);
  const code = isLatestGwpSet(gwp.set) ? "gwp" : "gwp_not_latest";
  return {
    says: message(code, { set: gwp.set, latest: LATEST_GWP_SET, share: { percent: share } }),
    missing: gwp.source ? [] : [message("gwp_source", { set: gwp.set })],
  };
};
