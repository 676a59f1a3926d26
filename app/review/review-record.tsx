import { Form, Link } from "@remix-run/react";
import { WholeDays } from "#app/day/whole-days.tsx";
import { QuantityText } from "#app/evidence/quantity-text.tsx";
import { Button } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { HintList } from "#app/records/hint-list.tsx";
import { problemText } from "#app/records/review-parts.tsx";
import {
  placeOf,
  type ReviewProblem,
  type ReviewRecordView,
  type ReviewRights,
} from "#app/records/review-record-view.ts";
import { REVIEW } from "#app/records/review-state.ts";

interface ReviewRecordProps {
  record: ReviewRecordView;
  rights: ReviewRights;
  base: string;
  /** The address of this page, to return to. */
  here: string;
  /** The address after an act when records are reviewed one by one. Defaults to `here`. */
  next?: string;
  problem: ReviewProblem | null;
}

export function ReviewRecord({ record, rights, base, here, next = here, problem }: ReviewRecordProps) {
  const messages = useMessages();
  const { review: t } = messages;
  const clock = useClock();
  const own = problem?.recordId === record.recordId ? problem : null;
  return (
    <div className="space-y-3 text-14">
      <div className="flex flex-wrap items-center gap-2">
        <span className="font-semibold tabular-nums">
          <QuantityText quantity={record.quantity} unit={record.unit} />
        </span>
        <Chip tone={REVIEW.tones[record.state]}>{t.recordState[record.state]}</Chip>
        {record.isEstimate && <Chip tone="warning">{t.estimated}</Chip>}
      </div>
      <p className="text-12 text-muted">
        {record.period.start} – {record.period.end} ·{" "}
        <WholeDays>{t.writtenBy(record.authorName, clock.shortDay(record.writtenAt))}</WholeDays> ·{" "}
        <Link to={`${base}/activities/${record.recordId}/evidence`} className="text-link">
          {t.evidenceCount(record.evidenceCount)}
        </Link>
        {record.evidence && ` · ${record.evidence}`}
      </p>
      {record.note && <p className="text-12 text-muted">{record.note}</p>}
      {record.approvedBefore && (
        <p className="text-12">
          <s className="text-muted">
            <QuantityText quantity={record.approvedBefore.quantity} unit={record.approvedBefore.unit} />
          </s>{" "}
          → <QuantityText quantity={record.quantity} unit={record.unit} />{" "}
          <span className="text-muted">
            ({t.before(`${record.approvedBefore.period.start} – ${record.approvedBefore.period.end}`)})
          </span>
        </p>
      )}
      {record.state === "returned" && (
        <p className="rounded-6 bg-bad-tint px-3 py-2 text-bad-ink">{t.returned(record.stateBy, record.stateReason)}</p>
      )}
      {record.estimate && (
        <p className="text-12">
          {t.estimateText(
            (t.method as Record<string, string>)[record.estimate.method] ?? record.estimate.method,
            record.estimate.reason,
          )}
        </p>
      )}
      {own && (
        <p role="alert" className="text-12 font-medium text-bad-ink">
          {problemText(messages, own)}
        </p>
      )}
      <EstimateForms record={record} rights={rights} here={here} typed={own?.typed ?? {}} />
      <Hints record={record} rights={rights} here={here} next={next} typed={own?.typed ?? {}} />
      <Steps record={record} rights={rights} base={base} next={next} />
    </div>
  );
}

type PartProps = Omit<ReviewRecordProps, "base" | "problem"> & { typed: Record<string, string> };

