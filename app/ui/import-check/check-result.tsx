import type { ReactNode } from "react";
import { BOUNDS, checkDecimal } from "#app/carbon/decimal.ts";
import { formatDecimal, tonnesFromKg } from "#app/carbon/format.ts";
import { faultText, unitText } from "../activity-grid/fault-text.ts";
import { Figure } from "../figure.tsx";
import { useLocale, useMessages } from "../i18n-context.tsx";
import { Section } from "../section.tsx";
import { Table } from "../table.tsx";
import { UnitText } from "../unit-text.tsx";
import type { FileCheck, ListedFault, PreviewRow } from "./import-answer.ts";

/** Four figures of a checked file at a glance. */
export function CheckCounts({ check }: { check: FileCheck }) {
  const { activity } = useMessages();
  const locale = useLocale();
  const { counts, countsAbout } = activity.importing;
  const count = (value: number) => value.toLocaleString(locale);
  return (
    <dl className="grid grid-cols-4 border-t-2 border-b border-ink border-b-line max-md:grid-cols-2">
      <Count label={counts.rows} about={countsAbout.rows}>
        {count(check.rowCount)}
      </Count>
      <Count label={counts.good} about={countsAbout.good}>
        {count(check.goodCount)}
      </Count>
      <Count label={counts.bad} about={countsAbout.bad} isBad={check.faultyCount > 0}>
        {count(check.faultyCount)}
      </Count>
      <Count
        label={counts.total}
        about={check.co2eKg === null && check.goodCount > 0 ? countsAbout.noTotal : `tCO₂e, ${countsAbout.total}`}
      >
        {check.co2eKg === null ? "–" : <Figure value={tonnesFromKg(check.co2eKg)} digits={2} />}
      </Count>
    </dl>
  );
}

function Count({
  label,
  about,
  isBad,
  children,
}: {
  label: string;
  about: string;
  isBad?: boolean;
  children: ReactNode;
}) {
  return (
    <div className="border-line px-5 py-4 not-first:border-l first:pl-0 max-md:px-3 max-md:odd:border-l-0 max-md:odd:pl-0">
      <dt className="text-12 text-muted">{label}</dt>
      <dd>
        <span className={`block text-25 font-semibold tabular-nums ${isBad ? "text-bad-ink" : ""}`}>{children}</span>
        <span className="text-12 text-muted">{about}</span>
      </dd>
    </div>
  );
}

/** What stands in the way, by row and column of the reader's own file, each with the fix. */
export function FaultTable({ check }: { check: FileCheck }) {
  const messages = useMessages();
  const t = messages.activity.importing;
  const rows = check.faults.map((fault, index) => ({ ...fault, key: String(index) }));
  return (
    <Section title={t.faultsTitle(check.faults.length + check.unlisted)} aside={t.faultsAbout}>
      <Table
        caption={t.faultsTitle(check.faults.length + check.unlisted)}
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          {
            key: "row",
            head: t.row,
            isNumeric: true,
            isRowHead: true,
            cell: ({ row }) => (row === 0 ? t.wholeFile : row),
          },
          { key: "column", head: t.column, cell: (fault) => <FaultColumn fault={fault} /> },
          { key: "raw", head: t.raw, cell: (fault) => <RawText fault={fault} /> },
          { key: "problem", head: t.problem, cell: (fault) => faultText(messages, fault) },
          {
            key: "fixes",
            head: t.tryText,
            cell: ({ fixes }) => (
              <span className="flex flex-wrap gap-1.5">
                {fixes.map((text) => (
                  <code key={text} className="rounded-3 bg-good-tint px-1.5 py-0.5 font-sans text-good-ink">
                    {text}
                  </code>
                ))}
              </span>
            ),
          },
        ]}
      />
      {check.unlisted > 0 && <p className="mt-3 text-14 text-muted">{t.unlisted(check.unlisted)}</p>}
      <p className="mt-4 text-14">{t.correctAndRetry}</p>
    </Section>
  );
}

function FaultColumn({ fault }: { fault: ListedFault }) {
  return (
    <span className="flex items-center gap-2">
      {fault.letter && (
        <span className="flex size-5 items-center justify-center rounded-3 bg-neutral-tint text-11 text-neutral-ink">
          {fault.letter}
        </span>
      )}
      {fault.column}
    </span>
  );
}

function RawText({ fault }: { fault: ListedFault }) {
  const { activity } = useMessages();
  if (fault.row <= 1 && fault.raw === "") return null;
  const isEmpty = fault.raw.trim() === "";
  return (
    <span
      className={`rounded-3 bg-bad-tint px-2 py-0.5 break-all whitespace-pre-wrap text-bad-ink ${isEmpty ? "italic" : ""}`}
    >
      {isEmpty ? activity.importing.emptyCell : fault.raw}
    </span>
  );
}

/** The first rows as they would become records. */
export function PreviewTable({ check }: { check: FileCheck }) {
  const messages = useMessages();
  const locale = useLocale();
  const { activity, carbon } = messages;
  const t = activity.importing;
  const count = (value: number) => value.toLocaleString(locale);
  const isWhole = check.preview.length === check.goodCount;
  return (
    <Section
      title={t.previewTitle}
      aside={
        isWhole
          ? t.previewAll(count(check.goodCount))
          : t.previewAbout(count(check.preview.length), count(check.goodCount))
      }
    >
      <Table<PreviewRow>
        caption={t.previewTitle}
        rows={check.preview}
        rowKey={({ row }) => String(row)}
        columns={[
          { key: "row", head: t.row, isNumeric: true, isMuted: true, cell: ({ row }) => row },
          {
            key: "source",
            head: activity.column.source,
            isRowHead: true,
            cell: ({ facility, source }) => `${facility} · ${source}`,
          },
          { key: "period", head: activity.column.period, cell: ({ period }) => period },
          {
            key: "quantity",
            head: activity.column.quantity,
            isNumeric: true,
            cell: ({ quantity }) =>
              checkDecimal(quantity, BOUNDS.quantity) ? quantity : formatDecimal(quantity, { locale }),
          },
          { key: "unit", head: activity.column.unit, cell: ({ unit }) => <UnitText text={unitText(messages, unit)} /> },
          {
            key: "quality",
            head: activity.column.dataQuality,
            cell: ({ dataQuality }) => carbon.dataQuality[dataQuality],
          },
          {
            key: "tonnes",
            head: <UnitText text={activity.column.tonnes} />,
            isNumeric: true,
            isStrong: true,
            cell: ({ co2eKg }) => (co2eKg === null ? "–" : <Figure value={tonnesFromKg(co2eKg)} digits={2} />),
          },
        ]}
      />
      {check.repeatedCount > 0 && (
        <p className="mt-4 rounded-6 bg-warning-tint px-4 py-3 text-14 text-warning-ink">
          {t.repeated(check.repeatedCount)}
        </p>
      )}
    </Section>
  );
}
