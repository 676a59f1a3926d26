import { Form, Link, useNavigation } from "@remix-run/react";
import { formatDecimal } from "#app/carbon/format.ts";
import { Button } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Table } from "#app/kit/table.tsx";
import { Tabs } from "#app/kit/tabs.tsx";
import { UnitText } from "#app/kit/unit-text.tsx";
import { BOUNDS, checkDecimal } from "#app/number/decimal.ts";
import { unitText } from "#app/records/sheet/fault-text.ts";
import type { CheckView, ImportHead, RowsView, WordedRow } from "./import-view.ts";
import { fieldText } from "./import-words.ts";
import { EditedCells, rowName } from "./row-words.tsx";

const VIEWS = ["person", "waiting", "change", "add", "repeated", "skip", "touched"] as const;

/** Tabs for the kinds of rows with counts. Empty kinds are omitted. */
export function RowTabs({ head, check, step }: { head: ImportHead; check: CheckView; step: string }) {
  const { activityImport: t } = useMessages();
  const locale = useLocale();
  const { counts } = head;
  const of = { ...counts, touched: check.touched, waiting: check.waiting };
  const shown = VIEWS.filter((view) => of[view] > 0 || view === check.rows.view);
  return (
    <Tabs
      label={t.viewLabel}
      tabs={shown.map((view) => ({
        to: `?step=${step}&rows=${view}`,
        label: view === "touched" ? t.view.touched : `${t.view[view]} ${of[view].toLocaleString(locale)}`,
        isCurrent: view === check.rows.view,
      }))}
    />
  );
}

export function MoreRows({ rows, step }: { rows: RowsView; step: string }) {
  const { activityImport: t } = useMessages();
  if (rows.isFirst && rows.next === null) return null;
  return (
    <p className="mt-3 flex gap-6 text-14">
      {!rows.isFirst && (
        <Link className="text-link" to={`?step=${step}&rows=${rows.view}`}>
          {t.first}
        </Link>
      )}
      {rows.next !== null && (
        <Link className="text-link" to={`?step=${step}&rows=${rows.view}&after=${rows.next}`}>
          {t.next}
        </Link>
      )}
    </p>
  );
}

/** Rows that need no attention: added, changed by field, or skipped with a reason. */
export function RowTable({ rows, mayEdit, head }: { rows: RowsView; mayEdit: boolean; head: ImportHead }) {
  const messages = useMessages();
  const locale = useLocale();
  const { activity, activityImport: t } = messages;
  if (rows.rows.length === 0) return <p className="py-4 text-14 text-muted">{t.noneOfView}</p>;
  const quantity = (text: string) =>
    text === "" || checkDecimal(text, BOUNDS.quantity) ? text : formatDecimal(text, { locale });
  return (
    <>
      {rows.view === "repeated" && <p className="mt-3 text-14 text-muted">{t.repeatedAbout}</p>}
      <Table<WordedRow>
        caption={t.view[rows.view as keyof typeof t.view]}
        rows={rows.rows}
        rowKey={({ number }) => String(number)}
        columns={[
          {
            key: "row",
            head: t.row,
            isMuted: true,
            cell: (row) => <span className="tabular-nums">{rowName(row, t)}</span>,
          },
          { key: "source", head: activity.column.source, isRowHead: true, cell: ({ place }) => place },
          { key: "period", head: activity.column.period, cell: ({ period }) => period },
          { key: "quantity", head: activity.column.quantity, isNumeric: true, cell: (row) => quantity(row.quantity) },
          {
            key: "unit",
            head: activity.column.unit,
            cell: ({ unit }) => <UnitText text={unitText(messages, unit)} />,
          },
          { key: "what", head: t.change, cell: (row) => <WhatBecomes row={row} mayEdit={mayEdit} /> },
        ]}
      />
      {mayEdit && rows.view === "skip" && rows.rows.some(({ reason }) => reason === "already_there") && (
        <AddAllAnyway count={head.counts.skip} />
      )}
    </>
  );
}

function WhatBecomes({ row, mayEdit }: { row: WordedRow; mayEdit: boolean }) {
  const messages = useMessages();
  const { activityImport: t } = messages;
  const isBusy = useNavigation().state !== "idle";
  return (
    <div className="min-w-40">
      {row.outcome === "add" && <Chip tone="good">{t.added}</Chip>}
      {row.outcome === "person" && <Chip tone="bad">{t.view.person}</Chip>}
      {row.outcome === "change" && (
        <ul className="space-y-0.5">
          {row.changes.map(({ field, before, after }) => (
            <li key={field}>{t.fixed(fieldText(messages, field), before, after)}</li>
          ))}
        </ul>
      )}
      {row.outcome === "skip" && row.decision === null && (
        <span className="flex flex-wrap items-center gap-3">
          {t.skippedFor[row.reason] ?? row.reason}
          {mayEdit && row.reason === "already_there" && (
            <Form method="post" preventScrollReset>
              <input type="hidden" name="intent" value="anyway" />
              <input type="hidden" name="number" value={row.number} />
              <Button size="row" variant="secondary" aria-disabled={isBusy}>
                {t.addAnyway}
              </Button>
            </Form>
          )}
        </span>
      )}
      {row.remarks.map((remark) => (
        <span key={remark} className="block text-12 text-muted">
          {t.remark[remark as keyof typeof t.remark] ?? remark}
        </span>
      ))}
      <EditedCells row={row} mayEdit={mayEdit} />
    </div>
  );
}

function AddAllAnyway({ count }: { count: number }) {
  const { activityImport: t } = useMessages();
  const locale = useLocale();
  const isBusy = useNavigation().state !== "idle";
  if (count < 2) return null;
  return (
    <Form method="post" preventScrollReset className="mt-3">
      <input type="hidden" name="intent" value="anyway" />
      <input type="hidden" name="all" value="on" />
      <Button size="row" variant="secondary" aria-disabled={isBusy}>
        {t.addAllAnyway(count.toLocaleString(locale))}
      </Button>
    </Form>
  );
}
