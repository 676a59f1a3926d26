/**
 * The time in an answer. Within a minute the same state has the same bytes and the same ETag. The time is never before
 * the start of the signing key, or everything signed in the key's first minute would be rejected.
 */
export function steadyMinute(now: Date, keySince: string | undefined): Date {
  const minute = Math.floor(now.getTime() / 60_000) * 60_000;
  return new Date(keySince === undefined ? minute : Math.max(minute, Date.parse(keySince)));
}
