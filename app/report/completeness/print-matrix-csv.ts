import { printCsv } from "#app/encoding/table/print-csv.ts";
import { type Locale, localName, translator } from "#app/i18n/index.ts";
import type { Matrix } from "./matrix.ts";

/**
 * A row for each cell. An answer that holds for several facilities is repeated, but its size is only in the first of
 * their rows, so that the column adds up.
 */
export function printMatrixCsv(matrix: Matrix, locale: Locale): string {
  const { completeness: t, carbon } = translator(locale);
  const head = [t.scope, t.category, t.facility, t.state, t.reasonHead, t.why, t.size, t.basisHead];
  const rows = matrix.rows.flatMap(({ category, scope, cells }) => {
    const sized = new Set<object>();
    return cells.map(({ facility, state, answer }) => {
      const isFirst = answer !== null && !sized.has(answer);
      if (answer) sized.add(answer);
      return [
        String(scope),
        carbon.category[category],
        localName(facility.name, locale),
        t.states[state],
        answer ? t.reasons[answer.reason] : "",
        answer ? localName(answer.why, locale) : "",
        answer && isFirst ? answer.tonnes : "",
        answer ? localName(answer.basis, locale) : "",
      ];
    });
  });
  return printCsv([head, ...rows]);
}
