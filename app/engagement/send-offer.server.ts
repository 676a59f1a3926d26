import { postMail } from "#app/access/post.server.ts";
import { env } from "#app/environment/env.server.ts";
import type { Locale } from "#app/i18n/index.ts";
import type { TenantTx } from "#db/doors.ts";

/** Uses the sender's language, since the recipient may have no language setting yet. */
export async function sendOffer(
  tx: TenantTx,
  sender: { name: string; locale: Locale },
  offer: { email: string; organization: { en: string; zh: string }; token: string },
): Promise<void> {
  const url = `${env().publicUrl}/engagements/${offer.token}`;
  const letter = { kind: "engagementOffer", inviter: sender.name, organization: offer.organization, url } as const;
  await postMail(tx, { to: offer.email, locale: sender.locale, letter });
}
