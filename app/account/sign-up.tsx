import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { signUp } from "#app/access/account.server.ts";
import { answerErrors } from "#app/access/actor.server.ts";
import { accountHeaders, auth, currentUser, limitStep } from "#app/access/session.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { ButtonLink } from "#app/kit/button.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { mailer } from "#app/mail/mailer.server.ts";
import { AccountEmail, NewPassword, PersonName } from "./account-fields.tsx";
import { EmailField, LocaleField, NameField, NewPasswordField } from "./account-forms.ts";
import { AccountForm, AccountPage, MailNote, TextLink } from "./account-page.tsx";
import { isOfPassword } from "./fault-text.ts";
import { keep, refuseForm, refuseForNow, retryHeaders } from "./form-answer.server.ts";

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
    if (!result.ok)
      return refuseForm({ [isOfPassword(result.fault) ? "password" : "form"]: result.fault }, { name, email });
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
      <AccountForm submit={words.submit}>
        <input type="hidden" name="locale" value={locale} />
        <PersonName answer={answer} />
        <AccountEmail answer={answer} />
        <NewPassword answer={answer} label={t.account.password} />
      </AccountForm>
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
