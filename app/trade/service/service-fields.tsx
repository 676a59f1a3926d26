import { SelectField, TextAreaField, TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { EBOPS, EBOPS_CODES, SUPPLY_MODES } from "./trade-statistics.ts";

interface ServiceFieldsProps {
  values: Record<string, string>;
  errors: Record<string, string>;
}

export function ServiceFields({ values, errors }: ServiceFieldsProps) {
  const { service: t } = useMessages();
  const field = (name: string) => {
    const key = errors[name];
    return { name, defaultValue: values[name] ?? "", error: key && (t.faults[key as keyof typeof t.faults] ?? key) };
  };
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <TextField label={t.nameEn} maxLength={200} {...field("nameEn")} />
      <TextField label={t.nameZh} maxLength={200} {...field("nameZh")} />
      <TextAreaField label={t.descriptionEn} maxLength={2000} required={false} {...field("descriptionEn")} />
      <TextAreaField label={t.descriptionZh} maxLength={2000} required={false} {...field("descriptionZh")} />
      <SelectField
        label={t.unit}
        {...field("unit")}
        options={Object.entries(t.units).map(([value, label]) => ({ value, label }))}
      />
      <fieldset className="min-w-0 space-y-4 md:col-span-2">
        <legend className="text-14 font-semibold">{t.statistics}</legend>
        <p className="mt-1 max-w-160 text-14 text-muted">{t.statisticsAbout}</p>
        <div className="grid gap-4 md:grid-cols-2">
          <SelectField
            label={t.ebops}
            required={false}
            placeholder={t.notChosen}
            {...field("ebops")}
            options={EBOPS_CODES.map((value) => ({ value, label: `${EBOPS[value]} ${t.ebopsItems[value]}` }))}
          />
          <SelectField
            label={t.supplyMode}
            required={false}
            placeholder={t.notChosen}
            {...field("supplyMode")}
            options={SUPPLY_MODES.map((value) => ({ value, label: t.supplyModes[value] }))}
          />
        </div>
      </fieldset>
    </div>
  );
}
