import type { Field } from "#app/carbon/method/field.ts";
import { dimensionOf, UNIT_CODES, type UnitCode } from "#app/carbon/unit/unit.ts";
import { Button } from "#app/kit/button.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import type { MethodWords } from "./method.en.ts";

/** Data of a field: labels of its method, typed values, and errors by form field. */
export interface FieldView {
  words: MethodWords;
  typed: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
}

interface MethodFieldProps {
  view: FieldView;
  /** Key of the field's label. */
  word: string;
  /** Form name, such as `shipments.0.mass`. */
  name: string;
  field: Field<unknown, unknown>;
  /** Indexes of the rows to show. */
  rowsOf(name: string): number[];
}

/** One input of a method, of any kind. */
export function MethodField({ view, word, name, field, rowsOf }: MethodFieldProps) {
  const { method } = useMessages();
  const label = view.words.fields[word] ?? word;
  const bind = (at: string) => ({
    name: at,
    defaultValue: view.typed[at] ?? "",
    ...(view.errors[at] ? { error: view.errors[at] } : {}),
    ...(field.isOptional ? { required: false as const } : {}),
  });
  switch (field.kind) {
    case "amount":
      return <AmountField {...{ view, name, label, field }} />;
    case "stated":
      return (
        <div className="grid gap-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
          <TextField {...bind(`${name}.value`)} label={label} hint={method.page.numberHint} inputMode="decimal" />
          <TextField {...bind(`${name}.source`)} label={method.page.valueSource} maxLength={300} />
        </div>
      );
    case "choice":
      return (
        <SelectField
          {...bind(name)}
          label={label}
          placeholder={method.page.choose}
          options={(field.choices ?? []).map((value) => ({ value, label: view.words.choices[word]?.[value] ?? value }))}
        />
      );
    case "rows":
      return <RowsField {...{ view, word, name, field, rowsOf }} />;
    case "year":
      return <TextField {...bind(name)} label={label} inputMode="numeric" maxLength={4} />;
    case "text":
      return <TextField {...bind(name)} label={label} maxLength={300} />;
    default:
      return (
        <TextField
          {...bind(name)}
          label={label}
          hint={field.kind === "fraction" ? method.page.fractionHint : undefined}
          inputMode="decimal"
        />
      );
  }
}

/** A quantity with its unit. The list offers units of the matching dimensions. */
function AmountField({ view, name, label, field }: Omit<MethodFieldProps, "word" | "rowsOf"> & { label: string }) {
  const { method, carbon } = useMessages();
  const units = UNIT_CODES.filter((code) => field.dimensions!.includes(dimensionOf(code)));
  const typedUnit = view.typed[`${name}.unit`] ?? "";
  const isKnown = typedUnit === "" || (units as string[]).includes(typedUnit);
  const error = view.errors[name] ?? view.errors[`${name}.quantity`];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset of two fields would be framed like a row
    <div role="group" aria-label={label} className="grid grid-cols-[minmax(0,1fr)_9rem] gap-2">
      <TextField
        name={`${name}.quantity`}
        label={label}
        defaultValue={view.typed[`${name}.quantity`] ?? ""}
        inputMode="decimal"
        {...(error ? { error } : {})}
        {...(field.isOptional ? { required: false } : {})}
      />
      <SelectField
        name={`${name}.unit`}
        label={method.page.unit}
        defaultValue={typedUnit}
        placeholder={method.page.unit}
        {...(view.errors[`${name}.unit`] ? { error: view.errors[`${name}.unit`] } : {})}
        options={[
          ...(isKnown ? [] : [{ value: typedUnit, label: typedUnit }]),
          ...units.map((code: UnitCode) => ({ value: code, label: carbon.unit[code] })),
        ]}
      />
    </div>
  );
}

function RowsField({ view, word, name, field, rowsOf }: MethodFieldProps) {
  const { method } = useMessages();
  const indexes = rowsOf(name);
  return (
    <fieldset className="min-w-0 space-y-3">
      <legend className="mb-2 text-14 font-semibold">{view.words.fields[word] ?? word}</legend>
      {view.errors[name] && (
        <p id={name} className="text-14 text-bad-ink">
          {view.errors[name]}
        </p>
      )}
      {indexes.map((index, place) => (
        <fieldset key={index} className="min-w-0 rounded-6 border border-line p-3">
          <legend className="px-1 text-12 text-muted">{method.page.row(String(place + 1))}</legend>
          <div className="grid gap-3 sm:grid-cols-2">
            {Object.entries(field.fields!).map(([inner, one]) => (
              <MethodField
                key={inner}
                view={view}
                word={inner}
                name={`${name}.${index}.${inner}`}
                field={one}
                rowsOf={rowsOf}
              />
            ))}
          </div>
          {indexes.length > 1 && (
            <div className="mt-3 flex justify-end">
              <Button variant="secondary" size="row" name="intent" value={`remove:${name}:${index}`} formNoValidate>
                {method.page.removeRow(String(place + 1))}
              </Button>
            </div>
          )}
        </fieldset>
      ))}
      <Button variant="secondary" size="row" name="intent" value={`add:${name}`} formNoValidate>
        {method.page.addRow}
      </Button>
    </fieldset>
  );
}
