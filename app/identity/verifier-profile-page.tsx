import { Form } from "@remix-run/react";
import { Button } from "#app/kit/button.tsx";
import { ChoiceField } from "#app/kit/choice-field.tsx";
import { DoneLine } from "#app/kit/done-note.tsx";
import { TextAreaField, TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { NameField } from "#app/kit/name-field.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import { BasedOn } from "#app/setting/based-on.tsx";
import type { VerifierProfile } from "./verifier-profile.ts";

interface VerifierProfilePageProps {
  tenantId: string;
  isBody: boolean;
  /** The name waits for the operator's decision. */
  isHeld: boolean;
  profile: VerifierProfile & { version: number };
  mayChange: boolean;
  isSaved: boolean;
  answer: { errors: Record<string, string>; typed: Record<string, string> } | null;
}

/** Accreditation of a verification body, and whether it is in the public directory. */
export function VerifierProfilePage(props: VerifierProfilePageProps) {
  const { tenantId, isBody, isHeld, profile, mayChange, isSaved, answer } = props;
  const t = useMessages().directory.settings;
  const { common } = useMessages();
  const { accreditation: one } = profile;
  const values: Record<string, string> = {
    listed: profile.isListed ? "yes" : "no",
    accreditationBody: one.body,
    accreditationNumber: one.number,
    accreditationScope: one.scope,
    expiresOn: one.expiresOn ?? "",
    registerUrl: one.registerUrl,
    ...answer?.typed,
  };
  const faults = t.error as Record<string, string>;
  const errors = answer?.errors ?? {};
  const errorOf = (name: string) => (errors[name] ? (faults[errors[name]] ?? errors[name]) : undefined);
  const field = (name: string) => {
    const error = errorOf(name);
    return { name, defaultValue: values[name] ?? "", disabled: !mayChange, required: false, ...(error && { error }) };
  };
  return (
    <PageBody>
      <PageHeader title={t.title} about={t.about} crumbs={[{ to: `/tenants/${tenantId}/settings`, label: t.back }]} />
      {isSaved && !answer && <DoneLine>{t.saved}</DoneLine>}
      {!isBody && <p className="mb-6 max-w-160 text-14 text-warning-ink">{t.notABody}</p>}
      {isBody && isHeld && <p className="mb-6 max-w-160 text-14 text-warning-ink">{t.held}</p>}
      <Form method="post" className="max-w-160 space-y-10" noValidate>
        <FormErrors errors={listErrors(errors, (_, name) => errorOf(name))} />
        <BasedOn setting="verifier_profile" version={profile.version} />
        <Section title={t.accreditation}>
          <p className="mt-3 text-14 text-muted">{t.accreditationAbout}</p>
          <div className="mt-4 space-y-4">
            <div className="grid gap-4 sm:grid-cols-2">
              <NameField label={t.body} maxLength={300} {...field("accreditationBody")} />
              <TextField label={t.number} maxLength={100} {...field("accreditationNumber")} />
            </div>
            <TextAreaField label={t.scope} hint={t.scopeHint} rows={3} {...field("accreditationScope")} />
            <TextField label={t.expires} hint={t.expiresHint} type="date" {...field("expiresOn")} />
            <TextField label={t.register} hint={t.registerHint} type="url" {...field("registerUrl")} />
          </div>
        </Section>
        <Section title={t.directory}>
          <div className="mt-4 space-y-4">
            <ChoiceField
              label={t.question}
              name="listed"
              defaultValue={values.listed}
              error={errorOf("listed")}
              isDisabled={!mayChange}
              choices={[
                { value: "no", label: t.no },
                { value: "yes", label: t.yes },
              ]}
            />
            <p className="text-14 text-muted">
              {t.becomesPublic}{" "}
              <a className="text-link" href="/verifiers">
                {t.see}
              </a>
            </p>
          </div>
        </Section>
        {mayChange ? <Button>{common.save}</Button> : <p className="text-14 text-muted">{t.readOnly}</p>}
      </Form>
    </PageBody>
  );
}
