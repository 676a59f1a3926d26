import { sql } from "kysely";
import { doors, env } from "#app/doors.server.ts";
import { AppError } from "#app/errors.ts";
import { log } from "#app/log/log.server.ts";
import { confirmPassword } from "#app/services/account-security.server.ts";
import { PASSWORD_LENGTH } from "#app/services/password-rule.server.ts";
import { CONFIRM_FIELD } from "#app/ui/confirm-field.ts";
import { underCeiling } from "./attempt-ceiling.server.ts";
import { fieldRead } from "./form.ts";
import { accountHeaders, auth, isWithinLimit, type SignedInUser } from "./session.server.ts";

const TRIES = { limit: 10, windowSeconds: 900 };

/**
 * Whether the person of a session proved who they are within the last minutes, or does so with this request. It counts for
 * this session alone.
 *
 * @throws AppError `confirm_identity`; its answer is a page that sends the same form again with the password
 */
export async function requireRecent(request: Request, user: SignedInUser): Promise<void> {
  if (await isRecent(user.sessionId)) return;
  const password = fieldRead(request, CONFIRM_FIELD);
  if (password === "") throw new AppError("confirm_identity");
  const fault = await judge(request, user, password);
  if (fault !== null) {
    log.info("identity_not_confirmed", { userId: user.userId, fault });
    throw new AppError("confirm_identity", { details: { fault } });
  }
  await (await doors()).accounts
    .updateTable("session")
    .set({ authenticated_at: sql`now()` })
    .where("id", "=", user.sessionId)
    .execute();
}

async function isRecent(sessionId: string): Promise<boolean> {
  const row = await (await doors()).accounts
    .selectFrom("session")
    .select(sql<boolean>`authenticated_at > now() - make_interval(mins => ${env().reauthMinutes})`.as("is_recent"))
    .where("id", "=", sessionId)
    .executeTakeFirst();
  return row?.is_recent ?? false;
}

type Fault = "password_wrong" | "rate_limited" | "account_paused";

async function judge(request: Request, { userId, email }: SignedInUser, password: string): Promise<Fault | null> {
  if (password.length > PASSWORD_LENGTH.max) return "password_wrong";
  if (!(await isWithinLimit("confirm-identity", TRIES, userId))) return "rate_limited";
  const [library, headers] = [await auth(), accountHeaders(request, "")];
  const checked = await underCeiling({ step: "password", email }, () => confirmPassword(library, headers, password));
  if (checked.ok) return null;
  return checked.fault === "account_paused" ? checked.fault : "password_wrong";
}
