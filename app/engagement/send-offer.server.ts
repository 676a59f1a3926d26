import type { Locale } from "#app/i18n/index.ts";
import { mailer } from "#app/mail/mailer.server.ts";
import { env } from "#app/settings/env.server.ts";

/** Sends the link of an offer; whoever gets it may have no language setting yet, so the sender's is the best guess. */
export function sendOffer(
  sender: { name: string; locale: Locale },
  offer: { email: string; organization: { en: string; zh: string }; token: string },
): void {
  const url = `${env().publicUrl}/engagements/${offer.token}`;
  const letter = { kind: "engagementOffer", inviter: sender.name, organization: offer.organization, url } as const;
  void mailer().send({ to: offer.email, locale: sender.locale, letter });
}
