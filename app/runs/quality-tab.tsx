import type { ResultTotals } from "#app/carbon/document/inventory-document.ts";
import { formatDecimal, formatTonnes, tonnesFromKg } from "#app/carbon/format.ts";
import { type DataQualityTotals, QUALITY_INDICATORS, type WeightedScore } from "#app/carbon/quality/quality-types.ts";
import type { QualityView } from "#app/carbon/quality/quality-view.ts";
import type { MonteCarlo, SimulatedFigure } from "#app/carbon/uncertainty/monte-carlo.ts";
import { TermHint } from "#app/glossary/term-hint.tsx";
import { Figure } from "#app/kit/figure.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { ScopeMark } from "#app/kit/scope-mark.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { UnitText } from "#app/kit/unit-text.tsx";

/** How sure the figures are: uncertainty, its cross-check, shares of primary data, scores. */
export function QualityTab({ quality, totals }: { quality: QualityView; totals: ResultTotals }) {
  return (
    <>
      <Uncertainty quality={quality} totals={totals} />
      {quality.crossCheck && <CrossCheck check={quality.crossCheck} />}
      <PrimaryData primary={quality.dataQuality?.primary} />
      {(quality.dataQuality?.quality || quality.dataQuality?.factorTier) && <Scores quality={quality.dataQuality} />}
    </>
  );
}

/** ± %, or that nothing is stated. */
function Percent({ value }: { value: string | null }) {
  const { inventory } = useMessages();
  if (value === null) return <span className="text-muted">{inventory.quality.notStated}</span>;
  return (
    <span>
      ± <Figure value={value} digits={1} />
    </span>
  );
}

/** A head of several words over a narrow figure: it may wrap, so that a phone shows the column. */
function NarrowHead({ text }: { text: string }) {
  return <span className="inline-block whitespace-normal max-sm:max-w-20">{text}</span>;
}

function Uncertainty({ quality, totals }: { quality: QualityView; totals: ResultTotals }) {
  const { inventory, carbon } = useMessages();
  const locale = useLocale();
  const t = inventory.quality;
  const names = carbon.category as Record<string, string>;
  const { stated, totalPercent, exceeding } = quality.shared;
  const isPartly = totalPercent === null && stated.activities !== "0" && stated.percent !== null;
  return (
    <Section title={t.uncertainty} term={<TermHint term="uncertainty" />}>
      <p className="mt-3 mb-2 max-w-160 text-14 text-muted">{t.uncertaintyAbout}</p>
      <Table
        caption={t.uncertainty}
        rows={quality.categories}
        rowKey={({ category }) => category}
        columns={[
          {
            key: "name",
            head: <span className="sr-only">{inventory.scopeAndCategory}</span>,
            isRowHead: true,
            cell: ({ scope, category }) => (
              <span className="flex items-baseline gap-2">
                <ScopeMark scope={scope} />
                {names[category] ?? category}
              </span>
            ),
          },
          {
            key: "tonnes",
            head: <UnitText text={inventory.tonnes} />,
            isNumeric: true,
            isHiddenOnPhone: true,
            cell: ({ co2eKg }) => <Figure value={tonnesFromKg(co2eKg)} digits={2} />,
          },
          {
            key: "independent",
            head: <NarrowHead text={`%, ${t.independent}`} />,
            isNumeric: true,
            cell: ({ independent }) => <Percent value={independent} />,
          },
          {
            key: "shared",
            head: <NarrowHead text={`%, ${t.shared}`} />,
            isNumeric: true,
            cell: ({ shared }) => <Percent value={shared} />,
          },
        ]}
        total={{
          name: inventory.total,
          tonnes: <Figure value={tonnesFromKg(totals.co2eKg)} digits={2} />,
          independent: <Percent value={quality.independent.totalPercent} />,
          shared: <Percent value={totalPercent} />,
        }}
      />
      <div className="mt-2 max-w-160 space-y-2 text-12 text-muted">
        <p>{t.sharedAbout}</p>
        {stated.activities === "0" && quality.lineCount > 0 && <p>{t.noneStated}</p>}
        {isPartly && (
          <p>
            {t.partly(
              stated.activities,
              String(quality.lineCount),
              formatTonnes(stated.co2eKg, { locale, digits: 2 }),
              formatDecimal(stated.percent!, { locale, digits: 1 }),
            )}
          </p>
        )}
      </div>
      {exceeding.length > 0 && (
        <p className="mt-3 max-w-160 rounded-6 bg-warning-tint px-3 py-2 text-14 text-warning-ink">
          {t.exceeds(exceeding.length)}
          {quality.crossCheck === null && stated.activities === String(quality.lineCount) && ` ${t.notSimulated}`}
        </p>
      )}
    </Section>
  );
}

