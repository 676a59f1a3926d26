import { Form } from "@remix-run/react";
import { Button } from "#app/kit/button.tsx";
import { codeOptions, SelectField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";

export interface InvoicingView {
  /** The form of a new invoice. */
  action: string;
  hours: string;
  isNone: boolean;
  /** The home currency comes first. */
  currencies: string[];
  /** Which time the invoice bills. */
  fields: Record<string, string>;
}

/** Opens a new invoice with unbilled time of the chosen client. */
export function InvoicingSection({ action, hours, isNone, currencies, fields }: InvoicingView) {
  const { toInvoice: t } = useMessages().time;
  return (
    <Section title={t.title} isAside id="invoice">
      <p className="mt-3 text-14 text-muted">{isNone ? t.none : t.about}</p>
      {!isNone && (
        <Form action={action} className="mt-3 space-y-4">
          <p className="text-20 tabular-nums">{hours}</p>
          {Object.entries(fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <SelectField label={t.currency} name="currency" options={codeOptions(currencies)} />
          <Button variant="secondary">{t.submit}</Button>
        </Form>
      )}
    </Section>
  );
}
