import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { resendConfirmation, signIn } from "#app/access/account.server.ts";
import { answerErrors } from "#app/access/actor.server.ts";
import { underCeiling } from "#app/access/attempt-ceiling.server.ts";
import { noteSignIn } from "#app/access/note-access.server.ts";
import {
  accountHeaders,
  auth,
  currentUser,
  isMailLocal,
  limitStep,
  localeCookie,
  redirectWithCookies,
} from "#app/access/session.server.ts";
import { publicAction, refuse, refuseForNow } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { Button } from "#app/kit/button.tsx";
import { TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { log } from "#app/observe/log/log.server.ts";
import { AccountEmail } from "./account-fields.tsx";
import { EmailField, PasswordField } from "./account-forms.ts";
import { AccountForm, AccountPage, MailNote, TextLink } from "./account-page.tsx";
import { agreedPath } from "./agreed-path.server.ts";
import { fieldError } from "./fault-text.ts";
import { retryHeaders } from "./form-answer.server.ts";
import { nextPath } from "./next-path.ts";

const SignInActions = defineActions({
  "sign-in": {
    right: "public.use",
    unnamed: true,
    schema: z.object({ email: EmailField, password: PasswordField.optional() }),
  },
  resend: { right: "public.use", schema: z.object({ email: EmailField }) },
});

const NOTICES = ["confirmed", "passwordSet", "resent", "deleted"] as const;

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.account.signIn.title);
export const headers = retryHeaders;

export const loader = ({ request }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const { searchParams } = new URL(request.url);
    const next = nextPath(searchParams.get("next"));
    if (await currentUser(request)) throw redirect(next);
    const notice = NOTICES.find((name) => name === searchParams.get("notice"));
    return { next: searchParams.has("next") ? next : null, notice, isLocal: isMailLocal() };
  });

export const action = publicAction(SignInActions, {
  "sign-in": {
    outside: async ({ request, clientAddress, value: { email, password } }) => {
      if (!password) return refuse({ password: "password_missing" });
      const waitSeconds = await limitStep("sign-in", clientAddress, email);
      if (waitSeconds) return refuseForNow(waitSeconds);
      const headers = accountHeaders(request, clientAddress);
      const library = await auth();
      const result = await underCeiling({ step: "password", email }, () =>
        signIn(library, headers, { email, password }),
      );
      if (!result.ok) {
        log.info("sign_in_refused", { reason: result.fault });
        return "waitSeconds" in result
          ? refuseForNow(result.waitSeconds, result.fault)
          : refuse({ form: result.fault });
      }
      const { userId, locale } = result.value;
      const cookies = locale ? [...result.cookies, localeCookie(locale)] : result.cookies;
      const next = nextPath(new URL(request.url).searchParams.get("next"));
      if (userId) await noteSignIn(userId, "password");
      const to = userId ? await agreedPath(userId, next) : `/sign-in/second-factor?${new URLSearchParams({ next })}`;
      return redirectWithCookies(to, cookies);
    },
  },
  resend: {
    outside: async ({ clientAddress, value: { email } }) => {
      const waitSeconds = await limitStep("password", clientAddress, email);
      if (waitSeconds) return refuseForNow(waitSeconds);
      await resendConfirmation(await auth(), email);
      return "/sign-in?notice=resent";
    },
  },
});

export default function SignIn() {
  const { next, notice, isLocal } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages();
  const words = t.account.signIn;
  const isUnverified = answer?.errors.form === "unverified";
  return (
    <AccountPage
      title={words.title}
      notice={notice && words[notice]}
      answer={answer}
      footer={
        <>
          <p>
            {words.noAccount} <TextLink to="/sign-up">{t.common.signUp}</TextLink>
          </p>
          <p>
            <TextLink to="/password/forgot">{words.forgot}</TextLink>
          </p>
        </>
      }
    >
      {notice === "resent" && <MailNote isLocal={isLocal} />}
      {isUnverified && (
        <Form method="post" action="/sign-in">
          <input type="hidden" name="intent" value="resend" />
          <input type="hidden" name="email" value={answer?.typed.email ?? ""} />
          <Button variant="secondary" isWide>
            {words.resend}
          </Button>
        </Form>
      )}
      <AccountForm submit={words.submit} action={next ? `/sign-in?${new URLSearchParams({ next })}` : "/sign-in"}>
        <AccountEmail answer={answer} />
        <TextField
          name="password"
          type="password"
          label={t.account.password}
          autoComplete="current-password"
          error={fieldError(t, answer, "password")}
          required
          isLarge
        />
      </AccountForm>
    </AccountPage>
  );
}
