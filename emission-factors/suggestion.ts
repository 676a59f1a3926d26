import type { FactorValue } from "#app/carbon/factor/factor-value.ts";
import type { Category } from "#app/carbon/line/scope.ts";
import type { Need } from "./match/match-line.ts";

interface Name {
  en: string;
  zh: string;
}

/** The reason for a match. */
export interface SuggestionReason {
  kind: string;
  typed?: string;
  means?: string;
  unit?: string;
  to?: string;
  region?: string;
  count?: number;
  /** ISO time of a choice of the organization. */
  at?: string;
}

/** Defined in `match-descriptions.ts`. */
export type SuggestionConfidence = "high" | "medium" | "low";

/** An existing source of the organization. */
export interface SourceSuggestion {
  kind: "source";
  id: string;
  name: Name;
  facility: Name;
  facilityId: string;
  category: string;
  unit: string;
}

/** A library factor from which a source could be created. Nothing is created until a person confirms it. */
export interface FactorSuggestion {
  kind: "factor";
  /** Id of the factor, or `grid_average` for the average of the facility's grid. */
  factor: string;
  /** Id of the property that converts between the units, or empty. */
  via: string;
  viaName: Name | null;
  name: Name;
  category: string;
  scope: 1 | 2 | 3;
  /** The unit of records of this source. */
  unit: string;
  place: string | null;
  publisher: string;
  edition: string;
  value: FactorValue | null;
}

export interface FactorSuggestions {
  sources: SourceSuggestion[];
  factors: FactorSuggestion[];
}

/** What a line was read as, also where nothing is offered. */
export interface LineReading {
  category: Category | null;
  isNothing: boolean;
  needs: readonly Need[];
}

export interface MatchCandidate {
  confidence: SuggestionConfidence;
  reasons: SuggestionReason[];
  target: SourceSuggestion | FactorSuggestion;
}
