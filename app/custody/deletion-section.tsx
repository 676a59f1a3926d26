import { Form } from "@remix-run/react";
import { WholeDays } from "#app/day/whole-days.tsx";
import { Button } from "#app/kit/button.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { FactList } from "#app/kit/fact-list.tsx";
import { TextAreaField, TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { WaitNote } from "#app/kit/wait-note.tsx";
import { type DataAnswer, problemOf } from "./data-answer.ts";
import type { TenantDeletion } from "./tenant-deletion.server.ts";

export type DeletionView = Pick<TenantDeletion, "reason" | "askedByName" | "askedAt" | "confirmed">;

export interface DeletionSectionProps {
  /** Name of the workspace. */
  name: string;
  deletion: DeletionView | null;
  /** Whether the reader can confirm it. `fromAt` is set for the only manager. */
  confirming: { may: boolean; fromAt: string | null; waitsUntil: string | null } | null;
  answer: DataAnswer | null;
}

/** Deletion of the workspace: request, confirm, cancel. */
export function DeletionSection(props: DeletionSectionProps) {
  const t = useMessages().tenantData.deletion;
  const { deletion } = props;
  return (
    <Section title={t.title} id="deletion">
      <p className="mt-3 text-14 text-muted">{t.about}</p>
      {deletion ? <Open {...props} deletion={deletion} /> : <Ask {...props} />}
    </Section>
  );
}

function Ask({ name, answer }: DeletionSectionProps) {
  const messages = useMessages();
  const t = messages.tenantData.deletion;
  const isOpen = Boolean(answer && ("reason" in answer.typed || answer.errors.form));
  return (
    <>
      <h3 className="mt-5 text-14 font-semibold">{t.stepsTitle}</h3>
      <ol className="mt-1 list-decimal space-y-1 pl-5 text-14">
        {[t.stepAsk, t.stepWait, t.stepClosed, t.stepErased].map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <h3 className="mt-5 text-14 font-semibold">{t.staysTitle}</h3>
      <ul className="mt-1 list-disc space-y-1 pl-5 text-14">
        {[t.staysReports, t.staysBooks, t.staysOthers, t.staysBackups].map((what) => (
          <li key={what}>{what}</li>
        ))}
      </ul>
      <details className="mt-5" open={isOpen}>
        <summary className="inline-flex min-h-9 items-center rounded-6 border border-rule bg-raised px-3.5 text-14 font-medium text-bad hover:border-bad touch:min-h-11">
          {t.begin}
        </summary>
        <Form method="post" className="mt-4 max-w-120 space-y-4" noValidate>
          <TextAreaField
            label={t.reason}
            hint={t.reasonHint}
            name="reason"
            defaultValue={answer?.typed.reason}
            error={problemOf(messages, answer, "reason")}
          />
          <Sure name={name} answer={answer} />
          <Button variant="destructive" name="intent" value="ask-deletion">
            {t.ask}
          </Button>
        </Form>
      </details>
    </>
  );
}

/** Asks for name and password, against slips and against misuse of an unlocked screen. */
function Sure({ name, answer }: { name: string; answer: DataAnswer | null }) {
  const messages = useMessages();
  const t = messages.tenantData.deletion;
  return (
    <>
      <TextField
        label={t.name(name)}
        name="name"
        autoComplete="off"
        defaultValue={answer?.typed.name}
        error={problemOf(messages, answer, "name")}
      />
      <TextField
        label={t.password}
        name="password"
        type="password"
        autoComplete="current-password"
        error={problemOf(messages, answer, "password")}
      />
    </>
  );
}

function Open({ name, deletion, confirming, answer }: DeletionSectionProps & { deletion: DeletionView }) {
  const t = useMessages().tenantData.deletion;
  const clock = useClock();
  const { confirmed } = deletion;
  return (
    <div className="mt-4">
      <FactList facts={useDeletionFacts(deletion)} />
      {!confirmed && confirming?.may && (
        <Form method="post" className="mt-6 max-w-120 space-y-4" noValidate>
          <p className="text-14">{confirming.fromAt ? t.confirmAlone : t.confirmAbout}</p>
          <Sure name={name} answer={answer} />
          <Button variant="destructive" name="intent" value="confirm-deletion">
            {t.confirm}
          </Button>
        </Form>
      )}
      {!confirmed && <WaitNote until={confirming?.waitsUntil} />}
      {!confirmed && !confirming?.may && !confirming?.waitsUntil && (
        <p className="mt-4 text-14">
          <WholeDays>
            {confirming?.fromAt ? t.waitsAlone(clock.instant(confirming.fromAt)) : t.waitsForAnother}
          </WholeDays>
        </p>
      )}
      {confirmed && (
        <p className="mt-4 text-14">
          <WholeDays>{t.waits(clock.day(confirmed.closesAt))}</WholeDays>
        </p>
      )}
      <TakeBack />
    </div>
  );
}

/** Who requested and confirmed, and the dates that follow. */
export function useDeletionFacts({ askedByName, askedAt, reason, confirmed }: DeletionView) {
  const { tenantData, auditTrail } = useMessages();
  const t = tenantData.deletion;
  const clock = useClock();
  const by = (name: string, at: string) => t.by(name || auditTrail.former, clock.instant(at));
  return [
    { label: t.asked, value: by(askedByName, askedAt) },
    { label: t.reason, value: <span className="whitespace-pre-line">{reason}</span> },
    ...(confirmed
      ? [
          { label: t.confirmed, value: by(confirmed.byName, confirmed.at) },
          { label: t.closes, value: clock.instant(confirmed.closesAt) },
          { label: t.erases, value: clock.instant(confirmed.erasesAt) },
        ]
      : []),
  ];
}

export function TakeBack() {
  const t = useMessages().tenantData.deletion;
  return (
    <Form method="post" className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button variant="secondary" name="intent" value="take-deletion-back">
        {t.takeBack}
      </Button>
      <p className="text-12 text-muted">{t.takeBackHint}</p>
    </Form>
  );
}
