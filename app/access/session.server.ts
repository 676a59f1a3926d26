import { join } from "node:path";
import { redirect } from "@remix-run/node";
import { currentTexts } from "#app/consent/legal-texts.server.ts";
import { doors } from "#app/database/doors.server.ts";
import type { Zone } from "#app/day/zone.ts";
import { AppError } from "#app/encoding/errors.ts";
import { once } from "#app/encoding/once.ts";
import type { AccountSecrets } from "#app/environment/account-secrets.ts";
import { env } from "#app/environment/env.server.ts";
import { readOrMakeSecrets } from "#app/environment/secret-file.server.ts";
import { LOCALE_COOKIE } from "#app/http/locale.server.ts";
import { oncePerRequest } from "#app/http/once-per-request.server.ts";
import { safePath } from "#app/http/safe-path.ts";
import type { Locale } from "#app/i18n/index.ts";
import { log } from "#app/observe/log/log.server.ts";
import type { TenantKind } from "#db/schema.ts";
import { signAnew } from "./account-secret.ts";
import {
  type Auth,
  CLIENT_ADDRESS_HEADER,
  createAuth,
  localeOfUser,
  SESSION_DAYS,
  workspaceKindOfUser,
  zoneOfUser,
} from "./auth.server.ts";
import { callerOf, limitKey, networkOf, type RateLimit, takeHit } from "./rate-limit.server.ts";

export interface SignedInUser {
  userId: string;
  name: string;
  email: string;
  locale: Locale;
  /** Null for that of the workspace. */
  timeZone: Zone | null;
  /** The answer at sign-up. Null for invited people. */
  workspaceKind: TenantKind | null;
  sessionId: string;
  sessionStartedAt: Date;
  twoFactorEnabled: boolean;
}

const HOUR_MS = 3_600_000;
const IDLE_MS = SESSION_DAYS.idle * 24 * HOUR_MS;

/** Whether mails are written to the folder `mail` of the data folder instead of being sent. */
export function isMailLocal(): boolean {
  return env().smtp === undefined;
}

export const auth = once(
  async (): Promise<Auth> =>
    createAuth({
      doors: await doors(),
      publicUrl: env().publicUrl,
      secrets: accountSecrets(),
      texts: currentTexts,
    }),
);

/** The keys of cookies, tokens and stored second factors: from the settings, or created once for this data folder. */
export const accountSecrets = once(
  (): AccountSecrets => env().accountSecrets ?? readOrMakeSecrets(join(env().dataDir, "keys")),
);

/**
 * The user of a request's session cookie. The session is read from the database at each request, so ending it takes
 * effect immediately.
 */
export async function currentUser(request: Request): Promise<SignedInUser | null> {
  if (!request.headers.has("cookie")) return null;
  return oncePerRequest(request, "user", () => readUser(request));
}

/** The user of the session that an answer's cookies begin. */
export function userOf(cookies: string[]): Promise<SignedInUser | null> {
  return readUser(requestWith(cookies));
}

/** A request as the browser would send it after an answer with these cookies. */
export function requestWith(cookies: string[]): Request {
  const cookie = cookies.map((text) => text.split(";")[0]).join("; ");
  return new Request(env().publicUrl, { headers: { cookie } });
}

async function readUser(request: Request): Promise<SignedInUser | null> {
  const library = await auth();
  const found = await library.api.getSession({ headers: cookieHeaders(request) });
  if (!found) return null;
  const { session, user } = found;
  const { internalAdapter } = await library.$context;
  const idleMs = Date.now() - session.updatedAt.getTime();
  if (idleMs > IDLE_MS) {
    await internalAdapter.deleteSession(session.token);
    return null;
  }
  if (idleMs > HOUR_MS) await internalAdapter.updateSession(session.token, { updatedAt: new Date() });
  return {
    userId: user.id,
    name: user.name,
    email: user.email,
    locale: localeOfUser(user),
    timeZone: zoneOfUser(user),
    workspaceKind: workspaceKindOfUser(user),
    sessionId: session.id,
    sessionStartedAt: session.createdAt,
    twoFactorEnabled: user.twoFactorEnabled === true,
  };
}

