import { Form } from "@remix-run/react";
import { PLAN_KEYS } from "#app/access/plan.ts";
import { Button } from "#app/kit/button.tsx";
import { SelectField, TextAreaField, TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";

interface GrantFormProps {
  choices: { value: string; label: string }[];
  /** The workspace preselected by the URL. */
  wanted: string;
  errors: Record<string, string>;
  typed: Record<string, string>;
}

export function GrantForm({ choices, wanted, errors, typed }: GrantFormProps) {
  const { plan } = useMessages();
  const { holders: t } = plan;
  const fault = (name: string) => (errors[name] ? t.fault[errors[name] as keyof typeof t.fault] : undefined);
  return (
    <Section title={t.grantTitle} isAside>
      <Form key={wanted} id="grant" method="post" className="space-y-4" noValidate>
        <p className="text-14 text-muted">{t.grantAbout}</p>
        <SelectField
          label={t.tenant}
          name="tenant"
          placeholder={t.choose}
          defaultValue={typed.tenant ?? wanted}
          error={fault("tenant")}
          options={choices}
        />
        <SelectField
          label={plan.standing.plan}
          name="plan"
          defaultValue={typed.plan ?? "company"}
          error={fault("plan")}
          options={PLAN_KEYS.map((key) => ({ value: key, label: plan.name[key] }))}
        />
        <TextField
          label={t.days}
          name="days"
          inputMode="numeric"
          defaultValue={typed.days ?? "365"}
          error={fault("days")}
        />
        <TextAreaField
          label={plan.history.reason}
          name="reason"
          hint={t.reasonHint}
          maxLength={1000}
          defaultValue={typed.reason ?? ""}
          error={fault("reason")}
        />
        <Button>{t.grant}</Button>
      </Form>
    </Section>
  );
}
