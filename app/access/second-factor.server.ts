import { redirect } from "@remix-run/node";
import { safePath } from "#app/http/safe-path.ts";
import { requireUser, type SignedInUser } from "./session.server.ts";

/** The creator of a workspace becomes its owner, and an owner needs a second factor. */
export async function requireFactorUser(request: Request): Promise<SignedInUser> {
  const user = await requireUser(request);
  if (!user.twoFactorEnabled) throw leadToEnrolment(request);
  return user;
}

/** Redirects to the setup of a second factor, and then back to the requested page. */
export function leadToEnrolment(request: Request): Response {
  const { pathname, search } = new URL(request.url);
  return redirect(`/account/second-factor?${new URLSearchParams({ next: safePath(`${pathname}${search}`) })}`);
}