/** @throws Response a redirect to the sign-in page that leads back here. */
export async function requireUser(request: Request): Promise<SignedInUser> {
  const user = await currentUser(request);
  if (user) return user;
  const { pathname, search } = new URL(request.url);
  throw redirect(`/sign-in?${new URLSearchParams({ next: safePath(`${pathname}${search}`) })}`);
}

/** The headers of a request for the accounts library, with the client address that the server saw. */
export function accountHeaders(request: Request, clientAddress: string): Headers {
  const headers = cookieHeaders(request);
  const agent = request.headers.get("user-agent");
  if (agent) headers.set("user-agent", agent);
  headers.set(CLIENT_ADDRESS_HEADER, clientAddress);
  return headers;
}

function cookieHeaders(request: Request): Headers {
  const cookies = request.headers.get("cookie");
  return new Headers(cookies ? { cookie: signAnew(cookies, accountSecrets()) } : {});
}

/** From sign-in on, pages use the language of the person's settings. */
export function localeCookie(locale: Locale): string {
  return `${LOCALE_COOKIE}=${locale}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly`;
}

/** A redirect that sets cookies, such as after sign-in. */
export function redirectWithCookies(to: string, cookies: string[]): Response {
  const headers = new Headers();
  for (const cookie of cookies) headers.append("Set-Cookie", cookie);
  return redirect(to, { headers });
}

interface StepLimit {
  /** Limit per subject. Steps that send a mail count it over all callers, so that no mailbox is flooded. */
  subject: RateLimit;
  caller: RateLimit;
  sendsMail: boolean;
}

const QUARTER = 900;
const HOUR = 3600;
/** Limit of rows of public lists, in thousands, that a caller downloads per minute. */
export const MOST_THOUSANDS = 120;

