import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { REVIEW, type ReviewState } from "#app/records/review-state.ts";
import type { GridRecord } from "./grid-data.ts";
import type { RowReview } from "./row-review.ts";

/** The review state as a label with an icon, and a lock if the period is locked. */
export function ReviewChip({ state, isLocked }: { state: ReviewState; isLocked: boolean }) {
  const { sheet } = useMessages();
  return (
    <Chip tone={REVIEW.tones[state]} {...(isLocked && { icon: "lock" as const })}>
      {isLocked && state !== "approved" ? sheet.locked : sheet.reviewState[state]}
    </Chip>
  );
}

interface RecordStandingProps {
  review: RowReview;
  record: GridRecord | undefined;
  isEstimated: boolean;
}

/**
 * The review in the panel: who submitted, returned or approved the record, the reason, the lock, and the estimation
 * method.
 */
export function RecordStanding({ review, record, isEstimated }: RecordStandingProps) {
  const { sheet } = useMessages();
  const clock = useClock();
  const { state, reason, byName, lock } = review;
  const isDraft = state === "draft";
  if (isDraft && !lock && !isEstimated) return null;
  return (
    <div className="mb-4 space-y-2 border-b border-line pb-4 text-14">
      {(!isDraft || lock) && (
        <p className="flex flex-wrap items-center gap-2">
          <ReviewChip state={state} isLocked={lock !== null} />
          {!isDraft && <span className="text-12 text-muted">{sheet.stands(byName)}</span>}
        </p>
      )}
      {reason !== "" && <p className="break-words">“{reason}”</p>}
      {lock && (
        <p className="flex gap-2 text-12 text-muted">
          <Icon name="lock" size={14} className="mt-0.5" />
          {sheet.lockedBy(lock.period.start, lock.period.end, lock.byName, clock.day(lock.at))}
        </p>
      )}
      {isEstimated && (
        <p className="text-12">
          <span className="font-semibold text-warning-ink">{sheet.estimate}: </span>
          {record?.estimate
            ? [sheet.estimateMethod[record.estimate.method] ?? record.estimate.method, record.estimate.reason]
                .filter(Boolean)
                .join(" · ")
            : sheet.estimateUnsaid}
        </p>
      )}
    </div>
  );
}
