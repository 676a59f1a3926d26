import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { signUp } from "#app/access/account.server.ts";
import { answerErrors } from "#app/access/actor.server.ts";
import { accountHeaders, auth, currentUser, isMailLocal, limitStep } from "#app/access/session.server.ts";
import { WorkspaceKind } from "#app/access/workspace-kind.ts";
import { publicAction, refuse, refuseForNow } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { judgeAgreement } from "#app/consent/agreement.ts";
import { askedTexts, currentTexts } from "#app/consent/legal-texts.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { contentLanguageFor } from "#app/i18n/index.ts";
import { ButtonLink } from "#app/kit/button.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { AccountEmail, NewPassword, PersonName } from "./account-fields.tsx";
import { AGREE_FIELDS, BrowserZone, EmailField, LocaleField, NameField, NewPasswordField } from "./account-forms.ts";
import { AccountForm, AccountPage, MailNote, TextLink } from "./account-page.tsx";
import { AgreementFields } from "./agreement-fields.tsx";
import { fieldError, isOfPassword } from "./fault-text.ts";
import { retryHeaders } from "./form-answer.server.ts";
import { KindField } from "./kind-field.tsx";
import { OwnZone } from "./own-zone.tsx";

const SignUpForm = z.object({
  name: NameField,
  email: EmailField,
  password: NewPasswordField,
  locale: LocaleField,
  timeZone: BrowserZone,
  kind: WorkspaceKind,
  ...AGREE_FIELDS,
});

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.account.signUp.title);
export const headers = retryHeaders;

export const loader = ({ request }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    if (await currentUser(request)) throw redirect("/organizations");
    return { isSent: new URL(request.url).searchParams.has("sent"), isLocal: isMailLocal(), asked: askedTexts() };
  });

const SignUpActions = defineActions({ "sign-up": { right: "public.use", schema: SignUpForm } });

/** Creates the account. The response does not reveal whether the address already had one. */
export const action = publicAction(SignUpActions, {
  "sign-up": {
    outside: async ({ request, clientAddress, value: { kind, agreeTerms, agreePrivacy, ...person } }) => {
      const faults = judgeAgreement(askedTexts(), { agreeTerms, agreePrivacy });
      if (Object.keys(faults).length > 0) return refuse(faults);
      const waitSeconds = await limitStep("sign-up", clientAddress, person.email);
      if (waitSeconds) return refuseForNow(waitSeconds);
      const account = { ...person, workspaceKind: kind };
      const agreement = { texts: currentTexts(), language: contentLanguageFor(localeOf(request)) };
      const result = await signUp(await auth(), accountHeaders(request, clientAddress), account, agreement);
      if (!result.ok) return refuse({ [isOfPassword(result.fault) ? "password" : "form"]: result.fault });
      return "/sign-up?sent=1";
    },
  },
});

export default function SignUp() {
  const { isSent } = useLoaderData<typeof loader>();
  return isSent ? <MailSent /> : <NewAccount />;
}

function NewAccount() {
  const { asked } = useLoaderData<typeof loader>();
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
        <OwnZone />
        <KindField value={answer?.typed.kind} error={fieldError(t, answer, "kind")} />
        <PersonName answer={answer} />
        <AccountEmail answer={answer} />
        <NewPassword answer={answer} label={t.account.password} />
        <AgreementFields asked={asked} answer={answer} />
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
