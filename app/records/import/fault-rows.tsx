import { Form, useNavigation } from "@remix-run/react";
import { Button } from "#app/kit/button.tsx";
import { inputClasses } from "#app/kit/field-frame.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import type { CellFault, WordedRow } from "./import-view.ts";
import { fieldText, importFaultText } from "./import-words.ts";
import { EditedCells, rowName } from "./row-words.tsx";

/** Rows that need attention: each error with position, value, reason and a correction field. */
export function FaultRows({ rows, mayEdit }: { rows: WordedRow[]; mayEdit: boolean }) {
  const { activityImport: t } = useMessages();
  if (rows.length === 0) return <p className="py-4 text-14 text-muted">{t.noneOfView}</p>;
  return (
    <ol className="divide-y divide-line border-b border-line">
      {rows.map((row) => (
        <li key={row.number} className="py-3">
          <FaultRow row={row} mayEdit={mayEdit} />
        </li>
      ))}
    </ol>
  );
}

function FaultRow({ row, mayEdit }: { row: WordedRow; mayEdit: boolean }) {
  const { activityImport: t } = useMessages();
  const name = rowName(row, t);
  return (
    <article aria-label={name}>
      <div className="mb-2 flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h3 className="text-14 font-semibold tabular-nums">{name}</h3>
        <span className="min-w-0 text-12 break-words text-muted">
          {[row.place, row.period, [row.quantity, row.unit].filter(Boolean).join(" ")].filter(Boolean).join(" · ")}
          {row.rowKey && ` · ${t.keyNote(row.rowKey)}`}
        </span>
        {mayEdit && <LeaveOut row={row} />}
      </div>
      <ul className="space-y-3">
        {row.faults.map((fault) => (
          <li key={`${fault.field} ${fault.code}`}>
            <OneFault row={row} fault={fault} mayEdit={mayEdit} />
          </li>
        ))}
      </ul>
      <EditedCells row={row} mayEdit={mayEdit} />
    </article>
  );
}

function OneFault({ row, fault, mayEdit }: { row: WordedRow; fault: CellFault; mayEdit: boolean }) {
  const messages = useMessages();
  const { activityImport: t } = messages;
  // An error without a cell is not an empty cell.
  const isEmpty = fault.raw.trim() === "";
  return (
    <div className="grid items-start gap-x-6 gap-y-2 desk:grid-cols-[9rem_9rem_minmax(0,1fr)_minmax(0,22rem)]">
      <p className="flex items-center gap-2 text-14">
        {fault.letter && (
          <span className="flex size-5 shrink-0 items-center justify-center rounded-3 bg-neutral-tint text-11 text-neutral-ink">
            {fault.letter}
          </span>
        )}
        <span className="min-w-0 break-words">
          {fault.heading || (fault.field ? fieldText(messages, fault.field) : t.wholeRow)}
        </span>
      </p>
      <p className="text-14">
        {(!isEmpty || fault.letter) && (
          <span
            className={`rounded-3 bg-bad-tint px-2 py-0.5 break-all whitespace-pre-wrap text-bad-ink ${isEmpty ? "italic" : ""}`}
          >
            {isEmpty ? t.emptyCell : fault.raw}
          </span>
        )}
      </p>
      <p className="text-14">{importFaultText(messages, fault)}</p>
      {mayEdit && fault.field && fault.field in row.cells && <FixCell row={row} fault={fault} />}
    </div>
  );
}

/** Corrects a cell by typing or by a suggestion, here or wherever the same text occurs. */
function FixCell({ row, fault }: { row: WordedRow; fault: CellFault }) {
  const messages = useMessages();
  const { activityImport: t } = messages;
  const locale = useLocale();
  const isBusy = useNavigation().state !== "idle";
  const field = fault.field!;
  const now = row.cells[field] ?? "";
  const id = `fix-${row.number}-${field}`;
  return (
    <Form method="post" preventScrollReset className="flex flex-wrap items-center gap-2">
      <input type="hidden" name="intent" value="fix" />
      <input type="hidden" name="number" value={row.number} />
      <input type="hidden" name="field" value={field} />
      <input type="hidden" name="raw" value={now} />
      <label htmlFor={id} className="sr-only">
        {t.newText(fieldText(messages, field), String(row.fileRow))}
      </label>
      <span className="w-36 min-w-0 grow">
        <input id={id} name="text" defaultValue={now} maxLength={1000} className={inputClasses({})} key={now} />
      </span>
      <Button size="row" variant="secondary" aria-disabled={isBusy}>
        {t.apply}
      </Button>
      {fault.alike > 1 && (
        <label className="inline-flex basis-full items-center gap-2 text-12 touch:min-h-11">
          <input type="checkbox" name="all" className="size-4 accent-accent" />
          {t.applyAll(fault.alike.toLocaleString(locale))}
        </label>
      )}
      {fault.fixes.length > 0 && (
        <span className="flex basis-full flex-wrap gap-1.5">
          {fault.fixes.map((text) => (
            <Button key={text} size="row" variant="secondary" name="use" value={text} aria-disabled={isBusy}>
              {t.use(text)}
            </Button>
          ))}
        </span>
      )}
    </Form>
  );
}

function LeaveOut({ row }: { row: WordedRow }) {
  const { activityImport: t } = useMessages();
  const isBusy = useNavigation().state !== "idle";
  const id = `leave-${row.number}`;
  return (
    <details data-floats="" className="relative ml-auto">
      <summary className="text-link cursor-pointer text-12 touch:min-h-11">{t.leaveOut}</summary>
      <Form
        method="post"
        preventScrollReset
        className="absolute right-0 z-30 mt-1 w-72 max-w-[calc(100vw-2rem)] space-y-3 rounded-6 bg-raised p-4 shadow-float"
      >
        <input type="hidden" name="intent" value="leave" />
        <input type="hidden" name="number" value={row.number} />
        <label htmlFor={id} className="block text-12 font-medium text-muted">
          {t.reason}
        </label>
        <input id={id} name="note" required maxLength={1000} className={inputClasses({})} />
        <Button size="row" aria-disabled={isBusy}>
          {t.leaveOut}
        </Button>
      </Form>
    </details>
  );
}
