import { Form } from "@remix-run/react";
import type { ApiScope } from "#app/access/api-scope.ts";
import { Button } from "#app/kit/button.tsx";
import { ChoiceField } from "#app/kit/choice-field.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";

interface NewApiKeyProps {
  scopes: { scope: ApiScope; field: string }[];
  /** In days. */
  lifetimes: number[];
  managesTenant: boolean;
  errors: Record<string, string>;
  typed: Record<string, string>;
}

const DEFAULT_DAYS = 90;

/** The form to create a key. It works without scripts. */
export function NewApiKey({ scopes, lifetimes, managesTenant, errors, typed }: NewApiKeyProps) {
  const t = useMessages().api.keys;
  const sentence = (code: string | undefined) =>
    code === undefined ? undefined : (t.fault[code as keyof typeof t.fault] ?? code);
  const isNew = Object.keys(typed).length === 0;
  return (
    <Section title={t.newTitle}>
      <Form method="post" className="mt-4 max-w-140 space-y-5" noValidate>
        <FormErrors errors={listErrors(errors, sentence)} />
        <input type="hidden" name="intent" value="make" />
        <TextField
          name="name"
          label={t.name}
          hint={t.nameHint}
          autoComplete="off"
          maxLength={100}
          defaultValue={typed.name}
          error={sentence(errors.name)}
          required
        />
        <fieldset id="scopes" aria-describedby="scopes-hint" className="min-w-0">
          <legend className="mb-1 text-12 font-medium text-muted">{t.scopes}</legend>
          <div
            className={`divide-y divide-line rounded-6 border ${errors.scopes ? "border-bad" : "border-rule"} bg-raised`}
          >
            {scopes.map(({ scope, field }) => (
              <label
                key={scope}
                className="flex min-h-10 cursor-pointer items-center gap-3 px-3 has-checked:bg-accent-tint touch:min-h-11"
              >
                <input
                  type="checkbox"
                  name={field}
                  defaultChecked={isNew ? scope === "read" : typed[field] === "on"}
                  className="size-4 shrink-0 accent-accent"
                />
                <span className="grow text-14 font-medium">{t.scope[scope]}</span>
                <code className="font-mono text-12 text-muted max-sm:hidden">{scope}</code>
              </label>
            ))}
          </div>
          <p id="scopes-hint" className={`mt-1 text-12 ${errors.scopes ? "font-medium text-bad-ink" : "text-muted"}`}>
            {sentence(errors.scopes) ?? t.scopesHint}
          </p>
        </fieldset>
        <ChoiceField
          label={t.reach}
          name="reach"
          defaultValue={typed.reach ?? "organization"}
          error={sentence(errors.reach)}
          hint={managesTenant ? undefined : t.reachTenantOff}
          choices={[
            { value: "organization", label: t.reachOrganization, text: t.reachText.organization },
            ...(managesTenant ? [{ value: "tenant", label: t.reachTenant, text: t.reachText.tenant }] : []),
          ]}
        />
        <div className="max-w-60">
          <SelectField
            name="days"
            label={t.days}
            options={lifetimes.map((days) => ({ value: String(days), label: t.daysOption(days) }))}
            defaultValue={typed.days ?? String(DEFAULT_DAYS)}
            error={sentence(errors.days)}
            required
          />
        </div>
        <Button>{t.make}</Button>
      </Form>
    </Section>
  );
}

/** The secret, shown once. One click into the field selects all of it. */
export function NewApiKeySecret({ name, secret }: { name: string; secret: string }) {
  const t = useMessages().api.keys;
  return (
    <div role="status" className="mb-8 rounded-6 border border-good bg-good-tint px-4 py-4">
      <p className="text-14 font-semibold text-good-ink">{t.made(name)}</p>
      <p className="mt-3 text-14 font-semibold">{t.secretTitle}</p>
      <p className="mt-1 max-w-160 text-14">{t.secretText}</p>
      <div className="mt-3 max-w-140">
        <TextField
          name="secret"
          label={t.secretLabel}
          hideLabel
          readOnly
          required
          value={secret}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
          onFocus={(event) => event.currentTarget.select()}
        />
      </div>
    </div>
  );
}
