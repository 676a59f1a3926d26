import type { Day, Period } from "#app/carbon/document/inventory-document.ts";
import { isWithin } from "#app/day/period.ts";
import { rememberingObjects } from "#app/number/remember.ts";

/** What selection needs to know of a factor; a caller's own type may carry more and gets it back. */
export interface FactorCandidate {
  id: string;
  version: string;
  datasetId: string;
  region: string | null;
  /** `average`, `residual`, `fossil` …: several numbers for one place and year are told apart by it. */
  method: string | null;
  validFrom: Day | null;
  validTo: Day | null;
  publishedOn: Day | null;
  /** `active` when absent. Any other (superseded, withdrawn, not approved …) is never chosen. */
  status?: string;
  /** Orders the issues of one factor that came out on one day; 0 when absent. */
  issue?: number;
}

/** Candidates are factors for the same thing already; selection decides place, time, method and dataset. */
export interface FactorRequest {
  period: Period;
  region: string | null;
  /** Wider regions, nearest first (`CN-GRID-EAST`, `CN`): used only when the policy allows it. */
  widerRegions?: readonly string[];
  /** The one method that is wanted; every other loses. Undefined: the candidates are not told apart by it. */
  method?: string | null | undefined;
  /** Methods that would be a mistake here, such as an emission-trading factor for a grid average. */
  refusedMethods?: readonly string[];
  /** The one edition that a person chose on the source. */
  edition?: string | undefined;
  /** Asks for what is published of a grid, which comes out one to three years after its year. */
  isGrid?: boolean;
}

/** `official_grid`: only what is published of a grid is taken from the latest earlier release. */
type YearFallback = "none" | "official_grid" | "latest_earlier";

/** What the tenant has stated, or `DEFAULT_POLICY`. Each substitution is disclosed on the line (methodology rule 38). */
export interface SelectionPolicy {
  yearFallback: YearFallback;
  regionFallback: boolean;
  /** Datasets in order of preference. */
  datasetPrecedence: readonly string[];
  /** Dataset → the edition that is kept until a person moves it; a dataset without an entry follows its newest one. */
  pinnedEditions: Readonly<Record<string, string>>;
}

export const NO_FALLBACK: SelectionPolicy = {
  yearFallback: "none",
  regionFallback: false,
  datasetPrecedence: [],
  pinnedEditions: {},
};

/**
 * What holds before the first statement. Grid factors of a year are published one to three years later: without the latest
 * earlier release, electricity would be missing from nearly every inventory.
 */
export const DEFAULT_POLICY: SelectionPolicy = { ...NO_FALLBACK, yearFallback: "official_grid" };

/** Why a candidate lost, in the order in which the tests are made. */
export const REJECTIONS = [
  "not_active",
  "other_method",
  "not_pinned",
  "other_region",
  "not_valid",
  "nearer_region",
  "nearer_year",
  "preferred_dataset",
  "newer_edition",
] as const;
export type Rejection = (typeof REJECTIONS)[number];

/** A substitution the policy allowed; it becomes an entry of the activity's `accepted`, with a reason in words. */
export interface AcceptedSubstitution {
  code: "factor_not_valid" | "factor_other_region";
  detail: Record<string, string>;
}

export type Selection<C extends FactorCandidate> =
  | {
      ok: true;
      factor: C;
      reason: "exact" | "substituted";
      accepted: AcceptedSubstitution[];
      rejected: { factor: C; why: Rejection }[];
    }
  | { ok: false; code: "factor_missing" | "factor_ambiguous"; tied: C[]; rejected: { factor: C; why: Rejection }[] };

/**
 * Chooses one factor, or none: only what may be used, of the wanted method and the pinned edition; then place, then
 * time, then the stated order of datasets, then the newest edition of the same factor. Two that are equal in all of this
 * are an issue, not a guess. The order of the candidates has no influence, and each of them is either chosen (or tied)
 * or rejected for one reason.
 */
