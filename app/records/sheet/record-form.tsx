import { Form, Link } from "@remix-run/react";
import { useRef } from "react";
import {
  type ActivityEntry,
  type ActivityField,
  EMPTY_ENTRY,
  type EntryFault,
} from "#app/carbon/entry/activity-entry.ts";
import { DATA_QUALITIES } from "#app/carbon/total/data-quality.ts";
import { UNIT_CODES } from "#app/carbon/unit/unit.ts";
import { localName } from "#app/i18n/index.ts";
import { Button } from "#app/kit/button.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { SelectField, TextAreaField, TextField } from "#app/kit/field.tsx";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { useFocus } from "#app/kit/use-focus.ts";
import { ConflictFields } from "./conflict-fields.tsx";
import { faultText } from "./fault-text.ts";
import type { GridData, GridRecord } from "./grid-data.ts";
import type { Conflict } from "./pending.ts";

/** A rejected form with its typed values. */
export interface RejectedForm {
  faults: EntryFault[];
  stale: (Conflict & { index: number }) | null;
  typed: ActivityEntry & { intent: string; recordId: string; version: number };
}

interface RecordFormProps {
  grid: GridData;
  /** The record to edit, or null for a new one. */
  record: GridRecord | null;
  rejected: RejectedForm | null;
  listHref: string;
}

/** Shows who changed the record in the meantime and which fields differ. It takes the focus, like an error. */
function StaleNotice({ stale, typed }: { stale: Conflict; typed: ActivityEntry }) {
  const { activity } = useMessages();
  const clock = useClock();
  const box = useRef<HTMLDivElement>(null);
  useFocus(box);
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="mt-4 rounded-6 border border-bad bg-bad-tint px-4 py-3 text-14"
    >
      <p>{activity.form.stale(stale.authorName, clock.instant(stale.changedAt))}</p>
      <ConflictFields theirs={stale.entry} mine={typed} />
    </div>
  );
}

/** The form of one record on a phone and without JavaScript. */
export function RecordForm({ grid, record, rejected, listHref }: RecordFormProps) {
  const messages = useMessages();
  const { activity, common } = messages;
  const stale = rejected?.stale ?? null;
  const typed = rejected && !stale ? rejected.typed : null;
  const cells: ActivityEntry = stale?.entry ?? typed ?? record?.entry ?? EMPTY_ENTRY;
  const version = stale?.version ?? record?.version ?? 0;
  const faults = rejected?.faults ?? [];
  const errorOf = (field: ActivityField) => {
    const fault = faults.find((one) => one.field === field);
    return fault && faultText(messages, fault);
  };
  const bind: Bind = (field) => ({
    name: field,
    label: activity.field[field],
    defaultValue: cells[field],
    error: errorOf(field),
  });
  return (
    <Section title={record ? activity.form.editTitle : activity.form.addTitle} id="record">
      {stale && <StaleNotice stale={stale} typed={rejected!.typed} />}
      <Form method="post" reloadDocument className="mt-4 max-w-3xl space-y-4">
        <FormErrors errors={faults.map((fault) => ({ field: fault.field, message: faultText(messages, fault) }))} />
        <input type="hidden" name="recordId" value={record?.id ?? ""} />
        <input type="hidden" name="version" value={version} />
        <WhatFields grid={grid} cells={cells} bind={bind} />
        <TextAreaField {...bind("note")} maxLength={1000} />
        <div className="flex flex-wrap items-center gap-3">
          <Button name="intent" value={record ? "save" : "add"}>
            {record ? activity.form.save : activity.form.add}
          </Button>
          {record && (
            <Link to={listHref} className="text-link text-14">
              {common.cancel}
            </Link>
          )}
        </div>
      </Form>
      {record && <DeleteForm record={record} />}
    </Section>
  );
}

type Bind = (field: ActivityField) => {
  name: string;
  label: string;
  defaultValue: string;
  error: string | undefined;
};

interface WhatFieldsProps {
  grid: GridData;
  cells: ActivityEntry;
  bind: Bind;
}

/** The fields for place, period, quantity and evidence. */
function WhatFields({ grid, cells, bind }: WhatFieldsProps) {
  const messages = useMessages();
  const locale = useLocale();
  const { activity } = messages;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <SelectField
        {...bind("facility")}
        placeholder={activity.form.chooseFacility}
        options={optionsWith(
          grid.facilities.map(({ name }) => localName(name, locale)),
          cells.facility,
        )}
      />
      <SelectField
        {...bind("source")}
        placeholder={activity.form.chooseSource}
        options={grid.facilities.map((facility) => ({
          label: localName(facility.name, locale),
          options: grid.sources
            .filter(({ facilityId }) => facilityId === facility.id)
            .map(({ name }) => ({ value: localName(name, locale), label: localName(name, locale) })),
        }))}
      />
      <TextField {...bind("period")} hint={activity.hint.period} />
      <div className="grid grid-cols-[minmax(0,1fr)_8rem] gap-2">
        <TextField {...bind("quantity")} inputMode="decimal" />
        <TextField {...bind("unit")} list="unit-list" />
        <datalist id="unit-list">
          {UNIT_CODES.map((code) => (
            <option key={code} value={code}>
              {messages.carbon.unitName[code]}
            </option>
          ))}
        </datalist>
      </div>
      <SelectField
        {...bind("dataQuality")}
        defaultValue={cells.dataQuality || "measured"}
        options={DATA_QUALITIES.map((value) => ({
          value,
          label: messages.carbon.dataQuality[value],
        }))}
      />
      <TextField {...bind("evidence")} hint={activity.hint.evidence} maxLength={200} />
    </div>
  );
}

function DeleteForm({ record }: { record: GridRecord }) {
  const { activity } = useMessages();
  const { source, period } = record.entry;
  return (
    <Form method="post" reloadDocument className="mt-6 flex max-w-3xl justify-end">
      <input type="hidden" name="recordId" value={record.id} />
      <input type="hidden" name="version" value={record.version} />
      <input type="hidden" name="intent" value="delete" />
      <ConfirmAction
        label={activity.form.delete}
        lost={activity.form.deleteLost(source, period)}
        question={activity.form.deleteQuestion(source, period)}
      >
        <div className="mb-3">
          <TextField
            label={activity.grid.reason}
            id="delete-reason"
            name="reason"
            hint={activity.grid.reasonHint}
            required
            maxLength={1000}
          />
        </div>
      </ConfirmAction>
    </Form>
  );
}

/** Keeps a name that is not in the list, so that typed values aren't lost. */
function optionsWith(names: string[], current: string) {
  const all = current === "" || names.includes(current) ? names : [current, ...names];
  return all.map((name) => ({ value: name, label: name }));
}
