import { SelectField, TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { faultText } from "#app/organization/organization-form.ts";
import { NUMBER_KINDS } from "#app/organization/registration-number.ts";

interface NumberFieldsProps {
  values: Record<string, string>;
  errors: Record<string, string>;
  /** False where the number can be added later. */
  required?: false;
}

/** The registration number and its kind, which decides the form that it is checked for. */
export function NumberFields({ values, errors, required }: NumberFieldsProps) {
  const { organization: t } = useMessages();
  const field = (name: string) => ({
    name,
    defaultValue: values[name],
    error: faultText(t, errors[name]),
    ...(required === false && { required }),
  });
  return (
    <>
      <SelectField
        {...field("legalIdKind")}
        label={t.legalIdKind}
        placeholder={t.legalIdKindChoose}
        options={NUMBER_KINDS.map((kind) => ({ value: kind, label: t.legalIdKindName[kind] }))}
      />
      <TextField {...field("legalId")} label={t.legalId} hint={t.legalIdHint} maxLength={60} spellCheck={false} />
    </>
  );
}
