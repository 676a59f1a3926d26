import { redirect } from "@remix-run/node";
import { z } from "zod";
import { answerErrors, asOrganization, EVEN_LAPSED, RECENTLY, requireId } from "#app/access/actor.server.ts";
import { inviteMember, revokeInvitation } from "#app/access/invitation.server.ts";
import { changeRole, getTenantName, removeMember } from "#app/access/membership.server.ts";
import { ROLES } from "#app/access/role.ts";
import { limitStep, mailer, requireUser } from "#app/access/session.server.ts";
import { EmailField } from "#app/account/account-forms.ts";
import { keep, refuseForm, refuseForNow } from "#app/account/form-answer.server.ts";
import { env } from "#app/doors.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { localName } from "#app/i18n/index.ts";
import { getOrganization } from "#app/organization/organization.server.ts";

const RoleField = z.enum(ROLES, { error: "role" });

const MembersForm = z.discriminatedUnion(
  "intent",
  [
    z.object({
      intent: z.literal("invite"),
      email: EmailField,
      role: RoleField,
      scope: z.enum(["all", "organization"]).default("all"),
    }),
    z.object({ intent: z.literal("revoke"), invitationId: z.string() }),
    z.object({ intent: z.literal("change-role"), membershipId: z.string(), memberRole: RoleField }),
    z.object({ intent: z.literal("remove"), membershipId: z.string() }),
  ],
  { error: "form" },
);

type Change = z.output<typeof MembersForm>;
type Params = { organizationId?: string | undefined };

/** Invites, withdraws, changes a role or removes; what a manager can put right comes back to the page. */
export function changeMembers(request: Request, params: Params, clientAddress: string) {
  return answerErrors(request, async () => {
    const form = await parseForm(request, MembersForm);
    // The right comes first: whoever may not manage members learns nothing from the checks of the form.
    const takesAway = form.ok && (form.value.intent === "revoke" || form.value.intent === "remove");
    const options = { ...RECENTLY, ...(takesAway && EVEN_LAPSED) };
    await asOrganization(request, params, "admin", async () => null, options);
    if (!form.ok) return refuseForm(form.errors, keep(form.typed, "email", "role", "scope"));
    const change = form.value;
    if (change.intent === "invite") return invite(request, params, change, clientAddress);
    const fault = await asOrganization(
      request,
      params,
      "admin",
      (tx, actor) => {
        if (change.intent === "revoke") return revokeInvitation(tx, actor, requireId(change.invitationId));
        const membershipId = requireId(change.membershipId);
        if (change.intent === "remove") return removeMember(tx, actor, membershipId);
        return changeRole(tx, actor, membershipId, change.memberRole);
      },
      options,
    );
    if (fault) return refuseForm({ form: fault });
    return redirect(await pageAfter(request, params, change.intent));
  });
}

const DONE = { revoke: "revoked", remove: "removed", "change-role": "roleChanged" } as const;

/** Whoever gave up the own right cannot come back to this page. */
async function pageAfter(request: Request, params: Params, intent: keyof typeof DONE): Promise<string> {
  try {
    await asOrganization(request, params, "admin", async () => null, EVEN_LAPSED);
    return `/organizations/${params.organizationId}/members?done=${DONE[intent]}`;
  } catch {
    return "/organizations";
  }
}

async function invite(
  request: Request,
  params: Params,
  change: Extract<Change, { intent: "invite" }>,
  clientAddress: string,
) {
  const { email, role, scope } = change;
  const user = await requireUser(request);
  const waitSeconds = await limitStep("invitation", clientAddress, user.userId);
  if (waitSeconds) return refuseForNow(waitSeconds, { email, role, scope });
  const made = await asOrganization(request, params, "admin", async (tx, actor) => {
    const organizationId = scope === "organization" ? actor.organizationId : null;
    const organization = organizationId && localName((await getOrganization(tx, organizationId)).name, user.locale);
    return {
      result: await inviteMember(tx, actor, { email, role, organizationId }),
      tenant: organization ?? (await getTenantName(tx)),
    };
  });
  if ("fault" in made.result) {
    const { fault } = made.result;
    return refuseForm(fault === "already_member" ? { email: fault } : { role: fault }, { email, role, scope });
  }
  const url = `${env().publicUrl}/invitations/${made.result.token}`;
  const letter = { kind: "invitation", inviter: user.name, tenant: made.tenant, url } as const;
  // The person invited may have no language setting yet; the inviter's is the best guess.
  void mailer().send({ to: email, locale: user.locale, letter });
  return redirect(`/organizations/${params.organizationId}/members?done=invited`);
}
