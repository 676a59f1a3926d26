import { isAPIError } from "better-auth/api";
import type { Agreement } from "#app/consent/agreement.ts";
import { keepAgreement } from "#app/consent/consent.server.ts";
import type { Zone } from "#app/day/zone.ts";
import { AppError } from "#app/encoding/errors.ts";
import { isLocale, type Locale } from "#app/i18n/index.ts";
import type { TenantKind } from "#db/schema.ts";
import { RETRY_SECONDS } from "./absence.ts";
import type { Auth } from "./auth.server.ts";
import { judgePassword, PASSWORD_LENGTH, type PasswordFault } from "./password-rule.server.ts";

/** Errors that a person can fix. Each code is a message key. */
export type AccountFault =
  | "credentials"
  | "unverified"
  | "email"
  | PasswordFault
  | "password_wrong"
  | "code_wrong"
  | "challenge_over"
  | "locked"
  | "link_dead"
  | "account_exists";

/** The result of a step, with the cookies that the answer must set. */
export type AccountResult<T = null> = { ok: true; value: T; cookies: string[] } | { ok: false; fault: AccountFault };

const FAULTS: Record<string, AccountFault> = {
  INVALID_EMAIL_OR_PASSWORD: "credentials",
  EMAIL_NOT_VERIFIED: "unverified",
  INVALID_EMAIL: "email",
  PASSWORD_TOO_SHORT: "password_short",
  PASSWORD_TOO_LONG: "password_long",
  INVALID_PASSWORD: "password_wrong",
  INVALID_CODE: "code_wrong",
  INVALID_BACKUP_CODE: "code_wrong",
  INVALID_TWO_FACTOR_COOKIE: "challenge_over",
  TOTP_NOT_ENABLED: "challenge_over",
  BACKUP_CODES_NOT_ENABLED: "challenge_over",
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: "challenge_over",
  ACCOUNT_TEMPORARILY_LOCKED: "locked",
  INVALID_TOKEN: "link_dead",
  TOKEN_EXPIRED: "link_dead",
  USER_NOT_FOUND: "link_dead",
};

/** Calls the accounts library. Returns errors that a person can fix, and throws others. */
export async function attempt<R, T>(
  call: () => Promise<{ headers: Headers; response: R }>,
  read: (response: R) => T,
): Promise<AccountResult<T>> {
  try {
    const { headers, response } = await call();
    return { ok: true, value: read(response), cookies: headers.getSetCookie() };
  } catch (error) {
    const code = isAPIError(error) ? error.body?.code : undefined;
    const fault = code ? FAULTS[code] : undefined;
    if (!fault) throw error;
    return { ok: false, fault };
  }
}

export interface NewAccount {
  name: string;
  email: string;
  password: string;
  locale: Locale;
  /** Absent for that of the workspace. */
  timeZone?: Zone | undefined;
  /** What the workspace of this person will be. Absent for invited people. */
  workspaceKind?: TenantKind | undefined;
}

/** Where the operator set no texts. */
const NO_TEXTS: Agreement = { texts: [], language: "en" };

/** The library's code for any error while storing a new account. The log has the cause. */
const NOT_STORED = "FAILED_TO_CREATE_USER";

/**
 * The answer is the same for new and known addresses, and the mail explains the difference. An address that a
 * concurrent request stored a moment before, such as a second click, also counts as known.
 *
 * @throws AppError `unavailable` if the account could not be stored
 */
export async function signUp(
  auth: Auth,
  headers: Headers,
  account: NewAccount,
  agreement = NO_TEXTS,
): Promise<AccountResult> {
  const fault = judgePassword(account.password, account);
  if (fault) return { ok: false, fault };
  try {
    return await auth.together(async () => {
      // A stranger who enters a known address agrees to nothing for its owner.
      const isKnown = await hasAccount(auth, account.email);
      const result = await attempt(
        () => auth.api.signUpEmail({ body: account, headers, returnHeaders: true }),
        () => null,
      );
      const made = result.ok && !isKnown ? await findAccount(auth, account.email) : undefined;
      if (made) await keepAgreement(auth.accounts, made.id, agreement, "sign_up");
      return result;
    });
  } catch (cause) {
    if (!isAPIError(cause) || cause.body?.code !== NOT_STORED) throw cause;
    if (await hasAccount(auth, account.email)) return { ok: true, value: null, cookies: [] };
    throw new AppError("unavailable", {
      cause,
      details: { reason: "account_not_stored", retryAfterSeconds: RETRY_SECONDS },
    });
  }
}

/** Confirms the address of an account with the token of its mail, and signs in. A used token signs in no one. */
export function confirmAddress(
  auth: Auth,
  headers: Headers,
  token: string,
): Promise<AccountResult<{ isSignedIn: boolean }>> {
  return attempt(
    async () => {
      const answer = await auth.api.verifyEmail({ query: { token }, headers, returnHeaders: true });
      return { headers: answer.headers, response: answer.headers.getSetCookie().length > 0 };
    },
    (isSignedIn) => ({ isSignedIn }),
  );
}

/** Sends the confirmation again if it is pending. The answer reveals nothing about the address. */
export async function resendConfirmation(auth: Auth, email: string): Promise<void> {
  await auth.together(async () => {
    if ((await findAccount(auth, email))?.emailVerified !== false) await auth.writeToNoOne();
    await auth.api.sendVerificationEmail({ body: { email } });
  });
}

