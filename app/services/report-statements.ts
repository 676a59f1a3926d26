import type { LocalText } from "#app/report/model.ts";

/** What a person states when a report is issued; everything else follows from the run and the organization. */
export interface ReportStatements {
  boundary: LocalText;
  significance: LocalText;
  exclusions: { what: LocalText; reason: LocalText; estimate: LocalText }[];
}

/** Words to begin with, for the person who issues to correct: they are that person's statement, not ours. */
export const DEFAULT_STATEMENTS: ReportStatements = {
  boundary: {
    en: "All facilities listed below are consolidated by the stated approach and share.",
    zh: "下列所有设施均按所述合并方法和比例纳入。",
  },
  significance: {
    en: "Indirect categories are included where data were collected; the others are listed as not quantified.",
    zh: "已收集数据的间接类别均纳入，其余类别列为未量化。",
  },
  exclusions: [],
};
