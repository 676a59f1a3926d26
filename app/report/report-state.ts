import type { ChipTone } from "#app/kit/chip.tsx";
import type { ReportState } from "#app/proof/report-life.ts";

/** The tone of each state; the word stands beside it. */
export const STATE_TONES: Record<ReportState, ChipTone> = {
  issuing: "neutral",
  issued: "good",
  superseded: "warning",
  expired: "warning",
  withdrawn: "bad",
};
