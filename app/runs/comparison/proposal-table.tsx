import type { RestatedFigure } from "#app/carbon/comparison/restatement.ts";
import type { DecimalString } from "#app/carbon/document/inventory-document.ts";
import { formatDecimal, tonnesFromKg } from "#app/carbon/format.ts";
import type { Trigger } from "#app/carbon/total/base-year.ts";
import { Chip } from "#app/kit/chip.tsx";
import { Figure } from "#app/kit/figure.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { ScopeMark } from "#app/kit/scope-mark.tsx";
import { Table } from "#app/kit/table.tsx";
import { formatPercentChange, SignedTonnes } from "./signed-tonnes.tsx";

interface TriggerRow {
  co2eKg: DecimalString;
  co2eKgMarketBased: DecimalString;
  percent: DecimalString | null;
  percentMarketBased: DecimalString | null;
  isAboveThreshold: boolean;
}

interface ProposalTableProps {
  proposal: { thresholdPercent: string; triggers: (TriggerRow & { trigger: Trigger })[]; together: TriggerRow };
}

/** What each trigger moves against the threshold, and all of them together. */
export function ProposalTable({ proposal }: ProposalTableProps) {
  const { comparison, common } = useMessages();
  const t = comparison.baseYear;
  const locale = useLocale();
  const rows = [
    ...proposal.triggers.map((row) => ({
      key: row.trigger as string,
      label: t.trigger[row.trigger],
      about: t.triggerAbout[row.trigger],
      ...row,
    })),
    { key: "together", label: t.together, about: "", ...proposal.together },
  ];
  const percent = (value: DecimalString | null) =>
    value === null ? "–" : `${formatPercentChange(value, locale)}\u00a0%`;
  return (
    <Table
      caption={t.checkTitle}
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        {
          key: "trigger",
          head: t.triggerColumn,
          isRowHead: true,
          cell: (row) => (
            <>
              <span className={row.key === "together" ? "font-semibold" : ""}>{row.label}</span>
              {row.about && <span className="block text-12 text-muted max-sm:hidden">{row.about}</span>}
            </>
          ),
        },
        {
          key: "location",
          head: comparison.location,
          isNumeric: true,
          cell: (row) => <SignedTonnes kg={row.co2eKg} />,
        },
        { key: "percent", head: "%", isNumeric: true, isMuted: true, cell: (row) => percent(row.percent) },
        {
          key: "market",
          head: comparison.market,
          isNumeric: true,
          isHiddenOnPhone: true,
          cell: (row) => <SignedTonnes kg={row.co2eKgMarketBased} />,
        },
        {
          key: "percentMarket",
          head: "%",
          isNumeric: true,
          isMuted: true,
          isHiddenOnPhone: true,
          cell: (row) => percent(row.percentMarketBased),
        },
        {
          key: "threshold",
          head: common.labelled(t.threshold, `${formatDecimal(proposal.thresholdPercent, { locale })} %`),
          cell: (row) => (row.isAboveThreshold ? <Chip tone="warning">{t.above}</Chip> : <Chip>{t.below}</Chip>),
        },
      ]}
    />
  );
}

/** Original and restated figures side by side: the original is never edited. */
export function RestatementTable({ figures }: { figures: RestatedFigure[] }) {
  const { comparison, common, carbon } = useMessages();
  const t = comparison.baseYear;
  const locale = useLocale();
  const names = carbon.category as Record<string, string>;
  return (
    <Table
      caption={t.restatedTitle}
      rows={figures}
      rowKey={({ scope, category }) => `${scope} ${category ?? ""}`}
      columns={[
        {
          key: "name",
          head: <span className="sr-only">{common.scope[1]}</span>,
          isRowHead: true,
          cell: ({ scope, category }) =>
            category === null ? (
              <span className="flex items-center gap-2 font-semibold">
                <ScopeMark scope={scope as 1 | 2 | 3} />
                {common.scope[scope as 1 | 2 | 3]}
              </span>
            ) : (
              <span className="inline-block min-w-28 pl-5">{names[category] ?? category}</span>
            ),
        },
        {
          key: "original",
          head: t.original,
          isNumeric: true,
          cell: ({ original }) => <Figure value={tonnesFromKg(original.co2eKg)} digits={2} />,
        },
        {
          key: "restated",
          head: t.restated,
          isNumeric: true,
          cell: ({ restated }) => <Figure value={tonnesFromKg(restated.co2eKg)} digits={2} />,
        },
        {
          key: "difference",
          head: comparison.difference,
          isNumeric: true,
          isStrong: true,
          cell: ({ difference }) => <SignedTonnes kg={difference.co2eKg} />,
        },
        {
          key: "percent",
          head: "%",
          isNumeric: true,
          isMuted: true,
          isHiddenOnPhone: true,
          cell: ({ percent }) => (percent === null ? "–" : formatPercentChange(percent, locale)),
        },
      ]}
    />
  );
}
