import type { ScopeNumber } from "#app/carbon/document/inventory-document.ts";
import { type Category, isCategory } from "#app/carbon/line/scope.ts";
import type { ContentLanguage } from "#app/encoding/language.ts";
import { EVERY_FACILITY, type Matrix, type MatrixAnswer, type MatrixState, type StatedMatrix } from "./matrix.ts";

/** The matrix as the page shows it. */
export interface MatrixView {
  /** In which texts are asked for. */
  languages: readonly ContentLanguage[];
  facilities: { id: string; name: { en?: string; zh?: string } }[];
  rows: { category: string; scope: ScopeNumber; cells: { facility: string; state: MatrixState }[] }[];
  counts: Record<MatrixState, number>;
}

/** The cells or the rest of rows that the panel shows. */
export interface OpenAnswer {
  categories: Category[];
  /** The id of a facility, or `EVERY_FACILITY`. */
  facility: string;
  isCovered: boolean;
  answer: MatrixAnswer | null;
}

export function viewMatrix({ languages, facilities, rows, counts }: Matrix): MatrixView {
  return {
    languages,
    facilities: facilities.map(({ id, name }) => ({ id, name })),
    rows: rows.map(({ category, scope, cells }) => ({
      category,
      scope,
      cells: cells.map(({ facility, state }) => ({ facility: facility.id, state })),
    })),
    counts,
  };
}

/** What an address opens; null for nothing that the matrix has. */
export function openAnswer(matrix: Matrix, stated: StatedMatrix, search: URLSearchParams): OpenAnswer | null {
  const categories = [...new Set(search.getAll("category").filter(isCategory))];
  const facility = search.get("facility");
  const isKnown = facility === EVERY_FACILITY || matrix.facilities.some(({ id }) => id === facility);
  if (categories.length === 0 || facility === null || !isKnown) return null;
  const rows = matrix.rows.filter(({ category }) => categories.includes(category));
  const cells = rows.flatMap((row) =>
    row.cells.filter((cell) => facility === EVERY_FACILITY || cell.facility.id === facility),
  );
  const answers = categories.map((category) => stated[category]?.[facility] ?? stated[category]?.[EVERY_FACILITY]);
  const isSame = new Set(answers.map((answer) => JSON.stringify(answer))).size === 1;
  return {
    categories,
    facility,
    isCovered: cells.every(({ state }) => state === "covered"),
    answer: (isSame && answers[0]) || null,
  };
}
