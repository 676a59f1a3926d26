import type { Day, Period } from "#app/carbon/document/inventory-document.ts";
import { isWithin } from "#app/day/period.ts";
import { rememberingObjects } from "#app/number/remember.ts";

/** The properties of a factor for selection. A caller's type may have more and gets it back. */
export interface FactorCandidate {
  id: string;
  version: string;
  datasetId: string;
  region: string | null;
  /** `average`, `residual`, `fossil` …: distinguishes several figures for one place and year. */
  method: string | null;
  validFrom: Day | null;
  validTo: Day | null;
  publishedOn: Day | null;
  /** Default: `active`. Any other (superseded, withdrawn, not approved …) is never chosen. */
  status?: string;
  /** Order of issues of one factor from the same day. Default: 0. */
  issue?: number;
}

/** Candidates are already factors for the same thing. Selection decides by place, time, method and dataset. */
export interface FactorRequest {
  period: Period;
  region: string | null;
  /** Wider regions, nearest first (`CN-GRID-EAST`, `CN`), used only if the policy allows it. */
  widerRegions?: readonly string[];
  /** The only acceptable method. Undefined: the method is not considered. */
  method?: string | null | undefined;
  /** Methods that would be wrong here, such as an emission-trading factor instead of a grid average. */
  refusedMethods?: readonly string[];
  edition?: string | undefined;
  /** Requests a grid factor, which is published one to three years after its year. */
  isGrid?: boolean;
}

/** `official_grid`: only grid factors may come from the latest earlier release. */
type YearFallback = "none" | "official_grid" | "latest_earlier";

/** The tenant's policy, or `DEFAULT_POLICY`. Each substitution is disclosed on the line (methodology rule 38). */
export interface SelectionPolicy {
  yearFallback: YearFallback;
  regionFallback: boolean;
  datasetPrecedence: readonly string[];
  /** Dataset → the release that is kept until a person changes it. Other datasets follow their newest release. */
  pinnedEditions: Readonly<Record<string, string>>;
}

export const NO_FALLBACK: SelectionPolicy = {
  yearFallback: "none",
  regionFallback: false,
  datasetPrecedence: [],
  pinnedEditions: {},
};

/**
 * The policy until the tenant saves one. Grid factors are published one to three years after their year. Without the
 * latest earlier release, electricity would be missing from nearly every inventory.
 */
export const DEFAULT_POLICY: SelectionPolicy = { ...NO_FALLBACK, yearFallback: "official_grid" };

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

/** A substitution that the policy allowed. It becomes an entry of the activity's `accepted`, with a reason in words. */
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
 * Chooses one factor or none, by: permitted status, requested method and pinned release; then place; then time; then
 * the order of datasets; then the newest release of the same factor. A remaining tie is an issue, not a guess. The
 * order of candidates has no effect, and each is either chosen (or tied) or rejected for one reason.
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

/** A choice on the source takes precedence over the policy's pin for the whole dataset. */
function hasEdition(one: FactorCandidate, { edition }: FactorRequest, { pinnedEditions }: SelectionPolicy): boolean {
  const pinned = edition ?? pinnedEditions[one.datasetId];
  return pinned === undefined || one.version === pinned;
}

/** The same candidates are compared for each source. */
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

/** A re-issue of a factor in the same dataset replaces the older one. Different factors remain a tie. */
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
