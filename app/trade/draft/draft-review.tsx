import { Form } from "@remix-run/react";
import { WholeDays } from "#app/day/whole-days.tsx";
import type { Messages } from "#app/i18n/index.ts";
import { Button } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { DoneLine } from "#app/kit/done-note.tsx";
import { TextAreaField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { NameField } from "#app/kit/name-field.tsx";
import { Section } from "#app/kit/section.tsx";
import { DRAFT_TONES, type DraftReview, MOST_CHARACTERS } from "./draft-comment.ts";

interface DraftReviewProps {
  review: DraftReview;
  address: string;
  mayComment: boolean;
  isDone: boolean;
  /** Errors of a form about drafts. */
  answer: { errors: Record<string, string>; typed: Record<string, string> } | null;
}

/** What both sides wrote on the drafts of an order, and the client's decision. */
export function DraftReviewSection(props: DraftReviewProps) {
  const { review, isDone, mayComment } = props;
  const { draft: t } = useMessages();
  return (
    <Section title={t.title}>
      {isDone && <DoneLine isStacked>{t.done}</DoneLine>}
      <Standing review={review} />
      <p className="mt-1 text-14 text-muted">{aboutOf(review, t)}</p>
      <p className="mt-1 text-14 text-muted">{t.unchecked}</p>
      {review.comments.length > 0 && (
        <ul aria-label={t.list} className="mt-4 divide-y divide-line border-y border-line">
          {review.comments.map((comment) => (
            <Comment key={comment.number} comment={comment} />
          ))}
        </ul>
      )}
      {mayComment && review.isOpen && <Answer {...props} />}
    </Section>
  );
}

function aboutOf({ isOpen, reader, decision }: DraftReview, t: Messages["draft"]): string {
  if (!isOpen) return t.released;
  return decision?.kind === "approved" ? t.undo[reader] : t.about[reader];
}

/** The decision on the newest draft, or that there is none yet. */
function Standing({ review: { decision, draft, isOpen, reader } }: Pick<DraftReviewProps, "review">) {
  const { draft: t } = useMessages();
  const clock = useClock();
  if (!decision) return isOpen ? <p className="mt-3 text-14 font-medium">{t.waiting[reader](draft)}</p> : null;
  return (
    <p className={`mt-3 text-14 font-medium ${decision.kind === "approved" ? "text-good-ink" : "text-warning-ink"}`}>
      <WholeDays>{t.decided[decision.kind](draft, decision.name, clock.day(decision.at))}</WholeDays>
    </p>
  );
}

function Comment({ comment }: { comment: DraftReview["comments"][number] }) {
  const { draft: t } = useMessages();
  const clock = useClock();
  const { decision, side } = comment;
  return (
    <li className="py-3 text-14">
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-medium [overflow-wrap:anywhere]">{comment.name ?? t.sides[side]}</span>
        {decision && <Chip tone={DRAFT_TONES[decision]}>{t.decisions[decision]}</Chip>}
      </p>
      <p className="text-12 text-muted">
        <WholeDays>
          {[comment.name && t.sides[side], t.of(comment.draft), clock.instant(comment.at)].filter(Boolean).join(" · ")}
        </WholeDays>
      </p>
      {comment.text && <p className="mt-1 [overflow-wrap:anywhere] whitespace-pre-wrap">{comment.text}</p>}
    </li>
  );
}

function Answer({ review: { draft, decision, reader }, address, answer }: DraftReviewProps) {
  const { draft: t } = useMessages();
  const isClient = reader === "client";
  const wordsOf = (name: string) => {
    const fault = answer?.errors[name];
    return fault === undefined ? undefined : ((t.faults as Record<string, string>)[fault] ?? fault);
  };
  const general = wordsOf("form");
  return (
    <Form method="post" action={address} noValidate className="mt-4 max-w-160 space-y-4">
      {general && (
        <p role="alert" className="text-14 text-bad-ink">
          {general}
        </p>
      )}
      {isClient && <input type="hidden" name="draft" value={draft} />}
      {isClient && (
        <NameField
          label={t.name}
          name="name"
          id="draft-name"
          autoComplete="name"
          maxLength={100}
          defaultValue={answer?.typed.name ?? ""}
          error={wordsOf("name")}
        />
      )}
      <TextAreaField
        label={t.comment}
        name="text"
        id="draft-text"
        rows={4}
        maxLength={MOST_CHARACTERS}
        hint={t.commentHint[reader]}
        defaultValue={answer?.typed.text ?? ""}
        error={wordsOf("text")}
      />
      <div className="flex flex-wrap gap-2">
        {isClient && decision?.kind !== "approved" && (
          <Button name="intent" value="approve_draft">
            {t.approve(draft)}
          </Button>
        )}
        {isClient && (
          <Button name="intent" value="request_changes" variant="secondary">
            {t.requestChanges}
          </Button>
        )}
        <Button name="intent" value="comment_draft" variant="secondary">
          {t.send}
        </Button>
      </div>
    </Form>
  );
}
