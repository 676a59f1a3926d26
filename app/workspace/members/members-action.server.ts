import { type Actor, EVEN_LAPSED, inTenant, requireActor, requireId } from "#app/access/actor.server.ts";
import { inviteMember, revokeInvitation } from "#app/access/invitation.server.ts";
import { changeRole, getTenantName, removeMember } from "#app/access/membership.server.ts";
import { postMail } from "#app/access/post.server.ts";
import { limitStep, requireUser } from "#app/access/session.server.ts";
import { type Asked, type AskedFor, refuse, refuseForNow, type Verbs } from "#app/action/action.server.ts";
import { env } from "#app/environment/env.server.ts";
import { localName } from "#app/i18n/index.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { MemberActions } from "./members-action.ts";

type Change = { membershipId: string };

/** Sends or withdraws invitations, changes roles and removes members. */
export const memberVerbs = {
  invite: { outside: invite },
  revoke: async (tx, { actor, value }) => {
    const fault = await revokeInvitation(tx, actor, requireId(value.invitationId));
    return fault ? refuse({ form: fault }) : `/organizations/${actor.organizationId}/members?done=revoked`;
  },
  "change-role": {
    outside: (asked) =>
      changeMember(asked, "roleChanged", (tx, id) => changeRole(tx, asked.actor, id, asked.value.memberRole)),
  },
  remove: { outside: (asked) => changeMember(asked, "removed", (tx, id) => removeMember(tx, asked.actor, id)) },
} satisfies Verbs<Actor, typeof MemberActions>;

/** People who gave up their own right can no longer open this page. */
async function changeMember(
  { actor, value, request, params }: Asked<Actor, Change>,
  done: "roleChanged" | "removed",
  work: (tx: TenantTx, membershipId: string) => Promise<string | null>,
) {
  const fault = await inTenant(actor, (tx) => work(tx, requireId(value.membershipId)));
  if (fault) return refuse({ form: fault });
  try {
    await requireActor(request, params, "members.manage", EVEN_LAPSED);
    return `/organizations/${actor.organizationId}/members?done=${done}`;
  } catch {
    return "/organizations";
  }
}

async function invite({ actor, value, request, clientAddress }: AskedFor<Actor, typeof MemberActions, "invite">) {
  const { email, role, scope } = value;
  const user = await requireUser(request);
  const waitSeconds = await limitStep("invitation", clientAddress, user.userId);
  if (waitSeconds) return refuseForNow(waitSeconds);
  const made = await inTenant(actor, async (tx) => {
    const organizationId = scope === "organization" ? actor.organizationId : null;
    const organization = organizationId && localName((await getOrganization(tx, organizationId)).name, user.locale);
    const result = await inviteMember(tx, actor, { email, role, organizationId });
    if ("fault" in result) return result;
    const url = `${env().publicUrl}/invitations/${result.token}`;
    const tenant = organization ?? (await getTenantName(tx));
    // The invited person may have no language setting yet, so the inviter's is used.
    await postMail(tx, {
      to: email,
      locale: user.locale,
      letter: { kind: "invitation", inviter: user.name, tenant, url },
    });
    return result;
  });
  if ("fault" in made) return refuse({ [made.fault === "already_member" ? "email" : "role"]: made.fault });
  return `/organizations/${actor.organizationId}/members?done=invited`;
}
