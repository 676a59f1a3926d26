/**
 * The time that an answer states: within a minute the same state has the same bytes, and the same ETag. Never before the
 * key that signs it was in force, or in its first minute everything that it signs would be refused.
 */
export function steadyMinute(now: Date, keySince: string | undefined): Date {
  const minute = Math.floor(now.getTime() / 60_000) * 60_000;
  return new Date(keySince === undefined ? minute : Math.max(minute, Date.parse(keySince)));
}
