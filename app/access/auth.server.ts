import { betterAuth } from "better-auth";
import { twoFactor } from "better-auth/plugins/two-factor";
import type { CurrentText } from "#app/consent/agreement.ts";
import { askAfterTakeover } from "#app/consent/consent.server.ts";
import { isTimeZone, type Zone } from "#app/day/zone.ts";
import type { AccountSecrets } from "#app/environment/account-secrets.ts";
import { type Locale, localeOr } from "#app/i18n/index.ts";
import type { Letter } from "#app/mail/letter.ts";
import { insertMail } from "#app/mail/mail-queue.server.ts";
import { log } from "#app/observe/log/log.server.ts";
import type { Doors } from "#db/doors.ts";
import type { TenantKind } from "#db/schema.ts";
import { versionOf } from "./account-secret.ts";
import { AUTH_TABLES } from "./auth-tables.ts";
import { PASSWORD_LENGTH } from "./password-rule.server.ts";
import { WorkspaceKind } from "./workspace-kind.ts";

export interface AuthSettings {
  /** Access to the tables of accounts only. */
  doors: Pick<Doors, "accounts" | "accountsTogether">;
  publicUrl: string;
  secrets: AccountSecrets;
  /** The texts of the operator that people agree to. */
  texts?: () => readonly CurrentText[];
  /** Compares the tables with what the library writes, at the first call. */
  validateSchema?: boolean;
}

/** A session ends 30 days after sign-in at the latest, and after 7 days without a request. */
/** The name that authenticator apps show. */
export const ISSUER = "Truetonne";
export const SESSION_DAYS = { absolute: 30, idle: 7 } as const;
/** The header with the client address for the accounts library. A header sent by the client is replaced. */
export const CLIENT_ADDRESS_HEADER = "x-truetonne-client";

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 86_400;

export type Auth = ReturnType<typeof createAuth>;

/**
 * The accounts library on our tables: email and password with a confirmed address, TOTP with backup codes, and sessions
 * in the database. Its own pages and endpoints are not served. Services call it, with our own rate limits.
 */
export function createAuth({ doors, publicUrl, secrets, texts = () => [], validateSchema = false }: AuthSettings) {
  const { accounts, accountsTogether: together } = doors;
  const write = (user: { email: string }, letter: Letter, seconds?: number) => {
    const expiresAt = seconds === undefined ? {} : { expiresAt: new Date(Date.now() + seconds * 1000) };
    return insertMail(accounts, { to: user.email, locale: localeOfUser(user), letter, ...expiresAt }, secrets);
  };
  const link = (path: string, token: string) => `${publicUrl}${path}?token=${encodeURIComponent(token)}`;
  const auth = betterAuth({
    appName: "Truetonne",
    baseURL: publicUrl,
    // Values encrypted before keys had versions used the oldest key.
    secret: secrets.at(-1)!,
    secrets: secrets.map((value) => ({ version: versionOf(value), value })),
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { level: "error", log: logLibraryError },
    database: { db: accounts, type: "postgres", transaction: false },
    user: {
      ...AUTH_TABLES.user,
      additionalFields: {
        locale: { type: "string", required: false, defaultValue: "en", input: true },
        timeZone: { type: "string", required: false, fieldName: "time_zone", input: true },
        workspaceKind: { type: "string", required: false, fieldName: "workspace_kind", input: true },
      },
    },
    session: {
      ...AUTH_TABLES.session,
      expiresIn: SESSION_DAYS.absolute * DAY_SECONDS,
      disableSessionRefresh: true,
      freshAge: 0,
    },
    account: { ...AUTH_TABLES.account, accountLinking: { enabled: false } },
    verification: { ...AUTH_TABLES.verification, storeIdentifier: "hashed" },
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: HOUR_SECONDS,
      onExistingUserSignUp: async ({ user }) => {
        // A stranger may have created an account whose address was never confirmed. The owner of the mailbox sets a new
        // password, so that the first one is useless.
        if (!user.emailVerified) await auth.api.requestPasswordReset({ body: { email: user.email } });
        else {
          const [signInUrl, resetUrl] = [`${publicUrl}/sign-in`, `${publicUrl}/password/forgot`];
          await write(user, { kind: "accountExists", name: user.name, signInUrl, resetUrl });
        }
      },
      sendResetPassword: ({ user, token }) => {
        const url = link("/password/reset", token);
        if (!user.emailVerified) return write(user, { kind: "accountUnconfirmed", url }, HOUR_SECONDS);
        return write(user, { kind: "resetPassword", name: user.name, url }, HOUR_SECONDS);
      },
      onPasswordReset: async ({ user }) => {
        const { internalAdapter } = await auth.$context;
        // The token came by mail, so the address is confirmed.
        if (!user.emailVerified) {
          await internalAdapter.updateUser(user.id, { emailVerified: true });
          await askAfterTakeover(accounts, user.id, texts());
        }
        await endOpenChallenges(auth, user.id);
        await write(user, { kind: "passwordChanged", name: user.name, resetUrl: `${publicUrl}/password/forgot` });
      },
    },
    emailVerification: {
      sendOnSignUp: true,
      autoSignInAfterVerification: true,
      expiresIn: DAY_SECONDS,
      sendVerificationEmail: ({ user, token }) =>
        write(user, { kind: "confirmAddress", name: user.name, url: link("/email/verify", token) }, DAY_SECONDS),
    },
    advanced: {
      useSecureCookies: false,
      cookies: cookieNames(publicUrl.startsWith("https://")),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", path: "/", secure: publicUrl.startsWith("https://") },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
      database: { validateSchema },
    },
    plugins: [twoFactor({ issuer: ISSUER, schema: AUTH_TABLES.secondFactor })],
  });
  return Object.assign(auth, {
    /** For what belongs to an account, in the same transaction where there is one. */
    accounts,
    /** Runs the library's work in one transaction, including mails. */
    together,
    write,
    /** Takes as long as a mail, for an address without an account. */
    writeToNoOne: () => insertMail(accounts, null, secrets),
  });
}

/** Ends what a new password must invalidate: other reset links, incomplete sign-ins. */
export async function endOpenChallenges(auth: Pick<Auth, "$context">, userId: string): Promise<void> {
  const { adapter } = await auth.$context;
  await adapter.deleteMany({ model: "verification", where: [{ field: "value", value: userId }] });
}

/** The time zone that a person chose. Null for that of the workspace. */
export function zoneOfUser(user: object): Zone | null {
  return "timeZone" in user && typeof user.timeZone === "string" && isTimeZone(user.timeZone) ? user.timeZone : null;
}

/** What a person answered at sign-up. Null for invited people, who were not asked. */
export function workspaceKindOfUser(user: object): TenantKind | null {
  return ("workspaceKind" in user && WorkspaceKind.safeParse(user.workspaceKind).data) || null;
}

export function localeOfUser(user: object): Locale {
  return localeOr("locale" in user ? user.locale : undefined);
}

/** `__Host-` binds a cookie to this host and to https. Browsers refuse the name over plain http. */
function cookieNames(isSecure: boolean) {
  const prefix = isSecure ? "__Host-" : "";
  return Object.fromEntries(
    ["session_token", "session_data", "account_data", "dont_remember", "two_factor", "trust_device"].map((name) => [
      name,
      { name: `${prefix}truetonne_${name}` },
    ]),
  );
}

/** The library's messages contain no tokens, but their attachments might, and are not logged. */
function logLibraryError(level: string, message: string): void {
  const isError = level === "error";
  if (isError) log.error("accounts_library", undefined, { message });
  else log.warn("accounts_library", { message });
}
