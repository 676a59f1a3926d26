import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { signOut } from "#app/access/account.server.ts";
import { answerErrors } from "#app/access/actor.server.ts";
import { accountHeaders, auth, redirectWithCookies } from "#app/access/session.server.ts";

export const loader = () => redirect("/");

/** Ends the session, in the database and in the browser. */
export const action = ({ request, context }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const cookies = await signOut(await auth(), accountHeaders(request, context.clientAddress));
    return redirectWithCookies("/", cookies);
  });
