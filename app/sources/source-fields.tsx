import { localName } from "#app/i18n/index.ts";
import { useCategoryOptions, useUnitOptions } from "#app/kit/carbon-options.ts";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { NameField } from "#app/kit/name-field.tsx";
import { faultText } from "#app/places/facility/facility-form.ts";
import { UNCERTAINTY_BASES } from "#app/places/uncertainty-basis.ts";

interface FieldsProps {
  values: Record<string, string>;
  errors: Record<string, string>;
}

export function SourceFields({ values, errors, facilities }: FieldsProps & { facilities: FacilityChoice[] }) {
  const { facility } = useMessages();
  const locale = useLocale();
  const t = facility.sources;
  const field = (name: string) => ({ name, defaultValue: values[name], error: faultText(facility, errors[name]) });
  const [categories, units] = [useCategoryOptions(), useUnitOptions()];
  return (
    <div className="mt-4 grid gap-4 sm:grid-cols-2">
      <NameField {...field("nameEn")} label={facility.nameEn} hint={facility.nameHint} maxLength={200} lang="en" />
      <NameField {...field("nameZh")} label={facility.nameZh} maxLength={200} lang="zh-Hans" />
      <SelectField
        {...field("facilityId")}
        label={t.facility}
        options={facilities.map(({ id, name }) => ({ value: id, label: localName(name, locale) }))}
      />
      <SelectField {...field("category")} label={t.category} placeholder={t.categoryChoose} options={categories} />
      <SelectField
        {...field("recordsEvery")}
        label={t.recordsEvery}
        hint={t.recordsEveryHint}
        options={(["month", "event"] as const).map((value) => ({ value, label: t.recordsEveryName[value] }))}
      />
      <SelectField {...field("unit")} label={t.unit} placeholder={t.unitChoose} hint={t.unitHint} options={units} />
    </div>
  );
}

interface FacilityChoice {
  id: string;
  name: { en: string; zh: string };
}

export function UncertaintyFields({ values, errors }: FieldsProps) {
  const { facility } = useMessages();
  const t = facility.sources;
  const field = (name: string) => ({
    name,
    defaultValue: values[name],
    error: faultText(facility, errors[name]),
    inputMode: "decimal" as const,
    maxLength: 12,
    unit: "± %",
    required: false,
  });
  return (
    <>
      <p className="mt-3 text-12 text-muted">{t.uncertaintyText}</p>
      <div className="mt-3 grid gap-4 sm:grid-cols-2">
        <TextField {...field("uncertaintyActivity")} label={t.uncertaintyActivity} />
        <BasisField
          name="uncertaintyActivityBasis"
          label={t.uncertaintyActivityBasis}
          value={values.uncertaintyActivityBasis}
        />
        <TextField {...field("uncertaintyFactor")} label={t.uncertaintyFactor} />
        <BasisField
          name="uncertaintyFactorBasis"
          label={t.uncertaintyFactorBasis}
          value={values.uncertaintyFactorBasis}
        />
      </div>
    </>
  );
}

function BasisField({ name, label, value = "" }: { name: string; label: string; value: string | undefined }) {
  const { carbon, facility } = useMessages();
  return (
    <SelectField
      name={name}
      label={label}
      defaultValue={value}
      required={false}
      options={[
        { value: "", label: facility.sources.basisUnstated },
        ...UNCERTAINTY_BASES.map((basis) => ({ value: basis, label: carbon.uncertaintyBasis[basis] })),
      ]}
    />
  );
}
