import type { DocumentFactor } from "#app/carbon/document/inventory-document.ts";
import { rememberingObjects } from "#app/number/remember.ts";
import type { FactorValue } from "./factor-value.ts";
import {
  type FactorCandidate,
  type FactorRequest,
  REJECTIONS,
  type Rejection,
  type Selection,
} from "./select-factor.ts";

/** A factor of the library or the organization, with the properties for selection. */
export interface LibraryFactor extends FactorCandidate {
  document: DocumentFactor;
}

export interface SelectionDecision {
  role: "factor" | "property" | "residual";
  request: FactorRequest;
  selection: Selection<LibraryFactor>;
}

/** A stored candidate: the library may change, but a run's reasons may not. */
export interface ExplainedCandidate {
  reference: string;
  name: { en?: string; zh?: string };
  dataset: string;
  region: string | null;
  method: string | null;
  validFrom: string | null;
  validTo: string | null;
  status: string;
  /** kg CO2e per unit, or the value of a property. Null if a GWP is missing. */
  value: string | null;
  /** Unit of the figure: the denominator, or from and to. */
  unit: string;
  /** Null for the chosen and for tied candidates. */
  why: Rejection | null;
}

/** Why this factor was chosen and the others weren't, stored with a run and shown on its lines. */
export interface SelectionExplanation {
  role: SelectionDecision["role"];
  outcome: "exact" | "substituted" | "factor_missing" | "factor_ambiguous";
  asked: { region: string | null; method: string | null; edition: string | null };
  accepted: string[];
  /** Version of the policy; 0 before the first. */
  policyVersion: number;
  /** Pinned release of the chosen dataset, or null if it follows the newest. */
  pinnedEdition: string | null;
  candidates: ExplainedCandidate[];
  more: number;
}

/** Further candidates are only counted. Those that passed the most checks are listed. */
const LISTED = 40;

/** Makes a decision explainable: the chosen candidate first, then the others, closest first. */
export function explainSelection(
  { role, request, selection }: SelectionDecision,
  policy: { version: number; pinnedEditions: Readonly<Record<string, string>> },
  evaluate: (factor: DocumentFactor) => FactorValue,
): SelectionExplanation {
  const kept = selection.ok ? [selection.factor] : selection.tied;
  const lost = [...selection.rejected].sort(
    (a, b) => REJECTIONS.indexOf(b.why) - REJECTIONS.indexOf(a.why) || newestFirst(a.factor, b.factor),
  );
  return {
    role,
    outcome: selection.ok ? selection.reason : selection.code,
    asked: { region: request.region, method: request.method ?? null, edition: request.edition ?? null },
    accepted: selection.ok ? selection.accepted.map(({ code }) => code) : [],
    policyVersion: policy.version,
    pinnedEdition: kept[0] ? (policy.pinnedEditions[kept[0].datasetId] ?? null) : null,
    candidates: [
      ...kept.map((factor) => describe(factor, null, evaluate)),
      ...lost.slice(0, LISTED).map(({ factor, why }) => describe(factor, why, evaluate)),
    ],
    more: Math.max(0, lost.length - LISTED),
  };
}

const ageOf = rememberingObjects(({ validTo, publishedOn, id, version }: LibraryFactor) =>
  JSON.stringify([validTo ?? "9999", publishedOn ?? "", version, id]),
);

function newestFirst(a: LibraryFactor, b: LibraryFactor): number {
  return ageOf(a) < ageOf(b) ? 1 : -1;
}

function describe(
  factor: LibraryFactor,
  why: Rejection | null,
  evaluate: (factor: DocumentFactor) => FactorValue,
): ExplainedCandidate {
  const { document } = factor;
  const value = evaluate(document);
  return {
    reference: `${factor.id}@${factor.version}`,
    name: document.name ?? {},
    dataset: document.publisher ?? factor.datasetId,
    region: factor.region,
    method: factor.method,
    validFrom: factor.validFrom,
    validTo: factor.validTo,
    status: factor.status ?? "active",
    value: value.kind === "property" ? value.value : value.total,
    unit: value.kind === "property" ? `${value.to}/${value.unit}` : value.unit,
    why,
  };
}
