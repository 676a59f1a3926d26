import { codeOptions, SelectField, TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { CURRENCIES } from "#app/money/currency.ts";
import { printAmount } from "#app/money/money-text.ts";
import type { Measure } from "./measure.server.ts";
import { MEASURE, type MeasureState, mayBecome } from "./measure-state.ts";
import type { FormValues } from "./target-fields.tsx";
import { faultText } from "./target-words.ts";

interface MeasureFieldsProps {
  values: FormValues;
  errors: FormValues;
  owners: readonly { id: string; name: string }[];
  /** The state before the change. Null for a new measure. */
  state: MeasureState | null;
}

/** A measure as its form has it. */
export function toMeasureFields(measure: Measure): FormValues {
  return {
    name: measure.name,
    ownerId: measure.ownerId,
    year: String(measure.year),
    effectTonnes: measure.effectTonnes,
    cost: measure.cost ? printAmount(measure.cost) : "",
    currency: measure.cost?.currency ?? "",
    state: measure.state,
  };
}

export function MeasureFields({ values, errors, owners, state }: MeasureFieldsProps) {
  const { target: t } = useMessages();
  const field = (name: string) => ({ name, defaultValue: values[name], error: faultText(t, errors[name]) });
  const owner = values.ownerId ?? "";
  const isGone = owner !== "" && owners.every(({ id }) => id !== owner);
  return (
    <div className="space-y-4">
      <TextField {...field("name")} label={t.measure} maxLength={200} />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          {...field("ownerId")}
          label={t.owner}
          placeholder={t.ownerChoose}
          options={[
            ...owners.map(({ id, name }) => ({ value: id, label: name })),
            ...(isGone ? [{ value: owner, label: t.former }] : []),
          ]}
        />
        <TextField {...field("year")} label={t.measureYear} inputMode="numeric" maxLength={4} />
        <TextField
          {...field("effectTonnes")}
          label={t.effect}
          unit={t.effectUnit}
          inputMode="decimal"
          maxLength={22}
          className="pr-28"
        />
        <SelectField
          {...field("state")}
          label={t.measureState}
          options={MEASURE.all
            .filter((to) => state === null || mayBecome(state, to))
            .map((to) => ({ value: to, label: t.measureStates[to] }))}
        />
        <TextField {...field("cost")} label={t.cost} inputMode="decimal" maxLength={40} required={false} />
        <SelectField
          {...field("currency")}
          label={t.currency}
          placeholder={t.currencyChoose}
          required={false}
          options={codeOptions(CURRENCIES)}
        />
      </div>
    </div>
  );
}
