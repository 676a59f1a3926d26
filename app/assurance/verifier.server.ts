import { redirect } from "@remix-run/node";
import { answerErrors, isChangeRequest, requireId } from "#app/access/actor.server.ts";
import { refuseLapsed } from "#app/access/plan-standing.server.ts";
import { requireUser } from "#app/access/session.server.ts";
import { actionBehind } from "#app/action/action.server.ts";
import { refuseUnagreed } from "#app/consent/consent.server.ts";
import { currentTexts } from "#app/consent/legal-texts.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import type { TenantTx, VerifierTx } from "#db/doors.ts";
import { type AccessKind, noteAccess, type VerifierActor } from "./access.server.ts";
import { type HeldEngagement, listHeldEngagements } from "./engagement.server.ts";

type Params = { engagementId?: string | undefined };

/** A view for the organization's access log. */
export interface Look {
  kind: AccessKind;
  subject?: string;
}

/**
 * The verifier of a request: signed in with a second factor and with an active engagement. Engagements that are
 * revoked, expired, not started, of someone else or made up all result in "not found".
 */
async function requireVerifier(request: Request, params: Params): Promise<VerifierActor & HeldEngagement> {
  const user = await requireUser(request);
  const engagementId = requireId(params.engagementId);
  const engagement = await (await doors()).withSystem(async (tx) => {
    const held = await listHeldEngagements(tx, user.userId, new Date());
    const found = held.find((one) => one.engagementId === engagementId);
    if (!found) throw new AppError("not_found");
    if (isChangeRequest(request)) {
      await refuseLapsed(tx, found.tenantId, { asking: "guest" });
      await refuseUnagreed(tx, user.userId, currentTexts());
    }
    return found;
  });
  // A password alone does not open another company's evidence. The list explains what to do.
  if (!user.twoFactorEnabled) throw redirect("/assurance");
  return { ...engagement, userId: user.userId, source: "page" };
}

/**
 * Runs `work` for a verifier and logs the view in the same transaction. The database restricts access to the
 * engagement.
 */
export function asVerifier<T>(
  request: Request,
  params: Params,
  look: Look | null,
  work: (read: TenantTx, who: VerifierActor & HeldEngagement, tx: VerifierTx) => Promise<T>,
): Promise<T> {
  return answerErrors(request, async () => {
    const who = await requireVerifier(request, params);
    return (await doors()).withVerifier(who, async (tx, read) => {
      if (look) await noteAccess(tx, who, look);
      return work(read, who, tx);
    });
  });
}

/** An action of a verifier's page, guarded by the engagement. */
export const verifierAction = actionBehind<VerifierActor & HeldEngagement, VerifierTx>({
  enter: async (request, params, right) => ({
    ...(await requireVerifier(request, params)),
    may: (one) => one === right,
  }),
  within: async (who, work) => (await doors()).withVerifier(who, work),
  view: "assurance.verify",
});
