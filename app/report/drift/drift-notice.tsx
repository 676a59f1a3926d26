import { Link } from "@remix-run/react";
import type { DecimalString } from "#app/carbon/document/inventory-document.ts";
import { localName } from "#app/i18n/index.ts";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { SentenceGap } from "#app/kit/sentence-gap.tsx";
import { formatChange, formatPercentChange } from "#app/runs/comparison/signed-tonnes.tsx";

/** The drift of a report in one sentence's worth of facts. */
export interface DriftSummary {
  reportId: string;
  number: string;
  replaced: { name: { en?: string | undefined; zh?: string | undefined }; isCorrection: boolean }[];
  unresolvedCount: number;
  /** kg CO2e; null where it could not be calculated. */
  difference: { co2eKg: DecimalString; co2eKgMarketBased: DecimalString } | null;
  percent: DecimalString | null;
  isDecided: boolean;
}

/** A drift as a page needs it. Corrections first: they mean that the published figure was wrong. */
export function summarizeDrift(drift: {
  reportIds: string[];
  numbers: string[];
  replaced: DriftSummary["replaced"];
  unresolved: unknown[];
  bridge: { difference: { co2eKg: string; co2eKgMarketBased: string } } | null;
  percent: string | null;
  decision: unknown;
}): DriftSummary {
  return {
    reportId: drift.reportIds[0]!,
    number: drift.numbers[0]!,
    replaced: [...drift.replaced]
      .sort((a, b) => Number(b.isCorrection) - Number(a.isCorrection))
      .map(({ name, isCorrection }) => ({ name, isCorrection })),
    unresolvedCount: drift.unresolved.length,
    difference: drift.bridge?.difference ?? null,
    percent: drift.percent,
    isDecided: drift.decision !== null,
  };
}

/**
 * States that newer releases exist, how much the report would change, and that nothing was changed. No link on the
 * page it leads to.
 */
export function DriftNotice({ drift, base, isHere }: { drift: DriftSummary; base: string; isHere?: boolean }) {
  const { comparison } = useMessages();
  const t = comparison.drift;
  const isCorrection = drift.replaced.some((one) => one.isCorrection);
  const tone = isCorrection ? "border-bad bg-bad-tint" : "border-rule bg-raised";
  return (
    <div className={`rounded-6 border px-4 py-3 text-14 ${tone}`}>
      <p className="flex items-start gap-2 font-semibold">
        <Icon name={isCorrection ? "warning" : "clock"} className="mt-0.5" />
        <span className="min-w-0">
          <span className="font-normal break-all text-muted">{drift.number} · </span>
          <DriftHeadline drift={drift} />
        </span>
      </p>
      <p className="mt-1 pl-6">
        <DriftSentence drift={drift} />
        <SentenceGap />
        {!isHere && (
          <Link className="text-link touch:inline-block touch:py-2" to={`${base}/reports/${drift.reportId}/drift`}>
            {t.link}
          </Link>
        )}
      </p>
    </div>
  );
}

function DriftHeadline({ drift }: { drift: DriftSummary }) {
  const { comparison } = useMessages();
  const { notice } = comparison.drift;
  const locale = useLocale();
  const corrections = drift.replaced.filter((one) => one.isCorrection);
  const named = corrections.length > 0 ? corrections : drift.replaced;
  const names = new Set(named.map(({ name }) => localName(name, locale)));
  if (names.size === 1) return (corrections.length > 0 ? notice.correction : notice.edition)([...names][0]!);
  const count = Math.max(named.length, drift.unresolvedCount);
  return (corrections.length > 0 ? notice.corrections : notice.editions)(count);
}

function DriftSentence({ drift }: { drift: DriftSummary }) {
  const { comparison } = useMessages();
  const { notice } = comparison.drift;
  const locale = useLocale();
  if (!drift.difference) return `${notice.cannot} ${notice.nothingChanged}`;
  const { co2eKg, co2eKgMarketBased } = drift.difference;
  const percent = drift.percent === null ? null : formatPercentChange(drift.percent, locale);
  const parts = [
    co2eKg === "0" ? notice.none : notice.wouldMove(formatChange(co2eKg, locale), percent),
    ...(co2eKgMarketBased === co2eKg ? [] : [notice.wouldMoveMarket(formatChange(co2eKgMarketBased, locale))]),
    notice.nothingChanged,
  ];
  return parts.join(" ");
}
