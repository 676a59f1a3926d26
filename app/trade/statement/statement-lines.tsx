import { formatDay } from "#app/day/format-day.ts";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import type { StatementPreview } from "./statement-view.server.ts";

/** The lines as read with the chosen columns, and the rows that are not imported. */
export function StatementLines({ name, preview }: { name: string; preview: StatementPreview }) {
  const { bankStatement: t } = useMessages();
  const locale = useLocale();
  return (
    <div className="mt-8 space-y-8">
      <Section title={name} aside={t.found(preview.count, preview.totals.join(" · "))}>
        <Table
          caption={name}
          rows={preview.lines}
          rowKey={({ key }) => key}
          columns={[
            { key: "day", head: t.columns.date, cell: (row) => formatDay(row.bookedOn, locale) },
            { key: "amount", head: t.columns.credit, isNumeric: true, cell: (row) => row.amount },
            { key: "payer", head: t.columns.payer, cell: (row) => row.payer },
            { key: "note", head: t.text, cell: (row) => row.note },
            { key: "reference", head: t.columns.reference, cell: (row) => row.reference, isHiddenOnPhone: true },
          ]}
        />
        <Further count={preview.count - preview.lines.length} />
      </Section>
      {preview.faultCount > 0 && (
        <Section title={t.faults} count={preview.faultCount}>
          <Rows rows={preview.faults.map(({ row, fault, text }) => ({ row, why: t.rowFaults[fault], text }))} />
          <Further count={preview.faultCount - preview.faults.length} />
        </Section>
      )}
      {preview.leftOutCount > 0 && (
        <Section title={t.leftOut} count={preview.leftOutCount}>
          <Rows rows={preview.leftOut.map(({ row, reason, text }) => ({ row, why: t.reasons[reason], text }))} />
          <Further count={preview.leftOutCount - preview.leftOut.length} />
        </Section>
      )}
    </div>
  );
}

function Rows({ rows }: { rows: { row: number; why: string; text: string }[] }) {
  const { bankStatement: t } = useMessages();
  return (
    <ul className="mt-3 space-y-1 text-14">
      {rows.map(({ row, why, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: several entries can be of one row.
        <li key={index} className="break-words">
          {t.row(row)} · {why} · <span className="text-muted">{text}</span>
        </li>
      ))}
    </ul>
  );
}

function Further({ count }: { count: number }) {
  const { bankStatement: t } = useMessages();
  return count > 0 ? <p className="mt-3 text-14 text-muted">{t.further(count)}</p> : null;
}
