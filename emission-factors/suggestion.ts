import type { FactorValue } from "#app/carbon/factor/factor-value.ts";

interface Name {
  en: string;
  zh: string;
}

/** Why a candidate is one, as the matcher states it. */
export interface SuggestionReason {
  kind: string;
  typed?: string;
  means?: string;
  unit?: string;
  to?: string;
  region?: string;
  count?: number;
}

/** How sure a match is, by the rule that `match-descriptions.ts` states. */
export type SuggestionConfidence = "high" | "medium" | "low";

/** A source that the organization has. */
export interface SourceSuggestion {
  kind: "source";
  id: string;
  name: Name;
  facility: Name;
  facilityId: string;
  category: string;
  unit: string;
}

/** A factor of the library of which a source could be made; nothing is made until a person says so. */
export interface FactorSuggestion {
  kind: "factor";
  /** Id of the factor, or `grid_average` for the average of the facility's grid. */
  factor: string;
  /** Id of the property between the unit and the factor's; empty for none. */
  via: string;
  viaName: Name | null;
  name: Name;
  category: string;
  scope: 1 | 2 | 3;
  /** The unit that the source would be recorded in. */
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

export interface MatchCandidate {
  confidence: SuggestionConfidence;
  reasons: SuggestionReason[];
  target: SourceSuggestion | FactorSuggestion;
}
