import { sql } from "kysely";
import { type Locale, localeOr, localName } from "#app/i18n/index.ts";
import { inTenant, type SystemTx, type TenantTx } from "#db/doors.ts";
import type { ClientMailKind, NoticeFacts } from "#db/notice-schema.ts";

/** A mail to a client of a seller, who needs no account. */
export interface ClientMail {
  tenantId: string;
  kind: ClientMailKind;
  subjectId: string;
  to: string;
  locale: Locale;
  facts: NoticeFacts;
  recipient: string;
  seller: string;
}

interface NewClientMail {
  tenantId: string;
  clientId: string;
  kind: ClientMailKind;
  subjectId: string;
  /** Distinguishes mails of one kind about one subject, such as reminders. Each is sent once. */
  occasion?: number;
  facts: NoticeFacts;
}

/**
 * Adds a mail to a client in the transaction of its cause. The same mail is added once. A client without an email
 * address gets none, which the list of mails shows.
 */
export async function addClientMail(tx: TenantTx, mail: NewClientMail): Promise<void> {
  await sql`insert into client_mail (tenant_id, client_id, kind, subject_id, occasion, recipient, locale, facts, state)
    select c.tenant_id, c.client_id, ${mail.kind}, ${mail.subjectId}::uuid, ${mail.occasion ?? 0}::int, c.email,
      c.locale, ${JSON.stringify(mail.facts)}::jsonb, case when c.email = '' then 'no_address' else 'waiting' end
    from current_client c where c.client_id = ${mail.clientId}::uuid
    on conflict (tenant_id, client_id, kind, subject_id, occasion) do nothing`.execute(tx);
}

/** Lists a mail that was queued with its cause. */
export async function noteQueuedMail(
  tx: TenantTx,
  {
    mailId,
    recipient,
    locale,
    occasion = 0,
    ...mail
  }: NewClientMail & { mailId: string; recipient: string; locale: Locale },
): Promise<void> {
  await tx
    .insertInto("client_mail")
    .values({
      tenant_id: mail.tenantId,
      client_id: mail.clientId,
      kind: mail.kind,
      subject_id: mail.subjectId,
      occasion,
      recipient,
      locale,
      facts: JSON.stringify(mail.facts),
      state: "queued",
      mail_id: mailId,
    })
    .execute();
}

/** Mails that one sweep queues. The next sweep takes the rest. */
const MOST_CLAIMED = 20;

/**
 * Queues waiting mails to clients in the transaction that marks them, so that two workers never queue the same one.
 *
 * @param post queues the mail in the tenant's context and returns its id
 * @returns whether there may be more
 */
export async function claimClientMails(
  tx: SystemTx,
  post: (tx: TenantTx, mail: ClientMail) => Promise<string>,
): Promise<boolean> {
  const rows = await tx
    .selectFrom("client_mail")
    .selectAll()
    .where("state", "=", "waiting")
    .orderBy("created_at")
    .limit(MOST_CLAIMED)
    .forUpdate()
    .skipLocked()
    .execute();
  for (const row of rows) {
    const { tenant_id: tenantId, id, kind, subject_id: subjectId, recipient: to, facts } = row;
    const locale = localeOr(row.locale);
    const mailId = await inTenant(tx, { tenantId, userId: "" }, async (inside) => {
      const names = await namesFor(inside, row.client_id, locale);
      return post(inside, { tenantId, kind, subjectId, to, locale, facts, ...names });
    });
    await tx
      .updateTable("client_mail")
      .set({ state: "queued", mail_id: mailId })
      .where("tenant_id", "=", tenantId)
      .where("id", "=", id)
      .execute();
  }
  return rows.length === MOST_CLAIMED;
}

async function namesFor(tx: TenantTx, clientId: string, locale: Locale) {
  const client = await tx
    .selectFrom("current_client")
    .select(["contact_name", "legal_name_en", "legal_name_zh"])
    .where("client_id", "=", clientId)
    .executeTakeFirstOrThrow();
  const seller = await tx
    .selectFrom("seller_detail")
    .select(["legal_name_en", "legal_name_zh"])
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  const nameOf = (one: { legal_name_en: string; legal_name_zh: string }) =>
    localName({ en: one.legal_name_en, zh: one.legal_name_zh }, locale);
  return { recipient: client.contact_name || nameOf(client), seller: seller ? nameOf(seller) : "" };
}

/** Mails to clients, for their list. */
export function selectClientMails(tx: TenantTx) {
  return tx
    .selectFrom("client_mail as m")
    .innerJoin("current_client as c", "c.client_id", "m.client_id")
    .select(["m.id", "m.client_id", "m.kind", "m.recipient", "m.facts", "m.state", "m.created_at", "m.settled_at"])
    .select((eb) => eb.fn.coalesce(sql<string>`nullif(c.legal_name_en, '')`, "c.legal_name_zh").as("client_name"))
    .select(["c.legal_name_en", "c.legal_name_zh"]);
}
