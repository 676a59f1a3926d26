import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors } from "#app/http/actor.server.ts";
import { parseForm } from "#app/http/form.ts";
import { accountHeaders, auth, currentUser, limitStep, mailer } from "#app/http/session.server.ts";
import { signUp } from "#app/services/account.server.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { TextField } from "#app/ui/field.tsx";
import { useLocale, useMessages } from "#app/ui/i18n-context.tsx";
import { titleIn } from "#app/ui/page-title.ts";
import { EmailField, LocaleField, NameField, NewPasswordField } from "./account-forms.ts";
import { AccountPage, MailNote, TextLink } from "./account-page.tsx";
import { fieldError } from "./fault-text.ts";
import { keep, refuseForm, refuseForNow, retryHeaders } from "./form-answer.ts";

const SignUpForm = z.object({
  name: NameField,
  email: EmailField,
  password: NewPasswordField,
  locale: LocaleField,
});

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.account.signUp.title);
export const headers = retryHeaders;

export const loader = ({ request }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    if (await currentUser(request)) throw redirect("/organizations");
    return { isSent: new URL(request.url).searchParams.has("sent"), isLocal: mailer().isLocal };
  });

/** Creates the account; the answer does not tell whether the address had one. */
export const action = ({ request, context }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const form = await parseForm(request, SignUpForm);
    if (!form.ok) return refuseForm(form.errors, keep(form.typed, "name", "email"));
    const { name, email } = form.value;
    const waitSeconds = await limitStep("sign-up", context.clientAddress, email);
    if (waitSeconds) return refuseForNow(waitSeconds, { name, email });
    const result = await signUp(await auth(), accountHeaders(request, context.clientAddress), form.value);
    if (!result.ok) return refuseForm({ form: result.fault }, { name, email });
    return redirect("/sign-up?sent=1");
  });

export default function SignUp() {
  const { isSent } = useLoaderData<typeof loader>();
  return isSent ? <MailSent /> : <NewAccount />;
}

function NewAccount() {
  const answer = useActionData<typeof action>();
  const t = useMessages();
  const locale = useLocale();
  const words = t.account.signUp;
  return (
    <AccountPage
      title={words.title}
      lead={words.lead}
      answer={answer}
      footer={
        <p>
          {words.haveAccount} <TextLink to="/sign-in">{t.common.signIn}</TextLink>
        </p>
      }
    >
      <Form method="post" className="space-y-4" noValidate>
        <input type="hidden" name="locale" value={locale} />
        <TextField
          name="name"
          label={t.account.name}
          autoComplete="name"
          defaultValue={answer?.typed.name}
          error={fieldError(t, answer, "name")}
          required
          isLarge
        />
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
        <TextField
          name="password"
          type="password"
          label={t.account.password}
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

function MailSent() {
  const { isLocal } = useLoaderData<typeof loader>();
  const words = useMessages().account.signUp;
  return (
    <AccountPage
      title={words.sentTitle}
      lead={words.sentLead}
      footer={
        <p>
          {words.sentOther} <TextLink to="/sign-up">{words.again}</TextLink>
        </p>
      }
    >
      <MailNote isLocal={isLocal} />
      <ButtonLink to="/sign-in" size="large" isWide>
        {useMessages().common.signIn}
      </ButtonLink>
    </AccountPage>
  );
}
