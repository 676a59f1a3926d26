import type { ChipTone } from "#app/kit/chip.tsx";

/** How far the newest inventory of a client is, first to last. */
export const CLIENT_STAGES = ["collecting", "review", "calculated", "draft", "issued"] as const;
export type ClientStage = (typeof CLIENT_STAGES)[number];

export const STAGE_TONES: Record<ClientStage, ChipTone> = {
  collecting: "neutral",
  review: "warning",
  calculated: "accent",
  draft: "accent",
  issued: "good",
};

/** What the stage follows from. */
export interface StageFacts {
  /** A report of the newest inventory stands: issued and not withdrawn. */
  isIssued: boolean;
  /** The newest run has totals. */
  hasTotals: boolean;
  /** Something was stated for the report of that year. */
  hasStatements: boolean;
  /** Records wait for somebody's approval. */
  toReview: number;
}

/** What waits for review comes before a run: the run may be of other data. */
export function stageOf({ isIssued, hasTotals, hasStatements, toReview }: StageFacts): ClientStage {
  if (isIssued) return "issued";
  if (toReview > 0) return "review";
  if (!hasTotals) return "collecting";
  return hasStatements ? "draft" : "calculated";
}

/** The first of the days that somebody waits for; null where nothing is due. */
export function nextDay(days: readonly (string | null)[]): string | null {
  return days.filter((day) => day !== null).sort()[0] ?? null;
}
