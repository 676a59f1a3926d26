import { type FormEvent, useState } from "react";
import { printCsv } from "#app/encoding/table/print-csv.ts";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Button } from "#app/kit/plain-button.tsx";
import { readTypedNumber } from "#app/number/read-number.ts";
import { type LedgerEntry, readDecimal } from "../estimate-line.ts";

interface FiguresFormProps {
  /** The lines, and the same as a file that the import reads. */
  onFigures: (figures: { entries: LedgerEntry[]; name: string; text: string }) => void;
}

const FUELS = ["gas", "diesel", "petrol", "lpg", "coal"] as const;
const FUEL_UNITS = ["m3", "t", "kWh", "L"] as const;
const CURRENCIES = ["CNY", "USD", "EUR", "GBP", "JPY", "HKD", "INR", "VND", "THB", "MXN", "TRY"];

/** Three figures that most companies know: power, a fuel, a spending. */
export function FiguresForm({ onFigures }: FiguresFormProps) {
  const { estimate, carbon } = useMessages();
  const { figures: t, keep } = estimate;
  const [errors, setErrors] = useState<Record<string, string>>({});
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = (name: string) => String(form.get(name) ?? "").trim();
    const number = (name: string) => readTypedNumber(said(name));
    const fuel = FUELS.find((one) => one === said("fuel")) ?? "gas";
    const base = { quantity: "", unit: "", amount: "", currency: "", account: "", supplier: "" };
    const lines = [
      { field: "electricity", text: t.textOf.electricity, quantity: number("electricity"), unit: "kWh" },
      { field: "fuelQuantity", text: t.fuels[fuel], quantity: number("fuelQuantity"), unit: said("fuelUnit") },
      {
        field: "spend",
        text: said("spendOn") || t.textOf.spend,
        amount: number("spend"),
        currency: said("currency"),
      },
    ].filter((line) => (line.quantity ?? line.amount) !== "");
    const wrong = lines.filter((line) => readDecimal((line.quantity ?? line.amount)!) === null);
    const words: Record<string, string> = { electricity: t.electricity, fuelQuantity: t.fuelQuantity, spend: t.spend };
    if (lines.length === 0) return setErrors({ electricity: t.none });
    if (wrong.length > 0)
      return setErrors(Object.fromEntries(wrong.map(({ field }) => [field, t.invalid(words[field]!)])));
    setErrors({});
    const entries = lines.map(({ field: _, ...line }, at) => ({ ...base, ...line, at: String(at + 1) }));
    const rows = entries.map((one) => [one.text, one.quantity || one.amount, one.unit || one.currency]);
    const { text, quantity, unit } = keep.headings;
    onFigures({ entries, name: `${keep.typedName}.csv`, text: printCsv([[text, quantity, unit], ...rows]) });
  };
  return (
    <form onSubmit={submit} noValidate className="mt-5 max-w-208" aria-label={t.title}>
      <h2 className="text-20 font-semibold">{t.title}</h2>
      <p className="mt-1 mb-4 text-14 text-muted">{t.about}</p>
      <div className="grid grid-cols-[1.2fr_1.2fr_0.8fr] items-start gap-4 max-md:grid-cols-1">
        <TextField
          label={t.electricity}
          name="electricity"
          id="figure-electricity"
          unit="kWh"
          inputMode="decimal"
          autoComplete="off"
          error={errors.electricity}
        />
        <span className="max-md:hidden" />
        <span className="max-md:hidden" />
        <SelectField
          label={t.fuel}
          name="fuel"
          id="figure-fuel"
          options={FUELS.map((value) => ({ value, label: t.fuels[value] }))}
        />
        <TextField
          label={t.fuelQuantity}
          name="fuelQuantity"
          id="figure-fuel-quantity"
          inputMode="decimal"
          autoComplete="off"
          error={errors.fuelQuantity}
        />
        <SelectField
          label={t.unit}
          name="fuelUnit"
          id="figure-fuel-unit"
          options={FUEL_UNITS.map((value) => ({ value, label: carbon.unit[value] }))}
        />
        <TextField label={t.spendOn} name="spendOn" id="figure-spend-on" placeholder={t.spendExample} maxLength={200} />
        <TextField
          label={t.spend}
          name="spend"
          id="figure-spend"
          inputMode="decimal"
          autoComplete="off"
          error={errors.spend}
        />
        <SelectField
          label={t.currency}
          name="currency"
          id="figure-currency"
          options={CURRENCIES.map((value) => ({ value, label: value }))}
        />
      </div>
      <p className="mt-4">
        <Button>{t.submit}</Button>
      </p>
    </form>
  );
}
