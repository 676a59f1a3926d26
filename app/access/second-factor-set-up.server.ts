import { generateRandomString, symmetricDecrypt, symmetricEncrypt, verifyJWT } from "better-auth/crypto";
import { z } from "zod";
import { pendingBackupCodes } from "./account-security.server.ts";
import { type Auth, ISSUER, workspaceKindOfUser } from "./auth.server.ts";
import type { SignedInUser } from "./session.server.ts";

/** What a person needs to set up an authenticator app, until a first code is confirmed. */
export interface SecondFactorSetUp {
  /** `otpauth://totp/…` with the key. */
  totpUri: string;
  /** Each works once instead of a code from the app. */
  backupCodes: string[];
}

interface Sealed {
  sealed: string;
}

const Keys = z.object({ secret: z.string(), backupCodes: z.array(z.string()) });
type Keys = z.output<typeof Keys>;
const Prepared = Keys.extend({ userId: z.string(), email: z.string() });
type Prepared = z.output<typeof Prepared>;
/** Of the token in a mail that confirms the address of an account. */
const Claims = z.object({ email: z.string(), updateTo: z.undefined().optional() });

type Holder = Pick<SignedInUser, "userId" | "email" | "twoFactorEnabled" | "sessionStartedAt">;

const MODEL = "twoFactor";
const RECENT_MS = 15 * 60_000;
const KEY_LENGTH = 32;
const BACKUP_CODES = 10;

/** Whether a session may set up a second factor without its password: it began in the last 15 minutes, and none is on. */
export function maySetUpNow({ twoFactorEnabled, sessionStartedAt }: Holder): boolean {
  return !twoFactorEnabled && Date.now() - sessionStartedAt.getTime() < RECENT_MS;
}

/**
 * Starts the setup in a recent session, as `beginSecondFactor` does with a password. It replaces an earlier one that was
 * never confirmed.
 *
 * @returns null if the session is older, or a second factor is on
 */
export async function setUpNow(auth: Auth, holder: Holder, keys = newKeys()): Promise<SecondFactorSetUp | null> {
  if (!maySetUpNow(holder)) return null;
  const stored = await findStored(auth, holder.userId);
  if (stored && stored.verified !== false) return null;
  const { adapter, secretConfig: key } = await auth.$context;
  const { secret, backupCodes } = keys;
  const update = {
    secret: await symmetricEncrypt({ key, data: secret }),
    backupCodes: await symmetricEncrypt({ key, data: JSON.stringify(backupCodes) }),
    verified: false,
  };
  if (stored) await adapter.update({ model: MODEL, where: [{ field: "id", value: stored.id }], update });
  else await adapter.create({ model: MODEL, data: { ...update, userId: holder.userId } });
  return { totpUri: uriOf(secret, holder.email), backupCodes };
}

/**
 * A setup for the page that confirms the address of a new account. Nothing of it is stored: the page carries it back,
 * sealed, with the first code.
 *
 * @param token of the mail
 * @returns null if the token is not valid, or the account is confirmed or needs no second factor
 */
export async function prepareSetUp(auth: Auth, token: string): Promise<(SecondFactorSetUp & Sealed) | null> {
  const { internalAdapter, secret, secretConfig: key } = await auth.$context;
  const claims = Claims.safeParse(await verifyJWT(token, secret));
  if (!claims.success) return null;
  const user = (await internalAdapter.findUserByEmail(claims.data.email))?.user;
  if (!user || user.emailVerified || !workspaceKindOfUser(user)) return null;
  const prepared: Prepared = { userId: user.id, email: user.email, ...newKeys() };
  const sealed = await symmetricEncrypt({ key, data: JSON.stringify(prepared) });
  return { sealed, ...shownOf(prepared) };
}

/** What a page carried back. Null if this server did not seal it. */
export async function openSetUp(auth: Auth, sealed: string): Promise<(SecondFactorSetUp & Sealed & Prepared) | null> {
  const { secretConfig: key } = await auth.$context;
  try {
    const prepared = Prepared.parse(JSON.parse(await symmetricDecrypt({ key, data: sealed })));
    return { sealed, ...prepared, ...shownOf(prepared) };
  } catch {
    return null;
  }
}

/** The setup that this session started and has not confirmed yet. Null if there is none or the session is older. */
export async function pendingSetUp(auth: Auth, holder: Holder): Promise<SecondFactorSetUp | null> {
  if (!maySetUpNow(holder)) return null;
  const stored = await findStored(auth, holder.userId);
  if (stored?.verified !== false) return null;
  const { secretConfig: key } = await auth.$context;
  const secret = await symmetricDecrypt({ key, data: stored.secret });
  return { totpUri: uriOf(secret, holder.email), backupCodes: await pendingBackupCodes(auth, holder) };
}

async function findStored(auth: Auth, userId: string) {
  const { adapter } = await auth.$context;
  const where = [{ field: "userId", value: userId }];
  return adapter.findOne<{ id: string; secret: string; verified: boolean | null }>({ model: MODEL, where });
}

function newKeys(): Keys {
  return {
    secret: generateRandomString(KEY_LENGTH),
    backupCodes: Array.from({ length: BACKUP_CODES }, () => [5, 5].map(newPart).join("-")),
  };
}

const shownOf = ({ secret, email, backupCodes }: Prepared): SecondFactorSetUp => ({
  totpUri: uriOf(secret, email),
  backupCodes,
});

const newPart = (length: number) => generateRandomString(length, "a-z", "0-9", "A-Z");

/** The address of a key for authenticator apps, with the defaults of RFC 6238. */
function uriOf(secret: string, account: string): string {
  const [issuer, name] = [ISSUER, account].map(encodeURIComponent);
  return `otpauth://totp/${issuer}:${name}?secret=${toBase32(Buffer.from(secret))}&issuer=${issuer}&digits=6&period=30`;
}

/** RFC 4648, clause 6, without padding. */
function toBase32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? [])
    .map((part) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[Number.parseInt(part.padEnd(5, "0"), 2)])
    .join("");
}
