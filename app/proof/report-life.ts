/** How long a report may hold at most; as in the checks of the tables. */
export const LONGEST_VALIDITY_MONTHS = 120;

/** How a report stands. `issuing`: its number is taken, and it is not published yet. */
export const REPORT_STATES = ["issuing", "issued", "superseded", "expired", "withdrawn"] as const;
export type ReportState = (typeof REPORT_STATES)[number];

/** What the log says of a report and changes how it stands. */
export type LifeEvent = "issue" | "supersede" | "expire" | "withdraw";

/**
 * What may follow what. Nothing leads back: a report is never deleted and never current again. One that was replaced can
 * still be withdrawn, because its figures may be wrong and not only old; a validity matters only as long as it is current
 * or has just ended.
 */
const NEXT: Record<ReportState, Partial<Record<LifeEvent, ReportState>>> = {
  issuing: { issue: "issued" },
  issued: { supersede: "superseded", expire: "expired", withdraw: "withdrawn" },
  expired: { supersede: "superseded", withdraw: "withdrawn" },
  superseded: { withdraw: "withdrawn" },
  withdrawn: {},
};

/** The state after an event, or null where the event can't happen to a report in this state. */
export function nextState(state: ReportState, event: LifeEvent): ReportState | null {
  return NEXT[state][event] ?? null;
}

/**
 * How a report stands by what the log says of it, oldest first, and by the clock: a validity ends by itself, whether or
 * not the log has said so yet. Statements that change nothing, such as a third party's, are passed over.
 *
 * @param validity `expiresAt` and `now` in ISO 8601; without `expiresAt` the report holds until it is replaced or withdrawn
 */
export function stateOfReport(
  statements: readonly string[],
  validity: { expiresAt: string | null; now: string },
): ReportState {
  let state: ReportState = "issuing";
  for (const kind of statements) {
    state = nextState(state, kind as LifeEvent) ?? state;
  }
  return state === "issued" && hasExpired(validity.expiresAt, validity.now) ? "expired" : state;
}

/** The moment at which a validity of whole days has passed: the end of the last day, in UTC. ISO 8601. */
export function endOfValidity(lastDay: string): string {
  const end = new Date(`${lastDay}T00:00:00Z`);
  end.setUTCDate(end.getUTCDate() + 1);
  return `${end.toISOString().slice(0, 19)}Z`;
}

/** The last day of a validity that ends at a moment, `YYYY-MM-DD` in UTC. */
export function lastDayOfValidity(expiresAt: string): string {
  return new Date(Date.parse(expiresAt) - 1).toISOString().slice(0, 10);
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
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}