export function selectFactor<C extends FactorCandidate>(
  request: FactorRequest,
  candidates: readonly C[],
  policy: SelectionPolicy,
): Selection<C> {
  const rejected: { factor: C; why: Rejection }[] = [];
  let rest = [...candidates].sort(byIdentity);
  const keep = (isKept: (candidate: C) => boolean, why: Rejection) => {
    rejected.push(...rest.filter((one) => !isKept(one)).map((factor) => ({ factor, why })));
    rest = rest.filter(isKept);
  };
  const keepBest = (rank: (candidate: C) => number, why: Rejection) => {
    const best = Math.min(...rest.map(rank));
    keep((candidate) => rank(candidate) === best, why);
  };

  keep((one) => (one.status ?? "active") === "active", "not_active");
  keep((one) => hasMethod(one, request), "other_method");
  keep((one) => hasEdition(one, request, policy), "not_pinned");
  const regions = [request.region, ...(policy.regionFallback ? (request.widerRegions ?? []) : [])];
  keep((one) => regions.includes(one.region), "other_region");
  const isValid = (one: C) => isWithin(request.period, { start: one.validFrom, end: one.validTo });
  const mayBeEarlier =
    policy.yearFallback === "latest_earlier" || (policy.yearFallback === "official_grid" && request.isGrid === true);
  const isEarlier = (one: C) => mayBeEarlier && one.validTo !== null && one.validTo < request.period.end;
  keep((one) => isValid(one) || isEarlier(one), "not_valid");
  if (rest.length === 0) return { ok: false, code: "factor_missing", tied: [], rejected };

  keepBest((one) => regions.indexOf(one.region), "nearer_region");
  if (rest.some(isValid)) keep(isValid, "nearer_year");
  else {
    const latest = rest
      .map((one) => one.validTo!)
      .sort()
      .at(-1);
    keep((one) => one.validTo === latest, "nearer_year");
  }
  keepBest((one) => precedenceOf(one, policy), "preferred_dataset");
  keepNewestEdition(rest, keep);
  const factor = rest[0]!;
  if (rest.length > 1) return { ok: false, code: "factor_ambiguous", tied: rest, rejected };
  const accepted = substitutions(request, factor, isValid(factor));
  return { ok: true, factor, reason: accepted.length === 0 ? "exact" : "substituted", accepted, rejected };
}

function hasMethod(one: FactorCandidate, { method, refusedMethods = [] }: FactorRequest): boolean {
  if (method !== undefined && one.method !== method) return false;
  return one.method === null || !refusedMethods.includes(one.method);
}

/** What a person chose on the source goes before what the policy pins for the whole dataset. */
function hasEdition(one: FactorCandidate, { edition }: FactorRequest, { pinnedEditions }: SelectionPolicy): boolean {
  const pinned = edition ?? pinnedEditions[one.datasetId];
  return pinned === undefined || one.version === pinned;
}

/** The same candidates stand for election at each source. */
const identityOf = rememberingObjects(({ datasetId, id, version }: FactorCandidate) =>
  JSON.stringify([datasetId, id, version]),
);

function byIdentity(a: FactorCandidate, b: FactorCandidate): number {
  const [one, other] = [identityOf(a), identityOf(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}

function precedenceOf(candidate: FactorCandidate, policy: SelectionPolicy): number {
  const index = policy.datasetPrecedence.indexOf(candidate.datasetId);
  return index < 0 ? policy.datasetPrecedence.length : index;
}

/** A re-issue of the same factor of the same dataset replaces the older one; different factors stay a tie. */
function keepNewestEdition<C extends FactorCandidate>(
  rest: readonly C[],
  keep: (isKept: (candidate: C) => boolean, why: Rejection) => void,
): void {
  const isNewer = (one: C, other: C) => {
    if (one.datasetId !== other.datasetId || one.id !== other.id) return false;
    const [day, otherDay] = [one.publishedOn ?? "", other.publishedOn ?? ""];
    return day === otherDay ? (one.issue ?? 0) > (other.issue ?? 0) : day > otherDay;
  };
  keep((one) => !rest.some((other) => isNewer(other, one)), "newer_edition");
}

function substitutions(request: FactorRequest, factor: FactorCandidate, isValid: boolean): AcceptedSubstitution[] {
  const accepted: AcceptedSubstitution[] = [];
  const reference = `${factor.id}@${factor.version}`;
  if (!isValid) {
    const detail = { factor: reference, validFrom: factor.validFrom ?? "", validTo: factor.validTo ?? "" };
    accepted.push({
      code: "factor_not_valid",
      detail: { ...detail, start: request.period.start, end: request.period.end },
    });
  }
  if (factor.region !== request.region) {
    const detail = { factor: reference, region: factor.region ?? "", wanted: request.region ?? "" };
    accepted.push({ code: "factor_other_region", detail });
  }
  return accepted;
}
