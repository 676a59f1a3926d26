import { ALL_CATEGORIES } from "#app/carbon/line/scope.ts";
import { EVERY_FACILITY, type MatrixAnswer } from "#app/report/completeness/matrix.ts";
import {
  type DisclosureStatements,
  INDIRECT_CATEGORIES,
  NO_STATEMENTS,
  NO_TEXT,
} from "#app/report/disclosure/statements.ts";

const BELOW = { en: "Estimated below 1 % of the total.", zh: "估计不足总量的1%。" };

const NO_ACTIVITY: MatrixAnswer = {
  state: "not_applicable",
  reason: "no_activity",
  why: NO_TEXT,
  tonnes: "",
  basis: NO_TEXT,
};

/** Answers that complete a report of any sample company, without an additional programme. */
export const SAMPLE_DISCLOSURES: DisclosureStatements = {
  ...NO_STATEMENTS,
  boundary: { en: "All facilities are consolidated by the stated approach.", zh: "所有设施均按所述方法纳入。" },
  significance: { en: "Categories above 1 % of the total are included.", zh: "超过总量1%的类别均纳入。" },
  notSignificant: Object.fromEntries(INDIRECT_CATEGORIES.map((category) => [category, BELOW])),
  exclusions: [],
  completeness: Object.fromEntries(ALL_CATEGORIES.map((category) => [category, { [EVERY_FACILITY]: NO_ACTIVITY }])),
  uncertainty: { en: "Graded by category.", zh: "按类别评定等级。" },
  uncertaintyGrades: Object.fromEntries(ALL_CATEGORIES.map((category) => [category, "medium"])),
};
