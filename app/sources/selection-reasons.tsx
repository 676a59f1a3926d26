import { Link } from "@remix-run/react";
import type { ExplainedCandidate, SelectionExplanation } from "#app/carbon/factor/selection-explanation.ts";
import { localName } from "#app/i18n/index.ts";
import { ShortNumber, useUnitLabel } from "#app/kit/factor-value-text.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { SentenceGap } from "#app/kit/sentence-gap.tsx";
import { Table } from "#app/kit/table.tsx";

interface SelectionReasonsProps {
  explanations: SelectionExplanation[];
  /** Address of the factor policy, if the user can view it. */
  policyHref: string | undefined;
  level?: 3 | 4;
}

/**
 * Why this factor was selected, criterion by criterion, and why the others were rejected: name, edition, value and
 * rule.
 */
export function SelectionReasons({ explanations, policyHref, level = 3 }: SelectionReasonsProps) {
  return (
    <div className="space-y-6">
      {explanations.map((explanation, index) => (
        <Reasons
          // biome-ignore lint/suspicious/noArrayIndexKey: a source may use two properties of one role
          key={index}
          explanation={explanation}
          policyHref={policyHref}
          level={level}
        />
      ))}
    </div>
  );
}

interface ReasonsProps {
  explanation: SelectionExplanation;
  policyHref: string | undefined;
  level: 3 | 4;
}

function Reasons({ explanation, policyHref, level }: ReasonsProps) {
  const { policy } = useMessages();
  const t = policy.why;
  const Heading = level === 3 ? "h3" : "h4";
  const chosen = explanation.candidates.find(({ why }) => why === null);
  const isFound = explanation.outcome === "exact" || explanation.outcome === "substituted";
  return (
    <section>
      <Heading className="border-b border-ink pb-2 text-14 font-semibold">
        {isFound ? t.titleOf[explanation.role] : t.none}
      </Heading>
      {isFound && chosen ? (
        <Tests explanation={explanation} chosen={chosen} />
      ) : (
        <p className="py-2 text-14">{explanation.outcome === "factor_ambiguous" ? t.tied : t.missing}</p>
      )}
      <Others explanation={explanation} isFound={isFound} />
      <p className="mt-2 text-12 text-muted">
        {t.byPolicy(explanation.policyVersion)}
        <SentenceGap />
        {t.same}
        <SentenceGap />
        {policyHref && (
          <Link to={policyHref} className="text-link">
            {t.policyLink}
          </Link>
        )}
      </p>
    </section>
  );
}

function Tests({ explanation, chosen }: { explanation: SelectionExplanation; chosen: ExplainedCandidate }) {
  const { policy, factor } = useMessages();
  const locale = useLocale();
  const t = policy.why;
  const { asked, accepted, pinnedEdition } = explanation;
  const edition = chosen.reference.slice(chosen.reference.lastIndexOf("@") + 1);
  const isWider = accepted.includes("factor_other_region");
  const isEarlier = accepted.includes("factor_not_valid");
  const days = `${chosen.validFrom ?? "…"} – ${chosen.validTo ?? "…"}`;
  const tests = [
    {
      text: isWider
        ? t.placeWider(chosen.region ?? "", asked.region ?? "")
        : asked.method && chosen.region
          ? t.place(chosen.region)
          : t.placeAny,
      isWarning: isWider,
    },
    asked.method && { text: t.method(factor.methodName[asked.method] ?? asked.method), isWarning: false },
    {
      text: isEarlier ? t.earlier(days) : chosen.validFrom || chosen.validTo ? t.validFor(days) : t.validAlways,
      isWarning: isEarlier,
    },
    {
      text: asked.edition
        ? t.editionChosen(edition)
        : pinnedEdition
          ? t.editionPinned(edition)
          : t.editionNewest(edition),
      isWarning: false,
    },
  ].filter((test) => typeof test === "object" && test !== null);
  return (
    <>
      <p className="pt-2 text-14 font-medium break-words">{localName(chosen.name, locale) || chosen.reference}</p>
      <ol className="divide-y divide-line">
        {tests.map(({ text, isWarning }, index) => (
          <li key={text} className="grid grid-cols-[1.25rem_minmax(0,1fr)_1rem] gap-x-1 py-1.5 text-14">
            <span className="text-muted tabular-nums">{index + 1}</span>
            <span>{text}</span>
            <Icon
              name={isWarning ? "warning" : "check"}
              className={`mt-0.5 ${isWarning ? "text-warning-ink" : "text-good-ink"}`}
            />
          </li>
        ))}
      </ol>
    </>
  );
}

function Others({ explanation, isFound }: { explanation: SelectionExplanation; isFound: boolean }) {
  const { policy, common } = useMessages();
  const locale = useLocale();
  const label = useUnitLabel();
  const t = policy.why;
  const reasonOf = useLostReason();
  const others = explanation.candidates.filter(({ why }) => why !== null || !isFound);
  if (others.length === 0) return <p className="pt-2 text-12 text-muted">{t.noOthers}</p>;
  const unitOf = (unit: string) => unit.split("/").map(label).join("/");
  return (
    <details className="group mt-2">
      <summary className="inline-flex cursor-pointer items-center gap-1.5 text-14 text-accent touch:min-h-11">
        {t.others} ({others.length + explanation.more})
        <Icon name="chevron" size={12} className="group-open:rotate-180" />
      </summary>
      <Table
        caption={common.placed([
          isFound ? t.titleOf[explanation.role] : t.none,
          common.labelled(t.others, others[0]!.reference),
        ])}
        rows={others}
        rowKey={({ reference }) => reference}
        columns={[
          {
            key: "candidate",
            head: t.candidate,
            isRowHead: true,
            cell: ({ reference, name, dataset }) => (
              <>
                <span className="break-words">{localName(name, locale) || reference}</span>
                <span className="block text-12 text-muted">
                  {dataset}, {reference.slice(reference.lastIndexOf("@") + 1)}
                </span>
              </>
            ),
          },
          {
            key: "value",
            head: t.value,
            isNumeric: true,
            cell: ({ value, unit }) =>
              value === null ? (
                "–"
              ) : (
                <>
                  <ShortNumber value={value} />
                  <span className="block text-12 text-muted">{unitOf(unit)}</span>
                </>
              ),
          },
          { key: "reason", head: t.reason, cell: reasonOf },
        ]}
      />
      {explanation.more > 0 && <p className="pt-1 text-12 text-muted">{t.more(explanation.more)}</p>}
    </details>
  );
}

function useLostReason(): (candidate: ExplainedCandidate) => string {
  const { policy } = useMessages();
  const t = policy.why;
  return ({ why, method, status }) => {
    if (why === null) return t.tied;
    if (why === "not_active") return t.lostStatus[status] ?? t.lost.not_active;
    if (why === "other_method") return t.lostMethod[method ?? ""] ?? t.lost.other_method;
    return t.lost[why];
  };
}
