import type { Zone } from "#app/day/zone.ts";
import type { Locale } from "#app/i18n/index.ts";
import { type AccountResult, attempt, spendCode } from "./account.server.ts";
import { type Auth, endOpenChallenges } from "./auth.server.ts";
import { judgePassword } from "./password-rule.server.ts";

export interface SessionEntry {
  id: string;
  isCurrent: boolean;
  address: string;
  userAgent: string;
  startedAt: string;
  lastSeenAt: string;
}

/** The signed-in person, with the properties that a mail about the account needs. */
export interface Holder {
  userId: string;
  name: string;
  email: string;
  locale: Locale;
}

interface Writer {
  publicUrl: string;
}

export async function changeProfile(
  auth: Auth,
  userId: string,
  profile: { name: string; locale: Locale; timeZone: Zone | null },
): Promise<void> {
  await (await auth.$context).internalAdapter.updateUser(userId, profile);
}

/** Changes the password. Every other session ends, and this one gets a new token. */
export async function changePassword(
  auth: Auth,
  headers: Headers,
  holder: Holder & Writer,
  input: { currentPassword: string; newPassword: string },
): Promise<AccountResult> {
  const fault = judgePassword(input.newPassword, holder);
  if (fault) return { ok: false, fault };
  return auth.together(async () => {
    const result = await attempt(
      () => auth.api.changePassword({ body: { ...input, revokeOtherSessions: true }, headers, returnHeaders: true }),
      () => null,
    );
    if (result.ok) {
      await endOpenChallenges(auth, holder.userId);
      await tell(auth, holder, "passwordChanged");
    }
    return result;
  });
}

/** Checks the identity of the session's person before an irreversible action. */
export function confirmPassword(auth: Auth, headers: Headers, password: string): Promise<AccountResult> {
  return attempt(
    () => auth.api.verifyPassword({ body: { password }, headers, returnHeaders: true }),
    () => null,
  );
}

/**
 * Starts the setup of a second factor: a new secret as `otpauth://` address and backup codes. They become active once a
 * first code is confirmed.
 */
export function beginSecondFactor(
  auth: Auth,
  headers: Headers,
  password: string,
): Promise<AccountResult<{ totpUri: string; backupCodes: string[] }>> {
  return attempt(
    () => auth.api.enableTwoFactor({ body: { password, method: "totp" }, headers, returnHeaders: true }),
    (response) => {
      if (!("totpURI" in response)) throw new Error("the accounts library made no secret");
      return { totpUri: response.totpURI, backupCodes: response.backupCodes };
    },
  );
}

/** The backup codes of an unconfirmed second factor. Those of an active one are never shown again. */
export async function pendingBackupCodes(
  auth: Auth,
  holder: { userId: string; twoFactorEnabled: boolean },
): Promise<string[]> {
  if (holder.twoFactorEnabled) return [];
  return (await auth.api.viewBackupCodes({ body: { userId: holder.userId } })).backupCodes;
}

/** Confirms the second factor with a first code. The session gets a new token. */
export async function confirmSecondFactor(
  auth: Auth,
  headers: Headers,
  userId: string,
  code: string,
): Promise<AccountResult> {
  const result = await attempt(
    () => auth.api.verifyTOTP({ body: { code }, headers, returnHeaders: true }),
    () => null,
  );
  if (result.ok) await spendCode(auth, userId, code);
  return result;
}

/** Creates new backup codes and invalidates the old ones. */
export function renewBackupCodes(
  auth: Auth,
  headers: Headers,
  password: string,
): Promise<AccountResult<{ backupCodes: string[] }>> {
  return attempt(
    () => auth.api.generateBackupCodes({ body: { password }, headers, returnHeaders: true }),
    ({ backupCodes }) => ({ backupCodes }),
  );
}

export async function stopSecondFactor(
  auth: Auth,
  headers: Headers,
  holder: Holder & Writer,
  password: string,
): Promise<AccountResult> {
  return auth.together(async () => {
    const result = await attempt(
      () => auth.api.disableTwoFactor({ body: { password }, headers, returnHeaders: true }),
      () => null,
    );
    if (result.ok) await tell(auth, holder, "secondFactorOff");
    return result;
  });
}

/** The open sessions of a person: the current one first, then by last use. */
export async function listSessions(auth: Auth, userId: string, currentId: string): Promise<SessionEntry[]> {
  const sessions = await (await auth.$context).internalAdapter.listSessions(userId, { onlyActiveSessions: true });
  return sessions
    .map((session) => ({
      id: session.id,
      isCurrent: session.id === currentId,
      address: session.ipAddress ?? "",
      userAgent: session.userAgent ?? "",
      startedAt: session.createdAt.toISOString(),
      lastSeenAt: session.updatedAt.toISOString(),
    }))
    .sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent) || b.lastSeenAt.localeCompare(a.lastSeenAt));
}

/** Ends one session of the person. Sessions of others are not found and stay. */
export async function endSession(auth: Auth, userId: string, sessionId: string): Promise<void> {
  await endSessions(auth, userId, (id) => id === sessionId);
}

export async function endOtherSessions(auth: Auth, userId: string, currentId: string): Promise<void> {
  await endSessions(auth, userId, (id) => id !== currentId);
}

async function endSessions(auth: Auth, userId: string, isEnded: (id: string) => boolean): Promise<void> {
  const { internalAdapter } = await auth.$context;
  for (const session of await internalAdapter.listSessions(userId)) {
    if (isEnded(session.id)) await internalAdapter.deleteSession(session.token);
  }
}

/** Informs the holder of a change to the account by mail. */
function tell(auth: Auth, holder: Holder & Writer, kind: "passwordChanged" | "secondFactorOff"): Promise<void> {
  return auth.write(holder, { kind, name: holder.name, resetUrl: `${holder.publicUrl}/password/forgot` });
}
