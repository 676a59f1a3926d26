import { Link } from "@remix-run/react";
import { formatDecimal, tonnesFromKg } from "#app/carbon/format.ts";
import { localName } from "#app/i18n/index.ts";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { FactList } from "#app/kit/fact-list.tsx";
import { Figure } from "#app/kit/figure.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { UnitText } from "#app/kit/unit-text.tsx";
import { formatPercentChange, SignedTonnes } from "#app/runs/comparison/signed-tonnes.tsx";
import type { BaseYearView } from "./load-base-year.server.ts";

interface BaseYearProps {
  baseYear: BaseYearView;
  base: string;
}

export function yearOf({ start, end }: { start: string; end: string }): string {
  const isYear = start.endsWith("-01-01") && end === `${start.slice(0, 4)}-12-31`;
  return isYear ? start.slice(0, 4) : `${start} – ${end}`;
}

/** The base year's figures and the policy in force. */
export function BaseYearFacts({ baseYear, base }: BaseYearProps) {
  const { comparison, carbon } = useMessages();
  const t = comparison.baseYear;
  const locale = useLocale();
  const clock = useClock();
  const { run, policy, pendingRunId } = baseYear;
  return (
    <Section title={t.figures}>
      <FactList
        facts={[
          {
            label: t.year,
            value: (
              <Link className="text-link" to={`${base}/inventories/${run.inventoryId}`}>
                {yearOf(run.period)}
              </Link>
            ),
          },
          { label: t.total, value: <Figure value={tonnesFromKg(run.co2eKg)} unit="tCO2e" digits={2} /> },
          {
            label: t.totalMarket,
            value: <Figure value={tonnesFromKg(run.co2eKgMarketBased)} unit="tCO2e" digits={2} />,
          },
          { label: t.calculatedOn, value: `${clock.instant(run.createdAt)} · ${carbon.gwpOf(run.gwpSet)}` },
          { label: t.threshold, value: t.thresholdValue(formatDecimal(policy.thresholdPercent, { locale })) },
          { label: t.rationale, value: <span className="whitespace-pre-line">{policy.rationale}</span> },
          { label: t.policyTitle, value: t.statedOn(clock.day(policy.statedAt), policy.version) },
        ]}
      />
      {pendingRunId && (
        <p className="mt-3 text-14" role="status">
          {t.recalculated}: {t.pending}
        </p>
      )}
    </Section>
  );
}

/** The other years against the base year. */
export function YearList({ baseYear, base }: BaseYearProps) {
  const { comparison, inventory } = useMessages();
  const t = comparison.baseYear;
  const locale = useLocale();
  const { years, run } = baseYear;
  if (years.length === 0) return null;
  return (
    <Section title={t.change(yearOf(run.period))}>
      <Table
        caption={t.change(yearOf(run.period))}
        rows={years}
        rowKey={({ inventoryId }) => inventoryId}
        columns={[
          { key: "year", head: inventory.year, isRowHead: true, cell: ({ period }) => yearOf(period) },
          {
            key: "total",
            head: <UnitText text="tCO2e" />,
            isNumeric: true,
            cell: ({ co2eKg }) => <Figure value={tonnesFromKg(co2eKg)} digits={2} />,
          },
          {
            key: "percent",
            head: "%",
            isNumeric: true,
            cell: ({ percent }) => (percent === null ? "–" : formatPercentChange(percent, locale)),
          },
          {
            key: "compare",
            head: <span className="sr-only">{comparison.show}</span>,
            isNumeric: true,
            cell: ({ inventoryId, period }) => (
              <Link
                className="text-link"
                to={`${base}/inventories/${inventoryId}/compare?with=${run.id}`}
                aria-label={t.compareYear(yearOf(period))}
              >
                {comparison.title}
              </Link>
            ),
          },
        ]}
      />
    </Section>
  );
}

/** Sources in only one of the two years: a person decides whether they were acquired or opened, sold or closed. */
export function StructureSection({ baseYear }: { baseYear: BaseYearView }) {
  const { comparison } = useMessages();
  const t = comparison.baseYear;
  const { structure } = baseYear;
  if (!structure) return null;
  const year = yearOf(structure.period);
  return (
    <>
      {structure.added.length > 0 && (
        <StructureTable title={t.structuralTitle(year)} about={t.structuralAbout} rows={structure.added} />
      )}
      {structure.removed.length > 0 && (
        <StructureTable title={t.structuralGone(year)} about={t.structuralGoneAbout} rows={structure.removed} />
      )}
    </>
  );
}

