import type { ReportState } from "#app/transparency/report-life.ts";
import type { ChipTone } from "../chip.tsx";

/** The tone of each state; the word stands beside it. */
export const STATE_TONES: Record<ReportState, ChipTone> = {
  issuing: "neutral",
  issued: "good",
  superseded: "warning",
  expired: "warning",
  withdrawn: "bad",
};
