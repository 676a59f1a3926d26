import { type Locale, localName } from "#app/i18n/index.ts";
import { keepSetting } from "#app/setting/setting.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { getSellerDetail } from "./seller-detail.server.ts";
import { NO_SELLER_MAIL, type SellerMail, SellerMailSetting } from "./seller-mail.ts";

export const keptSellerMail = keepSetting(SellerMailSetting, {
  toRow: (one: SellerMail) => ({
    sender_name: one.senderName,
    reply_to: one.replyTo,
    signature_en: one.signatureEn,
    signature_zh: one.signatureZh,
    reminder_days: one.reminderDays,
  }),
  fromRow: (row): SellerMail => ({
    senderName: row.sender_name,
    replyTo: row.reply_to,
    signatureEn: row.signature_en,
    signatureZh: row.signature_zh,
    reminderDays: row.reminder_days,
  }),
  initial: NO_SELLER_MAIL,
  facts: ({ reminderDays, ...rest }) => ({ ...rest, reminderDays: reminderDays.join(", ") }),
});

export async function getSellerMail(tx: TenantTx): Promise<SellerMail & { version: number }> {
  const { value, version } = await keptSellerMail.latest(tx, {});
  return { ...value, version };
}

export async function stateSellerMail(
  tx: TenantTx,
  author: ChangeAuthor,
  { basedOn, ...mail }: SellerMail & { basedOn: number },
): Promise<void> {
  await keptSellerMail.save(tx, author, await keptSellerMail.open(tx, author, { basedOn }), mail);
}

/** Sender, reply address and signature of a mail to a client in a language. */
export async function senderFor(
  tx: TenantTx,
  locale: Locale,
): Promise<{ senderName: string; replyTo: string; signature: string }> {
  const { senderName, replyTo, signatureEn, signatureZh } = await getSellerMail(tx);
  const seller = await getSellerDetail(tx);
  const name = seller ? localName({ en: seller.legalNameEn, zh: seller.legalNameZh }, locale) : "";
  return {
    senderName: senderName || name,
    replyTo: replyTo || (seller?.email ?? ""),
    signature: localName({ en: signatureEn, zh: signatureZh }, locale),
  };
}
