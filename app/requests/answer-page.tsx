import { isOpenAnswer } from "#app/carbon/entry/requested-answer.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { localName } from "#app/i18n/index.ts";
import { Button } from "#app/kit/button.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { Progress } from "#app/kit/progress.tsx";
import { COLUMN } from "./recipient-frame.tsx";
import type { RecipientView } from "./recipient-view.ts";
import { type ReceivedFiles, SourceSection } from "./source-section.tsx";
import { type SavingState, useAnswers } from "./use-answers.ts";

interface AnswerPageProps {
  page: RecipientView;
  token: string;
  maxBytes: number;
  isSaved: boolean;
  isHandedIn: boolean;
  /** Files sent by the plain form. */
  received: ReceivedFiles | null;
}

export function AnswerPage({ page, token, maxBytes, isSaved, isHandedIn, received }: AnswerPageProps) {
  const address = `/requests/${token}`;
  const answers = useAnswers(page, `${address}/answers.json`);
  const { dataRequest } = useMessages();
  const { recipient: t } = dataRequest;
  const total = page.sources.length * page.months.length;
  const answered = page.sources.reduce(
    (sum, { position }) => sum + page.months.filter((month) => !isOpenAnswer(answers.answerOf(position, month))).length,
    0,
  );
  return (
    <>
      <div className={`${COLUMN} pt-8 pb-10 max-md:pt-6`}>
        <Introduction page={page} />
        <div className="mt-6 space-y-4 empty:hidden">
          {(isHandedIn || page.handedInAt) && !page.comment && !hasRemark(page) && (
            <Notice title={t.handedInTitle} text={t.handedInText} />
          )}
          {(page.comment !== "" || hasRemark(page)) && <Question comment={page.comment} asker={page.askerName} />}
          {isSaved && <Notice title={t.saved} />}
          {answers.isRestored && <Notice title={t.restored} />}
        </div>
        <form id="answers" method="post" action={address} noValidate />
        <div className="mt-10 space-y-14">
          {page.sources.map((source) => (
            <SourceSection
              key={source.position}
              source={source}
              page={page}
              answers={answers}
              address={address}
              maxBytes={maxBytes}
              received={received?.position === source.position ? received : null}
            />
          ))}
        </div>
      </div>
      <div className="sticky bottom-0 z-20 border-t border-rule bg-surface print:static">
        <div className={`${COLUMN} flex flex-wrap items-center gap-x-6 gap-y-2 py-3`}>
          <div className="min-w-40 grow">
            <Progress
              label={t.progressLabel}
              done={answered}
              of={total}
              counts={t.progress(String(answered), String(total))}
              aside={<SavingText state={answers.saving} />}
            />
          </div>
          <div className="flex gap-2 max-sm:w-full max-sm:*:grow">
            <Button form="answers" name="intent" value="save" variant="secondary">
              {t.save}
            </Button>
            <Button form="answers" name="intent" value="review">
              {t.review}
            </Button>
          </div>
          <SavingTrouble state={answers.saving} />
        </div>
      </div>
    </>
  );
}

function Introduction({ page }: { page: RecipientView }) {
  const { dataRequest } = useMessages();
  const locale = useLocale();
  const clock = useClock();
  const { recipient: t } = dataRequest;
  const organization = localName(page.organization, locale);
  return (
    <>
      <h1 className="text-31 font-semibold tracking-[-0.02em] max-md:text-25">{t.title(organization)}</h1>
      <div className="mt-4 max-w-[42rem] space-y-3 text-16">
        <p>{t.hello(page.recipientName)}</p>
        <p>{page.askerName ? t.lead(page.askerName, organization) : t.leadNoAsker(organization)}</p>
        {page.message !== "" && (
          <figure className="border-l-2 border-accent pl-4">
            <figcaption className="text-12 text-muted">{t.messageFrom(page.askerName || organization)}</figcaption>
            <blockquote className="break-words whitespace-pre-line">{page.message}</blockquote>
          </figure>
        )}
        <p className="font-medium">
          <WholeDays>{t.until(clock.day(page.expiresAt))}</WholeDays>
        </p>
        <p className="text-14 text-muted">{t.whoSees(organization)}</p>
      </div>
    </>
  );
}

function hasRemark({ cells }: RecipientView): boolean {
  return cells.some(({ remark }) => remark !== "");
}

export function Notice({ title, text }: { title: string; text?: string }) {
  return (
    <div role="status" className="rounded-6 bg-good-tint px-4 py-3 text-14 text-good-ink">
      <p className="flex items-start gap-2 font-semibold">
        <Icon name="check" className="mt-0.5" />
        {title}
      </p>
      {text && <p className="mt-1 pl-6">{text}</p>}
    </div>
  );
}

export function Question({ comment, asker }: { comment: string; asker: string }) {
  const { dataRequest } = useMessages();
  const { recipient: t } = dataRequest;
  return (
    <div role="status" className="rounded-6 bg-warning-tint px-4 py-3 text-14 text-warning-ink">
      <p className="flex items-start gap-2 font-semibold">
        <Icon name="question" className="mt-0.5" />
        {t.askedAgainTitle}
      </p>
      <p className="mt-1 pl-6">{t.askedAgainText}</p>
      {comment !== "" && (
        <p className="mt-2 pl-6 break-words whitespace-pre-line">
          {asker && <span className="block text-12">{t.messageFrom(asker)}</span>}
          {comment}
        </p>
      )}
    </div>
  );
}

/** Announced politely by screen readers, and only if something is wrong. */
function SavingText({ state }: { state: SavingState }) {
  const { dataRequest } = useMessages();
  const { recipient: t } = dataRequest;
  switch (state.kind) {
    case "saving":
      return t.saving;
    case "saved":
      return t.savedAt(timeOf(state.at));
    case "rest":
      return null;
    default:
      return t.notSaved;
  }
}

function SavingTrouble({ state }: { state: SavingState }) {
  const { dataRequest } = useMessages();
  const { recipient: t } = dataRequest;
  const text =
    state.kind === "ended" ? t.ended : state.kind === "offline" ? (state.isKept ? t.offline : t.offlineNoRoom) : "";
  return (
    <p role="status" className="w-full text-14 text-warning-ink empty:hidden">
      {text}
    </p>
  );
}

/** In the reader's local time, so it is shown only after hydration. */
function timeOf(instant: string): string {
  const at = new Date(instant);
  return `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;
}
