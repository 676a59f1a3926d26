/** Two releases next to each other, for people and for programs. */
import type { ContentLanguage } from "#app/encoding/language.ts";
import type { ChangedFactor, EditionComparison, FigureChange } from "#emission-factors/compare-editions.ts";
import type { FactorRow } from "#emission-factors/library-schema.ts";

const WORDS = {
  en: {
    added: "Added",
    removed: "Removed",
    changed: "Changed",
    renamed: "Renamed",
    unchanged: "Unchanged",
    gwp: "GWP set",
    more: (count: number) => `… and ${count} more`,
  },
  zh: {
    added: "新增",
    removed: "移除",
    changed: "变更",
    renamed: "改名",
    unchanged: "未变",
    gwp: "GWP 组",
    more: (count: number) => `……还有 ${count} 项`,
  },
} as const satisfies Record<ContentLanguage, Record<string, string | ((count: number) => string)>>;

/** Columns that change the meaning of a factor. They come first, because the figures then aren't comparable. */
const MEANING = new Set(["unit", "to_unit", "heat_basis", "basis", "scope", "category", "method"]);

/** @param most lines of each part; the rest is only counted */
export function comparisonText(
  comparison: EditionComparison,
  locale: ContentLanguage,
  most = Number.POSITIVE_INFINITY,
): string {
  const words = WORDS[locale];
  const [before, after] = comparison.gwpSets;
  const section = (title: string, lines: string[]) => {
    const shown = lines.slice(0, most);
    const rest = lines.length > shown.length ? [words.more(lines.length - shown.length)] : [];
    return `${title}: ${lines.length}\n${[...shown, ...rest].map((line) => `  ${line}\n`).join("")}`;
  };
  return [
    before === after ? "" : `${words.gwp}: ${before ?? "–"} → ${after ?? "–"}\n`,
    section(
      words.added,
      comparison.added.map((row) => `+ ${row.id}  ${nameOf(row, locale)}`),
    ),
    section(
      words.removed,
      comparison.removed.map((row) => `- ${row.id}  ${nameOf(row, locale)}`),
    ),
    section(
      words.changed,
      inOrderOfWeight(comparison.changed).map((factor) => changedText(factor, locale)),
    ),
    section(
      words.renamed,
      comparison.renamed.map((one) => `${one.id}  ${one.previous} → ${one.next}`),
    ),
    `${words.unchanged}: ${comparison.unchanged}\n`,
  ].join("");
}

/** Changes of unit, basis or category first, otherwise in the original order. */
function inOrderOfWeight(changed: ChangedFactor[]): ChangedFactor[] {
  const isMeaning = ({ changes }: ChangedFactor) => changes.some(({ column }) => MEANING.has(column));
  return [...changed.filter(isMeaning), ...changed.filter((factor) => !isMeaning(factor))];
}

function changedText(factor: ChangedFactor, locale: ContentLanguage): string {
  const name = (locale === "zh" && factor.name.zh) || factor.name.en;
  return `${factor.id}  ${name} [${factor.unit}]${factor.changes.map((change) => `\n      ${changeText(change)}`).join("")}`;
}

function changeText({ column, previous, next, percent }: FigureChange): string {
  return `${column}: ${previous || "–"} → ${next || "–"}${percent === null ? "" : ` (${withSign(percent)} %)`}`;
}

export function comparisonEntry({ added, removed, ...rest }: EditionComparison): Record<string, unknown> {
  const brief = (row: FactorRow) => ({ id: row.id, name: { en: row.name_en, zh: row.name_zh }, unit: row.unit });
  return { added: added.map(brief), removed: removed.map(brief), ...rest };
}

export function nameOf(row: FactorRow, locale: ContentLanguage): string {
  return (locale === "zh" && row.name_zh) || row.name_en;
}

export function withSign(percent: string): string {
  return percent.startsWith("-") || percent === "0" ? percent : `+${percent}`;
}
