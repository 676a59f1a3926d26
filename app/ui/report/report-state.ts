import type { ChipTone } from "../chip.tsx";

type ReportState = "issuing" | "issued" | "superseded" | "withdrawn";

/** The tone of each state; the word stands beside it. */
export const STATE_TONES: Record<ReportState, ChipTone> = {
  issuing: "neutral",
  issued: "good",
  superseded: "warning",
  withdrawn: "bad",
};
