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
  /** One sentence about what went well before. */
  notice?: string | undefined;
  answer?: FormAnswer | undefined;
  footer?: ReactNode;
  children?: ReactNode;
}

/** A page outside the workspace with one form of the account. */
export function AccountPage({ title, lead, notice, answer, footer, children }: AccountPageProps) {
  const t = useMessages();
  const errors = formErrors(t, answer);
  return (
    <PublicLayout>
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
  /** The word on the button. */
  submit: string;
  /** Where it is sent, if not to the page itself. */
  action?: string;
  children: ReactNode;
}

/** The one form of such a page: its fields, and the button that sends it. */
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

/** Says what went well; announced politely. */
export function Notice({ children }: { children: ReactNode }) {
  return (
    <p role="status" className="rounded-6 bg-good-tint px-4 py-3 text-14 text-good-ink">
      {children}
    </p>
  );
}

/** Where a mail went: on its way, or into the folder of an installation without a mail server. */
export function MailNote({ isLocal }: { isLocal: boolean }) {
  const { account } = useMessages();
  return <p className="text-14 text-muted">{isLocal ? account.mailIsLocal : account.mailMayTake}</p>;
}

/** A link inside a line of text. */
export function TextLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link to={to} className="font-medium text-accent underline underline-offset-2 touch:inline-block touch:py-3">
      {children}
    </Link>
  );
}
