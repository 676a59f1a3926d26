import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { answerErrors } from "#app/http/actor.server.ts";
import { accountHeaders, auth, redirectWithCookies } from "#app/http/session.server.ts";
import { signOut } from "#app/services/account.server.ts";

export const loader = () => redirect("/");

/** Ends the session, in the database and in the browser. */
export const action = ({ request, context }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const cookies = await signOut(await auth(), accountHeaders(request, context.clientAddress));
    return redirectWithCookies("/", cookies);
  });
