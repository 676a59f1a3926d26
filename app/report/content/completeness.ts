import { CATEGORIES, type Category, SCOPES, scope3NumberOf } from "#app/carbon/line/scope.ts";
import type { Block, Table, TableRow } from "#app/press/block.ts";
import { lines, muted, note, paragraph, part } from "#app/press/block-builders.ts";
import type { PrintedGroup, PrintedRow } from "#app/report/completeness/describe-matrix.ts";
import { MATRIX_STATES, type MatrixState } from "#app/report/completeness/matrix.ts";
import type { ReportModel } from "../model.ts";
import { isoCategoryOf } from "./iso-category.ts";
import type { Words } from "./words.ts";

/** With more facilities than this, a column for each is too narrow for a word in two languages. */
const MOST_COLUMNS = 5;

/** Each category at each facility, and why cells have no lines (ISO 14064-1:2018, 9.3.1 e and i). */
export function describeCompleteness(model: ReportModel, words: Words): Block[] {
  const rows = model.facts.completeness;
  if (!rows) return [];
  const t = words.completeness;
  const keys = facilitiesOf(rows);
  const counts = countStates(rows);
  const isGrid = keys.length > 0 && keys.length <= MOST_COLUMNS;
  const explained = rows.flatMap((row) => row.groups.filter((group) => !isGrid || group.reason !== undefined));
  return [
    part("boundary.completeness", t.printed.heading),
    paragraph(t.printed.text),
    ...(isGrid ? [grid(rows, keys, { model, words })] : []),
    note(t.printed.counts(counts.covered, counts.not_applicable, counts.excluded, counts.not_evaluated)),
    ...(explained.length > 0 ? [reasons(rows, new Set(explained), { model, words, isOfAll: keys.length })] : []),
  ];
}

/** In the order of the document. */
function facilitiesOf(rows: readonly PrintedRow[]): string[] {
  const keys = new Set(rows.flatMap(({ groups }) => groups.flatMap(({ facilities }) => facilities)));
  return [...keys].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
}

function countStates(rows: readonly PrintedRow[]): Record<MatrixState, number> {
  const counted = MATRIX_STATES.map((state) => {
    const groups = rows.flatMap((row) => row.groups.filter((group) => group.state === state));
    return [state, groups.reduce((count, { facilities }) => count + facilities.length, 0)];
  });
  return Object.fromEntries(counted) as Record<MatrixState, number>;
}

interface Context {
  model: ReportModel;
  words: Words;
}

function grid(rows: readonly PrintedRow[], keys: readonly string[], { model, words }: Context): Table {
  const { states, category } = words.completeness;
  const stateOf = ({ groups }: PrintedRow, key: string) =>
    groups.find(({ facilities }) => facilities.includes(key))?.state ?? "not_evaluated";
  return {
    kind: "table",
    isDense: true,
    columns: [
      { header: category, width: 4 },
      ...keys.map((key) => ({ header: facilityName(model, key, words), width: 2 })),
    ],
    rows: rows.map(
      (row): TableRow => ({
        cells: [
          categoryName(row.category, words),
          ...keys.map((key) => {
            const state = stateOf(row, key);
            return state === "covered" ? states[state] : [muted(states[state])];
          }),
        ],
      }),
    ),
  };
}

function reasons(
  rows: readonly PrintedRow[],
  shown: ReadonlySet<PrintedGroup>,
  { model, words, isOfAll }: Context & { isOfAll: number },
): Table {
  const t = words.completeness;
  return {
    kind: "table",
    isDense: true,
    columns: [
      { header: t.category, width: 4 },
      { header: t.facilities, width: 3 },
      { header: t.state, width: 2 },
      { header: t.reasonHead, width: 6 },
    ],
    rows: rows.flatMap(({ category, groups }) =>
      groups
        .filter((group) => shown.has(group))
        .map((group) => ({
          cells: [
            categoryName(category, words),
            group.facilities.length === isOfAll
              ? t.everyFacility
              : group.facilities.map((key) => facilityName(model, key, words)).join(t.printed.separator),
            t.states[group.state],
            lines([{ text: reasonOf(group, words) }, muted(sizeOf(group, words))]),
          ],
        })),
    ),
  };
}

/** The number of a scope 3 category distinguishes names that are alike. */
function categoryName(code: string, words: Words): string {
  const number = scope3NumberOf(code as Category);
  return number === null ? words.category(code) : `${number} ${words.category(code)}`;
}

function facilityName({ facts }: ReportModel, key: string, words: Words): string {
  return words.name(facts.boundary.facilities.find(({ id }) => id === key)?.name) || key;
}

function reasonOf({ reason, why }: PrintedGroup, words: Words): string {
  const t = words.completeness;
  if (reason === undefined) return "";
  const text = words.name(why);
  if (reason === "other") return text;
  return t.printed.labelled((t.reasons as Record<string, string>)[reason] ?? reason, text);
}

function sizeOf({ tonnes, basis }: PrintedGroup, words: Words): string {
  if (!tonnes) return "";
  return words.completeness.printed.size(words.number(tonnes, 2), words.name(basis));
}

/** Why a category has no amount, in short: the state of its cells and their reasons, each once. */
export function whyEmpty({ facts }: ReportModel, category: string, words: Words): string {
  const { states, printed } = words.completeness;
  const groups = facts.completeness?.find((row) => row.category === category)?.groups ?? [];
  const texts = groups
    .filter(({ reason }) => reason !== undefined)
    .map((group) => {
      const text = [reasonOf(group, words), sizeOf(group, words)].filter(Boolean).join(printed.separator);
      return printed.labelled(states[group.state], text);
    });
  return [...new Set(texts)].join("\n");
}

/** Of a category of ISO 14064-1 without data: the states and reasons of the categories that it holds. */
export function whyIsoEmpty(model: ReportModel, isoCategory: string, words: Words): string {
  const own = SCOPES.flatMap((scope) => CATEGORIES[scope] as readonly Category[]).filter(
    (category) => isoCategoryOf(category) === isoCategory,
  );
  const texts = own.flatMap((category) => whyEmpty(model, category, words).split("\n").filter(Boolean));
  return [...new Set(texts)].join(words.completeness.printed.separator);
}
