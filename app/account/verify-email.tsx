import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { confirmAddress } from "#app/access/account.server.ts";
import { confirmSecondFactor } from "#app/access/account-security.server.ts";
import { openSetUp, prepareSetUp, setUpNow } from "#app/access/second-factor-set-up.server.ts";
import {
  accountHeaders,
  auth,
  limitStep,
  redirectWithCookies,
  requestWith,
  type SignedInUser,
  userOf,
} from "#app/access/session.server.ts";
import { publicAction, refuse, refuseForNow } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { log } from "#app/observe/log/log.server.ts";
import { CodeField, TokenField } from "./account-forms.ts";
import { AccountPage } from "./account-page.tsx";
import { retryHeaders } from "./form-answer.server.ts";
import { FirstCode } from "./second-factor-section.tsx";
import { shownOf } from "./settings-action.server.ts";

const VerifyActions = defineActions({
  // With a setup, the first code of the app is required. `later` confirms the address only.
  confirm: {
    right: "public.use",
    secret: ["token", "code"],
    schema: z.object({
      token: TokenField,
      setUp: z.string().max(4000).optional(),
      code: z.string().max(100).optional(),
      later: z.string().max(1).optional(),
    }),
  },
});

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.account.verifyEmail.title);
export const headers = retryHeaders;

/**
 * The button confirms the address, not the link, because mail filters open links too. The founder of a workspace needs a
 * second factor, so the same form takes its first code.
 */
export const loader = async ({ request }: LoaderFunctionArgs) => {
  const token = new URL(request.url).searchParams.get("token") ?? "";
  const setUp = token ? await prepareSetUp(await auth(), token) : null;
  return { token, setUp: setUp && { sealed: setUp.sealed, ...shownOf(setUp) } };
};

export const action = publicAction(
  VerifyActions,
  {
    confirm: {
      outside: async ({ request, clientAddress, value }) => {
        const waitSeconds = await limitStep("password", clientAddress);
        if (waitSeconds) return refuseForNow(waitSeconds);
        const library = await auth();
        const setUp = value.setUp ? await openSetUp(library, value.setUp) : null;
        const code = CodeField.safeParse(value.later ? undefined : value.code);
        if (setUp && !value.later && !code.success) return refuse({ code: "code" });
        const result = await confirmAddress(library, accountHeaders(request, clientAddress), value.token);
        if (!result.ok) return refuse({ form: result.fault });
        if (!result.value.isSignedIn) return "/sign-in?notice=confirmed";
        log.info("signed_in", { factor: "confirmation" });
        const person = await userOf(result.cookies);
        // Invited people need a second factor only for some roles.
        if (!person?.workspaceKind) return redirectWithCookies("/organizations", result.cookies);
        const isOwn = setUp?.userId === person.userId;
        await setUpNow(library, person, isOwn ? setUp : undefined);
        if (!isOwn || !code.success) return redirectWithCookies("/organizations", result.cookies);
        return turnOn({ person, code: code.data, cookies: result.cookies, clientAddress });
      },
    },
  },
  async (_tx, { typed }) => {
    // The key that the person has scanned remains.
    const setUp = typed.setUp ? await openSetUp(await auth(), typed.setUp) : null;
    return { setUp: setUp && { sealed: setUp.sealed, ...shownOf(setUp) } };
  },
);

interface FirstUse {
  person: SignedInUser;
  code: string;
  /** Of the session that the confirmation began. */
  cookies: string[];
  clientAddress: string;
}

/** Turns the second factor on. After a wrong code, its own page shows the same key again. */
async function turnOn({ person: { userId }, code, cookies, clientAddress }: FirstUse): Promise<Response> {
  const again = () => redirectWithCookies("/account/second-factor?next=/organizations&code=wrong", cookies);
  if (await limitStep("second-factor", clientAddress, userId)) return again();
  const headers = accountHeaders(requestWith(cookies), clientAddress);
  const result = await confirmSecondFactor(await auth(), headers, userId, code);
  if (!result.ok) return again();
  log.info("second_factor_on", { userId });
  return redirectWithCookies("/organizations", [...cookies, ...result.cookies]);
}

export default function VerifyEmail() {
  const { token, ...loaded } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages();
  const words = t.account.verifyEmail;
  const setUp = answer ? answer.setUp : loaded.setUp;
  if (!token || answer?.errors.form === "link_dead") {
    return (
      <AccountPage title={words.deadTitle} lead={words.deadLead}>
        <ButtonLink to="/sign-in" size="large" isWide>
          {t.common.signIn}
        </ButtonLink>
      </AccountPage>
    );
  }
  return (
    <AccountPage title={words.title} lead={setUp ? words.leadWithCode : words.lead} answer={answer}>
      <Form method="post" className="space-y-4" noValidate>
        <input type="hidden" name="token" value={token} />
        {setUp && (
          <>
            <p className="text-14">{t.account.enrolment.steps[0]}</p>
            <input type="hidden" name="setUp" value={setUp.sealed} />
            <FirstCode totp={setUp.totp} backupCodes={setUp.backupCodes} answer={answer} />
          </>
        )}
        <Button size="large" isWide>
          {words.submit}
        </Button>
        {setUp && (
          <Button size="large" isWide variant="secondary" name="later" value="1">
            {words.later}
          </Button>
        )}
      </Form>
    </AccountPage>
  );
}
