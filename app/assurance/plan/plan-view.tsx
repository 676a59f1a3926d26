import { formatDay } from "#app/day/format-day.ts";
import type { Sent } from "#app/encoding/sent.ts";
import { useClock } from "#app/kit/clock-context.tsx";
import { FactList } from "#app/kit/fact-list.tsx";
import { Figure } from "#app/kit/figure.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import type { WholePlan } from "./plan.server.ts";

/** A saved plan to read. */
export function PlanView({ plan, threshold }: { plan: Sent<WholePlan>; threshold: string | null }) {
  const { verification } = useMessages();
  const t = verification.plan;
  const clock = useClock();
  const locale = useLocale();
  const long = (text: string) => <span className="break-words whitespace-pre-line">{text}</span>;
  return (
    <>
      <p className="mt-3 text-12 text-muted">{verification.said(plan.by, clock.instant(plan.at))}</p>
      <FactList
        facts={[
          { label: t.level, value: t.levels[plan.level] },
          { label: t.objectives, value: long(plan.objectives) },
          { label: t.criteria, value: long(plan.criteria) },
          { label: t.scope, value: long(plan.scope) },
          {
            label: t.percent,
            value: verification.misstatements.thresholdOf[plan.totalBasis](plan.materialityPercent),
          },
          ...(threshold === null
            ? []
            : [{ label: t.threshold, value: <Figure value={threshold} unit="tCO2e" digits={3} /> }]),
          {
            label: t.visits,
            value:
              plan.visits.length === 0 ? (
                t.none
              ) : (
                <ul>
                  {plan.visits.map(({ day, place, purpose }, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a saved plan doesn't change
                    <li key={at} className="break-words">
                      {verification.said(formatDay(day, locale), place)}
                      {purpose && <span className="block text-12 text-muted">{purpose}</span>}
                    </li>
                  ))}
                </ul>
              ),
          },
          ...(plan.risks.length === 0
            ? []
            : [
                {
                  label: t.risks,
                  value: (
                    <ul className="space-y-2">
                      {plan.risks.map(({ kind, risk, response }, at) => (
                        // biome-ignore lint/suspicious/noArrayIndexKey: a saved plan doesn't change
                        <li key={at} className="break-words whitespace-pre-line">
                          <span className="block text-12 text-muted">{t.riskKinds[kind]}</span>
                          {risk}
                          <span className="block text-12 text-muted">{response}</span>
                        </li>
                      ))}
                    </ul>
                  ),
                },
              ]),
        ]}
      />
    </>
  );
}
