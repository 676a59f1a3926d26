import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet } from "@remix-run/react";
import { answerErrors } from "#app/access/actor.server.ts";
import { requireUser } from "#app/access/session.server.ts";

/** Leads strangers to the sign-in page. Each page behind it checks its own right as well: loaders run side by side. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    await requireUser(request);
    return null;
  });

export default function SignedIn() {
  return <Outlet />;
}
