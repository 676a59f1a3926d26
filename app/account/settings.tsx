import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { listSessions } from "#app/access/account-security.server.ts";
import { answerErrors, asSystem } from "#app/access/actor.server.ts";
import { maySetUpNow } from "#app/access/second-factor-set-up.server.ts";
import { auth, requireUser } from "#app/access/session.server.ts";
import { personAction } from "#app/action/action.server.ts";
import { listZones } from "#app/day/zone.ts";
import { AccountFrame } from "#app/kit/account-frame.tsx";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { countUnread } from "#app/notice/notice.server.ts";
import { listOrganizationsOfUser } from "#app/organization/organization.server.ts";
import { Notice } from "./account-page.tsx";
import { formErrors } from "./fault-text.ts";
import { retryHeaders } from "./form-answer.server.ts";
import { OwnDataSection } from "./own-data-section.tsx";
import { PasswordSection } from "./password-section.tsx";
import { ProfileSection } from "./profile-section.tsx";
import { SecondFactorSection } from "./second-factor-section.tsx";
import { SessionsSection } from "./sessions-section.tsx";
import { type SettingsAnswer, settingsVerbs } from "./settings-action.server.ts";
import { SettingsActions } from "./settings-action.ts";

const DONE = ["saved", "passwordChanged", "turnedOn", "turnedOff", "sessionEnded", "othersEnded"] as const;

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.account.settings.title);
export const headers = retryHeaders;

export const loader = ({ request }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const user = await requireUser(request);
    const sessions = await listSessions(await auth(), user.userId, user.sessionId);
    const { organizations, unread } = await asSystem(request, async (tx) => ({
      organizations: await listOrganizationsOfUser(tx, user.userId),
      unread: await countUnread(tx, user.userId),
    }));
    const asked = new URL(request.url).searchParams.get("done");
    const { name, email, locale, timeZone, twoFactorEnabled } = user;
    const done = DONE.find((key) => key === asked);
    return {
      user: { name, email, locale, timeZone, twoFactorEnabled, unread },
      organizations,
      sessions,
      asksPassword: !maySetUpNow(user),
      zones: listZones(),
      done,
    };
  });

export const action = personAction(
  SettingsActions,
  settingsVerbs(() => "/account?done=turnedOn"),
);

export default function Settings() {
  const { user, organizations, sessions, asksPassword, zones, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as SettingsAnswer | undefined;
  const t = useMessages();
  const words = t.account.settings;
  return (
    <AccountFrame user={user} organizations={organizations}>
      <PageBody>
        <PageHeader title={words.title} about={user.email} />
        <div className="max-w-[40rem] space-y-12">
          {done && !answer && <Notice>{words[done]}</Notice>}
          <FormErrors errors={formErrors(t, answer)} />
          <ProfileSection {...user} zones={zones} answer={answer} />
          <PasswordSection email={user.email} answer={answer} />
          <SecondFactorSection isOn={user.twoFactorEnabled} asksPassword={asksPassword} answer={answer} />
          <SessionsSection sessions={sessions} />
          <OwnDataSection />
        </div>
      </PageBody>
    </AccountFrame>
  );
}
