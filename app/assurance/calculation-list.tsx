import { Link } from "@remix-run/react";
import { formatDecimal } from "#app/carbon/format.ts";
import type { Sent } from "#app/encoding/sent.ts";
import type { Messages } from "#app/i18n/index.ts";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Table } from "#app/kit/table.tsx";
import { REPORT } from "#app/report/report-state.ts";
import type { Calculation } from "./calculations.server.ts";

export type CalculationView = Sent<Calculation>;

/** The state of a calculation and of its reports, in words. */
export function calculationFacts(
  calculation: CalculationView,
  { assurance, reportLife, common }: Pick<Messages, "assurance" | "reportLife" | "common">,
): string[] {
  const t = assurance.lines.calculations;
  const reports = calculation.reports.map(({ number, state }) => common.labelled(number, reportLife.states[state]));
  return [
    calculation.isNewest ? t.newest : t.older,
    ...(calculation.issueCount > 0 ? [t.issues] : []),
    ...(calculation.isStated ? [t.stated] : []),
    ...(reports.length > 0 ? reports : [t.none]),
  ];
}

interface CalculationListProps {
  calculations: CalculationView[];
  /** Absent if the reader has no page for lines. */
  linesHref?: string;
}

/** Every calculation of an inventory with the reports that state its figures, newest first. */
export function CalculationList({ calculations, linesHref }: CalculationListProps) {
  const { assurance, reportLife } = useMessages();
  const t = assurance.lines.calculations;
  const locale = useLocale();
  const clock = useClock();
  return (
    <Table
      caption={t.title}
      rows={calculations}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "at",
          head: t.at,
          isRowHead: true,
          cell: ({ id, at }) =>
            linesHref ? (
              <Link className="text-link" to={`${linesHref}?run=${id}`}>
                {clock.instant(at)}
              </Link>
            ) : (
              clock.instant(at)
            ),
        },
        {
          key: "state",
          head: t.state,
          cell: ({ isNewest, issueCount, isStated }) => (
            <span className="flex flex-wrap gap-1">
              <Chip tone={isNewest ? "good" : "warning"}>{isNewest ? t.newest : t.older}</Chip>
              {issueCount > 0 && <Chip tone="bad">{t.issues}</Chip>}
              {isStated && <Chip tone="accent">{t.stated}</Chip>}
            </span>
          ),
        },
        {
          key: "lines",
          head: t.lines,
          isNumeric: true,
          isHiddenOnPhone: true,
          cell: ({ lineCount }) => formatDecimal(String(lineCount), { locale }),
        },
        {
          key: "reports",
          head: t.reports,
          cell: ({ reports }) =>
            reports.length === 0 ? (
              <span className="text-muted">{t.none}</span>
            ) : (
              reports.map(({ number, state }) => (
                <span key={number} className="block">
                  <Link className="text-link mr-2 break-all" to={`/verify/${number}`}>
                    {number}
                  </Link>
                  <Chip tone={REPORT.tones[state]}>{reportLife.states[state]}</Chip>
                </span>
              ))
            ),
        },
      ]}
    />
  );
}
