import { Link } from "@remix-run/react";
import { formatDecimal } from "#app/carbon/format.ts";
import { Chip } from "#app/kit/chip.tsx";
import { FactList } from "#app/kit/fact-list.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { UnitText } from "#app/kit/unit-text.tsx";
import { sum } from "#app/money/money.ts";
import { formatMoney } from "#app/money/money-text.ts";
import type { NamedMeasure } from "./measure.server.ts";
import { MEASURE } from "./measure-state.ts";
import { PathChart } from "./path-chart.tsx";
import type { ReductionTarget } from "./reduction-target.ts";
import type { TargetView } from "./target-view.server.ts";
import { coverageOf, unitOf } from "./target-words.ts";

interface TargetProps {
  target: ReductionTarget;
  view: TargetView;
  base: string;
}

function useShow(digits: number) {
  const locale = useLocale();
  return (value: string) => formatDecimal(value, { locale, digits });
}

export function TargetFacts({ target, view, base }: TargetProps) {
  const messages = useMessages();
  const { target: t } = messages;
  const locale = useLocale();
  const unit = unitOf(messages, target, locale);
  const show = useShow(view.digits);
  const { newest } = view;
  const figure = (value: string) => (
    <>
      {show(value)} <UnitText text={unit} />
    </>
  );
  return (
    <Section title={t.factsTitle}>
      <FactList
        facts={[
          { label: t.kind, value: t.kinds[target.kind] },
          { label: t.coverage, value: coverageOf(messages, target) },
          { label: t.reduction, value: `${formatDecimal(target.reductionPercent, { locale })}%` },
          {
            label: t.baseValue,
            value: (
              <>
                {target.baseYear}: {figure(view.base.value)}
                <span className="block text-12 text-muted">{t.baseNote[view.base.from]}</span>
                {view.base.from !== "issued" && (
                  <Link className="text-link text-12" to={`${base}/base-year`}>
                    {t.baseLink}
                  </Link>
                )}
              </>
            ),
          },
          {
            label: t.targetValue,
            value: (
              <>
                {target.targetYear}: {figure(view.targetValue)}
              </>
            ),
          },
          {
            label: t.newest,
            value: newest?.issued ? (
              <>
                {newest.year}: {figure(newest.issued)}
              </>
            ) : (
              t.newestNone
            ),
          },
        ]}
      />
      {view.baseAtSave !== null && (
        <p className="mt-3 rounded-6 bg-warning-tint px-3 py-2 text-14 text-warning-ink" role="note">
          {t.recalculated(show(view.baseAtSave), show(view.base.value), unit)}
        </p>
      )}
    </Section>
  );
}

export function PathSection({ target, view, base }: TargetProps) {
  const messages = useMessages();
  const { target: t } = messages;
  const locale = useLocale();
  const unit = unitOf(messages, target, locale);
  const show = useShow(view.digits);
  const signed = (value: string) => {
    const text = show(value);
    return text.startsWith("−") || !/[1-9]/.test(text) ? text : `+${text}`;
  };
  return (
    <Section title={t.tableTitle}>
      <p className="my-3 max-w-180 text-14 text-muted">{t.progressAbout}</p>
      <PathChart title={t.chartTitle(target.name)} years={view.years} digits={view.digits} unit={unit} />
      <div className="mt-6">
        <Table
          caption={t.tableTitle}
          rows={view.years}
          rowKey={({ year }) => String(year)}
          columns={[
            { key: "year", head: t.year, isRowHead: true, cell: ({ year }) => year },
            {
              key: "path",
              head: (
                <>
                  {t.path} (<UnitText text={unit} />)
                </>
              ),
              isNumeric: true,
              cell: ({ path }) => show(path),
            },
            {
              key: "issued",
              head: t.issued,
              isNumeric: true,
              cell: ({ issued, gap }) =>
                issued === null ? (
                  <span className="whitespace-normal text-muted">{gap && t.gaps[gap]}</span>
                ) : (
                  show(issued)
                ),
            },
            {
              key: "difference",
              head: t.difference,
              isNumeric: true,
              isHiddenOnPhone: true,
              cell: ({ difference }) => (difference === null ? "–" : signed(difference)),
            },
            {
              key: "report",
              head: t.report,
              isHiddenOnPhone: true,
              cell: ({ report }) =>
                report ? (
                  <Link className="text-link whitespace-nowrap" to={`${base}/reports/${report.id}`}>
                    {report.number}
                  </Link>
                ) : (
                  "–"
                ),
            },
            {
              key: "state",
              head: t.state,
              cell: ({ year, issued, isAbove }) =>
                issued === null || year === target.baseYear ? (
                  "–"
                ) : (
                  <Chip tone={isAbove ? "warning" : "good"}>{t.states[isAbove ? "above_path" : "on_path"]}</Chip>
                ),
            },
          ]}
        />
      </div>
    </Section>
  );
}

