import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { resetPassword } from "#app/access/account.server.ts";
import { forgetFailures } from "#app/access/attempt-ceiling.server.ts";
import { auth, limitStep } from "#app/access/session.server.ts";
import { publicAction, refuse, refuseForNow } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { ButtonLink } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { NewPassword } from "./account-fields.tsx";
import { NewPasswordField, TokenField } from "./account-forms.ts";
import { AccountForm, AccountPage } from "./account-page.tsx";
import { isOfPassword } from "./fault-text.ts";
import { retryHeaders } from "./form-answer.server.ts";

const ResetActions = defineActions({
  reset: {
    right: "public.use",
    secret: ["token"],
    schema: z.object({ token: TokenField, password: NewPasswordField }),
  },
});

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.account.reset.title);
export const headers = retryHeaders;

export const loader = ({ request }: LoaderFunctionArgs) => ({
  token: new URL(request.url).searchParams.get("token") ?? "",
});

export const action = publicAction(ResetActions, {
  reset: {
    outside: async ({ clientAddress, value }) => {
      const waitSeconds = await limitStep("password", clientAddress);
      if (waitSeconds) return refuseForNow(waitSeconds);
      const result = await resetPassword(await auth(), value);
      if (!result.ok) return refuse({ [isOfPassword(result.fault) ? "password" : "form"]: result.fault });
      await forgetFailures(result.value);
      return "/sign-in?notice=passwordSet";
    },
  },
});

export default function ResetPassword() {
  const { token } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages();
  const words = t.account.reset;
  if (!token || answer?.errors.form === "link_dead") {
    return (
      <AccountPage title={words.deadTitle} lead={words.deadLead}>
        <ButtonLink to="/password/forgot" size="large" isWide>
          {words.newLink}
        </ButtonLink>
      </AccountPage>
    );
  }
  return (
    <AccountPage title={words.title} lead={words.lead} answer={answer}>
      <AccountForm submit={words.submit}>
        <input type="hidden" name="token" value={token} />
        <NewPassword answer={answer} label={t.account.newPassword} />
      </AccountForm>
    </AccountPage>
  );
}
