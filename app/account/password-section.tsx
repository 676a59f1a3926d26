import { Form } from "@remix-run/react";
import { Button } from "#app/kit/button.tsx";
import { TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { fieldError } from "./fault-text.ts";
import type { SettingsAnswer } from "./settings-action.server.ts";

export function PasswordSection({ email, answer }: { email: string; answer: SettingsAnswer | undefined }) {
  const t = useMessages();
  const words = t.account.settings;
  return (
    <Section title={words.passwordTitle}>
      <p className="mt-3 text-14 text-muted">{words.passwordLead}</p>
      <Form method="post" className="mt-4 max-w-[25rem] space-y-4" noValidate>
        <input type="hidden" name="intent" value="password" />
        {/* For password managers: which account the new password belongs to. */}
        <input type="hidden" name="username" autoComplete="username" value={email} />
        <TextField
          name="currentPassword"
          type="password"
          label={t.account.currentPassword}
          autoComplete="current-password"
          error={fieldError(t, answer, "currentPassword")}
          required
        />
        <TextField
          name="newPassword"
          type="password"
          label={t.account.newPassword}
          hint={t.account.passwordHint}
          autoComplete="new-password"
          error={fieldError(t, answer, "newPassword")}
          required
        />
        <Button variant="secondary">{words.changePassword}</Button>
      </Form>
    </Section>
  );
}
