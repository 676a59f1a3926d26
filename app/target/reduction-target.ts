import type { Category } from "#app/carbon/line/scope.ts";

export type TargetKind = "absolute" | "intensity";
export type Scope2Method = "location" | "market";

/** What a target covers. */
export interface Coverage {
  scopes: readonly (1 | 2 | 3)[];
  scope2Method: Scope2Method;
  /** Categories of scope 3. Empty: all of them. */
  categories: readonly Category[];
}

/** A target as saved. Its figures follow from issued reports and the base year. */
export interface ReductionTarget extends Coverage {
  name: string;
  kind: TargetKind;
  baseYear: number;
  targetYear: number;
  /** What an intensity divides by, as the base year's report names it. Both empty for an absolute target. */
  per: { en: string; zh: string };
  /** Above 0 and up to 100, a decimal string. */
  reductionPercent: string;
  /** The calculation of the base year when this version was saved. */
  baseRunId: string;
  /** Why it was changed; empty for the first version. */
  reason: string;
  isWithdrawn: boolean;
}

export const FIRST_YEAR = 1990;
export const LAST_YEAR = 2100;

/** The sums of a run that a coverage selects from, in kg. */
export interface CoveredSums {
  byScope: Readonly<Record<1 | 2 | 3, string | undefined>>;
  scope2Market: string | undefined;
  /** Only read if the coverage names categories. */
  byCategory: Readonly<Record<string, string>>;
}

/** The parts of a total that a coverage adds up, in kg. Null if a scope or category has no figure: it isn't zero. */
export function coveredParts({ scopes, scope2Method, categories }: Coverage, sums: CoveredSums): string[] | null {
  const parts = scopes.flatMap((scope): (string | undefined)[] => {
    if (scope === 2 && scope2Method === "market") return [sums.scope2Market];
    if (scope === 3 && categories.length > 0) return categories.map((category) => sums.byCategory[category]);
    return [sums.byScope[scope]];
  });
  return parts.every((part) => part !== undefined) ? parts : null;
}

/** Whether a report divides by the same as a target: the same name in a language that both have. */
export function isSamePer(one: { en?: string; zh?: string }, other: { en?: string; zh?: string }): boolean {
  const isSame = (language: "en" | "zh") => {
    const [a, b] = [one[language]?.trim(), other[language]?.trim()];
    return a !== undefined && a !== "" && a === b;
  };
  return isSame("en") || isSame("zh");
}
