import { Form, useLocation } from "@remix-run/react";
import { Button, ButtonLink } from "./button.tsx";
import { CONFIRM_FIELD } from "./confirm-field.ts";
import { TextField } from "./field.tsx";
import { useMessages } from "./i18n-context.tsx";

interface ConfirmIdentityProps {
  /** The interrupted form, sent again with the password. */
  form: Record<string, string>;
  fault: unknown;
}

const FAULTS = ["rate_limited", "account_paused", "password_wrong"] as const;

function isFault(fault: unknown): fault is (typeof FAULTS)[number] {
  return FAULTS.includes(fault as (typeof FAULTS)[number]);
}

/** Asks for the password before a protected action runs. */
export function ConfirmIdentity({ form, fault }: ConfirmIdentityProps) {
  const { account } = useMessages();
  const { pathname, search } = useLocation();
  return (
    <Form method="post" action={`${pathname}${search}`} className="mt-6 max-w-[25rem] space-y-4" noValidate>
      {Object.entries(form).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <TextField
        name={CONFIRM_FIELD}
        type="password"
        label={account.currentPassword}
        autoComplete="current-password"
        error={isFault(fault) ? account.confirmIdentity.fault[fault] : undefined}
        required
        isLarge
      />
      <p className="flex flex-wrap gap-3">
        <Button>{account.confirmIdentity.submit}</Button>
        <ButtonLink to={`${pathname}${search}`} variant="secondary">
          {account.confirmIdentity.cancel}
        </ButtonLink>
      </p>
    </Form>
  );
}
