import { Form } from "@remix-run/react";
import { Button } from "#app/kit/button.tsx";
import { SelectField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";

/** Offered in addition to none; another saved number stays available. */
const MONTHS = [12, 18, 24, 36, 60];

/** The organization's rule for how long new reports hold. */
export function ValidityRule({ months, base }: { months: number | null; base: string }) {
  const { validity: t } = useMessages().reportLife;
  const choices = [...new Set([...MONTHS, ...(months === null ? [] : [months])])].sort((a, b) => a - b);
  return (
    <div className="mt-12 max-w-160">
      <Section title={t.ruleTitle} id="validity">
        <p className="mt-3 text-14 text-muted">{t.ruleAbout}</p>
        <Form method="post" action={`${base}/reports/validity`} className="mt-4 flex flex-wrap items-end gap-3">
          <SelectField
            label={t.ruleLabel}
            name="months"
            defaultValue={months === null ? "" : String(months)}
            options={[
              { value: "", label: t.none },
              ...choices.map((count) => ({ value: String(count), label: t.months(String(count)) })),
            ]}
          />
          <Button variant="secondary">{t.ruleSave}</Button>
        </Form>
      </Section>
    </div>
  );
}