const LIMITS = {
  "sign-in": {
    subject: { limit: 10, windowSeconds: QUARTER },
    caller: { limit: 30, windowSeconds: QUARTER },
    sendsMail: false,
  },
  "second-factor": {
    subject: { limit: 10, windowSeconds: QUARTER },
    caller: { limit: 30, windowSeconds: QUARTER },
    sendsMail: false,
  },
  "sign-up": {
    subject: { limit: 5, windowSeconds: HOUR },
    caller: { limit: 30, windowSeconds: HOUR },
    sendsMail: true,
  },
  password: { subject: { limit: 5, windowSeconds: HOUR }, caller: { limit: 30, windowSeconds: HOUR }, sendsMail: true },
  invitation: {
    subject: { limit: 30, windowSeconds: HOUR },
    caller: { limit: 60, windowSeconds: HOUR },
    sendsMail: true,
  },
  watch: { subject: { limit: 5, windowSeconds: HOUR }, caller: { limit: 20, windowSeconds: HOUR }, sendsMail: true },
  // Mail programs that stop watches send them for many readers.
  "watch-link": {
    subject: { limit: 30, windowSeconds: 60 },
    caller: { limit: 600, windowSeconds: 60 },
    sendsMail: false,
  },
  "api-key": {
    subject: { limit: 60, windowSeconds: 60 },
    caller: { limit: 60, windowSeconds: 60 },
    sendsMail: false,
  },
  "data-request-mail": {
    subject: { limit: 60, windowSeconds: HOUR },
    caller: { limit: 120, windowSeconds: HOUR },
    sendsMail: true,
  },
  "quote-mail": {
    subject: { limit: 60, windowSeconds: HOUR },
    caller: { limit: 120, windowSeconds: HOUR },
    sendsMail: true,
  },
  quote: { subject: { limit: 60, windowSeconds: 60 }, caller: { limit: 120, windowSeconds: 60 }, sendsMail: false },
  "quote-answer": {
    subject: { limit: 10, windowSeconds: QUARTER },
    caller: { limit: 30, windowSeconds: QUARTER },
    sendsMail: false,
  },
  "quote-copy": {
    subject: { limit: 20, windowSeconds: QUARTER },
    caller: { limit: 60, windowSeconds: QUARTER },
    sendsMail: false,
  },
  "draft-comment": {
    subject: { limit: 20, windowSeconds: QUARTER },
    caller: { limit: 60, windowSeconds: QUARTER },
    sendsMail: false,
  },
  "quote-pay": {
    subject: { limit: 20, windowSeconds: QUARTER },
    caller: { limit: 60, windowSeconds: QUARTER },
    sendsMail: false,
  },
  // A form that saves during typing.
  "data-request": {
    subject: { limit: 120, windowSeconds: 60 },
    caller: { limit: 240, windowSeconds: 60 },
    sendsMail: false,
  },
  "data-request-file": {
    subject: { limit: 60, windowSeconds: HOUR },
    caller: { limit: 120, windowSeconds: HOUR },
    sendsMail: false,
  },
  // Counted by rows and not by requests, because each row is a lookup.
  "look-up-list": {
    subject: { limit: 2000, windowSeconds: QUARTER },
    caller: { limit: 2000, windowSeconds: QUARTER },
    sendsMail: false,
  },
  // Counted by rows: the whole library has about 31,000, and the cost depends on the number of rows.
  "factor-file": {
    subject: { limit: 40_000, windowSeconds: QUARTER },
    caller: { limit: 40_000, windowSeconds: QUARTER },
    sendsMail: false,
  },
  // Counted by thousands of rows, for all public lists together.
  "list-file": {
    subject: { limit: MOST_THOUSANDS, windowSeconds: 60 },
    caller: { limit: MOST_THOUSANDS, windowSeconds: 60 },
    sendsMail: false,
  },
  // Reads the audit trail of each workspace of a person.
  "own-data": {
    subject: { limit: 10, windowSeconds: HOUR },
    caller: { limit: 60, windowSeconds: HOUR },
    sendsMail: false,
  },
  // A form that searches during typing.
  search: {
    subject: { limit: 120, windowSeconds: 60 },
    caller: { limit: 120, windowSeconds: 60 },
    sendsMail: false,
  },
  // Pages of the sample and their data, some of which ask again every second.
  visit: {
    subject: { limit: 240, windowSeconds: 60 },
    caller: { limit: 240, windowSeconds: 60 },
    sendsMail: false,
  },
  "look-up": {
    subject: { limit: 60, windowSeconds: 60 },
    caller: { limit: 60, windowSeconds: 60 },
    sendsMail: false,
  },
} as const satisfies Record<string, StepLimit>;

/**
 * Counts a step that could be abused to send mails or to guess.
 *
 * @param subject the email address or account of the step. Without it only the caller is counted.
 * @param count the number of steps.
 * @returns null if the step may continue, else the seconds to wait.
 */
export async function limitStep(
  step: keyof typeof LIMITS,
  clientAddress: string,
  subject?: string,
  count = 1,
): Promise<number | null> {
  const [secret] = accountSecrets();
  const { subject: ofSubject, caller, sendsMail } = LIMITS[step];
  const network = networkOf(clientAddress);
  const counted = sendsMail ? [subject ?? ""] : [subject ?? "", network];
  try {
    await (await doors()).withSystem(async (tx) => {
      if (subject) await takeHit(tx, limitKey(secret, step, ...counted), ofSubject, { count });
      await takeHit(tx, limitKey(secret, `${step}-caller`, callerOf(clientAddress)), caller, { count });
    });
    return null;
  } catch (error) {
    const seconds = error instanceof AppError ? error.details.retryAfterSeconds : undefined;
    if (typeof seconds !== "number") throw error;
    log.info("rate_limited", { step });
    return seconds;
  }
}

/** Counts a hit of a subject without a caller. @returns whether it is within the limit */
export async function isWithinLimit(purpose: string, limit: RateLimit, ...subject: string[]): Promise<boolean> {
  const key = limitKey(accountSecrets()[0], purpose, ...subject);
  try {
    await (await doors()).withSystem((tx) => takeHit(tx, key, limit));
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === "rate_limited") return false;
    throw error;
  }
}
