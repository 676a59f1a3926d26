/** Reasons for which a mail failed permanently, as its page shows them. */
export const MAIL_FAILURES = ["rejected", "unreachable", "login", "key", "expired", "unknown"] as const;
export type MailFailure = (typeof MAIL_FAILURES)[number];

const UNREACHABLE = ["ECONNECTION", "ECONNREFUSED", "ECONNRESET", "EDNS", "ESOCKET", "ETIMEDOUT", "ETLS"];

/**
 * The reason of a failed attempt, by the error codes of the mail library. The server's own message may quote the mail,
 * so it is not used.
 */
export function failureOf(error: unknown): MailFailure {
  const { code, responseCode } = (error ?? {}) as { code?: unknown; responseCode?: unknown };
  if (code === "EAUTH" || code === "ENOAUTH") return "login";
  if ((code === "EENVELOPE" || code === "EMESSAGE") && isFinal(responseCode)) return "rejected";
  return UNREACHABLE.some((one) => one === code) ? "unreachable" : "unknown";
}

/** Replies from 500 to 599 are permanent (RFC 5321, 4.2.1). */
function isFinal(responseCode: unknown): boolean {
  return typeof responseCode === "number" && responseCode >= 500;
}

const FIRST_WAIT_SECONDS = 30;
const WAIT_FACTOR = 4;
/** With these delays the last attempt is about eleven hours after the first. */
const MOST_TRIES = 7;

/**
 * Seconds until the next attempt, or null if there is none.
 *
 * @param tries number of attempts so far, all of which failed
 */
export function secondsToNextTry(tries: number, failure: MailFailure): number | null {
  if (failure === "rejected" || failure === "key" || failure === "expired" || tries >= MOST_TRIES) return null;
  return FIRST_WAIT_SECONDS * WAIT_FACTOR ** (tries - 1);
}
