import { useState } from "react";
import { DATA_QUALITIES } from "#app/carbon/total/data-quality.ts";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { FieldFault } from "#app/kit/field-frame.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { useEarlyValue } from "#app/kit/use-early-value.ts";
import type { BillField, EnteredRow } from "./bill-rows.ts";
import { MONTH_LIST, unitListOf } from "./bill-suggestions.tsx";
import { type EvidenceSource, sourceGroups } from "./evidence-source.ts";

export type BillSource = EvidenceSource & { unit: string };

interface BillRowFieldsProps {
  index: number;
  row: EnteredRow;
  sources: BillSource[];
  errorOf: (field: BillField | "compared") => string | undefined;
}

/** One row of a bill. Offers the units of the chosen source, or of all sources without JavaScript. */
export function BillRowFields({ index, row, sources, errorOf }: BillRowFieldsProps) {
  const { evidence: t, activity, carbon, model } = useMessages();
  const locale = useLocale();
  const [sourceId, setSourceId] = useState(row.sourceId);
  useEarlyValue(`sourceId-${index}`, sourceId, setSourceId);
  const bind = (field: BillField) => ({
    name: `${field}-${index}`,
    defaultValue: row[field],
    error: errorOf(field),
  });
  return (
    <fieldset className="border-t border-line pt-4">
      <legend className="float-left mb-2 w-full text-14 font-semibold">{t.entry.row(String(index + 1))}</legend>
      <input type="hidden" name={`record-${index}`} value={row.recordId} />
      <div className="clear-both grid grid-cols-2 items-start gap-x-3 gap-y-3 sm:grid-cols-12">
        <div className="col-span-2 sm:col-span-6">
          <SelectField
            {...bind("sourceId")}
            label={t.entry.place}
            placeholder={t.entry.choosePlace}
            options={sourceGroups(sources, locale)}
            onChange={({ target }) => setSourceId(target.value)}
          />
        </div>
        <div className="sm:col-span-3">
          <TextField {...bind("period")} label={activity.field.period} list={MONTH_LIST} autoComplete="off" />
        </div>
        <div className="sm:col-span-3">
          <SelectField
            {...bind("dataQuality")}
            label={activity.field.dataQuality}
            placeholder={row.isCopied ? model.bill.choose : undefined}
            options={DATA_QUALITIES.map((value) => ({ value, label: carbon.dataQuality[value] }))}
          />
        </div>
        <div className="sm:col-span-3">
          <TextField {...bind("quantity")} label={activity.field.quantity} inputMode="decimal" autoComplete="off" />
        </div>
        <div className="sm:col-span-3">
          <TextField
            {...bind("unit")}
            label={activity.field.unit}
            list={unitListOf(sources.find(({ id }) => id === sourceId)?.unit)}
            autoComplete="off"
          />
        </div>
        <div className="col-span-2 sm:col-span-6">
          <TextField {...bind("note")} label={activity.field.note} maxLength={1000} autoComplete="off" />
        </div>
      </div>
      {row.isCopied && <ComparedField index={index} row={row} error={errorOf("compared")} />}
    </fieldset>
  );
}

/** A person states that a row that a model read is as in the document. It is never ticked at first. */
function ComparedField({ index, row, error }: { index: number; row: EnteredRow; error: string | undefined }) {
  const { bill: t } = useMessages().model;
  const id = `compared-${index}`;
  return (
    <div className="mt-3 rounded-6 bg-accent-tint px-4 py-3 text-14">
      <input type="hidden" name={`copied-${index}`} value="yes" />
      <p className="mb-2">{t.rowMark}</p>
      <label className="flex items-start gap-2 font-medium">
        <input
          type="checkbox"
          id={id}
          name={id}
          defaultChecked={row.isCompared}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          className="mt-0.5 size-4 accent-accent"
        />
        {t.compared}
      </label>
      {error && <FieldFault id={`${id}-error`}>{error}</FieldFault>}
    </div>
  );
}
