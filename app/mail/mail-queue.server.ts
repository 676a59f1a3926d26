import { randomUUID } from "node:crypto";
import { type Kysely, sql } from "kysely";
import { actAs, type Doors, type SystemTx, type TenantTx } from "#db/doors.ts";
import type { Database } from "#db/schema.ts";
import type { Mail } from "./letter.ts";
import type { MailFailure } from "./mail-failure.ts";
import { type MailKeys, sealLetter } from "./sealed-letter.ts";

/** After this time, another process can take over a mail that was claimed but not sent. */
const LEASE_SECONDS = 120;

/** A mail that this process must send now. */
export interface ClaimedMail {
  id: string;
  /** The sending workspace. Null for mails about a person's account. */
  tenantId: string | null;
  /** Null for a mail without a recipient. */
  kind: string | null;
  recipient: string;
  sealed: Uint8Array;
  /** Number of attempts, including the current one. */
  tries: number;
  expiresAt: Date;
}

/**
 * Queues a mail in the caller's transaction, for the workspace in context. A rollback removes it.
 *
 * @param mail null queues an empty mail, so that timing does not reveal that there was nothing to send
 */
export function queueMail(tx: TenantTx | SystemTx, mail: Mail | null, keys: MailKeys, id?: string): Promise<void> {
  return actAs(tx, "app_mail", () => insertMail(tx, mail, keys, id));
}

/** The same for a person's account, in the transaction of the accounts library. */
export async function insertMail(
  db: Kysely<Database>,
  mail: Mail | null,
  keys: MailKeys,
  id: string = randomUUID(),
): Promise<void> {
  const blank = { locale: "en", letter: { kind: "accountUnconfirmed", url: "" } } as const;
  await db
    .insertInto("outgoing_mail")
    .values({
      id,
      kind: mail?.letter.kind ?? null,
      recipient: mail?.to ?? "",
      letter: sealLetter(mail ?? blank, id, keys),
      ...(mail?.expiresAt && { expires_at: mail.expiresAt }),
    })
    .execute();
}

/** Whether a mail is due: one statement, for a sweep that asks twice a second and mostly finds nothing. */
export async function isMailDue({ jobBackend }: Pick<Doors, "jobBackend">): Promise<boolean> {
  const { rows } = await jobBackend.db.executeSql(
    "select 1 from outgoing_mail where due_at <= clock_timestamp() order by due_at limit 1",
  );
  return rows.length > 0;
}

/** Claims up to `count` due mails. If the process ends before it has sent them, another process claims them. */
export function claimMails(tx: SystemTx, count: number): Promise<ClaimedMail[]> {
  return actAs(tx, "app_mail", async () => {
    const { rows } = await sql<ClaimedMail>`
      update outgoing_mail set try_count = try_count + 1, due_at = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
       where id in (select id from outgoing_mail where due_at <= clock_timestamp()
                     order by due_at limit ${count} for update skip locked)
      returning id, for_tenant as "tenantId", kind, recipient, letter as sealed, try_count as tries,
                expires_at as "expiresAt"`.execute(tx);
    return rows;
  });
}

export async function removeMail(tx: SystemTx, id: string): Promise<void> {
  await actAs(tx, "app_mail", () => tx.deleteFrom("outgoing_mail").where("id", "=", id).execute());
}

export async function postponeMail(tx: SystemTx, id: string, seconds: number): Promise<void> {
  const due = sql<Date>`clock_timestamp() + make_interval(secs => ${seconds})`;
  await actAs(tx, "app_mail", () =>
    tx.updateTable("outgoing_mail").set({ due_at: due }).where("id", "=", id).execute(),
  );
}

/** A failed mail can be sent again until it expires. */
export async function giveUpMail(tx: SystemTx | TenantTx, id: string): Promise<void> {
  await actAs(tx, "app_mail", () =>
    tx.updateTable("outgoing_mail").set({ due_at: null }).where("id", "=", id).execute(),
  );
}

/** Shows a failed mail to the workspace in context. */
export async function noteFailedMail(
  tx: TenantTx,
  { id, kind, recipient, expiresAt }: ClaimedMail,
  { tenantId, reason }: { tenantId: string; reason: MailFailure },
): Promise<void> {
  await tx
    .insertInto("mail_failure")
    .values({ tenant_id: tenantId, mail_id: id, kind: kind ?? "", recipient, reason, expires_at: expiresAt })
    .onConflict((conflict) => conflict.columns(["tenant_id", "mail_id"]).doNothing())
    .execute();
}

/** Records what became of a mail to a client of a seller, if it is one. A mail that failed can still be sent later. */
export async function settleClientMail(tx: SystemTx, mailId: string, state: "sent" | "failed"): Promise<void> {
  await tx
    .updateTable("client_mail")
    .set({ state, settled_at: sql<Date>`clock_timestamp()` })
    .where("mail_id", "=", mailId)
    .execute();
}

/** Deletes expired mails and the failures shown for them. @returns the number of mails */
export function removeExpiredMails(tx: SystemTx): Promise<number> {
  return actAs(tx, "app_mail", async () => {
    const { numDeletedRows } = await tx
      .deleteFrom("outgoing_mail")
      .where("due_at", "is", null)
      .where("expires_at", "<=", sql<Date>`clock_timestamp()`)
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  });
}

/** Deletes the mails of a workspace that is being erased. */
export async function removeMailsOf(tx: TenantTx, tenantId: string): Promise<void> {
  await actAs(tx, "app_mail", () => tx.deleteFrom("outgoing_mail").where("for_tenant", "=", tenantId).execute());
}

/** @returns whether the mail can still be sent */
export function requeueMail(tx: TenantTx, id: string): Promise<boolean> {
  return actAs(tx, "app_mail", async () => {
    const now = sql<Date>`clock_timestamp()`;
    const { numUpdatedRows } = await tx
      .updateTable("outgoing_mail")
      .set({ due_at: now, try_count: 0 })
      .where("id", "=", id)
      .where("due_at", "is", null)
      .where("expires_at", ">", now)
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
  });
}

/** Deletes a failed mail and the failure shown for it. */
export async function discardMail(tx: TenantTx, id: string): Promise<void> {
  await actAs(tx, "app_mail", () =>
    tx.deleteFrom("outgoing_mail").where("id", "=", id).where("due_at", "is", null).execute(),
  );
}
