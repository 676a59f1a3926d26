import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import type { Sent } from "#app/encoding/sent.ts";
import { Button } from "#app/kit/button.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { DoneNote } from "#app/kit/done-note.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { answerOf, fieldsOf, type RefusedWork } from "../work-form.ts";
import type { Sample } from "./sample.server.ts";
import { SampleList } from "./sample-list.tsx";
import { RISKS } from "./sampling.ts";

interface SamplingPageProps {
  base: string;
  /** The calculation to draw from. Null before the first one. */
  run: { id: string; at: string } | null;
  samples: Sent<Sample>[];
  done: string | null;
  answer: RefusedWork | null;
}

export function SamplingPage({ base, run, samples, done, answer }: SamplingPageProps) {
  const { verification } = useMessages();
  const t = verification.sampling;
  const words: Record<string, string> = verification.error;
  const clock = useClock();
  if (!run) return <EmptyState title={t.empty} reason={t.noRun} />;
  const formError = answer?.errors.form ? { form: answer.errors.form } : {};
  return (
    <>
      {done && !answer && <DoneNote>{done === "drawn" ? t.drawn : t.recorded}</DoneNote>}
      <FormErrors errors={listErrors(formError, (code) => words[code])} />
      <div className="max-w-200 space-y-12">
        <Section title={t.title} count={samples.length || undefined}>
          <p className="mt-3 max-w-160 text-14 text-muted">{t.about}</p>
          <SampleList samples={samples} linesHref={`${base}/lines`} isDrawable />
        </Section>
        <Random run={run} answer={answerOf(answer, "random")} />
        <Size run={run} answer={answerOf(answer, "size")} />
        <Risks run={run} answer={answerOf(answer, "risk")} />
        <p className="text-12 text-muted">{t.of(clock.instant(run.at))}</p>
      </div>
    </>
  );
}

interface FormProps {
  run: { id: string };
  answer: RefusedWork | null;
}

interface MethodProps extends FormProps {
  intent: string;
  title: string;
  about: string;
  children: ReactNode;
}

function Method({ run, answer, intent, title, about, children }: MethodProps) {
  const { verification } = useMessages();
  const words: Record<string, string> = verification.error;
  return (
    <Section title={title} id={intent}>
      <p className="mt-3 mb-4 max-w-160 text-14 text-muted">{about}</p>
      <Form method="post" className="max-w-140 space-y-4" noValidate>
        <FormErrors errors={listErrors(answer?.errors ?? {}, (code) => words[code])} />
        <input type="hidden" name="intent" value={intent} />
        <input type="hidden" name="runId" value={run.id} />
        {children}
        <Button variant="secondary">{verification.sampling.record}</Button>
      </Form>
    </Section>
  );
}

function Random(props: FormProps) {
  const { verification } = useMessages();
  const t = verification.sampling;
  const field = fieldsOf(props.answer, {}, verification.error);
  return (
    <Method {...props} intent="random" title={t.randomTitle} about={t.randomAbout}>
      <TextField label={t.count} inputMode="numeric" {...field("count")} />
      <TextField label={t.seed} hint={t.seedHint} required={false} spellCheck={false} {...field("seed")} />
    </Method>
  );
}

function Size(props: FormProps) {
  const { verification } = useMessages();
  const t = verification.sampling;
  const field = fieldsOf(props.answer, {}, verification.error);
  return (
    <Method {...props} intent="size" title={t.sizeTitle} about={t.sizeAbout}>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField label={t.coverage} unit="%" inputMode="decimal" {...field("coveragePercent")} />
        <TextField label={t.sizeCount} inputMode="numeric" {...field("sizeCount")} />
      </div>
      <TextField label={t.seed} hint={t.seedHint} required={false} spellCheck={false} {...field("sizeSeed")} />
    </Method>
  );
}

function Risks(props: FormProps) {
  const { verification } = useMessages();
  const t = verification.sampling;
  return (
    <Method {...props} intent="risk" title={t.riskTitle} about={t.riskAbout}>
      <fieldset id="risks" className="space-y-2">
        <legend className="sr-only">{t.riskTitle}</legend>
        {RISKS.map((risk) => (
          <label key={risk} className="flex items-start gap-3 text-14">
            <input
              type="checkbox"
              name={risk}
              defaultChecked={props.answer?.typed[risk] === "on"}
              className="mt-[3px] size-4 shrink-0 accent-accent"
            />
            {t.risks[risk]}
          </label>
        ))}
      </fieldset>
    </Method>
  );
}
