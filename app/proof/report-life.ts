import { addDays, utcDay } from "#app/day/day.ts";

/** How long a report may hold at most; as in the checks of the tables. */
export const LONGEST_VALIDITY_MONTHS = 120;

/** The status of a report. `issuing`: its number is taken, and it is not published yet. */
export type ReportState = "issuing" | "issued" | "superseded" | "expired" | "withdrawn";

/**
 * The log entries that change the status of a report. Nothing leads back: a report is never deleted and never current
 * again. One that was superseded can still be withdrawn, because its figures may be wrong and not only old; a
 * validity matters only as long as it is current or has just ended. The form is that of `defineStates`, which this
 * room does not know.
 */
export const REPORT_ACTS = {
  issue: { from: ["issuing"], to: "issued" },
  supersede: { from: ["issued", "expired"], to: "superseded" },
  expire: { from: ["issued"], to: "expired" },
  withdraw: { from: ["issued", "expired", "superseded"], to: "withdrawn" },
} as const satisfies Record<string, { from: readonly ReportState[]; to: ReportState }>;

/** The state after an event, or null where the event can't happen to a report in this state. */
export function nextState(state: ReportState, event: string): ReportState | null {
  if (!Object.hasOwn(REPORT_ACTS, event)) return null;
  const act: { from: readonly ReportState[]; to: ReportState } = REPORT_ACTS[event as keyof typeof REPORT_ACTS];
  return act.from.includes(state) ? act.to : null;
}

/**
 * The status of a report by its log entries, oldest first, and by the clock: a validity ends automatically, whether
 * or not the log has an entry for it yet. Entries that change nothing, such as a third party's statement, are passed
 * over.
 *
 * @param validity `expiresAt` and `now` in ISO 8601; without `expiresAt` the report is valid until it is superseded
 * or withdrawn
 */
export function stateOfReport(
  statements: readonly string[],
  validity: { expiresAt: string | null; now: string },
): ReportState {
  let state: ReportState = "issuing";
  for (const kind of statements) {
    state = nextState(state, kind) ?? state;
  }
  return state === "issued" && hasExpired(validity.expiresAt, validity.now) ? "expired" : state;
}

/** The moment at which a validity of whole days has passed: the end of the last day, in UTC. ISO 8601. */
export function endOfValidity(lastDay: string): string {
  return `${addDays(lastDay, 1)}T00:00:00Z`;
}

/** The last day of a validity that ends at a moment, `YYYY-MM-DD` in UTC. */
export function lastDayOfValidity(expiresAt: string): string {
  return utcDay(new Date(Date.parse(expiresAt) - 1));
}

export function hasExpired(expiresAt: string | null, now: string): boolean {
  return expiresAt !== null && Date.parse(now) >= Date.parse(expiresAt);
}

/** Whether a report of today may hold until this day. */
export function isDayInReach(day: string, today: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && day >= today && day <= addMonths(today, LONGEST_VALIDITY_MONTHS);
}

/** The same day of a later month, or that month's last: 31 August and six months are the last day of February. */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return utcDay(new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))));
}
