import { ALL_CATEGORIES, type Category } from "#app/carbon/line/scope.ts";
import type { LocalText } from "#app/i18n/local-text.ts";
import { BOUNDS } from "#app/number/decimal.ts";
import { parseRatio } from "#app/number/ratio.ts";
import {
  checkAnswer,
  groupCells,
  type Matrix,
  type MatrixGroup,
  type MatrixRow,
} from "#app/report/completeness/matrix.ts";
import { isoCategoryOf } from "#app/report/content/iso-category.ts";
import { answered, type DisclosureSubject, type Finding, type Judge, type Message, message } from "./finding.ts";
import { INDIRECT_CATEGORIES, isStated } from "./statements.ts";

/** A1: who reports, in the languages of the report. */
export const judgeOrganization: Judge = ({ facts, statements: { languages } }) => {
  const { legalName, legalId, address, description } = facts.organization;
  const inEach = (name: string, text: LocalText) =>
    languages.map((language) => [`${name}${language === "en" ? "En" : "Zh"}`, text[language]] as const);
  const details: Record<string, string | undefined> = Object.fromEntries([
    ...inEach("name", legalName),
    ["legalId", legalId],
    ...inEach("address", address),
    ...inEach("description", description),
  ]);
  return { says: message("organization", { name: legalName }), missing: missingDetails(details) };
};

/** A2: the person who answers for the report. */
export const judgeResponsible: Judge = ({ facts: { responsible } }) => ({
  says: message("responsible", { name: responsible.name, role: responsible.role }),
  missing: missingDetails({
    responsibleName: responsible.name.en,
    responsibleRole: responsible.role.en,
    responsibleContact: responsible.contact,
  }),
});

function missingDetails(details: Record<string, string | undefined>) {
  const empty = Object.keys(details).filter((field) => !details[field]?.trim());
  return empty.map((field) => message("detail", { field }));
}

/** A3: the period holds every record. */
export const judgePeriod: Judge = ({ document: { period }, outside }) => {
  return {
    says: message("period", { start: { day: period.start }, end: { day: period.end } }),
    missing: [
      ...(period.start > period.end ? [message("period_order")] : []),
      ...(outside.count > 0
        ? [message("records_outside", { count: String(outside.count), lines: { ...outside } })]
        : []),
    ],
  };
};

/** A4 and GP1: one approach, the facilities with their shares, and how the boundary was drawn. */
export const judgeBoundary: Judge = ({ facts, document, statements }) => {
  const { facilities } = facts.boundary;
  const unshared = facilities.filter(({ share }) => parseRatio(share, BOUNDS.share) === null);
  return {
    says: message("boundary", {
      approach: document.organization.consolidationApproach,
      count: String(facilities.length),
    }),
    missing: [
      ...(facilities.length === 0 ? [message("facilities_none")] : []),
      ...unshared.map(({ name }) => message("share_unreadable", { facility: name })),
      ...(isStated(statements.boundary, statements.languages) ? [] : [message("boundary_text")]),
    ],
  };
};

/** Whether an indirect category of ISO 14064-1 has data. */
function hasData({ document }: DisclosureSubject, isoCategory: string): boolean {
  return document.activities.some(({ category }) => isoCategoryOf(category as Category) === isoCategory);
}

/** Indirect categories of ISO 14064-1 that no category of the matrix is in. */
export const OUTSIDE_MATRIX = INDIRECT_CATEGORIES.filter(
  (code) => !ALL_CATEGORIES.some((category) => isoCategoryOf(category) === code),
);

/**
 * A5: each of the six categories is included, or not significant by a stated criterion. Direct emissions always count.
 * Each category is evaluated at each facility.
 */
export const judgeSignificance: Judge = (subject) => {
  const { statements, matrix } = subject;
  const left = INDIRECT_CATEGORIES.filter((category) => !hasData(subject, category));
  const unsettled = OUTSIDE_MATRIX.filter(
    (category) => left.includes(category) && !isStated(statements.notSignificant[category], statements.languages),
  );
  const { covered, not_applicable, excluded, not_evaluated } = matrix.counts;
  return {
    says: message("significance", {
      included: String(INDIRECT_CATEGORIES.length + 1 - left.length),
      left: String(left.length),
      covered: String(covered),
      absent: String(not_applicable),
      excluded: String(excluded),
      open: String(not_evaluated),
    }),
    missing: [
      ...(isStated(statements.significance, statements.languages) ? [] : [message("significance_text")]),
      ...unsettled.map((isoCategory) => message("category_unsettled", { category: { isoCategory } })),
      ...matrix.rows.flatMap((row) => listOpen(row, matrix)),
    ],
  };
};

/** What a row of the matrix lacks: cells without an answer, and answers that don't count. */
export function listOpen(row: MatrixRow, { languages }: Pick<Matrix, "languages">): Message[] {
  return groupCells(row).flatMap(({ state, facilities, answer }): Message[] => {
    const words = { category: { category: row.category }, facilities: namesOf({ facilities }, row) };
    if (state === "not_evaluated") return [message("cells_open", words)];
    return answer && Object.keys(checkAnswer(answer, languages)).length > 0
      ? [message("answer_incomplete", words)]
      : [];
  });
}

function namesOf({ facilities }: Pick<MatrixGroup, "facilities">, { cells }: MatrixRow) {
  if (facilities.length === cells.length) return "every_facility";
  return facilities.map(({ key, name }) => (name.en || name.zh ? name : key));
}

/** A11: the base year with its total, or that this is the first year. */
export const judgeBaseYear: Judge = ({ facts: { baseYear }, document }) =>
  baseYear.isFirstYear
    ? answered("first_year", { year: document.period.start.slice(0, 4) })
    : answered("base_year", { year: baseYear.year, total: { kg: baseYear.co2eKg } });

/** GP6: threshold and triggers of a recalculation are stated. */
export const judgeBaseYearPolicy: Judge = ({ facts: { baseYear }, hasBaseYearPolicy }): Finding => ({
  says: message("base_year_policy", {
    threshold: { decimal: baseYear.thresholdPercent ?? "0" },
  }),
  missing: hasBaseYearPolicy ? [] : [message("base_year_policy")],
});
