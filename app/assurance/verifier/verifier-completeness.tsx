import { Link } from "@remix-run/react";
import type { Completeness, MonthState } from "#app/carbon/total/completeness.ts";
import { printPeriodText } from "#app/day/entry-period.ts";
import { formatMonth } from "#app/day/format-day.ts";
import { daysByMonth } from "#app/day/period.ts";
import { localName } from "#app/i18n/index.ts";
import { CompletenessLegend, CompletenessMap } from "#app/kit/completeness-map.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import type { GapAnswer } from "#app/review/review-map.ts";

interface Name {
  en?: string | undefined;
  zh?: string | undefined;
}

interface VerifierCompletenessProps {
  base: string;
  period: { start: string; end: string };
  counts: Completeness["counts"];
  rows: {
    id: string;
    name: Name;
    scope: 1 | 2 | 3;
    facility: Name;
    months: { month: string; state: MonthState }[];
  }[];
  gaps: { source: Name; month: string; kind: GapAnswer["kind"]; reason: string; byName: string }[];
  estimates: { id: string; name: Name; period: { start: string; end: string } }[];
  estimateCount: number;
}

export function VerifierCompleteness(props: VerifierCompletenessProps) {
  return (
    <div className="space-y-12">
      <SourcesByMonth {...props} />
      <Gaps {...props} />
      <Estimates {...props} />
    </div>
  );
}

function SourcesByMonth({ period, counts, rows }: VerifierCompletenessProps) {
  const { assurance, organization } = useMessages();
  const words = organization.overview;
  const locale = useLocale();
  return (
    <Section title={assurance.workspace.tabs.completeness}>
      <div className="pt-4">
        <div className="mb-4">
          <CompletenessLegend counts={{ ...counts, review: 0 }} />
        </div>
        <CompletenessMap
          caption={words.completenessCaption(period.start.slice(0, 4))}
          months={daysByMonth(period).map(({ month }) => ({
            key: month,
            label: words.month(Number(month.slice(5))),
            short: words.shortMonth(Number(month.slice(5))),
          }))}
          rows={rows.map(({ id, name, scope, facility, months }) => ({
            id,
            scope,
            source: localName(name, locale),
            facility: localName(facility, locale),
            cells: months,
          }))}
        />
      </div>
    </Section>
  );
}

function Gaps({ gaps }: VerifierCompletenessProps) {
  const { assurance, common } = useMessages();
  const t = assurance.workspace;
  const locale = useLocale();
  return (
    <Section title={t.gaps} count={gaps.length}>
      {gaps.length === 0 ? (
        <p className="py-4 text-14 text-muted">{t.gapsEmpty}</p>
      ) : (
        <Table
          caption={t.gaps}
          rows={gaps}
          rowKey={({ source, month }) => `${localName(source, locale)} ${month}`}
          columns={[
            {
              key: "source",
              head: t.gapColumns.source,
              isRowHead: true,
              cell: ({ source }) => localName(source, locale),
            },
            { key: "month", head: t.gapColumns.month, cell: ({ month }) => formatMonth(month, locale) },
            {
              key: "why",
              head: t.gapColumns.why,
              cell: ({ kind, reason }) => (
                <span className="break-words">{common.labelled(t.gapKinds[kind], reason)}</span>
              ),
            },
            { key: "by", head: t.gapColumns.by, isHiddenOnPhone: true, cell: ({ byName }) => byName },
          ]}
        />
      )}
    </Section>
  );
}

function Estimates({ base, estimates, estimateCount }: VerifierCompletenessProps) {
  const { assurance, inventory } = useMessages();
  const t = assurance.workspace;
  const locale = useLocale();
  return (
    <Section title={t.estimates} count={estimateCount}>
      {estimates.length === 0 ? (
        <p className="py-4 text-14 text-muted">{t.estimatesEmpty}</p>
      ) : (
        <Table
          caption={t.estimates}
          rows={estimates}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "line",
              head: inventory.line,
              isRowHead: true,
              cell: ({ id, name }) => (
                <Link className="text-link" to={`${base}/lines?line=${id}`}>
                  {id} · {localName(name, locale)}
                </Link>
              ),
            },
            { key: "period", head: inventory.period, cell: (one) => printPeriodText(one.period) },
          ]}
        />
      )}
    </Section>
  );
}
