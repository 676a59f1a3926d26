import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { env } from "#app/environment/env.server.ts";
import { log } from "#app/observe/log/log.server.ts";
import type { SystemTx } from "#db/doors.ts";
import type { AccountFault, AccountResult } from "./account.server.ts";
import { localeOfUser } from "./auth.server.ts";
import { postMail } from "./post.server.ts";
import { forgetHits, giveBackHit, limitKey, takeHit } from "./rate-limit.server.ts";
import { accountSecrets, isWithinLimit } from "./session.server.ts";

const DAY_SECONDS = 86_400;
/** Failures that one account allows per day, from all networks together. */
const CEILING = { limit: 60, windowSeconds: DAY_SECONDS };
const NOTICES = { limit: 1, windowSeconds: DAY_SECONDS };
/** Each new password allows sixty more codes, and someone with access to the mailbox must not get unlimited codes. */
const CODES_REOPENED = { limit: 2, windowSeconds: DAY_SECONDS };

/** What is guessed: the password of an address, or the code of an account whose password was right. */
export type Guessed = { step: "password"; email: string } | { step: "code"; userId: string };

type Paused = { ok: false; fault: "account_paused" | "code_paused"; waitSeconds: number };

/** Other refusals of a step reveal nothing about the secret. */
const WRONG: readonly AccountFault[] = ["credentials", "password_wrong", "code_wrong"];

/**
 * Makes an attempt that may be a guess. It is counted in advance, also for an address without an account, and only
 * failures stay counted. Beyond the limit no attempt is made, and the holder gets one mail a day.
 */
export async function underCeiling<T>(
  guessed: Guessed,
  attempt: () => Promise<AccountResult<T>>,
): Promise<AccountResult<T> | Paused> {
  const taken = await take(guessed);
  if ("waitSeconds" in taken) {
    log.info("account_paused", { step: guessed.step });
    return { ok: false, fault: guessed.step === "password" ? "account_paused" : "code_paused", ...taken };
  }
  const result = await attempt();
  if (result.ok || !WRONG.includes(result.fault)) {
    await (await doors()).withSystem((tx) => giveBackHit(tx, keyOf(guessed)));
  } else if (taken.remaining === 0) {
    await tellHolder(guessed);
  }
  return result;
}

/** A new password proves access to the mailbox, so failures of others no longer lock the holder out. */
export async function forgetFailures({ userId, email }: { userId: string; email: string }): Promise<void> {
  const guesses: Guessed[] = [{ step: "password", email }];
  if (await isWithinLimit("codes-reopened", CODES_REOPENED, userId)) guesses.push({ step: "code", userId });
  await (await doors()).withSystem((tx) => forgetHits(tx, guesses.map(keyOf)));
}

async function take(guessed: Guessed): Promise<{ remaining: number } | { waitSeconds: number }> {
  try {
    return await (await doors()).withSystem((tx) => takeHit(tx, keyOf(guessed), CEILING));
  } catch (error) {
    const seconds = error instanceof AppError ? error.details.retryAfterSeconds : undefined;
    if (typeof seconds !== "number") throw error;
    return { waitSeconds: seconds };
  }
}

function subjectOf(guessed: Guessed): string {
  return guessed.step === "password" ? guessed.email : guessed.userId;
}

function keyOf(guessed: Guessed): string {
  return limitKey(accountSecrets()[0], `failed-${guessed.step}`, subjectOf(guessed));
}

/** Writes a mail to no one if there is no account, so that the timing does not reveal whether there is one. */
async function tellHolder(guessed: Guessed): Promise<void> {
  if (!(await isWithinLimit(`notice-${guessed.step}`, NOTICES, subjectOf(guessed)))) return;
  const kind = guessed.step === "password" ? "signInPaused" : "codePaused";
  await (await doors()).withSystem(async (tx) => {
    const user = await findHolder(tx, guessed);
    if (!user) return postMail(tx, null);
    const letter = { kind, name: user.name, resetUrl: `${env().publicUrl}/password/forgot` } as const;
    await postMail(tx, { to: user.email, locale: localeOfUser(user), letter });
  });
}

function findHolder(tx: SystemTx, guessed: Guessed) {
  const users = tx.selectFrom("user_account").select(["name", "email", "locale"]);
  const own =
    guessed.step === "password"
      ? users.where("email", "=", guessed.email.toLowerCase())
      : users.where("id", "=", guessed.userId);
  return own.executeTakeFirst();
}
