import { useRevalidator } from "@remix-run/react";
import { type FormEvent, useState } from "react";
import { Button } from "#app/kit/button.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { REVIEW, type ReviewAct, type ReviewState } from "#app/records/review-state.ts";
import { useLeftOut } from "#app/records/use-left-out.ts";

interface ReviewActsProps {
  organizationId: string;
  /** Saved, unlocked rows of the selection with their review state. */
  rows: readonly { id: string; state: ReviewState }[];
  maySubmit: boolean;
  mayDecide: boolean;
  /** The result as text. */
  onDone: (text: string) => void;
}

/** Submits, approves or returns the selected rows. Only actions that apply to at least one row are offered. */
export function ReviewActs({ organizationId, rows, maySubmit, mayDecide, onDone }: ReviewActsProps) {
  const { sheet, review } = useMessages();
  const describe = useLeftOut();
  const { revalidate } = useRevalidator();
  const [isBusy, setBusy] = useState(false);
  const ready = (act: ReviewAct) => rows.filter(({ state }) => REVIEW.may(act, state)).map(({ id }) => id);
  const drafts = maySubmit ? ready("submit") : [];
  const submitted = mayDecide ? ready("approve") : [];
  const act = async (intent: ReviewAct, recordIds: string[], reason = "") => {
    if (isBusy) return;
    setBusy(true);
    const outcome = await requestReview(organizationId, { intent, recordIds, reason });
    setBusy(false);
    if (!outcome) return onDone(sheet.review.failed);
    const { done, leftOut } = outcome;
    const said = [
      ...(done.length > 0 ? [sheet.review.done(intent, done.length)] : []),
      ...(leftOut.length > 0 ? [review.leftOut(leftOut.length, reasonsOf(leftOut))] : []),
    ];
    onDone(said.join(" "));
    revalidate();
  };
  /** Each reason once, regardless of the number of rows. */
  const reasonsOf = (leftOut: ReviewOutcome["leftOut"]) => {
    const reasons = leftOut.map(({ code, facts }) => describe(code, facts));
    return [...new Set(reasons)].join("; ");
  };
  const sendBack = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get("returnReason") ?? "").trim();
    event.currentTarget.querySelector("details")?.removeAttribute("open");
    void act("return", submitted, reason);
  };
  return (
    <>
      {drafts.length > 0 && (
        <Button
          type="button"
          size="row"
          variant="secondary"
          aria-disabled={isBusy}
          onClick={() => act("submit", drafts)}
        >
          {sheet.review.submit(drafts.length)}
        </Button>
      )}
      {submitted.length > 0 && (
        <>
          <Button type="button" size="row" aria-disabled={isBusy} onClick={() => act("approve", submitted)}>
            {sheet.review.approve(submitted.length)}
          </Button>
          <form onSubmit={sendBack} className="[&_summary]:min-h-7 [&_summary]:px-2 [&_summary]:text-12">
            <ConfirmAction
              label={sheet.review.return(submitted.length)}
              lost=""
              question={sheet.review.returnQuestion(submitted.length)}
            >
              <div className="mb-3">
                <TextField label={sheet.review.reason} name="returnReason" required maxLength={1000} pattern=".*\S.*" />
              </div>
            </ConfirmAction>
          </form>
        </>
      )}
    </>
  );
}

interface ReviewOutcome {
  done: string[];
  leftOut: { code: string; facts: Record<string, string> }[];
}

/** Requests a review action. Null if it failed. */
async function requestReview(
  organizationId: string,
  { intent, recordIds, reason }: { intent: ReviewAct; recordIds: string[]; reason: string },
): Promise<ReviewOutcome | null> {
  const body = new URLSearchParams({ intent, reason });
  for (const recordId of recordIds) body.append("recordId", recordId);
  try {
    const answer = await fetch(`/organizations/${organizationId}/activities/review`, {
      method: "POST",
      headers: { Accept: "application/json" },
      body,
    });
    if (!answer.ok) return null;
    const { done, leftOut } = (await answer.json()) as ReviewOutcome;
    return Array.isArray(done) && Array.isArray(leftOut) ? { done, leftOut } : null;
  } catch {
    return null;
  }
}