function CrossCheck({ check }: { check: MonteCarlo }) {
  const { inventory, carbon } = useMessages();
  const locale = useLocale();
  const t = inventory.quality;
  const names = carbon.category as Record<string, string>;
  const rows = Object.entries(check.byCategory).map(([category, figure]) => ({
    name: names[category] ?? category,
    figure,
  }));
  const tonnes = (kg: string) => formatDecimal(tonnesFromKg(kg), { locale });
  const range = ({ minusPercent, plusPercent }: SimulatedFigure) =>
    minusPercent === null || plusPercent === null
      ? "–"
      : `−${formatDecimal(minusPercent, { locale })} / +${formatDecimal(plusPercent, { locale })}`;
  return (
    <Section title={t.check}>
      <p className="mt-3 mb-2 max-w-160 text-14 text-muted">
        {t.checkAbout(formatDecimal(check.draws, { locale }), check.seed)}
      </p>
      <Table
        caption={t.check}
        rows={rows}
        rowKey={({ name }) => name}
        columns={[
          {
            key: "name",
            head: <span className="sr-only">{t.sum}</span>,
            isRowHead: true,
            cell: ({ name }) => name,
          },
          {
            key: "mean",
            head: t.mean,
            isNumeric: true,
            isHiddenOnPhone: true,
            cell: ({ figure }) => tonnes(figure.meanKg),
          },
          { key: "low", head: t.low, isNumeric: true, cell: ({ figure }) => tonnes(figure.lowKg) },
          { key: "high", head: t.high, isNumeric: true, cell: ({ figure }) => tonnes(figure.highKg) },
          { key: "range", head: t.range, isNumeric: true, cell: ({ figure }) => range(figure) },
        ]}
        total={{
          name: t.sum,
          mean: tonnes(check.total.meanKg),
          low: tonnes(check.total.lowKg),
          high: tonnes(check.total.highKg),
          range: range(check.total),
        }}
      />
      {check.approach1Percent && (
        <p className="mt-2 text-12 text-muted">
          {t.approach1}: {formatDecimal(check.approach1Percent, { locale, digits: 1 })}
        </p>
      )}
    </Section>
  );
}

function PrimaryData({ primary }: { primary: DataQualityTotals["primary"] }) {
  const { inventory, carbon } = useMessages();
  const locale = useLocale();
  const t = inventory.quality;
  const units = carbon.unit as Record<string, string>;
  const inTonnes = (kg: string) => `${formatTonnes(kg, { locale, digits: 2 })} t`;
  const plain = (value: string) => formatDecimal(value, { locale });
  const rows = primary
    ? [
        { name: t.byEmissions, share: primary.byEmissions, show: inTonnes },
        { name: t.byCount, share: primary.byActivityCount, show: plain },
        ...primary.byQuantity.map((share) => ({
          name: t.byQuantity(units[share.unit] ?? share.unit),
          share,
          show: plain,
        })),
      ]
    : [];
  return (
    <Section title={t.primary}>
      <p className="mt-3 mb-2 max-w-160 text-14 text-muted">{primary ? t.primaryAbout : t.primaryNone}</p>
      {primary && (
        <Table
          caption={t.primary}
          rows={rows}
          rowKey={({ name }) => name}
          columns={[
            { key: "name", head: t.weighting, isRowHead: true, cell: ({ name }) => name },
            {
              key: "part",
              head: t.part,
              isNumeric: true,
              isHiddenOnPhone: true,
              cell: ({ share, show }) => show(share.part),
            },
            {
              key: "whole",
              head: t.whole,
              isNumeric: true,
              isHiddenOnPhone: true,
              cell: ({ share, show }) => show(share.whole),
            },
            {
              key: "percent",
              head: "%",
              isNumeric: true,
              cell: ({ share }) => (share.percent === null ? "–" : <Figure value={share.percent} digits={1} />),
            },
          ]}
        />
      )}
    </Section>
  );
}

function Scores({ quality }: { quality: DataQualityTotals }) {
  const { inventory } = useMessages();
  const t = inventory.quality;
  const rows: { name: string; value: WeightedScore }[] = [
    ...(quality.quality
      ? [
          { name: t.overall, value: quality.quality.total },
          ...QUALITY_INDICATORS.map((one) => ({ name: t.indicator[one], value: quality.quality!.byIndicator[one] })),
        ]
      : []),
    ...(quality.factorTier ? [{ name: t.tier, value: quality.factorTier.total }] : []),
  ];
  return (
    <Section title={t.scores}>
      <p className="mt-3 mb-2 max-w-160 text-14 text-muted">{t.scoresAbout}</p>
      <Table
        caption={t.scores}
        rows={rows}
        rowKey={({ name }) => name}
        columns={[
          { key: "name", head: <span className="sr-only">{t.scores}</span>, isRowHead: true, cell: ({ name }) => name },
          {
            key: "score",
            head: t.score,
            isNumeric: true,
            cell: ({ value }) => (value.score === null ? t.notStated : <Figure value={value.score} digits={2} />),
          },
          {
            key: "covers",
            head: `${t.covers}, %`,
            isNumeric: true,
            cell: ({ value }) =>
              value.coveredPercent === null ? "–" : <Figure value={value.coveredPercent} digits={1} />,
          },
        ]}
      />
    </Section>
  );
}
