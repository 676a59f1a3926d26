import { TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { NameField } from "#app/kit/name-field.tsx";
import { fieldError } from "./fault-text.ts";
import type { FormAnswer } from "./form-answer.server.ts";

interface AccountFieldProps {
  answer: FormAnswer | undefined;
}

export function PersonName({ answer }: AccountFieldProps) {
  const t = useMessages();
  return (
    <NameField
      name="name"
      label={t.account.name}
      autoComplete="name"
      defaultValue={answer?.typed.name}
      error={fieldError(t, answer, "name")}
      required
      isLarge
    />
  );
}

export function AccountEmail({ answer }: AccountFieldProps) {
  const t = useMessages();
  return (
    <TextField
      name="email"
      type="email"
      label={t.account.email}
      autoComplete="username"
      defaultValue={answer?.typed.email}
      error={fieldError(t, answer, "email")}
      required
      isLarge
    />
  );
}

/** A field for a new password, with its requirements. */
export function NewPassword({ answer, label }: AccountFieldProps & { label: string }) {
  const t = useMessages();
  return (
    <TextField
      name="password"
      type="password"
      label={label}
      hint={t.account.passwordHint}
      autoComplete="new-password"
      error={fieldError(t, answer, "password")}
      required
      isLarge
    />
  );
}
