import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { env } from "#app/environment/env.server.ts";
import { fieldRead } from "#app/http/form.server.ts";
import { CONFIRM_FIELD } from "#app/kit/confirm-field.ts";
import { log } from "#app/observe/log/log.server.ts";
import { confirmPassword } from "./account-security.server.ts";
import { underCeiling } from "./attempt-ceiling.server.ts";
import { PASSWORD_LENGTH } from "./password-rule.server.ts";
import { accountHeaders, auth, isWithinLimit, type SignedInUser } from "./session.server.ts";
import { hasRecentProof, noteProof } from "./session-proof.server.ts";

const TRIES = { limit: 10, windowSeconds: 900 };

/**
 * Requires that the person of a session proved their identity within the last minutes, or does so with this request. It
 * counts for this session only.
 *
 * @throws AppError `confirm_identity`, whose answer is a page that sends the same form again with the password
 */
export async function requireRecent(request: Request, user: SignedInUser): Promise<void> {
  const { accounts } = await doors();
  if (await hasRecentProof(accounts, user.sessionId, env().reauthMinutes)) return;
  const password = fieldRead(request, CONFIRM_FIELD);
  if (password === "") throw new AppError("confirm_identity");
  const fault = await judge(request, user, password);
  if (fault !== null) {
    log.info("identity_not_confirmed", { userId: user.userId, fault });
    throw new AppError("confirm_identity", { details: { fault } });
  }
  await noteProof(accounts, user.sessionId);
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
