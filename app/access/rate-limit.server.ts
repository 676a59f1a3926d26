import { createHmac, randomInt } from "node:crypto";
import { isIP } from "node:net";
import { sql } from "kysely";
import { AppError } from "#app/encoding/errors.ts";
import type { SystemTx } from "#db/doors.ts";

export interface RateLimit {
  limit: number;
  windowSeconds: number;
}

/** One in this many new keys triggers the removal of old windows. */
const SWEEP_EVERY = 200;

/**
 * Counts one hit in the current window of a key. The database counts simultaneous hits one by one. Use a separate
 * transaction, so that the hit counts even if the guarded work fails.
 *
 * @param count number of hits, for a request that asks for many things
 * @returns what the window still allows, and in how many seconds the next one begins
 * @throws AppError `rate_limited` if the window would exceed `limit`.
 */
export async function takeHit(
  tx: SystemTx,
  key: string,
  { limit, windowSeconds }: RateLimit,
  { now = new Date(), count = 1 }: { now?: Date; count?: number } = {},
): Promise<{ remaining: number; resetSeconds: number }> {
  const windowMs = windowSeconds * 1000;
  const startMs = Math.floor(now.getTime() / windowMs) * windowMs;
  const { hits } = await tx
    .insertInto("rate_limit")
    .values({ key, window_start: new Date(startMs), hits: count })
    .onConflict((conflict) =>
      conflict.columns(["key", "window_start"]).doUpdateSet({ hits: sql<number>`rate_limit.hits + ${count}` }),
    )
    .returning("hits")
    .executeTakeFirstOrThrow();
  const resetSeconds = Math.max(1, Math.ceil((startMs + windowMs - now.getTime()) / 1000));
  if (hits > limit) throw new AppError("rate_limited", { details: { retryAfterSeconds: resetSeconds } });
  if (hits === count && randomInt(SWEEP_EVERY) === 0) await sweepWindows(tx, now);
  return { remaining: limit - hits, resetSeconds };
}

/** Removes the last hit of a key from its newest window. */
export async function giveBackHit(tx: SystemTx, key: string): Promise<void> {
  await tx
    .updateTable("rate_limit")
    .set({ hits: sql<number>`greatest(hits - 1, 0)` })
    .where("key", "=", key)
    .where("window_start", "=", (of) =>
      of
        .selectFrom("rate_limit as newest")
        .select((one) => one.fn.max("window_start").as("start"))
        .where("key", "=", key),
    )
    .execute();
}

export async function forgetHits(tx: SystemTx, keys: string[]): Promise<void> {
  await tx.deleteFrom("rate_limit").where("key", "in", keys).execute();
}

async function sweepWindows(tx: SystemTx, now: Date): Promise<void> {
  const dayBefore = new Date(now.getTime() - 86_400_000);
  await tx.deleteFrom("rate_limit").where("window_start", "<", dayBefore).execute();
}

/**
 * Key of a rate limit. The counted subject appears only as a keyed hash: the table names no person, and addresses can't
 * be guessed from it without the key of the installation.
 */
export function limitKey(secret: string, purpose: string, ...subject: string[]): string {
  const hash = createHmac("sha256", secret)
    .update(JSON.stringify([purpose, ...subject]))
    .digest("base64url");
  return `${purpose}:${hash}`;
}

/** One caller: an IPv4 address, or an IPv6 /64, which one subscriber has. */
export function callerOf(address: string): string {
  return isIP(plainAddress(address)) === 6 ? networkOf(address) : plainAddress(address);
}

/**
 * The network of a client address: /24 of IPv4, or /64 of IPv6, since one subscriber has a whole /64. An address in
 * another form is its own network.
 */
export function networkOf(address: string): string {
  const plain = plainAddress(address);
  if (isIP(plain) === 4) return `${plain.split(".").slice(0, 3).join(".")}.0/24`;
  if (isIP(plain) === 6) return `${expandIpv6(plain).slice(0, 4).join(":")}::/64`;
  return plain;
}

/** Converts IPv4 addresses as seen by a server that listens on IPv6. */
function plainAddress(address: string): string {
  return /^::ffff:/i.test(address) && isIP(address.slice(7)) === 4 ? address.slice(7) : address;
}

/**
 * The eight groups of an IPv6 address, with `::` expanded. A zone and an embedded IPv4 part don't affect the first
 * four.
 */
function expandIpv6(address: string): string[] {
  const [head = "", tail] = address.toLowerCase().split("%")[0]!.split("::");
  const groupsOf = (part: string) => part.split(":").filter((group) => group !== "");
  const left = groupsOf(head);
  const right = tail === undefined ? [] : groupsOf(tail);
  const tailLength = right.length + (right.at(-1)?.includes(".") ? 1 : 0);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - tailLength);
  return [...left, ...Array<string>(zeros).fill("0"), ...right].map((group) => group.replace(/^0+(?=.)/, ""));
}
