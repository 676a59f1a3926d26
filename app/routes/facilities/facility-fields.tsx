import { SelectField, TextField } from "#app/ui/field.tsx";
import { useLocale, useMessages } from "#app/ui/i18n-context.tsx";
import { listCountries } from "./country.ts";
import { faultText } from "./facility-form.ts";
import { type GridRegionChoice, groupRegions } from "./grid-region.ts";

interface FacilityFieldsProps {
  values: Record<string, string>;
  errors: Record<string, string>;
  regions: GridRegionChoice[];
  isEquityShare: boolean;
}

/** The fields of a facility, for a new one and for an old one. */
export function FacilityFields({ values, errors, regions, isEquityShare }: FacilityFieldsProps) {
  const { facility: t } = useMessages();
  const locale = useLocale();
  const field = (name: string) => ({ name, defaultValue: values[name], error: faultText(t, errors[name]) });
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField {...field("nameEn")} label={t.nameEn} hint={t.nameHint} maxLength={200} lang="en" />
      <TextField {...field("nameZh")} label={t.nameZh} maxLength={200} lang="zh-Hans" />
      <SelectField
        {...field("country")}
        label={t.country}
        placeholder={t.countryChoose}
        options={listCountries(locale).map(({ code, name }) => ({ value: code, label: name }))}
      />
      <SelectField
        {...field("gridRegion")}
        label={t.gridRegion}
        placeholder={t.gridRegionNone}
        hint={t.gridRegionHint}
        options={groupRegions(regions, locale, t)}
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
