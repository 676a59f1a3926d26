import { SelectField, TextAreaField, TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";

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
    </div>
  );
}
