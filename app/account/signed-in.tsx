import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet } from "@remix-run/react";
import { answerErrors } from "#app/access/actor.server.ts";
import { requireUser } from "#app/access/session.server.ts";
import { visitedBy } from "#app/access/visitor.server.ts";

/**
 * Redirects strangers to the sign-in page. Each page below also checks its own right, because loaders run in parallel.
 */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const visited = await visitedBy(request);
    if (visited === null || params.organizationId !== visited) await requireUser(request);
    return null;
  });

export default function SignedIn() {
  return <Outlet />;
}
