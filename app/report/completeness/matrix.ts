import type { ScopeNumber } from "#app/carbon/document/inventory-document.ts";
import { ALL_CATEGORIES, type Category, scopeOf } from "#app/carbon/line/scope.ts";
import type { ContentLanguage } from "#app/encoding/language.ts";
import { BOUNDS, checkDecimal } from "#app/number/decimal.ts";
import { type DisclosureStatements, isStated, type StatedText } from "#app/report/disclosure/statements.ts";

/** `covered` follows from the lines of a calculation and is never entered; `not_evaluated` is the lack of an answer. */
export const MATRIX_STATES = ["covered", "not_applicable", "excluded", "not_evaluated"] as const;
export type MatrixState = (typeof MATRIX_STATES)[number];

/**
 * What may be entered, with its reasons. That no data were collected is none of them: a category that occurs is
 * included, or excluded with its size.
 */
export const ANSWER_REASONS = {
  not_applicable: ["no_activity", "counted_elsewhere", "other"],
  excluded: ["not_significant", "not_feasible", "other"],
} as const;
export type AnswerState = keyof typeof ANSWER_REASONS;

/** The key of an answer for every facility of a row that has neither lines nor an answer of its own. */
export const EVERY_FACILITY = "all";

/** Why a category has no lines at a facility. */
export interface MatrixAnswer {
  state: AnswerState;
  reason: (typeof ANSWER_REASONS)[AnswerState][number];
  /** Required for the reason `other`. */
  why: StatedText;
  /** Estimated size in tonnes of CO2e, of all facilities that the answer holds for; only of an exclusion. */
  tonnes: string;
  basis: StatedText;
}

/** By category, then by the id of a facility or `EVERY_FACILITY`. */
export type StatedMatrix = Partial<Record<Category, Record<string, MatrixAnswer>>>;

export interface MatrixFacility {
  /** Its number in the document, such as `f1`. */
  key: string;
  id: string;
  name: { en?: string; zh?: string };
}

export interface MatrixCell {
  facility: MatrixFacility;
  state: MatrixState;
  answer: MatrixAnswer | null;
}

/** Cells of a row that have the same state for the same reason. */
export interface MatrixGroup {
  state: MatrixState;
  facilities: MatrixFacility[];
  answer: MatrixAnswer | null;
}

export interface MatrixRow {
  category: Category;
  scope: ScopeNumber;
  cells: MatrixCell[];
}

export interface Matrix {
  /** In which its texts are stated. */
  languages: readonly ContentLanguage[];
  facilities: MatrixFacility[];
  rows: MatrixRow[];
  counts: Record<MatrixState, number>;
}

/** What a matrix asks of a document. */
export interface MatrixDocument {
  facilities?: Record<string, { name: MatrixFacility["name"] }>;
  activities: readonly { facility: string; category: string }[];
}

/**
 * Each category of the three scopes at each facility.
 *
 * @param idOf the id of a facility by its number in the document
 */
export function buildMatrix(
  document: MatrixDocument,
  idOf: Record<string, string>,
  { completeness, languages }: Pick<DisclosureStatements, "completeness" | "languages">,
): Matrix {
  const named = document.facilities ?? {};
  const keys = [...new Set([...Object.keys(named), ...document.activities.map(({ facility }) => facility)])];
  const facilities = keys.map((key) => ({ key, id: idOf[key] ?? key, name: named[key]?.name ?? {} }));
  const covered = new Set(document.activities.map(({ category, facility }) => `${category} ${facility}`));
  const counts: Matrix["counts"] = { covered: 0, not_applicable: 0, excluded: 0, not_evaluated: 0 };
  const rows = ALL_CATEGORIES.map((category) => {
    const cells = facilities.map((facility): MatrixCell => {
      const answers = completeness[category] ?? {};
      const isCovered = covered.has(`${category} ${facility.key}`);
      const answer = isCovered ? null : (answers[facility.id] ?? answers[EVERY_FACILITY] ?? null);
      const state = isCovered ? "covered" : (answer?.state ?? "not_evaluated");
      counts[state] += 1;
      return { facility, state, answer };
    });
    return { category, scope: scopeOf(category), cells };
  });
  return { languages, facilities, rows, counts };
}

/** Categories that a small company often lacks entirely: a person may state this of several at once. */
const OFTEN_ABSENT: ReadonlySet<Category> = new Set<Category>([
  "process",
  "purchased_heat",
  "purchased_steam",
  "purchased_cooling",
  "upstream_leased_assets",
  "downstream_leased_assets",
  "franchises",
  "investments",
]);

/**
 * Categories with cells to explain. `absent`: those that often don't occur, and those of scopes 1 and 2 that have lines
 * at other facilities.
 */
