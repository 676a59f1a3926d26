/** Why a mail failed for good, as its page says it. */
export const MAIL_FAILURES = ["rejected", "unreachable", "login", "key", "expired", "unknown"] as const;
export type MailFailure = (typeof MAIL_FAILURES)[number];

const UNREACHABLE = ["ECONNECTION", "ECONNREFUSED", "ECONNRESET", "EDNS", "ESOCKET", "ETIMEDOUT", "ETLS"];

/** What a failed try says, by the codes of the mail library; never the server's own words, which may quote the mail. */
export function failureOf(error: unknown): MailFailure {
  const { code, responseCode } = (error ?? {}) as { code?: unknown; responseCode?: unknown };
  if (code === "EAUTH" || code === "ENOAUTH") return "login";
  if ((code === "EENVELOPE" || code === "EMESSAGE") && isFinal(responseCode)) return "rejected";
  return UNREACHABLE.some((one) => one === code) ? "unreachable" : "unknown";
}

/** A reply of the 500s is final (RFC 5321, 4.2.1). */
function isFinal(responseCode: unknown): boolean {
  return typeof responseCode === "number" && responseCode >= 500;
}

const FIRST_WAIT_SECONDS = 30;
const WAIT_FACTOR = 4;
/** With these waits the last try is about eleven hours after the first. */
const MOST_TRIES = 7;

/**
 * Seconds until the next try; null where there is none.
 *
 * @param tries made so far, all of which failed
 */
export function secondsToNextTry(tries: number, failure: MailFailure): number | null {
  if (failure === "rejected" || failure === "key" || failure === "expired" || tries >= MOST_TRIES) return null;
  return FIRST_WAIT_SECONDS * WAIT_FACTOR ** (tries - 1);
}
