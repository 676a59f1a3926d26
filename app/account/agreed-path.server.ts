import { askAtSignIn } from "#app/consent/consent.server.ts";
import { currentTexts } from "#app/consent/legal-texts.server.ts";
import { doors } from "#app/database/doors.server.ts";

/** Where to go after sign-in: first to the texts of the operator that the person has not agreed to. */
export async function agreedPath(userId: string, next: string): Promise<string> {
  const texts = currentTexts();
  if (texts.length === 0) return next;
  const isAsked = await (await doors()).withSystem((tx) => askAtSignIn(tx, userId, texts));
  return isAsked ? `/account/consent?${new URLSearchParams({ next })}` : next;
}
