import { AppError } from "#app/encoding/errors.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";

/** Time that a person of a consultancy worked for a client. */
export interface TimeEntry {
  id: string;
  clientId: string;
  clientName: string;
  day: string;
  minutes: number;
  note: string;
  isBillable: boolean;
  personName: string;
  isOwn: boolean;
  /** Whether a later entry stands in its place: it counts no more. */
  isCorrected: boolean;
  /** The entry in whose place this one stands. */
  replaces: string | null;
}

export interface NewTimeEntry {
  client: { id: string; name: string };
  day: string;
  /** Whole minutes, at most a day; 0 strikes out what is corrected. */
  minutes: number;
  note: string;
  isBillable: boolean;
  replaces?: string | null;
}

export type TimeFault = "minutes" | "corrected_already" | "not_own";

/**
 * Enters time, or corrects an entry by one in its place. Only the consultancy reads it: its entries in the trail belong to
 * the workspace's own pages and to no organization's, whose own people may sit in this tenant.
 *
 * @throws AppError `not_found` for an entry that is not there
 */
export async function addTimeEntry(tx: TenantTx, author: ChangeAuthor, input: NewTimeEntry): Promise<TimeFault | null> {
  const replaces = input.replaces ?? null;
  if (!Number.isInteger(input.minutes) || input.minutes > 1440 || input.minutes < (replaces ? 0 : 1)) return "minutes";
  if (replaces) {
    const before = (await listTimeEntries(tx, author, {})).find(({ id }) => id === replaces);
    if (!before) throw new AppError("not_found");
    if (before.isCorrected) return "corrected_already";
    if (!before.isOwn) return "not_own";
  }
  const { id } = await tx
    .insertInto("time_entry")
    .values({
      tenant_id: author.tenantId,
      client_id: input.client.id,
      client_name: input.client.name,
      day: input.day,
      minutes: input.minutes,
      note: input.note,
      is_billable: input.isBillable,
      replaces,
      created_by: author.userId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await recordChange(
    tx,
    { ...author, organizationId: author.tenantId },
    {
      action: replaces ? "time_entry.corrected" : "time_entry.added",
      subject: "time_entry",
      subjectId: id,
      after: {
        name: input.client.name,
        day: input.day,
        minutes: input.minutes,
        isBillable: input.isBillable,
        replaces,
      },
    },
  );
  return null;
}

/** Entries, newest day first, corrected ones included. @param filter.month `YYYY-MM` */
export async function listTimeEntries(
  tx: TenantTx,
  reader: Pick<ChangeAuthor, "userId">,
  filter: { clientId?: string | undefined; month?: string | undefined },
): Promise<TimeEntry[]> {
  const { clientId, month } = filter;
  const rows = await tx
    .selectFrom("time_entry as t")
    .leftJoin("time_entry as c", "c.replaces", "t.id")
    .leftJoin("author as a", "a.id", "t.created_by")
    .selectAll("t")
    .select(["c.id as corrected_by", "a.name"])
    .$if(clientId !== undefined, (query) => query.where("t.client_id", "=", clientId!))
    .$if(month !== undefined, (query) =>
      query.where("t.day", ">=", `${month}-01`).where("t.day", "<=", lastDayOf(month!)),
    )
    .orderBy("t.day", "desc")
    .orderBy("t.created_at", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    clientId: row.client_id,
    clientName: row.client_name,
    day: row.day,
    minutes: row.minutes,
    note: row.note,
    isBillable: row.is_billable,
    personName: row.name ?? "",
    isOwn: row.created_by === reader.userId,
    isCorrected: row.corrected_by !== null,
    replaces: row.replaces,
  }));
}

function lastDayOf(month: string): string {
  const [year, of] = month.split("-").map(Number);
  return new Date(Date.UTC(year!, of!, 0)).toISOString().slice(0, 10);
}

export interface TimeTotal {
  clientId: string;
  clientName: string;
  month: string;
  minutes: number;
  billable: number;
}

/** Whole minutes by client and month, of what counts. */
export function totalTime(entries: readonly TimeEntry[]): TimeTotal[] {
  const totals = new Map<string, TimeTotal>();
  for (const { clientId, clientName, day, minutes, isBillable, isCorrected } of entries) {
    if (isCorrected || minutes === 0) continue;
    const month = day.slice(0, 7);
    const key = `${month} ${clientId}`;
    const total = totals.get(key) ?? { clientId, clientName, month, minutes: 0, billable: 0 };
    total.minutes += minutes;
    total.billable += isBillable ? minutes : 0;
    totals.set(key, total);
  }
  return [...totals.values()].sort((a, b) =>
    a.month === b.month ? a.clientName.localeCompare(b.clientName) : a.month < b.month ? 1 : -1,
  );
}
