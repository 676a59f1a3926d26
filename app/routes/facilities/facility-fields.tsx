import { SelectField, type SelectGroup, TextField } from "#app/ui/field.tsx";
import { useMessages } from "#app/ui/i18n-context.tsx";
import { faultText } from "./facility-form.ts";

/** What a facility may choose of, in the reader's language. */
export interface FacilityPlaces {
  countries: { code: string; name: string }[];
  regions: SelectGroup[];
}

interface FacilityFieldsProps {
  values: Record<string, string>;
  errors: Record<string, string>;
  places: FacilityPlaces;
  isEquityShare: boolean;
}

/** The fields of a facility, for a new one and for an old one. */
export function FacilityFields({ values, errors, places, isEquityShare }: FacilityFieldsProps) {
  const { facility: t } = useMessages();
  const field = (name: string) => ({ name, defaultValue: values[name], error: faultText(t, errors[name]) });
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField {...field("nameEn")} label={t.nameEn} hint={t.nameHint} maxLength={200} lang="en" />
      <TextField {...field("nameZh")} label={t.nameZh} maxLength={200} lang="zh-Hans" />
      <SelectField
        {...field("country")}
        label={t.country}
        placeholder={t.countryChoose}
        options={places.countries.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <SelectField
        {...field("gridRegion")}
        label={t.gridRegion}
        placeholder={t.gridRegionNone}
        hint={t.gridRegionHint}
        options={places.regions}
      />
      <div className="sm:col-span-2">
        <TextField
          {...field("consolidationShare")}
          label={t.share}
          hint={isEquityShare ? t.shareEquityHint : t.shareHint}
          inputMode="decimal"
          maxLength={60}
          className="max-w-48"
        />
      </div>
    </div>
  );
}
