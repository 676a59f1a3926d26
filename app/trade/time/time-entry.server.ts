import { sql } from "kysely";
import { AppError } from "#app/encoding/errors.ts";
import type { RowOf } from "#app/kit/list/list.server.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { MOST_MINUTES } from "./hours.ts";

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
  /** Whether a later entry replaces this one, which then no longer counts. */
  isCorrected: boolean;
  replaces: string | null;
}

export interface NewTimeEntry {
  client: { id: string; name: string };
  day: string;
  /** Whole minutes, at most one day. 0 voids the corrected entry. */
  minutes: number;
  note: string;
  isBillable: boolean;
  replaces?: string | null;
}

export type TimeFault = "minutes" | "corrected_already" | "not_own";

/**
 * Adds a time entry or a correction. Only the consultancy can read it. Its audit trail entries belong to the workspace
 * and not to an organization, whose own people may be members of this tenant.
 *
 * @throws AppError `not_found` for an unknown entry
 */
export async function addTimeEntry(tx: TenantTx, author: ChangeAuthor, input: NewTimeEntry): Promise<TimeFault | null> {
  const replaces = input.replaces ?? null;
  if (!Number.isInteger(input.minutes) || input.minutes > MOST_MINUTES || input.minutes < (replaces ? 0 : 1))
    return "minutes";
  if (replaces) {
    const before = await findTimeEntry(tx, author.userId, replaces);
    if (!before) throw new AppError("not_found");
    if (before.isCorrected) return "corrected_already";
    if (!before.isOwn) return "not_own";
  }
  await insertTimeEntry(tx, author, input);
  return null;
}

/** Adds an entry that was checked. @returns its id */
export async function insertTimeEntry(tx: TenantTx, author: ChangeAuthor, input: NewTimeEntry): Promise<string> {
  const replaces = input.replaces ?? null;
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
  return id;
}

/** Unsorted. */
export function selectTimeEntries(tx: TenantTx) {
  return tx
    .selectFrom("time_entry as t")
    .leftJoin("time_entry as c", "c.replaces", "t.id")
    .leftJoin("author as a", "a.id", "t.created_by")
    .selectAll("t")
    .select(["c.id as corrected_by", "a.name"]);
}

export function toTimeEntry(row: RowOf<typeof selectTimeEntries>, readerId: string): TimeEntry {
  return {
    id: row.id,
    clientId: row.client_id,
    clientName: row.client_name,
    day: row.day,
    minutes: row.minutes,
    note: row.note,
    isBillable: row.is_billable,
    personName: row.name ?? "",
    isOwn: row.created_by === readerId,
    isCorrected: row.corrected_by !== null,
    replaces: row.replaces,
  };
}

export async function findTimeEntry(tx: TenantTx, readerId: string, entryId: string): Promise<TimeEntry | null> {
  const row = await selectTimeEntries(tx).where("t.id", "=", entryId).executeTakeFirst();
  return row ? toTimeEntry(row, readerId) : null;
}

export interface TimeTotal {
  clientId: string;
  clientName: string;
  month: string;
  minutes: number;
  billable: number;
}

/** Minutes by client and month, without corrected entries. @param filter.month `YYYY-MM` */
export async function sumTime(
  tx: TenantTx,
  { clientId, month }: { clientId?: string | undefined; month?: string | undefined },
): Promise<TimeTotal[]> {
  const monthOf = sql<string>`to_char(t.day, 'YYYY-MM')`;
  const rows = await tx
    .selectFrom("time_entry as t")
    .leftJoin("time_entry as c", "c.replaces", "t.id")
    .select(["t.client_id", monthOf.as("month")])
    .select([
      sql<string>`(array_agg(t.client_name order by t.day desc, t.created_at desc))[1]`.as("client_name"),
      sql<string>`sum(t.minutes)`.as("minutes"),
      sql<string>`coalesce(sum(t.minutes) filter (where t.is_billable), 0)`.as("billable"),
    ])
    .where("c.id", "is", null)
    .where("t.minutes", ">", 0)
    .$if(clientId !== undefined, (query) => query.where("t.client_id", "=", clientId!))
    .$if(month !== undefined, (query) => query.where(monthOf, "=", month!))
    .groupBy(["t.client_id", monthOf])
    .orderBy("month", "desc")
    .orderBy("client_name")
    .execute();
  return rows.map((row) => ({
    clientId: row.client_id,
    clientName: row.client_name,
    month: row.month,
    minutes: Number(row.minutes),
    billable: Number(row.billable),
  }));
}
