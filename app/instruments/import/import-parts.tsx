import { Form } from "@remix-run/react";
import { useRef } from "react";
import { Button } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { useFocus } from "#app/kit/use-focus.ts";
import type { RowFault } from "./import-instruments.server.ts";
import type { Checked } from "./import-instruments.tsx";
import { COLUMNS } from "./instrument-column.ts";
import type { InstrumentRow } from "./read-instruments.ts";

export function InstrumentFileField({ error }: { error: string | undefined }) {
  const { instrumentImport: t } = useMessages();
  return (
    <div>
      <label htmlFor="file" className="text-14 font-semibold">
        {t.file}
      </label>
      <input
        id="file"
        name="file"
        type="file"
        required
        accept=".csv,.txt,.tsv,.xlsx,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? "file-error file-limits" : "file-limits"}
        className="mt-2 block max-w-full text-14 file:mr-3 file:min-h-9 file:cursor-pointer file:rounded-6 file:border file:border-solid file:border-rule file:bg-raised file:px-3.5 file:font-medium file:text-ink touch:file:min-h-11"
      />
      {error && (
        <p id="file-error" role="alert" className="mt-2 flex items-start gap-1.5 text-14 font-medium text-bad-ink">
          <Icon name="warning" className="mt-0.5" />
          {error}
        </p>
      )}
      <p id="file-limits" className="mt-2 text-12 text-muted">
        {t.limits}
      </p>
    </div>
  );
}

export function Templates({ base }: { base: string }) {
  const { instrumentImport: t, activityImport } = useMessages();
  return (
    <div className="text-14">
      <p className="inline-flex items-center gap-1.5">
        <Icon name="download" size={14} />
        {t.template}
      </p>
      <p className="flex gap-4">
        {(["xlsx", "csv"] as const).map((type) => (
          <a
            key={type}
            href={`${base}/template?type=${type}`}
            className="text-link inline-flex items-center touch:min-h-11"
          >
            <span className="sr-only">{t.template}, </span>
            {type === "csv" ? activityImport.asCsv : activityImport.asXlsx}
          </a>
        ))}
      </p>
      <p className="text-12 text-muted">{t.templateAbout}</p>
    </div>
  );
}

/** Every row of the file, with what is wrong and where. */
export function Preview({ checked, isBusy }: { checked: Checked; isBusy: boolean }) {
  const { instrument, instrumentImport: t } = useMessages();
  const { rows, faults, unknown, name } = checked;
  const heading = useRef<HTMLDivElement>(null);
  useFocus(heading, { isThere: true });
  const wrong = new Set(faults.map(({ row }) => row));
  return (
    <div ref={heading} tabIndex={-1}>
      <Section title={t.previewTitle(name)} count={rows.length}>
        <p role="status" className="py-3 text-14">
          {wrong.size === 0 ? t.allRight(String(rows.length)) : t.someWrong(String(wrong.size), String(rows.length))}
        </p>
        {unknown.length > 0 && (
          <p className="pb-3 text-14 text-warning-ink">
            {t.unknown(unknown.map(({ letter, heading: text }) => (text === "" ? letter : `${letter} (${text})`)))}
          </p>
        )}
        {faults.length > 0 && <FaultList checked={checked} />}
        <Table
          caption={t.previewTitle(name)}
          rows={rows}
          rowKey={({ row }) => String(row)}
          columns={[
            { key: "row", head: t.row, isRowHead: true, cell: ({ row }) => row },
            { key: "number", head: instrument.number, cell: ({ values }) => numberOf(values) },
            {
              key: "type",
              head: instrument.type,
              cell: ({ values: { type = "" } }) => (instrument.typeName as Record<string, string>)[type] ?? type,
            },
            {
              key: "generated",
              head: instrument.generated,
              isHiddenOnPhone: true,
              cell: ({ values }) => `${values.generatedFrom ?? ""} / ${values.generatedUntil ?? ""}`,
            },
            {
              key: "quantity",
              head: instrument.quantity,
              isNumeric: true,
              isHiddenOnPhone: true,
              cell: ({ values }) => `${values.quantity ?? ""} ${values.unit ?? ""}`,
            },
            {
              key: "state",
              head: instrument.state,
              cell: ({ row }) =>
                wrong.has(row) ? <Chip tone="bad">{t.wrong}</Chip> : <Chip tone="good">{t.right}</Chip>,
            },
          ]}
        />
        {wrong.size === 0 && (
          <Form method="post" encType="multipart/form-data" className="mt-4">
            <input type="hidden" name="rows" value={JSON.stringify(rows)} />
            <input type="hidden" name="name" value={name} />
            <Button aria-disabled={isBusy}>{t.add(String(rows.length))}</Button>
          </Form>
        )}
      </Section>
    </div>
  );
}

function numberOf({ contract = "", serialFirst = "", serialLast = "" }: InstrumentRow["values"]): string {
  if (serialFirst === "") return contract;
  return serialLast === "" || serialLast === serialFirst ? serialFirst : `${serialFirst} – ${serialLast}`;
}

function FaultList({ checked: { faults, columns, rows } }: { checked: Checked }) {
  const { instrument, instrumentImport: t } = useMessages();
  const sentence = ({ fault, otherRow }: RowFault) =>
    fault === "claimed_in_file"
      ? t.claimedInFile(String(otherRow))
      : ((t.fault as Record<string, string>)[fault] ?? instrument.fault[fault] ?? fault);
  const textAt = ({ row, field }: RowFault) => rows.find((one) => one.row === row)?.values[field] ?? "";
  return (
    <div className="pb-6">
      <Table
        caption={t.faultsTitle}
        showCaption
        rows={[...faults].sort((a, b) => a.row - b.row || COLUMNS.indexOf(a.field) - COLUMNS.indexOf(b.field))}
        rowKey={({ row, field }) => `${row} ${field}`}
        columns={[
          {
            key: "cell",
            head: t.cell,
            isRowHead: true,
            cell: ({ row, field }) => `${columns[field]?.letter ?? ""}${row}`,
          },
          { key: "column", head: t.column, cell: ({ field }) => columns[field]?.heading ?? t.columnMissing(field) },
          { key: "value", head: t.value, isHiddenOnPhone: true, cell: (one) => textAt(one) },
          { key: "fault", head: t.whatToDo, cell: sentence },
        ]}
      />
    </div>
  );
}
