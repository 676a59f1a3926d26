import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { challengedUser, finishSignIn } from "#app/access/account.server.ts";
import { answerErrors } from "#app/access/actor.server.ts";
import { underCeiling } from "#app/access/attempt-ceiling.server.ts";
import { noteSignIn } from "#app/access/note-access.server.ts";
import { accountHeaders, auth, currentUser, limitStep, redirectWithCookies } from "#app/access/session.server.ts";
import { publicAction, refuse, refuseForNow } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { log } from "#app/observe/log/log.server.ts";
import { CodeField } from "./account-forms.ts";
import { AccountForm, AccountPage, TextLink } from "./account-page.tsx";
import { agreedPath } from "./agreed-path.server.ts";
import { fieldError } from "./fault-text.ts";
import { retryHeaders } from "./form-answer.server.ts";
import { nextPath } from "./next-path.ts";

const CodeActions = defineActions({
  code: {
    right: "public.use",
    secret: ["code"],
    schema: z.object({ code: CodeField, kind: z.enum(["totp", "backup"]).catch("totp") }),
  },
});

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.account.secondFactor.title);
export const headers = retryHeaders;

export const loader = ({ request }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const { searchParams } = new URL(request.url);
    const next = nextPath(searchParams.get("next"));
    if (await currentUser(request)) throw redirect(next);
    return { next, kind: searchParams.get("kind") === "backup" ? ("backup" as const) : ("totp" as const) };
  });

/** The second step of sign-in. The cookie of the first step identifies the person. */
export const action = publicAction(CodeActions, {
  code: {
    outside: async ({ request, clientAddress, value }) => {
      const waitSeconds = await limitStep("second-factor", clientAddress);
      if (waitSeconds) return refuseForNow(waitSeconds);
      const library = await auth();
      const userId = await challengedUser(library, request.headers.get("cookie") ?? "");
      if (userId === null) return refuse({ form: "challenge_over" });
      const headers = accountHeaders(request, clientAddress);
      const result = await underCeiling({ step: "code", userId }, () => finishSignIn(library, headers, value));
      if (!result.ok) {
        log.info("sign_in_refused", { reason: result.fault });
        if ("waitSeconds" in result) return refuseForNow(result.waitSeconds, result.fault);
        return refuse({ [result.fault === "code_wrong" ? "code" : "form"]: result.fault });
      }
      await noteSignIn(result.value.userId, value.kind);
      const next = nextPath(new URL(request.url).searchParams.get("next"));
      return redirectWithCookies(await agreedPath(result.value.userId, next), result.cookies);
    },
  },
});

export default function SecondFactor() {
  const { next, kind } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages();
  const words = t.account.secondFactor;
  const isBackup = kind === "backup";
  const other = new URLSearchParams({ next, kind: isBackup ? "totp" : "backup" });
  return (
    <AccountPage
      title={words.title}
      lead={isBackup ? words.backupLead : words.lead}
      answer={answer}
      footer={
        <>
          <p>
            <TextLink to={`/sign-in/second-factor?${other}`}>{isBackup ? words.useApp : words.useBackup}</TextLink>
          </p>
          <p>
            <TextLink to={`/sign-in?${new URLSearchParams({ next })}`}>{words.startAgain}</TextLink>
          </p>
        </>
      }
    >
      <AccountForm submit={words.submit}>
        <input type="hidden" name="kind" value={kind} />
        <TextField
          key={kind}
          name="code"
          label={isBackup ? words.backupCode : words.code}
          hint={isBackup ? undefined : words.codeHint}
          autoComplete="one-time-code"
          inputMode={isBackup ? "text" : "numeric"}
          error={fieldError(t, answer, "code")}
          required
          isLarge
        />
      </AccountForm>
    </AccountPage>
  );
}
