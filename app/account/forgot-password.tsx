import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requestPasswordReset } from "#app/access/account.server.ts";
import { auth, isMailLocal, limitStep } from "#app/access/session.server.ts";
import { publicAction, refuseForNow } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { AccountEmail } from "./account-fields.tsx";
import { EmailField } from "./account-forms.ts";
import { AccountForm, AccountPage, MailNote, TextLink } from "./account-page.tsx";
import { retryHeaders } from "./form-answer.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.account.forgot.title);
export const headers = retryHeaders;

export const loader = ({ request }: LoaderFunctionArgs) => ({
  isSent: new URL(request.url).searchParams.has("sent"),
  isLocal: isMailLocal(),
});

const ForgotActions = defineActions({ ask: { right: "public.use", schema: z.object({ email: EmailField }) } });

/** Sends the link if the account exists. The response is the same in both cases. */
export const action = publicAction(ForgotActions, {
  ask: {
    outside: async ({ clientAddress, value: { email } }) => {
      const waitSeconds = await limitStep("password", clientAddress, email);
      if (waitSeconds) return refuseForNow(waitSeconds);
      await requestPasswordReset(await auth(), email);
      return "/password/forgot?sent=1";
    },
  },
});

export default function ForgotPassword() {
  const { isSent, isLocal } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages();
  const words = t.account.forgot;
  const footer = (
    <p>
      <TextLink to="/sign-in">{words.backToSignIn}</TextLink>
    </p>
  );
  if (isSent) {
    return (
      <AccountPage title={words.sentTitle} lead={words.sentLead} footer={footer}>
        <MailNote isLocal={isLocal} />
      </AccountPage>
    );
  }
  return (
    <AccountPage title={words.title} lead={words.lead} answer={answer} footer={footer}>
      <AccountForm submit={words.submit}>
        <AccountEmail answer={answer} />
      </AccountForm>
    </AccountPage>
  );
}
