import { AppError } from "#app/encoding/errors.ts";
import { discardMail, requeueMail } from "#app/mail/mail-queue.server.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";

/** Failed e-mails of a workspace that can still be sent. */
export function selectFailedMails(tx: TenantTx) {
  return tx.selectFrom("mail_failure").select(["mail_id", "kind", "recipient", "reason", "created_at", "expires_at"]);
}

export async function countFailedMails(tx: TenantTx): Promise<number> {
  const { count } = await tx
    .selectFrom("mail_failure")
    .select((of) => of.fn.countAll<string>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/**
 * Sends a failed e-mail again, or dismisses it.
 *
 * @returns an error code if it can no longer be sent
 * @throws AppError `not_found`
 */
export async function endFailedMail(
  tx: TenantTx,
  author: ChangeAuthor,
  mailId: string,
  act: "sent_again" | "dismissed",
): Promise<"mail_over" | null> {
  const row = await tx
    .selectFrom("mail_failure")
    .select(["kind", "recipient"])
    .where("mail_id", "=", mailId)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  if (act === "sent_again") {
    if (!(await requeueMail(tx, mailId))) return "mail_over";
    await tx.deleteFrom("mail_failure").where("mail_id", "=", mailId).execute();
  } else await discardMail(tx, mailId);
  await recordChange(tx, author, { action: `mail.${act}`, subject: "mail", subjectId: mailId, after: row });
  return null;
}