/** The first step of a sign-in. Without a `userId`, a second factor is required. */
export async function signIn(
  auth: Auth,
  headers: Headers,
  input: { email: string; password: string },
): Promise<AccountResult<{ userId: string | null; locale: Locale | undefined }>> {
  if (input.password.length > PASSWORD_LENGTH.max) return { ok: false, fault: "credentials" };
  return attempt(
    () => auth.api.signInEmail({ body: input, headers, returnHeaders: true }),
    (response) => {
      const locale = "user" in response && "locale" in response.user ? response.user.locale : undefined;
      return {
        userId: "twoFactorRedirect" in response || !("user" in response) ? null : response.user.id,
        locale: isLocale(locale) ? locale : undefined,
      };
    },
  );
}

/** The second step of a sign-in: a code of the authenticator app, or a backup code. Each code works once. */
export async function finishSignIn(
  auth: Auth,
  headers: Headers,
  input: { code: string; kind: "totp" | "backup" },
): Promise<AccountResult<{ userId: string }>> {
  const body = { code: input.code };
  const result = await attempt(
    () =>
      input.kind === "totp"
        ? auth.api.verifyTOTP({ body, headers, returnHeaders: true })
        : auth.api.verifyBackupCode({ body, headers, returnHeaders: true }),
    (response) => ({ userId: response.user.id, token: response.token ?? "" }),
  );
  if (!result.ok) return result;
  if (input.kind === "totp" && !(await spendCode(auth, result.value.userId, input.code))) {
    await (await auth.$context).internalAdapter.deleteSession(result.value.token);
    return { ok: false, fault: "code_wrong" };
  }
  return { ok: true, value: { userId: result.value.userId }, cookies: result.cookies };
}

const CHALLENGE = /(?:^|; )(?:__Host-)?truetonne_two_factor=([\w-]+)\.[^;]*(?:;|$)/;

/**
 * The user who has entered the password and must still enter the code, from the unguessable cookie of the first step. A
 * second cookie of that name or an invalid one counts as no challenge, because the library might read the other one.
 */
export async function challengedUser(auth: Auth, cookies: string): Promise<string | null> {
  const value = cookies.split("two_factor").length === 2 ? CHALLENGE.exec(cookies)?.[1] : undefined;
  if (!value) return null;
  const { internalAdapter } = await auth.$context;
  return (await internalAdapter.findVerificationValue(value))?.value ?? null;
}

/** A code is valid for up to 90 seconds, and someone who saw it must not use it again in that time. */
export async function spendCode(auth: Auth, userId: string, code: string): Promise<boolean> {
  const { internalAdapter } = await auth.$context;
  return internalAdapter.reserveVerificationValue({
    identifier: `totp-used:${userId}:${code}`,
    value: "used",
    expiresAt: new Date(Date.now() + 120_000),
  });
}

/** Ends the session of the request, also in the database. */
export async function signOut(auth: Auth, headers: Headers): Promise<string[]> {
  const answer = await auth.api.signOut({ headers, returnHeaders: true });
  return answer.headers.getSetCookie();
}

/** Sends a link to set a new password, if there is such an account. The answer is the same either way. */
export async function requestPasswordReset(auth: Auth, email: string): Promise<void> {
  await auth.together(async () => {
    if (!(await findAccount(auth, email))) await auth.writeToNoOne();
    await auth.api.requestPasswordReset({ body: { email } });
  });
}

/** Sets a new password with the token of a mail, once, and ends every session of the account. */
export async function resetPassword(
  auth: Auth,
  input: { token: string; password: string },
): Promise<AccountResult<{ userId: string; email: string }>> {
  const holder = await holderOfReset(auth, input.token);
  if (!holder) return { ok: false, fault: "link_dead" };
  const fault = judgePassword(input.password, holder);
  if (fault) return { ok: false, fault };
  return auth.together(() =>
    attempt(
      () => auth.api.resetPassword({ body: { token: input.token, newPassword: input.password }, returnHeaders: true }),
      () => ({ userId: holder.id, email: holder.email }),
    ),
  );
}

/** The recipient of a valid reset link. Reading does not use it up. */
async function holderOfReset(auth: Auth, token: string) {
  const { internalAdapter } = await auth.$context;
  const link = await internalAdapter.findVerificationValue(`reset-password:${token}`);
  return link && link.expiresAt > new Date() ? internalAdapter.findUserById(link.value) : null;
}

export async function hasAccount(auth: Auth, email: string): Promise<boolean> {
  return (await findAccount(auth, email)) !== undefined;
}

async function findAccount(auth: Auth, email: string) {
  return (await (await auth.$context).internalAdapter.findUserByEmail(email))?.user;
}

/**
 * Creates the account of an invited person and signs in. The token came by mail, so the address is confirmed. An
 * existing account is unchanged.
 */
export async function createInvitedAccount(
  auth: Auth,
  headers: Headers,
  account: NewAccount,
  agreement = NO_TEXTS,
): Promise<AccountResult<{ userId: string }>> {
  const { internalAdapter, password } = await auth.$context;
  if (await internalAdapter.findUserByEmail(account.email)) return { ok: false, fault: "account_exists" };
  const fault = judgePassword(account.password, account);
  if (fault) return { ok: false, fault };
  const hash = await password.hash(account.password);
  const { name, email, locale } = account;
  const wanted = { name, email, locale, emailVerified: true };
  const user = await internalAdapter.createUser(wanted, { method: "invitation" }).catch(async (error: unknown) => {
    // A simultaneous request has created it in the meantime.
    if (await internalAdapter.findUserByEmail(email)) return null;
    throw error;
  });
  if (user === null) return { ok: false, fault: "account_exists" };
  await keepAgreement(auth.accounts, user.id, agreement, "invitation");
  await internalAdapter.linkAccount({ userId: user.id, providerId: "credential", accountId: user.id, password: hash });
  const signedIn = await signIn(auth, headers, account);
  return signedIn.ok ? { ok: true, value: { userId: user.id }, cookies: signedIn.cookies } : signedIn;
}
