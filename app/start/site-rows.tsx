import { SelectField, TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import type { FacilityPlaces } from "#app/kit/place-fields.tsx";
import type { Fields } from "./answers.ts";

interface SiteRowsProps {
  fields: Fields;
  rows: number;
  places: FacilityPlaces;
  errorOf: (name: string) => string | undefined;
}

/** Name, country and province of each site. */
export function SiteRows({ fields, rows, places, errorOf }: SiteRowsProps) {
  const { start: t } = useMessages();
  return (
    <div className="mt-4 space-y-5">
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name than their place
        <fieldset key={index} className="min-w-0">
          <legend className="mb-2 text-14 font-semibold">{t.site(index + 1)}</legend>
          <div className="grid items-start gap-4 sm:grid-cols-3">
            <TextField
              label={t.siteName}
              name={`name-${index}`}
              maxLength={200}
              defaultValue={fields[`name-${index}`]}
              error={errorOf(`name-${index}`)}
            />
            <SelectField
              label={t.country}
              name={`country-${index}`}
              placeholder={t.countryChoose}
              defaultValue={fields[`country-${index}`] ?? fields["country-0"] ?? ""}
              error={errorOf(`country-${index}`)}
              options={places.countries.map(({ code, name }) => ({ value: code, label: name }))}
            />
            <SelectField
              label={t.subdivision}
              name={`subdivision-${index}`}
              placeholder={t.subdivisionNone}
              defaultValue={fields[`subdivision-${index}`] ?? ""}
              error={errorOf(`subdivision-${index}`)}
              options={places.subdivisions}
            />
          </div>
        </fieldset>
      ))}
    </div>
  );
}
