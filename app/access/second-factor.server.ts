import { redirect } from "@remix-run/node";
import { safePath } from "#app/http/safe-path.ts";
import { requireUser, type SignedInUser } from "./session.server.ts";

/** Anyone who makes a workspace owns it, and an owner needs a second factor. */
export async function requireFactorUser(request: Request): Promise<SignedInUser> {
  const user = await requireUser(request);
  if (!user.twoFactorEnabled) throw leadToEnrolment(request);
  return user;
}

/** To the page that sets up a second factor, and back to what was asked for. */
export function leadToEnrolment(request: Request): Response {
  const { pathname, search } = new URL(request.url);
  return redirect(`/account/second-factor?${new URLSearchParams({ next: safePath(`${pathname}${search}`) })}`);
}