type StructureRow = NonNullable<BaseYearView["structure"]>["added"][number];

function StructureTable({ title, about, rows }: { title: string; about: string; rows: StructureRow[] }) {
  const { comparison: t, carbon, inventory } = useMessages();
  const locale = useLocale();
  const names = carbon.category as Record<string, string>;
  return (
    <Section title={title} count={rows.length}>
      <p className="my-3 max-w-180 text-14 text-muted">{about}</p>
      <Table
        caption={title}
        rows={rows}
        rowKey={({ source }) => source}
        columns={[
          {
            key: "source",
            head: t.source,
            isRowHead: true,
            cell: ({ description, category }) => localName(description, locale) || (names[category] ?? category),
          },
          {
            key: "facility",
            head: inventory.facility,
            isMuted: true,
            cell: ({ facility }) => localName(facility, locale),
          },
          {
            key: "tonnes",
            head: <UnitText text="tCO2e" />,
            isNumeric: true,
            cell: ({ difference }) => <SignedTonnes kg={difference.co2eKg} />,
          },
        ]}
      />
    </Section>
  );
}

export function DecisionHistory({ baseYear, base }: BaseYearProps) {
  const { comparison } = useMessages();
  const t = comparison.baseYear;
  const clock = useClock();
  const { decisions, run } = baseYear;
  return (
    <Section title={t.historyTitle} count={decisions.length || undefined}>
      {decisions.length === 0 ? (
        <p className="py-3 text-14 text-muted">{t.historyEmpty}</p>
      ) : (
        <Table
          caption={t.historyTitle}
          rows={decisions}
          rowKey={({ id }) => id}
          columns={[
            { key: "when", head: t.historyWhen, isMuted: true, cell: ({ decidedAt }) => clock.day(decidedAt) },
            { key: "who", head: t.historyWho, cell: ({ authorName }) => authorName ?? t.former },
            {
              key: "what",
              head: t.historyWhat,
              isRowHead: true,
              cell: (one) => (
                <>
                  {one.decision === "recalculated" ? t.recalculated : t.notRecalculated}
                  <span className="block text-12 text-muted">{one.reason}</span>
                  {one.restatedRunId &&
                    (one.isRestated ? (
                      <Link
                        className="text-link text-12"
                        to={`${base}/inventories/${run.inventoryId}/compare?with=${one.originalRunId}&run=${one.restatedRunId}`}
                      >
                        {t.restatedRun}
                      </Link>
                    ) : (
                      <Chip>{t.pending}</Chip>
                    ))}
                </>
              ),
            },
            {
              key: "effect",
              head: <UnitText text="tCO2e" />,
              isNumeric: true,
              cell: ({ proposal }) => <SignedTonnes kg={proposal.together.co2eKg} />,
            },
          ]}
        />
      )}
    </Section>
  );
}

export function PolicyHistory({ baseYear: { policies } }: { baseYear: BaseYearView }) {
  const { comparison } = useMessages();
  const t = comparison.baseYear;
  const locale = useLocale();
  const clock = useClock();
  if (policies.length < 2) return null;
  return (
    <Section title={t.policyHistory} count={policies.length}>
      <Table
        caption={t.policyHistory}
        rows={policies}
        rowKey={({ version }) => String(version)}
        columns={[
          { key: "version", head: t.versionColumn, isRowHead: true, cell: ({ version }) => version },
          { key: "when", head: t.historyWhen, isMuted: true, cell: ({ statedAt }) => clock.day(statedAt) },
          { key: "who", head: t.historyWho, cell: ({ authorName }) => authorName ?? t.former },
          {
            key: "threshold",
            head: t.threshold,
            isNumeric: true,
            cell: ({ thresholdPercent }) => `${formatDecimal(thresholdPercent, { locale })} %`,
          },
          { key: "reason", head: t.reasonField, cell: ({ reason, rationale }) => reason || rationale },
        ]}
      />
    </Section>
  );
}
