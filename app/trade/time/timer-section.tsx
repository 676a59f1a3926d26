import { Form } from "@remix-run/react";
import { Button } from "#app/kit/button.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { asHours } from "./hours.ts";

export interface TimerView {
  /** Client and order. */
  name: string;
  note: string;
  isBillable: boolean;
  startedAt: string;
  /** When the page was read. */
  minutes: number;
}

interface TimerProps {
  base: string;
  timer: TimerView | null;
  works: { value: string; label: string }[];
  /** The order or client selected in the filter, or empty. */
  wanted: string;
  errors: Record<string, string>;
  typed: Record<string, string>;
}

/** The running timer of the user, or the form that starts one. */
export function TimerSection(props: TimerProps) {
  const { time: t } = useMessages();
  const { errors } = props;
  const words = t.error as Record<string, string>;
  return (
    <Section title={t.timer} isAside id="timer">
      <FormErrors errors={listErrors(errors, (code) => words[code])} />
      {props.timer ? <Running {...props} timer={props.timer} /> : <Start {...props} />}
    </Section>
  );
}

function Running({ base, timer }: TimerProps & { timer: TimerView }) {
  const { time: t } = useMessages();
  const clock = useClock();
  return (
    <Form method="post" action={base} className="mt-3 space-y-3 text-14">
      <p className="break-words">{timer.name}</p>
      {timer.note && <p className="break-words text-muted">{timer.note}</p>}
      <p className="text-20 tabular-nums">{asHours(timer.minutes)}</p>
      <p className="text-12 text-muted">
        {t.timerSince(clock.instant(timer.startedAt))}
        {timer.isBillable && ` · ${t.billable}`}
      </p>
      <div className="flex flex-wrap gap-3">
        <Button name="intent" value="stop">
          {t.stopTimer}
        </Button>
        <Button name="intent" value="discard" variant="secondary">
          {t.discardTimer}
        </Button>
      </div>
    </Form>
  );
}

function Start({ base, works, wanted, errors, typed }: TimerProps) {
  const { time: t } = useMessages();
  const words = t.error as Record<string, string>;
  const errorOf = (name: string) => (errors[name] ? (words[errors[name]] ?? errors[name]) : undefined);
  const isBillable = typed.intent === undefined || typed.isBillable === "on";
  return (
    <Form method="post" action={base} className="mt-3 space-y-4" noValidate>
      <p className="text-12 text-muted">{t.timerAbout}</p>
      <SelectField
        label={t.work}
        name="work"
        id="timer-work"
        placeholder={t.choose}
        defaultValue={typed.work ?? wanted}
        error={errorOf("work")}
        options={works}
      />
      <TextField
        label={t.note}
        name="note"
        id="timer-note"
        maxLength={1000}
        required={false}
        defaultValue={typed.note ?? ""}
        error={errorOf("note")}
      />
      <label className="flex items-center gap-3 text-14">
        <input
          type="checkbox"
          name="isBillable"
          defaultChecked={isBillable}
          className="size-4 shrink-0 accent-accent"
        />
        {t.billable}
      </label>
      <Button name="intent" value="start" variant="secondary">
        {t.startTimer}
      </Button>
    </Form>
  );
}
