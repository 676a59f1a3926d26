import type { FormEvent } from "react";
import { listCountries } from "#app/kit/country.ts";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Button } from "#app/kit/plain-button.tsx";
import type { DecimalStyle } from "#app/number/read-number.ts";
import { readTypedNumber } from "#app/number/read-number.ts";
import type { EstimateSettings } from "../estimate-line.ts";
import type { EstimateLibrary } from "../factor-file.ts";

/** How numbers with a comma are read. Null: as the file suggests. */
export type Styled = Extract<DecimalStyle, "grouped_point" | "comma"> | null;

interface PlaceFormProps {
  provinces: EstimateLibrary["provinces"];
  settings: EstimateSettings;
  currencies: readonly string[];
  style: DecimalStyle | null;
  onChange: (settings: EstimateSettings) => void;
  onStyle: (style: Styled) => void;
}

/** What a ledger does not say: the country of the sites, exchange rates, the form of numbers. */
export function PlaceForm({ provinces, settings, currencies, style, onChange, onStyle }: PlaceFormProps) {
  const { place: t } = useMessages().estimate;
  const locale = useLocale();
  const language = locale === "zh" ? "zh" : "en";
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const typed = currencies.map((one) => [one, readTypedNumber(String(form.get(`rate-${one}`) ?? ""))] as const);
    onChange({ ...settings, rates: Object.fromEntries(typed.filter(([, rate]) => rate !== "")) });
  };
  return (
    <form onSubmit={submit} className="mt-5 border-y border-line py-4" aria-label={t.title}>
      <div className="grid max-w-208 grid-cols-3 items-end gap-4 max-md:grid-cols-1">
        <SelectField
          label={t.country}
          name="country"
          id="estimate-country"
          value={settings.country}
          onChange={({ currentTarget }) => onChange({ ...settings, country: currentTarget.value, region: "" })}
          options={[
            { value: "", label: t.none },
            ...listCountries(locale).map(({ code, name }) => ({ value: code, label: name })),
          ]}
        />
        {settings.country === "CN" && (
          <SelectField
            label={t.province}
            name="region"
            id="estimate-region"
            value={settings.region}
            onChange={({ currentTarget }) => onChange({ ...settings, region: currentTarget.value })}
            options={[
              { value: "", label: t.national },
              ...provinces.map((one) => ({ value: one.code, label: one[language] })),
            ]}
          />
        )}
        {style !== null && (
          <SelectField
            label={t.numbers}
            name="style"
            id="estimate-style"
            value={style}
            onChange={({ currentTarget }) => onStyle(currentTarget.value as Styled)}
            options={[
              { value: "grouped_point", label: t.point },
              { value: "comma", label: t.comma },
            ]}
          />
        )}
      </div>
      {currencies.length > 0 && (
        <fieldset className="mt-4 max-w-208">
          <legend className="text-12 font-medium">{t.rates}</legend>
          <p className="text-12 text-muted">{t.ratesAbout}</p>
          <div className="mt-2 grid grid-cols-3 items-end gap-4 max-md:grid-cols-1">
            {currencies.map((currency) => (
              <TextField
                key={currency}
                label={t.rate(currency)}
                name={`rate-${currency}`}
                id={`estimate-rate-${currency}`}
                inputMode="decimal"
                defaultValue={settings.rates[currency] ?? ""}
                maxLength={20}
                autoComplete="off"
              />
            ))}
            <p>
              <Button variant="secondary">{t.update}</Button>
            </p>
          </div>
        </fieldset>
      )}
    </form>
  );
}
