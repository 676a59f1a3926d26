/** At most one day is one entry. */
export const MOST_MINUTES = 1440;

export function asHours(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

/** To the nearest minute, and at least one. */
export function elapsedMinutes(from: Date, to: Date): number {
  return Math.max(1, Math.round((to.getTime() - from.getTime()) / 60_000));
}
