import { monthText } from "#app/day/month-text.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { localName } from "#app/i18n/index.ts";
import { TextField } from "#app/kit/field.tsx";
import { FieldFault } from "#app/kit/field-frame.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { unitOptions } from "./answer-words.ts";
import type { NewRequestFields } from "./new-request-fields.ts";

interface ChoiceProps {
  values: Record<string, string>;
  error: string | undefined;
}

/** Sources by facility. Selected sources show their unit and whether a file is required. */
export function SourceChoice({ facilities, values, error }: ChoiceProps & Pick<NewRequestFields, "facilities">) {
  const { dataRequest: t } = useMessages();
  const locale = useLocale();
  return (
    <Choice name="sources" label={t.sources} hint={t.sourcesHint} error={error}>
      {facilities
        .filter(({ sources }) => sources.length > 0)
        .map((facility) => (
          <div key={facility.id} className="not-first:border-t not-first:border-line">
            <p className="bg-sunken px-3 py-1.5 text-12 font-medium text-muted">{localName(facility.name, locale)}</p>
            <ul className="divide-y divide-line">
              {facility.sources.map((source) => (
                <SourceLine key={source.id} source={source} values={values} />
              ))}
            </ul>
          </div>
        ))}
    </Choice>
  );
}

type Source = NewRequestFields["facilities"][number]["sources"][number];

function SourceLine({ source, values }: { source: Source; values: Record<string, string> }) {
  const messages = useMessages();
  const locale = useLocale();
  const { dataRequest: t } = messages;
  const name = localName(source.name, locale);
  const list = `units-${source.id}`;
  return (
    <li className="group/line grid grid-cols-[minmax(0,1fr)] items-center gap-x-4 gap-y-2 px-3 py-2 md:grid-cols-[minmax(0,1fr)_9rem_8.5rem]">
      <label className="flex items-center gap-3 text-14 touch:min-h-11">
        <input
          type="checkbox"
          name={`source-${source.id}`}
          defaultChecked={values[`source-${source.id}`] === "on"}
          className={CHECK}
        />
        {name}
      </label>
      <div className={OF_TICKED}>
        <TextField
          label={t.unitFor(name)}
          hideLabel
          name={`unit-${source.id}`}
          list={list}
          maxLength={40}
          autoComplete="off"
          defaultValue={values[`unit-${source.id}`] ?? source.unit}
        />
      </div>
      <datalist id={list}>
        {unitOptions(source.unit, "", messages, locale).map(({ value, label }) => (
          <option key={value} value={value} label={String(label)} />
        ))}
      </datalist>
      <label className={`flex items-center gap-2 text-12 text-muted touch:min-h-11 ${OF_TICKED}`}>
        <input
          type="checkbox"
          name={`evidence-${source.id}`}
          aria-label={t.evidenceFor(name)}
          defaultChecked={values[`evidence-${source.id}`] === "on"}
          className={CHECK}
        />
        {t.evidenceRequired}
      </label>
    </li>
  );
}

/** On a phone, only selected sources take more than one line. */
const OF_TICKED = "max-md:not-group-has-[[name^=source-]:checked]/line:hidden";
const CHECK = "size-4 shrink-0 accent-accent touch:size-5";

export function MonthChoice({ months, values, error }: ChoiceProps & { months: string[] }) {
  const { dataRequest: t } = useMessages();
  const locale = useLocale();
  const isFirst = !months.some((month) => values[`month-${month}`] === "on");
  return (
    <Choice name="months" label={t.months} error={error}>
      <ul className="grid grid-cols-3 gap-x-3 p-3 md:grid-cols-6">
        {months.map((month) => (
          <li key={month}>
            <label className="flex min-h-8 items-center gap-2 text-14 touch:min-h-11">
              <input
                type="checkbox"
                name={`month-${month}`}
                // Most requests cover the whole year, so all months are selected at first.
                defaultChecked={isFirst ? error === undefined : values[`month-${month}`] === "on"}
                className={CHECK}
              />
              <WholeDays>{monthText(month, locale)}</WholeDays>
            </label>
          </li>
        ))}
      </ul>
    </Choice>
  );
}

interface ChoiceFrameProps {
  name: string;
  label: string;
  hint?: string;
  error: string | undefined;
  children: React.ReactNode;
}

function Choice({ name, label, hint, error, children }: ChoiceFrameProps) {
  const ids = [hint ? `${name}-hint` : "", error ? `${name}-error` : ""].filter(Boolean).join(" ");
  return (
    <fieldset id={name} tabIndex={-1} aria-describedby={ids || undefined} className="min-w-0">
      <legend className="mb-1 text-12 font-medium text-muted">{label}</legend>
      {hint && (
        <p id={`${name}-hint`} className="mb-2 text-12 text-muted">
          {hint}
        </p>
      )}
      <div className={`overflow-hidden rounded-6 border bg-raised ${error ? "border-bad" : "border-rule"}`}>
        {children}
      </div>
      {error && <FieldFault id={`${name}-error`}>{error}</FieldFault>}
    </fieldset>
  );
}
