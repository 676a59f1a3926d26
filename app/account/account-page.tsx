import { Form, Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { AuthCard } from "#app/kit/auth-card.tsx";
import { Button } from "#app/kit/button.tsx";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PublicLayout } from "#app/kit/public-layout.tsx";
import { formErrors } from "./fault-text.ts";
import type { FormAnswer } from "./form-answer.server.ts";

interface AccountPageProps {
  title: string;
  lead?: ReactNode;
  /** Message about a successful earlier step. */
  notice?: string | undefined;
  answer?: FormAnswer | undefined;
  /** Where a signed-in reader gets on. Without it the header offers to sign in. */
  workspaceHref?: string | undefined;
  footer?: ReactNode;
  children?: ReactNode;
}

/** A page with one account form, outside the workspace. */
export function AccountPage({ title, lead, notice, answer, workspaceHref, footer, children }: AccountPageProps) {
  const t = useMessages();
  const errors = formErrors(t, answer);
  return (
    <PublicLayout workspaceHref={workspaceHref}>
      <AuthCard title={title} lead={lead} footer={footer}>
        <div className="space-y-5">
          {notice && errors.length === 0 && <Notice>{notice}</Notice>}
          <FormErrors errors={errors} />
          {children}
        </div>
      </AuthCard>
    </PublicLayout>
  );
}

interface AccountFormProps {
  /** Label of the button. */
  submit: string;
  /** Target of the form, by default the page itself. */
  action?: string;
  children: ReactNode;
}

/** The form of such a page with its fields and button. */
export function AccountForm({ submit, action, children }: AccountFormProps) {
  return (
    <Form method="post" className="space-y-4" noValidate {...(action && { action })}>
      {children}
      <Button size="large" isWide>
        {submit}
      </Button>
    </Form>
  );
}

/** A success message, announced politely to screen readers. */
export function Notice({ children }: { children: ReactNode }) {
  return (
    <p role="status" className="rounded-6 bg-good-tint px-4 py-3 text-14 text-good-ink">
      {children}
    </p>
  );
}

/** Whether an e-mail was sent, or saved to the folder of an installation without a mail server. */
export function MailNote({ isLocal }: { isLocal: boolean }) {
  const { account } = useMessages();
  return <p className="text-14 text-muted">{isLocal ? account.mailIsLocal : account.mailMayTake}</p>;
}

export function TextLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link to={to} className="font-medium text-accent underline underline-offset-2 touch:inline-block touch:py-3">
      {children}
    </Link>
  );
}
