import { TextAreaField, TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { faultText } from "#app/organization/organization-form.ts";
import type { DetailName } from "#app/organization/report-details.ts";
import { RoleField } from "#app/organization/role-field.tsx";

interface ReportDetailsProps {
  /** Names of the details that the organization lacks. */
  lacking: readonly DetailName[];
  values: Record<string, string>;
  errors: Record<string, string>;
}

const LANGUAGE: Partial<Record<DetailName, string>> = {
  addressEn: "en",
  addressZh: "zh-Hans",
  descriptionEn: "en",
  descriptionZh: "zh-Hans",
};

/** What the report names about its organization and is not known yet. None of it is required here. */
export function ReportDetailsSection({ lacking, values, errors }: ReportDetailsProps) {
  const { start: t, organization } = useMessages();
  if (lacking.length === 0) return null;
  return (
    <Section title={t.detailsTitle}>
      <p className="mt-3 text-14 text-muted">{t.detailsText}</p>
      <div className="mt-4 grid gap-4 sm:grid-cols-2">
        {lacking.map((name) => {
          if (name === "responsibleRole")
            return <RoleField key={name} label={t.responsible.responsibleRole} values={values} errors={errors} />;
          const field = {
            name,
            id: name,
            label: name.startsWith("responsible")
              ? t.responsible[name as keyof typeof t.responsible]
              : organization[name],
            defaultValue: values[name],
            error: faultText(organization, errors[name]),
          };
          const lang = LANGUAGE[name];
          return lang ? (
            <TextAreaField key={name} {...field} rows={3} maxLength={400} lang={lang} />
          ) : (
            <TextField key={name} {...field} maxLength={200} />
          );
        })}
      </div>
    </Section>
  );
}
