import type { ReactNode } from "react";
import { formatDay, formatInstant } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { UTC } from "#app/day/zone.ts";
import { sayVerifier } from "#app/identity/say-verifier.ts";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Icon, type IconName } from "#app/kit/icon.tsx";
import { answerOfAssurance, answerOfFile, answerOfStatus } from "./buyer-answers.ts";
import { LaterReport } from "./later-report.tsx";
import type { ReportView } from "./report-view.ts";
import type { ReportVerification } from "./use-report-verification.ts";

type Tone = "good" | "warning" | "bad" | "neutral";

const LOOKS: Record<Tone, { look: string; icon: IconName }> = {
  good: { look: "bg-good-tint text-good-ink", icon: "check" },
  warning: { look: "bg-warning-tint text-warning-ink", icon: "warning" },
  bad: { look: "bg-bad-tint text-bad-ink", icon: "cross" },
  neutral: { look: "bg-neutral-tint text-neutral-ink", icon: "bar" },
};

interface AnswerProps {
  question: string;
  title: string;
  tone: Tone;
  children: ReactNode;
}

/** What a buyer asks first, answered in words. Nothing is green on a report that failed a check or was withdrawn. */
export function ThreeAnswers({ view, found }: { view: ReportView; found: ReportVerification }) {
  const { answers } = useMessages().verify.page;
  const { verification, isRunning } = found;
  const file = answerOfFile({ verification, hasFile: found.file !== null, isRunning });
  const status = answerOfStatus(verification);
  const isBad = file === "differs" || file === "proofs_fail" || status === "withdrawn";
  const toned = (tone: Tone): Tone => (isBad && tone === "good" ? "neutral" : tone);
  const fileTones = { issued: "good", differs: "bad", proofs_fail: "bad" } as const;
  const fileTone = file in fileTones ? fileTones[file as keyof typeof fileTones] : "neutral";
  return (
    <section aria-label={answers.label} className="border-b border-line">
      <dl className="page-column grid grid-cols-3 gap-x-10 gap-y-6 py-6 max-wide:grid-cols-1">
        <Answer question={answers.file.question} title={answers.file[file].title} tone={fileTone}>
          {answers.file[file].text}
        </Answer>
        <StatusAnswer view={view} found={found} toned={toned} />
        <AssuranceAnswer view={view} found={found} toned={toned} />
      </dl>
    </section>
  );
}

interface TonedProps {
  found: ReportVerification;
  toned: (tone: Tone) => Tone;
}

function StatusAnswer({ view, found, toned }: TonedProps & { view: ReportView }) {
  const { status: t } = useMessages().verify.page.answers;
  const locale = useLocale();
  const { status } = found.verification;
  const answer = answerOfStatus(found.verification);
  const tones = {
    current: "good",
    withdrawn: "bad",
    superseded: "warning",
    expired: "warning",
    unknown: "neutral",
  } as const;
  return (
    <Answer question={t.question} title={t[answer]} tone={toned(tones[answer])}>
      {answer === "unknown" ? (
        t.unknownText
      ) : answer === "current" && status.kind === "current" ? (
        <WholeDays>{t.currentText(formatInstant(status.asOf, locale, UTC))}</WholeDays>
      ) : (
        <LaterReport view={view} />
      )}
    </Answer>
  );
}

function AssuranceAnswer({ view, found, toned }: TonedProps & { view: ReportView }) {
  const { verify, issuerProof } = useMessages();
  const { answers, assurance: t } = verify.page;
  const { question, confirmed, details } = answers.assurance;
  const answer = answerOfAssurance(found.verification.assurance);
  const locale = useLocale();
  const more = (
    <a className="text-link" href="#assurance">
      {details}
    </a>
  );
  if (answer.kind === "none")
    return (
      <Answer question={question} title={t.notVerified} tone="neutral">
        {answer.hasStatements ? t.notVerifiedThough : t.notVerifiedText} {answer.hasStatements && more}
      </Answer>
    );
  if (view.isSample)
    return (
      <Answer question={question} title={t.sample.title} tone="neutral">
        {t.sample.text} {more}
      </Answer>
    );
  const { verifier, enteredBy, engagement } = answer.record;
  if (answer.kind === "disowned")
    return (
      <Answer
        question={question}
        title={t.disowned.title(sayVerifier(issuerProof, { name: verifier.name, identity: answer.disowned }))}
        tone="bad"
      >
        {t.disowned.text} {more}
      </Answer>
    );
  if (answer.kind === "reported")
    return (
      <Answer question={question} title={t.reported.title[enteredBy](verifier.name)} tone="warning">
        {t.reported.text} {more}
      </Answer>
    );
  const tone = answer.effect === "assures" ? toned("good") : "neutral";
  return (
    <Answer question={question} title={t.verified[engagement.level](sayVerifier(issuerProof, verifier))} tone={tone}>
      {verifier.identity && (
        <WholeDays>
          {confirmed[verifier.identity.kind](
            verifier.name,
            verifier.identity.value,
            formatDay(verifier.identity.checkedOn, locale),
          )}
        </WholeDays>
      )}{" "}
      {more}
    </Answer>
  );
}

function Answer({ question, title, tone, children }: AnswerProps) {
  const { look, icon } = LOOKS[tone];
  return (
    <div className="relative min-w-0 pl-12">
      <dt className="text-12 text-muted">{question}</dt>
      <dd>
        <span
          aria-hidden="true"
          className={`print-exact absolute top-0.5 left-0 flex size-9 items-center justify-center rounded-full ${look}`}
        >
          <Icon name={icon} size={18} />
        </span>
        <p className="text-16 font-semibold break-words">{title}</p>
        <div className="mt-1 text-14 text-muted">{children}</div>
      </dd>
    </div>
  );
}
