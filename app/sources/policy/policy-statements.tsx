import type { SelectionPolicy } from "#app/carbon/factor/select-factor.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import type { FactorPolicy } from "./factor-policy.server.ts";
import type { PolicyDataset } from "./policy-fields.tsx";
import { describePolicy } from "./policy-text.ts";

/** The policy in plain sentences, as printed in the report. */
export function PolicyInForce({ policy, datasets }: { policy: FactorPolicy; datasets: PolicyDataset[] }) {
  const { policy: t } = useMessages();
  return (
    <Section title={t.inForce}>
      <StatementLine statement={policy} />
      <Sentences policy={policy} datasets={datasets} />
      {policy.reason && <p className="mt-2 text-12 text-muted">{policy.reason}</p>}
    </Section>
  );
}

/** Earlier versions, newest first. */
export function PolicyHistory({ statements, datasets }: { statements: FactorPolicy[]; datasets: PolicyDataset[] }) {
  const { policy: t } = useMessages();
  return (
    <Section title={t.historyTitle} count={statements.length || undefined}>
      {statements.length === 0 ? (
        <p className="py-3 text-14 text-muted">{t.historyEmpty}</p>
      ) : (
        <>
          <p className="pt-2 text-12 text-muted">{t.historyText}</p>
          <ol className="divide-y divide-line">
            {statements.map((statement) => (
              <li key={statement.version} className="py-1">
                <details className="group">
                  <summary className="cursor-pointer text-14 touch:min-h-11">
                    <StatementLine statement={statement} />
                  </summary>
                  <Sentences policy={statement} datasets={datasets} />
                  {statement.reason && <p className="mb-2 text-12 text-muted">{statement.reason}</p>}
                </details>
              </li>
            ))}
          </ol>
        </>
      )}
    </Section>
  );
}

function StatementLine({ statement }: { statement: FactorPolicy }) {
  const { policy: t, organization } = useMessages();
  const clock = useClock();
  return (
    <span className="block py-2 text-14">
      <span className="font-medium">{t.version(statement.version)}</span>
      {statement.statedAt && (
        <span className="block text-12 text-muted">
          <WholeDays>
            {t.statedBy(clock.day(statement.statedAt), statement.authorName ?? organization.formerMember)}
          </WholeDays>
        </span>
      )}
    </span>
  );
}

function Sentences({ policy, datasets }: { policy: SelectionPolicy; datasets: PolicyDataset[] }) {
  const locale = useLocale();
  const titles = Object.fromEntries(datasets.map(({ id, title }) => [id, title]));
  return (
    <ul className="space-y-1.5 pb-2 text-14">
      {describePolicy(policy, titles, locale).map((sentence) => (
        <li key={sentence} className="border-l-2 border-line pl-3">
          {sentence}
        </li>
      ))}
    </ul>
  );
}
