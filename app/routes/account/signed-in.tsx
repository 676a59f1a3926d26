import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet } from "@remix-run/react";
import { answerErrors } from "#app/http/actor.server.ts";
import { requireUser } from "#app/http/session.server.ts";

/** Asks for a sign-in before any page of the workspace; each page still guards itself. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const { name, email } = await requireUser(request);
    return { user: { name, email } };
  });

export default function SignedIn() {
  return <Outlet />;
}
