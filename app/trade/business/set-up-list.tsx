import { ButtonLink } from "#app/kit/button.tsx";
import { CheckMark, type CheckOutcome } from "#app/kit/check-list.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Progress } from "#app/kit/progress.tsx";
import { Section } from "#app/kit/section.tsx";
import type { SetUpStep, StepState } from "./set-up.ts";

export interface ShownStep {
  step: SetUpStep;
  state: StepState;
  /** The form, below the workspace. */
  to: string;
  right: string;
  /** Whether the reader can save the form. */
  may: boolean;
}

const MARKS: Record<StepState, CheckOutcome> = { done: "passed", waiting: "noted", next: "pending", left: "pending" };

/** The forms from an empty workspace to the first quote. */
export function SetUpList({ steps, base }: { steps: ShownStep[]; base: string }) {
  const { business } = useMessages();
  const t = business.setUp;
  const done = steps.filter(({ state }) => state === "done").length;
  return (
    <Section title={t.title} id="set-up">
      <p className="mt-3 mb-4 max-w-160 text-14 text-muted">{t.about}</p>
      <div className="max-w-160">
        <Progress label={t.title} done={done} of={steps.length} counts={t.progress(done, steps.length)} />
        <ol className="mt-4 divide-y divide-line">
          {steps.map((one) => (
            <Step key={one.step} {...one} base={base} />
          ))}
        </ol>
      </div>
    </Section>
  );
}

function Step({ step, state, to, right, may, base }: ShownStep & { base: string }) {
  const { business } = useMessages();
  const t = business.setUp;
  return (
    <li
      className="flex flex-wrap items-start gap-x-3 gap-y-2 py-3"
      aria-current={state === "next" ? "step" : undefined}
    >
      <CheckMark outcome={MARKS[state]} />
      <div className="min-w-0 flex-1 basis-52">
        <p className="text-14 font-semibold">
          {t.steps[step]} <span className="font-normal text-muted">· {t.state[state]}</span>
        </p>
        <p className="text-14 text-muted">{t.abouts[step]}</p>
        {!may && state !== "done" && <p className="text-12 text-muted">{t.needs[right as keyof typeof t.needs]}</p>}
      </div>
      {(may || state === "done" || state === "waiting") && (
        <ButtonLink
          to={`${base}/${state === "done" ? listOf(to) : to}`}
          variant={state === "next" ? "primary" : "secondary"}
        >
          {state === "done" || state === "waiting" ? t.see : t.open}
          <span className="sr-only"> {t.steps[step]}</span>
        </ButtonLink>
      )}
    </li>
  );
}

/** Where to see what a finished form created. */
function listOf(form: string): string {
  return form.replace("/new", "");
}
