import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { answerErrors } from "#app/http/actor.server.ts";
import { auth, requireUser } from "#app/http/session.server.ts";
import { listSessions } from "#app/services/account-security.server.ts";
import { FormErrors } from "#app/ui/form-errors.tsx";
import { useMessages } from "#app/ui/i18n-context.tsx";
import { PageBody } from "#app/ui/page-body.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Notice } from "./account-page.tsx";
import { formErrors } from "./fault-text.ts";
import { retryHeaders } from "./form-answer.ts";
import { pageTitle } from "./page-title.ts";
import { PasswordSection } from "./password-section.tsx";
import { ProfileSection } from "./profile-section.tsx";
import { SecondFactorSection } from "./second-factor-section.tsx";
import { SessionsSection } from "./sessions-section.tsx";
import { changeSettings } from "./settings-action.server.ts";

const DONE = ["saved", "passwordChanged", "turnedOff", "sessionEnded", "othersEnded"] as const;

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, (t) => t.account.settings.title);
export const headers = retryHeaders;

export const loader = ({ request }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const user = await requireUser(request);
    const sessions = await listSessions(await auth(), user.userId, user.sessionId);
    const asked = new URL(request.url).searchParams.get("done");
    const { name, email, locale, twoFactorEnabled } = user;
    return { user: { name, email, locale, twoFactorEnabled }, sessions, done: DONE.find((key) => key === asked) };
  });

export const action = ({ request, context }: ActionFunctionArgs) =>
  answerErrors(request, () => changeSettings(request, context.clientAddress));

export default function Settings() {
  const { user, sessions, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages();
  const words = t.account.settings;
  return (
    <PageBody>
      <PageHeader title={words.title} about={user.email} />
      <div className="max-w-[40rem] space-y-12">
        {done && !answer && <Notice>{words[done]}</Notice>}
        <FormErrors errors={formErrors(t, answer)} />
        <ProfileSection name={user.name} locale={user.locale} answer={answer} />
        <PasswordSection email={user.email} answer={answer} />
        <SecondFactorSection isOn={user.twoFactorEnabled} answer={answer} />
        <SessionsSection sessions={sessions} />
      </div>
    </PageBody>
  );
}
