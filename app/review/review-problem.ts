import type { ReviewProblem } from "#app/records/review-record-view.ts";

/** What came of a form of the review that was not taken. */
type Refused = { typed: Record<string, string> } & (
  | { errors: Record<string, string> }
  | { faults: ReviewProblem["faults"] }
);

/** As the pages show it: at the record that it is about, or above all of them. */
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