/** Adds the method and reason to an estimate, or replaces it with the measured figure. */
function EstimateForms({ record, rights, here, typed }: PartProps) {
  const { review: t } = useMessages();
  if (!record.isEstimate || !rights.mayEdit || record.state === "submitted" || record.state === "approved") return null;
  const id = (name: string) => `${name}-${record.recordId}`;
  return (
    <>
      {!record.estimate && (
        <Form method="post" action={here} preventScrollReset className="space-y-2 rounded-6 bg-sunken p-3">
          <p className="font-semibold">{t.explainTitle}</p>
          <input type="hidden" name="intent" value="explain" />
          <input type="hidden" name="recordId" value={record.recordId} />
          <TextField
            label={t.basis}
            name="basis"
            id={id("basis")}
            required
            defaultValue={typed.basis}
            maxLength={1000}
          />
          <TextField
            label={t.reason}
            name="reason"
            id={id("reason")}
            required
            defaultValue={typed.reason}
            maxLength={1000}
          />
          <Button size="row" variant="secondary">
            {t.explain}
          </Button>
        </Form>
      )}
      <details className="group">
        <summary className="text-link cursor-pointer text-12 touch:py-2">{t.replaceTitle}</summary>
        <Form method="post" action={here} preventScrollReset className="mt-2 space-y-2 rounded-6 bg-sunken p-3">
          <input type="hidden" name="intent" value="replace" />
          <input type="hidden" name="recordId" value={record.recordId} />
          <div className="grid grid-cols-2 gap-2">
            <TextField
              label={t.quantity}
              name="quantity"
              id={id("quantity")}
              required
              inputMode="decimal"
              defaultValue={typed.quantity}
            />
            <TextField label={t.unit} name="unit" id={id("unit")} required defaultValue={typed.unit ?? record.unit} />
          </div>
          <TextField
            label={t.evidenceReference}
            name="evidence"
            id={id("evidence")}
            required={false}
            defaultValue={typed.evidence}
            maxLength={200}
          />
          <Button size="row" variant="secondary">
            {t.replace}
          </Button>
        </Form>
      </details>
    </>
  );
}

function Hints({ record, rights, here, next = here, typed }: PartProps) {
  const isLast = record.hints.filter(({ answer }) => !answer).length === 1;
  return (
    <HintList
      recordId={record.recordId}
      hints={record.hints}
      mayEdit={rights.mayEdit}
      typed={typed}
      isFolded
      toForm={(fields) => (
        <Form method="post" action={here} preventScrollReset className="mt-2 space-y-2 text-ink">
          <input type="hidden" name="intent" value="answer" />
          <input type="hidden" name="recordId" value={record.recordId} />
          <input type="hidden" name="next" value={isLast ? next : `${here}#${placeOf(record.recordId)}`} />
          {fields}
        </Form>
      )}
    />
  );
}

function Steps({ record, rights, base, next }: Omit<ReviewRecordProps, "problem" | "here">) {
  const { review: t } = useMessages();
  const isOpen = record.hints.some(({ answer }) => !answer);
  const maySubmit = rights.mayEdit && REVIEW.may("submit", record.state);
  const mayDecide = rights.mayDecide && REVIEW.may("return", record.state);
  if (!maySubmit && !mayDecide) return null;
  const fields = (
    <>
      <input type="hidden" name="recordId" value={record.recordId} />
      <input type="hidden" name="next" value={next} />
    </>
  );
  return (
    <div className="flex flex-wrap items-start gap-2">
      {maySubmit && (
        <Form method="post" action={`${base}/activities/review`} preventScrollReset>
          {fields}
          <Button
            size="row"
            variant="secondary"
            name="intent"
            value="submit"
            data-submit=""
            offReason={isOpen ? t.describeLeft("hint_unanswered", {}) : undefined}
          >
            {t.submit}
          </Button>
        </Form>
      )}
      {mayDecide && REVIEW.may("approve", record.state) && (
        <Form method="post" action={`${base}/activities/review`} preventScrollReset>
          {fields}
          <Button
            size="row"
            name="intent"
            value="approve"
            data-approve=""
            offReason={
              record.ownWork ? t.ownWork[record.ownWork] : isOpen ? t.describeLeft("hint_unanswered", {}) : undefined
            }
          >
            {t.approve}
          </Button>
        </Form>
      )}
      {mayDecide && (
        <details data-return="" className="min-w-0 grow">
          <summary className="inline-flex min-h-7 cursor-pointer items-center rounded-6 border border-rule bg-raised px-2.5 text-12 font-medium text-bad hover:border-bad touch:min-h-11">
            {t.giveBack}
          </summary>
          <Form method="post" action={`${base}/activities/review`} preventScrollReset className="mt-2 space-y-2">
            {fields}
            <input type="hidden" name="intent" value="return" />
            <TextField
              label={t.returnReason}
              name="reason"
              id={`return-${record.recordId}`}
              required
              maxLength={1000}
            />
            <Button size="row" variant="destructive">
              {t.giveBack}
            </Button>
          </Form>
        </details>
      )}
    </div>
  );
}
