import { Link } from "@remix-run/react";
import { WholeDays } from "#app/day/whole-days.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import type { ReportState } from "#app/proof/report-life.ts";
import { REPORT } from "#app/report/report-state.ts";
import type { NextStep } from "./next-steps.ts";
import { useStepWords } from "./next-steps-rail.tsx";

interface NextStepsProps {
  steps: NextStep[];
  base: string;
}

/** Every open step of the reader, in order. */
export function NextSteps({ steps, base }: NextStepsProps) {
  const { nextStep: t } = useMessages();
  const wordsOf = useStepWords(base);
  return (
    <Section title={t.title} count={steps.length || undefined}>
      {steps.length === 0 ? (
        <p className="py-3 text-14 text-muted">{t.none}</p>
      ) : (
        <ul className="divide-y divide-line border-b border-line">
          {steps.map((step) => {
            const { title, about, to } = wordsOf(step);
            return (
              <li key={step.kind} className="py-2.5">
                <Link to={to} className="block text-14 font-semibold text-ink no-underline hover:underline">
                  {title}
                </Link>
                <p className="text-12 text-muted">{about}</p>
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}

interface LastReportProps {
  report: {
    id: string;
    number: string;
    issuedAt: Date;
    state: ReportState;
    version: number;
  } | null;
  base: string;
}

export function LastReport({ report, base }: LastReportProps) {
  const { organization, reportLife } = useMessages();
  const clock = useClock();
  const t = organization.overview;
  return (
    <Section title={t.lastReport}>
      {report ? (
        <div className="py-3 text-14">
          <Link to={`${base}/reports/${report.id}`} className="font-semibold text-ink no-underline hover:underline">
            {report.number}
          </Link>
          <p className="text-12 text-muted">
            <WholeDays>{t.issuedOn(clock.day(report.issuedAt))}</WholeDays>
          </p>
          <p className="mt-2">
            <Chip tone={REPORT.tones[report.state]}>{reportLife.states[report.state]}</Chip>
          </p>
        </div>
      ) : (
        <p className="py-3 text-14 text-muted">{t.noReport}</p>
      )}
    </Section>
  );
}
