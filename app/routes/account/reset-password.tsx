import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors } from "#app/http/actor.server.ts";
import { parseForm } from "#app/http/form.ts";
import { auth, limitStep } from "#app/http/session.server.ts";
import { resetPassword } from "#app/services/account.server.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { TextField } from "#app/ui/field.tsx";
import { useMessages } from "#app/ui/i18n-context.tsx";
import { titleIn } from "#app/ui/page-title.ts";
import { NewPasswordField, TokenField } from "./account-forms.ts";
import { AccountPage } from "./account-page.tsx";
import { fieldError } from "./fault-text.ts";
import { refuseForm, refuseForNow, retryHeaders } from "./form-answer.ts";

const ResetForm = z.object({ token: TokenField, password: NewPasswordField });

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.account.reset.title);
export const headers = retryHeaders;

export const loader = ({ request }: LoaderFunctionArgs) => ({
  token: new URL(request.url).searchParams.get("token") ?? "",
});

export const action = ({ request, context }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const form = await parseForm(request, ResetForm);
    if (!form.ok) return refuseForm(form.errors);
    const waitSeconds = await limitStep("password", context.clientAddress);
    if (waitSeconds) return refuseForNow(waitSeconds);
    const result = await resetPassword(await auth(), form.value);
    if (!result.ok) return refuseForm({ form: result.fault });
    return redirect("/sign-in?notice=passwordSet");
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
      <Form method="post" className="space-y-4" noValidate>
        <input type="hidden" name="token" value={token} />
        <TextField
          name="password"
          type="password"
          label={t.account.newPassword}
          hint={t.account.passwordHint}
          autoComplete="new-password"
          error={fieldError(t, answer, "password")}
          required
          isLarge
        />
        <Button size="large" isWide>
          {words.submit}
        </Button>
      </Form>
    </AccountPage>
  );
}