export function listOpenCategories({ rows }: Pick<Matrix, "rows">): { all: Category[]; absent: Category[] } {
  const open = rows.filter(({ cells }) => cells.some(({ state }) => state === "not_evaluated"));
  const absent = open.filter(
    ({ category, scope, cells }) =>
      OFTEN_ABSENT.has(category) || (scope !== 3 && cells.some(({ state }) => state === "covered")),
  );
  const names = (some: readonly MatrixRow[]) => some.map(({ category }) => category);
  return { all: names(open), absent: names(absent) };
}

/** The cells of a row by state and answer, in the order of the states. */
export function groupCells({ cells }: Pick<MatrixRow, "cells">): MatrixGroup[] {
  const groups: MatrixGroup[] = [];
  for (const { facility, state, answer } of cells) {
    const known = groups.find((group) => group.state === state && group.answer === answer);
    if (known) known.facilities.push(facility);
    else groups.push({ state, answer, facilities: [facility] });
  }
  return groups.sort((a, b) => MATRIX_STATES.indexOf(a.state) - MATRIX_STATES.indexOf(b.state));
}

/** The exclusions of a matrix, each with its size once, for however many facilities it holds. */
export function listExcluded({ rows }: Pick<Matrix, "rows">): (MatrixGroup & MatrixRow & { answer: MatrixAnswer })[] {
  return rows.flatMap((row) =>
    groupCells(row).flatMap((group) =>
      group.state === "excluded" && group.answer ? [{ ...row, ...group, answer: group.answer }] : [],
    ),
  );
}

/** Fields of an answer that are missing or don't count, each with what is wrong. */
export type AnswerErrors = Partial<Record<"reason" | "why" | "tonnes" | "basis", "missing" | "noData">>;

/** What an answer lacks before it counts. */
export function checkAnswer(
  { state, reason, why, tonnes, basis }: MatrixAnswer,
  languages: readonly ContentLanguage[],
): AnswerErrors {
  const errors: AnswerErrors = {};
  if (!(ANSWER_REASONS[state] as readonly string[]).includes(reason)) errors.reason = "missing";
  if (reason === "other" && !isStated(why, languages)) errors.why = "missing";
  if (isNoData(why)) errors.why = "noData";
  if (state === "excluded") {
    if (!isSize(tonnes)) errors.tonnes = "missing";
    if (!isStated(basis, languages)) errors.basis = "missing";
  }
  return errors;
}

/** A size in tonnes: a decimal, zero or more. */
export function isSize(tonnes: string): boolean {
  return checkDecimal(tonnes, BOUNDS.quantity) === null && !tonnes.startsWith("-");
}

const SUBJECT_EN = "(?:activity |emissions? |primary |usable |reliable )?(?:data|records?|information|figures?)";
const VERB_EN = "(?:collected|available|gathered|recorded|obtained|kept|found|known)";
const NO_DATA_EN = [
  `(?:there (?:is|are|was|were) )?no ${SUBJECT_EN}(?: (?:is|are|was|were|has been|have been|exists?))?(?: yet)?(?: ${VERB_EN})?`,
  `${SUBJECT_EN} (?:is|are|was|were|has been|have been) not(?: yet)?(?: ${VERB_EN})?`,
  `(?:we|the company) (?:have|has|had|did not collect) (?:no )?${SUBJECT_EN}`,
];
const WHEN_EN = "(?: (?:in|for|during|of) (?:this|the|that|any)(?: \\w+)?(?: \\w+)?)?";
// pattern: at most 2,000 characters, the longest text of a form; it is put together of the fixed texts above
const ONLY_NO_DATA_EN = new RegExp(`^(?:${NO_DATA_EN.join("|")})${WHEN_EN}$`);
const ONLY_NO_DATA_ZH =
  /^(?:本年度?|本年|今年|该年度?|本期|目前|暂时)?(?:暂未|尚未|并未|未曾|未能|没有|没|未|暂无|尚无|无|缺少|缺乏)(?:收集|采集|统计|取得|获取|获得|记录|掌握)?(?:到)?(?:相关|有关|任何|活动|可用|排放)*(?:的)?(?:数据|资料|记录|统计)(?:可用)?$|^(?:相关|有关|活动|排放)*(?:数据|资料)(?:尚未|暂未|未|没有)(?:被)?(?:收集|采集|统计|取得|获取|获得|记录)$/;

/**
 * Whether a text gives no other reason than that there are no data. That is no reason for a relevant category: its size
 * is estimated, or it doesn't occur.
 */
export function isNoData({ en, zh }: StatedText): boolean {
  const plain = en
    .toLowerCase()
    .replace(/[.!;,\s]+/g, " ")
    .trim();
  const han = zh.replace(/[\s，。！；、,.!;]/g, "");
  return ONLY_NO_DATA_EN.test(plain) || ONLY_NO_DATA_ZH.test(han);
}
