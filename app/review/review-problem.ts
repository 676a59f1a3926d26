import type { ReviewProblem } from "#app/records/review-record-view.ts";

/** The result of a rejected form. */
type Refused = { typed: Record<string, string> } & (
  | { errors: Record<string, string> }
  | { faults: ReviewProblem["faults"] }
);

/** Shown at the record that it concerns, or above all records. */
export function toReviewProblem(answer: Refused): ReviewProblem {
  const { intent = "", recordId = "" } = answer.typed;
  return {
    intent,
    problem: "errors" in answer ? (answer.errors.form ?? "other") : "",
    faults: "faults" in answer ? answer.faults : [],
    recordId: intent.startsWith("preview-") ? "" : recordId,
    typed: answer.typed,
  };
}
