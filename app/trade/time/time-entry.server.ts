import { sql } from "kysely";
import { AppError } from "#app/encoding/errors.ts";
import type { RowOf } from "#app/kit/list/list.server.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { MOST_MINUTES } from "./hours.ts";
import type { Work } from "./work.server.ts";

/** Time that a person of the workspace worked for a client. */
export interface TimeEntry extends Work {
  id: string;
  day: string;
  minutes: number;
  note: string;
  isBillable: boolean;
  personName: string;
  isOwn: boolean;
  /** Whether a later entry replaces this one, which then no longer counts. */
  isCorrected: boolean;
  replaces: string | null;
  /** Whether an invoice bills it. Null if it is not billable or no longer counts. */
  billing: "billed" | "unbilled" | null;
  /** The invoice that bills it, unless that is fully credited. */
  invoice: { id: string; number: string } | null;
}

export interface NewTimeEntry {
  work: Work;
  day: string;
  /** Whole minutes, at most one day. 0 voids the corrected entry. */
  minutes: number;
  note: string;
  isBillable: boolean;
  replaces?: string | null;
}

export type TimeFault = "minutes" | "corrected_already" | "not_own" | "billed";

/**
 * Adds a time entry or a correction. Only the seller can read it. Its audit trail entries belong to the workspace and not
 * to an organization, whose own people may be members of this tenant.
 *
 * @throws AppError `not_found` for an unknown entry
 */
export async function addTimeEntry(tx: TenantTx, author: ChangeAuthor, input: NewTimeEntry): Promise<TimeFault | null> {
  const replaces = input.replaces ?? null;
  if (!Number.isInteger(input.minutes) || input.minutes > MOST_MINUTES || input.minutes < (replaces ? 0 : 1))
    return "minutes";
  if (replaces) {
    await lockTrail(tx, author.tenantId);
    const before = await findTimeEntry(tx, author.userId, replaces);
    if (!before) throw new AppError("not_found");
    if (before.isCorrected) return "corrected_already";
    if (!before.isOwn) return "not_own";
    if (before.invoice) return "billed";
  }
  await insertTimeEntry(tx, author, input);
  return null;
}

/** Adds an entry that was checked. @returns its id */
export async function insertTimeEntry(tx: TenantTx, author: ChangeAuthor, input: NewTimeEntry): Promise<string> {
  const replaces = input.replaces ?? null;
  const { client, order } = input.work;
  const { id } = await tx
    .insertInto("time_entry")
    .values({
      tenant_id: author.tenantId,
      client_id: client.id,
      order_id: order?.id ?? null,
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
        name: client.name.en || client.name.zh,
        ...(order && { number: order.number }),
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
    .innerJoin("current_client as k", "k.client_id", "t.client_id")
    .leftJoin("trade_order as o", "o.id", "t.order_id")
    .leftJoin("quote as q", "q.id", "o.quote_id")
    .leftJoin("time_entry as c", "c.replaces", "t.id")
    .leftJoin("author as a", "a.id", "t.created_by")
    .leftJoin("billed_time as b", "b.entry_id", "t.id")
    .selectAll("t")
    .select(["k.legal_name_en as client_en", "k.legal_name_zh as client_zh", "q.number"])
    .select(["c.id as corrected_by", "a.name", "b.invoice_id", "b.number as invoice_number"])
    .select(
      sql<TimeEntry["billing"]>`case when b.invoice_id is not null then 'billed'
        when t.is_billable and t.minutes > 0 and c.id is null then 'unbilled' end`.as("billing"),
    );
}

export function toTimeEntry(row: RowOf<typeof selectTimeEntries>, readerId: string): TimeEntry {
  return {
    id: row.id,
    client: { id: row.client_id, name: { en: row.client_en, zh: row.client_zh } },
    order: row.order_id ? { id: row.order_id, number: row.number! } : null,
    day: row.day,
    minutes: row.minutes,
    note: row.note,
    isBillable: row.is_billable,
    personName: row.name ?? "",
    isOwn: row.created_by === readerId,
    isCorrected: row.corrected_by !== null,
    replaces: row.replaces,
    billing: row.billing,
    invoice: row.invoice_id ? { id: row.invoice_id, number: row.invoice_number! } : null,
  };
}

export async function findTimeEntry(tx: TenantTx, readerId: string, entryId: string): Promise<TimeEntry | null> {
  const row = await selectTimeEntries(tx).where("t.id", "=", entryId).executeTakeFirst();
  return row ? toTimeEntry(row, readerId) : null;
}

export interface TimeSum {
  minutes: number;
  billable: number;
}

export interface TimeTotal extends TimeSum {
  clientId: string;
  clientName: { en: string; zh: string };
  month: string;
}

interface TimeFilter {
  clientId?: string | undefined;
  orderId?: string | undefined;
  /** `YYYY-MM` */
  month?: string | undefined;
}

const MINUTES = [
  sql<string>`coalesce(sum(t.minutes), 0)`.as("minutes"),
  sql<string>`coalesce(sum(t.minutes) filter (where t.is_billable), 0)`.as("billable"),
] as const;
const monthOf = sql<string>`to_char(t.day, 'YYYY-MM')`;

/** Entries that no later one replaces. */
function selectCounting(tx: TenantTx, { clientId, orderId, month }: TimeFilter) {
  return tx
    .selectFrom("time_entry as t")
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom("time_entry as c").select("c.id").whereRef("c.replaces", "=", "t.id"))),
    )
    .where("t.minutes", ">", 0)
    .$if(clientId !== undefined, (query) => query.where("t.client_id", "=", clientId!))
    .$if(orderId !== undefined, (query) => query.where("t.order_id", "=", orderId!))
    .$if(month !== undefined, (query) => query.where(monthOf, "=", month!));
}

/** Minutes by client and month, without corrected entries. */
export async function sumTimeByMonth(tx: TenantTx, filter: TimeFilter): Promise<TimeTotal[]> {
  const rows = await selectCounting(tx, filter)
    .innerJoin("current_client as k", "k.client_id", "t.client_id")
    .select(["t.client_id", "k.legal_name_en", "k.legal_name_zh", monthOf.as("month"), ...MINUTES])
    .groupBy(["t.client_id", "k.legal_name_en", "k.legal_name_zh", monthOf])
    .orderBy("month", "desc")
    .orderBy("k.legal_name_en")
    .orderBy("t.client_id")
    .execute();
  return rows.map((row) => ({
    clientId: row.client_id,
    clientName: { en: row.legal_name_en, zh: row.legal_name_zh },
    month: row.month,
    minutes: Number(row.minutes),
    billable: Number(row.billable),
  }));
}

/** All minutes, without corrected entries. */
export async function sumTime(tx: TenantTx, filter: TimeFilter): Promise<TimeSum> {
  const { minutes, billable } = await selectCounting(tx, filter)
    .select([...MINUTES])
    .executeTakeFirstOrThrow();
  return { minutes: Number(minutes), billable: Number(billable) };
}

/** Hours in lines of the accepted quote, a decimal. Null without such a line. */
export async function findQuotedHours(tx: TenantTx, orderId: string): Promise<string | null> {
  const { hours } = await tx
    .selectFrom("trade_order as o")
    .innerJoin("quote_line as n", (join) =>
      join.onRef("n.quote_id", "=", "o.quote_id").onRef("n.version", "=", "o.quote_version"),
    )
    .select(sql<string | null>`trim_scale(sum(n.quantity))::text`.as("hours"))
    .where("o.id", "=", orderId)
    .where("n.unit", "=", "hour")
    .where("n.payee", "=", "")
    .executeTakeFirstOrThrow();
  return hours;
}
