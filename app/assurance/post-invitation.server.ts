import type { Actor } from "#app/access/actor.server.ts";
import { postMail } from "#app/access/post.server.ts";
import type { SignedInUser } from "#app/access/session.server.ts";
import { env } from "#app/environment/env.server.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import type { TenantTx } from "#db/doors.ts";

/** Uses the inviter's language, because the verifier's language is unknown. */
export async function postInvitation(
  tx: TenantTx,
  link: { email: string; token: string },
  { actor, user, body }: { actor: Actor; user: Pick<SignedInUser, "name" | "locale">; body: string },
): Promise<void> {
  const organization = (await getOrganization(tx, actor.organizationId)).name;
  const url = `${env().publicUrl}/invitations/${link.token}`;
  const letter = { kind: "verifierInvitation", inviter: user.name, organization, body, url } as const;
  await postMail(tx, { to: link.email, locale: user.locale, letter });
}
