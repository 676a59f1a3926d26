import type { ChipTone } from "#app/kit/chip.tsx";

/** The progress of a client's newest inventory, in order. */
export const CLIENT_STAGES = ["collecting", "review", "calculated", "draft", "issued"] as const;
export type ClientStage = (typeof CLIENT_STAGES)[number];

export const STAGE_TONES: Record<ClientStage, ChipTone> = {
  collecting: "neutral",
  review: "warning",
  calculated: "accent",
  draft: "accent",
  issued: "good",
};

export interface StageFacts {
  /** The newest inventory has a report that is issued and not withdrawn. */
  isIssued: boolean;
  /** The newest run has totals. */
  hasTotals: boolean;
  /** At least one answer was given for the report of that year. */
  hasStatements: boolean;
  /** Records are waiting for approval. */
  toReview: number;
}

/** Open reviews come before calculations, since the run may be based on other data. */
export function stageOf({ isIssued, hasTotals, hasStatements, toReview }: StageFacts): ClientStage {
  if (isIssued) return "issued";
  if (toReview > 0) return "review";
  if (!hasTotals) return "collecting";
  return hasStatements ? "draft" : "calculated";
}

/** The earliest of the days, or null without any. */
export function nextDay(days: readonly (string | null)[]): string | null {
  return days.filter((day) => day !== null).sort()[0] ?? null;
}
