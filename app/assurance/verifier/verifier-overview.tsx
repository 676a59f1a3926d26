import { Form, Link, useNavigation } from "@remix-run/react";
import { MaterialitySummary } from "#app/assurance/misstatement/materiality-summary.tsx";
import type { MaterialityOfRun } from "#app/assurance/misstatement/misstatement.server.ts";
import { formatDecimal, tonnesFromKg } from "#app/carbon/format.ts";
import { localName } from "#app/i18n/index.ts";
import { Button, ButtonLink, offWhile } from "#app/kit/button.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { FactList } from "#app/kit/fact-list.tsx";
import { Figure } from "#app/kit/figure.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";

interface VerifierOverviewProps {
  base: string;
  organizationName: { en: string; zh: string };
  period: { start: string; end: string };
  materiality: MaterialityOfRun;
  reports: { id: string; number: string; packageHash: string | null }[];
  run: {
    gwpSet: string;
    engine: string;
    approach: string;
    lineCount: number;
    estimateCount: number;
    co2eKg: string | null;
    co2eKgMarketBased: string | null;
  } | null;
  answer: { outcome: string; facts: Record<string, string> } | null;
}

export function VerifierOverview(props: VerifierOverviewProps) {
  const { base, organizationName, period, materiality, reports, run, answer } = props;
  const { assurance, carbon, common, verification } = useMessages();
  const t = assurance.workspace;
  const locale = useLocale();
  if (!run) return <EmptyState title={t.noRun.title} reason={t.noRun.reason} />;
  const approaches = carbon.consolidationApproach as Record<string, string>;
  const count = (value: number) => formatDecimal(String(value), { locale });
  const total = (kg: string | null) =>
    kg === null ? "–" : <Figure value={tonnesFromKg(kg)} unit="tCO2e" digits={3} />;
  return (
    <div className="max-w-200 space-y-12">
      <div>
        <FactList
          facts={[
            { label: t.facts.organization, value: localName(organizationName, locale) },
            { label: t.facts.period, value: `${period.start} – ${period.end}` },
            { label: t.facts.approach, value: approaches[run.approach] ?? run.approach },
            { label: t.facts.location, value: total(run.co2eKg) },
            { label: t.facts.market, value: total(run.co2eKgMarketBased) },
            { label: t.facts.lines, value: count(run.lineCount) },
            { label: t.facts.estimates, value: count(run.estimateCount) },
            { label: t.facts.gwp, value: run.gwpSet },
            { label: t.facts.engine, value: run.engine },
            ...(reports.length === 0 ? [{ label: t.facts.report, value: t.facts.noReport }] : []),
            ...reports.map(({ number, packageHash }) => ({
              label: `${t.facts.report} ${number.slice(4, 15)}`,
              value: (
                <>
                  <Link className="text-link break-all" to={`/verify/${number}`}>
                    {number}
                  </Link>
                  {packageHash && (
                    <span className="block text-12 break-all text-muted">
                      {common.labelled(t.facts.packageHash, packageHash)}
                    </span>
                  )}
                </>
              ),
            })),
          ]}
        />
        <div className="mt-6 flex flex-wrap gap-3">
          <ButtonLink variant="primary" icon="download" to={`${base}/pack.zip`} reloadDocument>
            {t.pack}
          </ButtonLink>
          <ButtonLink icon="download" to={`${base}/document.json`} reloadDocument>
            {t.document}
          </ButtonLink>
        </div>
        <p className="mt-3 max-w-160 text-12 text-muted">{t.packAbout}</p>
      </div>
      <Section
        title={verification.misstatements.title}
        aside={
          <Link className="text-link" to={`${base}/misstatements`}>
            {verification.misstatements.see}
          </Link>
        }
      >
        <MaterialitySummary materiality={materiality} />
      </Section>
      <Section title={t.recompute.title}>
        <p className="mt-3 max-w-160 text-14 text-muted">{t.recompute.about}</p>
        <Recompute answer={answer} />
      </Section>
    </div>
  );
}

function Recompute({ answer }: Pick<VerifierOverviewProps, "answer">) {
  const { assurance } = useMessages();
  const t = assurance.workspace.recompute;
  const locale = useLocale();
  const isRunning = useNavigation().state === "submitting";
  const count = (text = "0") => formatDecimal(text, { locale });
  return (
    <>
      <Form method="post" action="?index" className="mt-4">
        <Button variant="secondary" {...offWhile(isRunning)}>
          {t.submit}
        </Button>
      </Form>
      <div aria-live="polite" className="mt-4 text-14">
        {answer?.outcome === "passed" && (
          <p className="max-w-160 rounded-6 bg-good-tint px-4 py-3 text-good-ink">
            {t.equal(count(answer.facts.figures), count(answer.facts.lines))}
          </p>
        )}
        {answer?.outcome === "failed" && (
          <div className="max-w-160 rounded-6 bg-bad-tint px-4 py-3 text-bad-ink">
            <p className="font-semibold">{t.differs}</p>
            <FactList
              facts={[
                { label: t.pointer, value: <code className="break-all">{answer.facts.pointer}</code> },
                { label: t.stated, value: answer.facts.stated },
                { label: t.recomputed, value: answer.facts.recomputed },
              ]}
            />
          </div>
        )}
        {answer && answer.outcome !== "passed" && answer.outcome !== "failed" && <p className="text-bad">{t.failed}</p>}
      </div>
    </>
  );
}
