import { ALL_CATEGORIES } from "#app/carbon/line/scope.ts";
import { type DisclosureStatements, INDIRECT_CATEGORIES, NO_STATEMENTS } from "#app/report/disclosure/statements.ts";

const BELOW = { en: "Estimated below 1 % of the total.", zh: "估计不足总量的1%。" };

/** Answers that complete a report of any sample company, without an additional programme. */
export const SAMPLE_DISCLOSURES: DisclosureStatements = {
  ...NO_STATEMENTS,
  boundary: { en: "All facilities are consolidated by the stated approach.", zh: "所有设施均按所述方法纳入。" },
  significance: { en: "Categories above 1 % of the total are included.", zh: "超过总量1%的类别均纳入。" },
  notSignificant: Object.fromEntries(INDIRECT_CATEGORIES.map((category) => [category, BELOW])),
  exclusions: [],
  uncertainty: { en: "Graded by category.", zh: "按类别评定等级。" },
  uncertaintyGrades: Object.fromEntries(ALL_CATEGORIES.map((category) => [category, "medium"])),
};
