import { TextAreaField, TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { NameField } from "#app/kit/name-field.tsx";
import { faultText } from "#app/organization/organization-form.ts";
import { RoleField } from "#app/organization/role-field.tsx";
import { NumberFields } from "./number-fields.tsx";

interface FieldsProps {
  values: Record<string, string>;
  errors: Record<string, string>;
}

/** Company details in both languages, as on the first pages of a report. */
export function IdentityFields({ values, errors }: FieldsProps) {
  const { organization: t } = useMessages();
  const field = (name: string) => ({ name, defaultValue: values[name], error: faultText(t, errors[name]) });
  return (
    <div className="mt-4 grid gap-4 sm:grid-cols-2">
      <NameField {...field("nameEn")} label={t.nameEn} hint={t.nameHint} maxLength={200} lang="en" />
      <NameField {...field("nameZh")} label={t.nameZh} maxLength={200} lang="zh-Hans" />
      <NumberFields values={values} errors={errors} />
      <TextAreaField {...field("addressEn")} label={t.addressEn} rows={2} maxLength={400} lang="en" />
      <TextAreaField {...field("addressZh")} label={t.addressZh} rows={2} maxLength={400} lang="zh-Hans" />
      <TextAreaField
        {...field("descriptionEn")}
        label={t.descriptionEn}
        hint={t.descriptionHint}
        rows={5}
        maxLength={4000}
        lang="en"
      />
      <TextAreaField {...field("descriptionZh")} label={t.descriptionZh} rows={5} maxLength={4000} lang="zh-Hans" />
    </div>
  );
}

/** The person responsible for the inventory. */
export function ResponsibleFields({ values, errors }: FieldsProps) {
  const { organization: t } = useMessages();
  const field = (name: string) => ({
    name,
    defaultValue: values[name],
    error: faultText(t, errors[name]),
    maxLength: 200,
    autoComplete: "off",
  });
  return (
    <div className="mt-4 grid gap-4 sm:grid-cols-3">
      <NameField {...field("responsibleName")} label={t.responsibleName} />
      <RoleField label={t.responsibleRole} values={values} errors={errors} />
      <TextField {...field("responsibleContact")} label={t.responsibleContact} />
    </div>
  );
}
