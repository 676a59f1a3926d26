import { Form } from "@remix-run/react";
import type { Member } from "#app/access/membership.server.ts";
import { mayManage, ROLES } from "#app/access/role.ts";
import { fieldError } from "#app/account/fault-text.ts";
import type { FormAnswer } from "#app/account/form-answer.server.ts";
import { Button } from "#app/kit/button.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";

interface InviteFormProps {
  ownRole: Member["role"];
  organization: string;
  answer: FormAnswer | undefined;
}

export function InviteForm({ ownRole, organization, answer }: InviteFormProps) {
  const t = useMessages();
  const { members: words, role, roleHint, roleOption } = t.account;
  const roles = ROLES.filter((given) => mayManage(ownRole, given)).map((given) => ({
    value: given,
    label: roleOption(role[given], roleHint[given]),
  }));
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
          name="scope"
          label={words.scope}
          hint={words.scopeHint}
          options={[
            { value: "all", label: words.everywhere },
            { value: "organization", label: words.onlyIn(organization) },
          ]}
          defaultValue={answer?.typed.scope || "all"}
          required
        />
        <SelectField
          name="role"
          label={words.role}
          options={roles}
          defaultValue={answer?.typed.role || "editor"}
          error={fieldError(t, answer, "role")}
          required
        />
        <Button>{words.invite}</Button>
      </Form>
    </Section>
  );
}
