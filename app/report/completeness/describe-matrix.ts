import { CONTENT_LANGUAGES, type ContentLanguage } from "#app/encoding/language.ts";
import { localName, translator } from "#app/i18n/index.ts";
import type { LocalText } from "#app/i18n/local-text.ts";
import { isStated, type StatedExclusion, type StatedText } from "#app/report/disclosure/statements.ts";
import { groupCells, listExcluded, type Matrix, type MatrixFacility, type MatrixState } from "./matrix.ts";

/** Cells of a category as a report keeps and prints them. */
export interface PrintedGroup {
  state: MatrixState;
  /** By their numbers in the document. */
  facilities: string[];
  reason?: string;
  why?: LocalText;
  /** Decimal tonnes of CO2e. */
  tonnes?: string;
  basis?: LocalText;
}

export interface PrintedRow {
  category: string;
  groups: PrintedGroup[];
}

/** The matrix as facts of a report. */
export function printMatrix(matrix: Matrix): PrintedRow[] {
  return matrix.rows.map((row) => ({
    category: row.category,
    groups: groupCells(row).map(({ state, facilities, answer }) => ({
      state,
      facilities: facilities.map(({ key }) => key),
      ...(answer && { reason: answer.reason }),
      ...(answer && isStated(answer.why, matrix.languages) && { why: answer.why }),
      ...(answer?.state === "excluded" && { tonnes: answer.tonnes, basis: answer.basis }),
    })),
  }));
}

/** The exclusions of the matrix, in the form of those that are listed separately. */
export function exclusionsOf(matrix: Matrix): StatedExclusion[] {
  return listExcluded(matrix).map(({ category, facilities, answer }) => {
    const inBoth = (make: (locale: ContentLanguage) => string) =>
      Object.fromEntries(CONTENT_LANGUAGES.map((locale) => [locale, make(locale)])) as unknown as StatedText;
    return {
      what: inBoth((locale) => {
        const { completeness: t, carbon } = translator(locale);
        return t.printed.what(carbon.category[category], nameFacilities(facilities, matrix.facilities.length, locale));
      }),
      reason: inBoth((locale) => {
        const { completeness: t } = translator(locale);
        if (answer.reason === "other") return answer.why[locale];
        return t.printed.labelled(
          t.reasons[answer.reason],
          isStated(answer.why, matrix.languages) ? answer.why[locale] : "",
        );
      }),
      tonnes: answer.tonnes,
      basis: answer.basis,
    };
  });
}

/** Names of some facilities of an organization, or that they are all. */
export function nameFacilities(
  facilities: readonly Pick<MatrixFacility, "key" | "name">[],
  ofAll: number,
  locale: ContentLanguage,
): string {
  const { completeness: t } = translator(locale);
  if (facilities.length === ofAll) return t.everyFacility;
  return facilities.map(({ key, name }) => localName(name, locale) || key).join(t.printed.separator);
}
