import type { ContentLanguage } from "#app/encoding/language.ts";
import { BOUNDS, checkDecimal } from "#app/number/decimal.ts";
import { type Judge, message } from "./finding.ts";
import { judgeFactors } from "./judge-methods.ts";
import { isStated, type StatedAmount } from "./statements.ts";

/** CN1: facts of the reporting organization in addition to A1 and A2. */
export const judgeReporter: Judge = ({ statements: { china, languages } }) => {
  const facts: Record<string, boolean> = {
    nature: isStated(china.nature, languages),
    sector: isStated(china.sector, languages),
    legalRepresentative: china.legalRepresentative.trim() !== "",
    preparer: china.preparer.trim() !== "",
    preparerContact: china.preparerContact.trim() !== "",
  };
  return {
    says: message("reporter", { sector: china.sector, person: china.legalRepresentative }),
    missing: Object.keys(facts)
      .filter((field) => !facts[field])
      .map((field) => message("china_field", { field })),
  };
};

/** CN2: recovered and sold amounts, next to emitted and purchased ones; no amount is assumed to be 0. */
export const judgeChinaTotals: Judge = ({ statements: { china, languages }, totals }) => {
  const amounts = {
    recoveredCo2: china.recoveredCo2,
    exportedElectricity: china.exportedElectricity,
    exportedHeat: china.exportedHeat,
  };
  return {
    says: message("china_totals", { direct: { kg: totals.byScope[1] }, purchased: { kg: totals.byScope[2] } }),
    missing: Object.entries(amounts)
      .filter(([, amount]) => !isAmount(amount, languages))
      .map(([field]) => message("china_field", { field })),
  };
};

/** Zero needs no basis: nothing was sold or recovered. */
function isAmount({ tonnes, basis }: StatedAmount, languages: readonly ContentLanguage[]): boolean {
  if (checkDecimal(tonnes, BOUNDS.quantity) !== null || tonnes.startsWith("-")) return false;
  return /^0(\.0+)?$/.test(tonnes) || isStated(basis, languages);
}

/** CN4: each record names its source document. */
export const judgeEvidence: Judge = ({ activityCount, unevidenced: { count, first } }) => ({
  says: message("evidence", { count: String(activityCount - count), of: String(activityCount) }),
  missing: count > 0 ? [message("evidence_lacking", { count: String(count), lines: { count, first } })] : [],
});

/** CN5: each factor has its source, and the reason for its choice: a rule of the policy, or the organization's words. */
export const judgeFactorReasons: Judge = (subject) => {
  const { sources, statements } = subject;
  const silent = sources.filter(
    ({ id, isByRule }) => !isByRule && !isStated(statements.sourceReasons[id], statements.languages),
  );
  return {
    says: message("factor_reasons", {
      count: String(sources.length - silent.length),
      of: String(sources.length),
    }),
    missing: [
      ...judgeFactors(subject).missing,
      ...silent.map(({ name, key }) => message("source_reason", { source: name.en || name.zh ? name : key })),
    ],
  };
};

/** CN6: how quality is assured and documents are kept. */
export const judgeQualityAssurance: Judge = ({ statements: { china, languages } }) => ({
  says: message("quality_assurance"),
  missing: isStated(china.qualityAssurance, languages) ? [] : [message("china_field", { field: "qualityAssurance" })],
});
