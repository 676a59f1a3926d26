import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { confirmAddress } from "#app/access/account.server.ts";
import { setUpNow } from "#app/access/second-factor-set-up.server.ts";
import { accountHeaders, auth, limitStep, redirectWithCookies, userOf } from "#app/access/session.server.ts";
import { publicAction, refuse, refuseForNow } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { log } from "#app/observe/log/log.server.ts";
import { TokenField } from "./account-forms.ts";
import { AccountPage } from "./account-page.tsx";
import { retryHeaders } from "./form-answer.server.ts";

const VerifyActions = defineActions({
  confirm: { right: "public.use", secret: ["token"], schema: z.object({ token: TokenField }) },
});

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.account.verifyEmail.title);
export const headers = retryHeaders;

/** The button confirms the address, not the link, because mail filters open links too. */
export const loader = ({ request }: LoaderFunctionArgs) => ({
  token: new URL(request.url).searchParams.get("token") ?? "",
});

export const action = publicAction(VerifyActions, {
  confirm: {
    outside: async ({ request, clientAddress, value }) => {
      const waitSeconds = await limitStep("password", clientAddress);
      if (waitSeconds) return refuseForNow(waitSeconds);
      const headers = accountHeaders(request, clientAddress);
      const library = await auth();
      const result = await confirmAddress(library, headers, value.token);
      if (!result.ok) return refuse({ form: result.fault });
      if (!result.value.isSignedIn) return "/sign-in?notice=confirmed";
      log.info("signed_in", { factor: "confirmation" });
      const person = await userOf(result.cookies);
      // Owners of a workspace need a second factor, so the next page shows its key.
      if (person?.workspaceKind) await setUpNow(library, person);
      return redirectWithCookies("/organizations", result.cookies);
    },
  },
});

export default function VerifyEmail() {
  const { token } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages();
  const words = t.account.verifyEmail;
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
    <AccountPage title={words.title} lead={words.lead} answer={answer}>
      <Form method="post">
        <input type="hidden" name="token" value={token} />
        <Button size="large" isWide>
          {words.submit}
        </Button>
      </Form>
    </AccountPage>
  );
}
