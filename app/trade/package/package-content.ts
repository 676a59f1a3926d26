import type { SelectionPolicy } from "#app/carbon/factor/select-factor.ts";
import type { Category } from "#app/carbon/line/scope.ts";
import type { UnitCode } from "#app/carbon/unit/unit.ts";
import { utcDay } from "#app/day/day.ts";
import { lastDayOfMonth } from "#app/day/period.ts";
import { isOwnFactorId } from "#app/factors/own/own-factor-content.ts";
import type { PackedSource } from "#db/package-schema.ts";
import type { FactorSelection } from "#db/schema.ts";

export const RHYTHMS = ["month", "quarter", "year"] as const;
export type Rhythm = (typeof RHYTHMS)[number];

/** More sources than anyone would check. The table has the same limit. */
export const MOST_SOURCES = 60;
/** The latest due date in days after the end of the period. */
export const MOST_DUE_DAYS = 366;

/** An emission source without a facility, and the schedule of its tasks. */
export interface PackageSource extends PackedSource {
  category: Category;
  unit: UnitCode;
  /** `grid_average`, or the id of a library factor. */
  factor: string;
  /** The property that converts the unit to the factor's unit, or an empty string. */
  via: string;
  /** The pinned release. Empty to follow the newest one. */
  edition: string;
  task: PackageTask | null;
}

/** A recurring task: how often it is due, and how many days after the last day of its months. */
export interface PackageTask {
  every: Rhythm;
  dueDays: number;
}

export interface PackageContent {
  name: { en: string; zh: string };
  sources: PackageSource[];
  policy: SelectionPolicy | null;
}

const MONTHS: Record<Rhythm, number> = { month: 1, quarter: 3, year: 12 };
const DAY_MS = 86_400_000;

/** The groups of months (`YYYY-MM`) of a calendar year, each with its due date. */
export function dueInYear(year: number, { every, dueDays }: PackageTask): { months: string[]; dueOn: string }[] {
  const months = Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, "0")}`);
  const size = MONTHS[every];
  return Array.from({ length: 12 / size }, (_, index) => {
    const own = months.slice(index * size, (index + 1) * size);
    const end = Date.parse(`${lastDayOfMonth(own.at(-1)!)}T00:00:00Z`);
    return { months: own, dueOn: utcDay(new Date(end + dueDays * DAY_MS)) };
  });
}

/** The schedule of a task: the number of its months and the days until it is due. Null if it is due before they end. */
export function rhythmOf({ months, dueOn }: { months: readonly string[]; dueOn: string }): PackageTask | null {
  const last = [...months].sort().at(-1);
  if (last === undefined) return null;
  const dueDays = Math.round((Date.parse(dueOn) - Date.parse(lastDayOfMonth(last))) / DAY_MS);
  if (dueDays < 0 || dueDays > MOST_DUE_DAYS) return null;
  const count = new Set(months).size;
  return { every: count >= 12 ? "year" : count >= 3 ? "quarter" : "month", dueDays };
}

/** The factor choice of a source if it works for any client. Null for a custom factor or method. */
export function toStandardChoice(
  selection: FactorSelection,
): Pick<PackageSource, "factor" | "via" | "useResidual" | "edition"> | null {
  const { factorId, method, via = [], residualMethod, edition = "" } = selection;
  const factor = factorId ?? method;
  if (factor === undefined || isOwnFactorId(factor) || via.length > 1) return null;
  if (factorId === undefined && method !== "grid_average") return null;
  return { factor, via: via[0] ?? "", useResidual: residualMethod !== undefined, edition };
}

/**
 * Removes names from a text in any letter case, along with the characters that joined them. Latin names must match
 * whole words. Empty if nothing else remains.
 */
export function withoutNames(text: string, names: readonly string[]): string {
  const known = names.map((name) => name.trim()).filter((name) => name !== "");
  const rest = known
    .sort((a, b) => b.length - a.length)
    .reduce((left, name) => left.replaceAll(asWords(name), " "), text);
  if (rest === text) return text;
  return (
    rest
      .replaceAll(/[(（[]\s*[)）\]]/gu, " ")
      .replaceAll(/\s+/gu, " ")
      .replace(/^[\s,，、;；:：·/–—-]+/u, "")
      // pattern: at most 3,000 characters, the name of a source or facility.
      .replace(/[\s,，、;；:：·/–—-]+$/u, "")
      .trim()
  );
}

function asWords(name: string): RegExp {
  const text = name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const before = /^[\p{Script=Latin}\p{N}]/u.test(name) ? "(?<![\\p{Script=Latin}\\p{N}])" : "";
  const after = /[\p{Script=Latin}\p{N}]$/u.test(name) ? "(?![\\p{Script=Latin}\\p{N}])" : "";
  // pattern: at most 3,000 characters, a name without repetition in a name.
  return new RegExp(`${before}${text}${after}`, "giu");
}

/** Compares names of sources, ignoring case and surrounding spaces. */
export function isSameName(a: { en: string; zh: string }, b: { en: string; zh: string }): boolean {
  const same = (one: string, other: string) => {
    const [left, right] = [one.trim().toLowerCase(), other.trim().toLowerCase()];
    return left !== "" && left === right;
  };
  return same(a.en, b.en) || same(a.zh, b.zh);
}
