import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { answerErrors } from "#app/access/actor.server.ts";
import { maySetUpNow, pendingSetUp } from "#app/access/second-factor-set-up.server.ts";
import { auth, requireUser } from "#app/access/session.server.ts";
import { personAction } from "#app/action/action.server.ts";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { AccountPage } from "./account-page.tsx";
import { retryHeaders } from "./form-answer.server.ts";
import { nextPath } from "./next-path.ts";
import { SecondFactorSetUp } from "./second-factor-section.tsx";
import { type SettingsAnswer, settingsVerbs, shownOf } from "./settings-action.server.ts";
import { SettingsActions } from "./settings-action.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.account.enrolment.title);
export const headers = retryHeaders;

const afterwards = (request: Request) => nextPath(new URL(request.url).searchParams.get("next"));

const NO_ANSWER: SettingsAnswer = { errors: {}, typed: {}, waitSeconds: 0 };

/** Shown before other pages to people whose role needs a second factor. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const user = await requireUser(request);
    if (user.twoFactorEnabled) throw redirect(afterwards(request));
    const pending = await pendingSetUp(await auth(), user);
    return {
      asksPassword: !maySetUpNow(user),
      pending: pending && shownOf(pending),
      isAgain: new URL(request.url).searchParams.get("code") === "wrong",
    };
  });

export const action = personAction(SettingsActions, settingsVerbs(afterwards));

export default function Enrolment() {
  const { asksPassword, pending, isAgain } = useLoaderData<typeof loader>();
  const given = useActionData<typeof action>() as SettingsAnswer | undefined;
  const before = isAgain ? { ...NO_ANSWER, errors: { code: "code" } } : NO_ANSWER;
  const answer = given?.totp || !pending ? given : { ...before, ...given, ...pending };
  const words = useMessages().account.enrolment;
  return (
    <AccountPage title={words.title} lead={words.lead} answer={answer} workspaceHref="/organizations">
      {answer?.totp ? (
        <p className="text-14">{words.steps[0]}</p>
      ) : (
        <ol className="list-decimal space-y-2 pl-5 text-14">
          {words.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      <SecondFactorSetUp answer={answer} asksPassword={asksPassword} />
    </AccountPage>
  );
}
