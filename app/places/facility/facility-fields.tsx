import { TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { NameField } from "#app/kit/name-field.tsx";
import { type FacilityPlaces, PlaceFields } from "#app/kit/place-fields.tsx";
import { faultText } from "./facility-form.ts";
import { ZipLookup } from "./zip-lookup.tsx";

interface FacilityFieldsProps {
  values: Record<string, string | undefined>;
  errors: Record<string, string>;
  places: FacilityPlaces;
  isEquityShare: boolean;
}

export function FacilityFields({ values, errors, places, isEquityShare }: FacilityFieldsProps) {
  const { facility: t } = useMessages();
  const error = (name: string) => faultText(t, errors[name]);
  const field = (name: string) => ({ name, defaultValue: values[name], error: error(name) });
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <NameField {...field("nameEn")} label={t.nameEn} hint={t.nameHint} maxLength={200} lang="en" />
      <NameField {...field("nameZh")} label={t.nameZh} maxLength={200} lang="zh-Hans" />
      <PlaceFields
        values={values}
        errorOf={error}
        places={places}
        lookup={(nameOf, use) => <ZipLookup nameOf={nameOf} onUse={use} />}
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