export function GapSection({ target, view }: Pick<TargetProps, "target" | "view">) {
  const { target: t } = useMessages();
  const show = useShow(2);
  const { gap } = view;
  if (!gap) return <p className="text-14 text-muted">{t.noGap}</p>;
  const year = String(gap.year);
  const isReached = !/[1-9]/.test(gap.tonnes) || gap.tonnes.startsWith("-");
  const rows = [
    { key: "gap", label: t.gapLine(year), value: gap.tonnes },
    { key: "measures", label: t.gapMeasures, value: gap.measures },
    {
      key: "left",
      label: gap.isCovered ? t.gapCovered : t.gapLeft,
      value: gap.left.replace(/^-/, ""),
    },
  ];
  return (
    <Section title={t.gapTitle}>
      {isReached ? (
        <p className="mt-3 text-14">{t.gapReached(year)}</p>
      ) : (
        <Table
          caption={t.gapTitle}
          rows={rows}
          rowKey={({ key }) => key}
          columns={[
            { key: "label", head: t.amount, isRowHead: true, cell: ({ label }) => label },
            {
              key: "value",
              head: <UnitText text={t.unit} />,
              isNumeric: true,
              cell: ({ key, value }) => <span className={key === "left" ? "font-semibold" : ""}>{show(value)}</span>,
            },
          ]}
        />
      )}
      <p className="mt-2 max-w-180 text-12 text-muted">{t.gapCounted(year)}</p>
      {target.kind === "intensity" && <p className="max-w-180 text-12 text-muted">{t.gapUnits}</p>}
    </Section>
  );
}

interface MeasuresProps {
  measures: readonly (Omit<NamedMeasure, "cost" | "createdAt"> & {
    cost: { minor: string; currency: string } | null;
  })[];
  base: string;
}

/** The measures with the sum of the costs in each currency. */
export function MeasureTable({ measures, base }: MeasuresProps) {
  const { target: t } = useMessages();
  const locale = useLocale();
  if (measures.length === 0) return <p className="py-3 text-14 text-muted">{t.measuresEmpty}</p>;
  const counted = measures.filter(({ state }) => state !== "dropped");
  const costs = counted.flatMap(({ cost }) => (cost ? [{ minor: BigInt(cost.minor), currency: cost.currency }] : []));
  const currencies = [...new Set(costs.map(({ currency }) => currency))].sort();
  return (
    <>
      <Table
        caption={t.measuresTitle}
        rows={measures}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "name",
            head: t.measure,
            isRowHead: true,
            cell: ({ id, name }) => (
              <Link className="text-link wrap-anywhere" to={`${base}/targets/measures/${id}`}>
                {name}
              </Link>
            ),
          },
          { key: "owner", head: t.owner, isHiddenOnPhone: true, cell: ({ ownerName }) => ownerName || t.former },
          { key: "year", head: t.measureYear, isNumeric: true, isHiddenOnPhone: true, cell: ({ year }) => year },
          {
            key: "effect",
            head: <UnitText text={t.effectUnit} />,
            isNumeric: true,
            cell: ({ effectTonnes }) => formatDecimal(effectTonnes, { locale }),
          },
          {
            key: "cost",
            head: t.cost,
            isNumeric: true,
            isHiddenOnPhone: true,
            cell: ({ cost }) => (cost ? formatMoney({ minor: BigInt(cost.minor), currency: cost.currency }) : "–"),
          },
          {
            key: "state",
            head: t.measureState,
            cell: ({ state }) => <Chip tone={MEASURE.tones[state]}>{t.measureStates[state]}</Chip>,
          },
        ]}
      />
      {currencies.length > 0 && (
        <p className="mt-2 text-12 text-muted">
          {t.costs}
          {": "}
          {currencies
            .map((currency) =>
              formatMoney(
                sum(
                  costs.filter((cost) => cost.currency === currency),
                  currency,
                ),
              ),
            )
            .join(" · ")}
        </p>
      )}
    </>
  );
}
