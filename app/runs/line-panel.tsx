import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { SelectionExplanation } from "#app/carbon/factor/selection-explanation.ts";
import { formatDecimal, tonnesFromKg } from "#app/carbon/format.ts";
import { printPeriodText } from "#app/day/entry-period.ts";
import { localName } from "#app/i18n/index.ts";
import { FactList } from "#app/kit/fact-list.tsx";
import { Figure } from "#app/kit/figure.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { SidePanel } from "#app/kit/side-panel.tsx";
import { UnitText } from "#app/kit/unit-text.tsx";
import { TraceSteps } from "#app/records/method/trace-steps.tsx";
import { SelectionReasons } from "#app/sources/selection-reasons.tsx";
import type { FactorOrigin, OpenedLine } from "./results-view.ts";

interface LinePanelProps {
  /** Address of the page without the panel. */
  closeHref: string;
  /** Where the records behind the line are, and the policy for users with permission. */
  links: { policy?: string; records: string };
  line: OpenedLine;
  /** Empty where the run was made before reasons were kept. */
  selection: SelectionExplanation[];
  /** What belongs to the line, before its calculation. */
  lead?: ReactNode;
}

/** One figure opened: each step of its calculation, and the source of each number in it. */
export function LinePanel({ closeHref, links, line, selection, lead }: LinePanelProps) {
  const { inventory: t, carbon, policy, common } = useMessages();
  const locale = useLocale();
  const qualities = carbon.dataQuality as Record<string, string>;
  const names = [line.source, line.facility].map((name) => localName(name, locale));
  const title = common.placed([...names, printPeriodText(line.period)]);
  return (
    <SidePanel title={title} about={t.opened.about(line.id)} closeHref={closeHref} width="figure">
      {line.co2eKg !== null && (
        <>
          <p>
            <Figure value={tonnesFromKg(line.co2eKg)} unit="tCO2e" digits={2} size="large" isAccent />
          </p>
          <p className="mt-1 text-12 break-all text-muted">
            <UnitText text={t.opened.exact(formatDecimal(line.co2eKg, { locale }))} wraps />
          </p>
        </>
      )}
      {lead}
      <TraceSteps trace={line.trace} isSum={line.behind !== null} />
      <h3 className="mt-6 border-b border-ink pb-2 text-14 font-semibold">{t.opened.sources}</h3>
      {line.factors.map((factor) => (
        <FactorSourceList key={factor.reference} factor={factor} />
      ))}
      <FactList
        isNarrow
        facts={[
          ...(line.behind ? [{ label: t.opened.records, value: formatDecimal(line.behind.records, { locale }) }] : []),
          {
            label: t.opened.evidence,
            value: line.behind
              ? t.opened.evidenced(
                  formatDecimal(line.behind.evidenced, { locale }),
                  formatDecimal(line.behind.records, { locale }),
                )
              : line.evidence || t.opened.none,
          },
          { label: t.opened.quality, value: qualities[line.dataQuality] ?? line.dataQuality },
          {
            label: t.opened.uncertainty,
            value: line.uncertaintyPercent
              ? `± ${formatDecimal(line.uncertaintyPercent, { locale, digits: 1 })} %`
              : t.opened.none,
          },
        ]}
      />
      <div className="mt-6">
        {selection.length > 0 ? (
          <SelectionReasons explanations={selection} policyHref={links.policy} />
        ) : (
          <p className="text-12 text-muted">{policy.why.notKept}</p>
        )}
      </div>
      <p className="mt-5">
        <Link className="text-link text-14" to={links.records}>
          {t.opened.openRecords}
        </Link>
      </p>
    </SidePanel>
  );
}

function FactorSourceList({ factor }: { factor: FactorOrigin }) {
  const { inventory: t } = useMessages();
  const locale = useLocale();
  const name = localName(factor.name, locale) || factor.reference;
  const facts = [
    { label: factor.version, value: factor.publisher || name },
    { label: t.opened.table, value: factor.place },
    { label: t.opened.region, value: factor.region },
    { label: t.opened.validity, value: factor.validity },
    { label: t.opened.licence, value: factor.licence },
  ].filter(({ value }) => value !== "");
  return (
    <div className="pt-3">
      <p className="text-14 font-medium break-words">{name}</p>
      <FactList isNarrow facts={facts} />
    </div>
  );
}
