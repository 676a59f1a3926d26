import { Form } from "@remix-run/react";
import { fieldError } from "#app/routes/account/fault-text.ts";
import type { FormAnswer } from "#app/routes/account/form-answer.ts";
import type { Member } from "#app/services/membership.server.ts";
import { Button } from "#app/ui/button.tsx";
import { SelectField, TextField } from "#app/ui/field.tsx";
import { useMessages } from "#app/ui/i18n-context.tsx";
import { Section } from "#app/ui/section.tsx";
import { roleOptions } from "./role-options.ts";

export function InviteForm({ ownRole, answer }: { ownRole: Member["role"]; answer: FormAnswer | undefined }) {
  const t = useMessages();
  const words = t.account.members;
  return (
    <Section title={words.inviteTitle} isAside>
      <Form method="post" className="mt-3 space-y-4" noValidate>
        <input type="hidden" name="intent" value="invite" />
        <TextField
          name="email"
          type="email"
          label={t.account.email}
          autoComplete="off"
          defaultValue={answer?.typed.email}
          error={fieldError(t, answer, "email")}
          required
        />
        <SelectField
          name="role"
          label={words.role}
          options={roleOptions(t, ownRole)}
          defaultValue={answer?.typed.role || "editor"}
          error={fieldError(t, answer, "role")}
          required
        />
        <Button>{words.invite}</Button>
      </Form>
    </Section>
  );
}
