import { LOCALE_CHOICES } from "#app/i18n/locale.ts";
import { SelectField, TextAreaField, TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { NameField } from "#app/kit/name-field.tsx";
import { Section } from "#app/kit/section.tsx";
import type { NewRequestFields } from "./new-request-fields.ts";

interface RecipientProps {
  values: NewRequestFields["start"];
  errorOf: (field: string) => string | undefined;
}

export function Recipient({ values, errorOf }: RecipientProps) {
  const { dataRequest: t } = useMessages();
  return (
    <Section title={t.whomTitle}>
      <div className="mt-4 grid gap-4 md:grid-cols-2">
        <NameField
          label={t.name}
          name="recipientName"
          autoComplete="off"
          maxLength={100}
          required
          defaultValue={values.recipientName}
          error={errorOf("recipientName")}
        />
        <TextField
          label={t.email}
          name="recipientEmail"
          type="email"
          autoComplete="off"
          maxLength={254}
          required
          defaultValue={values.recipientEmail}
          error={errorOf("recipientEmail")}
        />
        <SelectField label={t.language} name="locale" defaultValue={values.locale} options={LOCALE_CHOICES} />
        <TextField
          label={t.expires}
          name="expires"
          type="date"
          required
          defaultValue={values.expires}
          hint={t.expiresHint}
          error={errorOf("expires")}
        />
        <div className="md:col-span-2">
          <TextAreaField
            label={t.message}
            name="message"
            rows={4}
            maxLength={2000}
            required={false}
            defaultValue={values.message}
            hint={t.messageHint}
            error={errorOf("message")}
          />
        </div>
      </div>
    </Section>
  );
}
