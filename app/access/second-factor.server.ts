import { redirect } from "@remix-run/node";
import { refuseUnagreed } from "#app/consent/consent.server.ts";
import { currentTexts } from "#app/consent/legal-texts.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { safePath } from "#app/http/safe-path.ts";
import { requireUser, type SignedInUser } from "./session.server.ts";

/** The creator of a workspace becomes its owner, and an owner needs a second factor. */
export async function requireFactorUser(request: Request): Promise<SignedInUser> {
  const user = await requireUser(request);
  if (!user.twoFactorEnabled) throw leadToEnrolment(request);
  if (request.method === "POST") {
    await (await doors()).withSystem((tx) => refuseUnagreed(tx, user.userId, currentTexts()));
  }
  return user;
}

/** Redirects to the setup of a second factor, and then back to the requested page. */
export function leadToEnrolment(request: Request): Response {
  const { pathname, search } = new URL(request.url);
  return redirect(`/account/second-factor?${new URLSearchParams({ next: safePath(`${pathname}${search}`) })}`);
}
