import { localeOr, localName } from "#app/i18n/index.ts";
import type { BankLetter, Mail } from "#app/mail/letter.ts";
import { INVOICE } from "#app/trade/invoice/invoice-state.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { listBankAccounts } from "./bank-account.server.ts";
import { getSellerDetail } from "./seller-detail.server.ts";

/**
 * Emails clients with open amounts or orders that a bank account changes. The mail contains no account and no link, so
 * a forged copy gains nothing. The first account of a currency is not announced.
 *
 * Sends nothing for a version that is not in force.
 */
export async function announceBankChange(
  tx: TenantTx,
  author: ChangeAuthor,
  { accountId, version }: { accountId: string; version: number },
): Promise<Mail[]> {
  const account = (await listBankAccounts(tx)).find(({ id }) => id === accountId);
  const changed = account?.versions.find((one) => one.version === version);
  const seller = await getSellerDetail(tx);
  if (!account || !seller || changed?.decision?.state !== "approved" || version === 1) return [];
  const { currency } = account;
  const clients = await listConcerned(tx, currency);
  if (clients.length === 0) return [];
  await recordChange(tx, author, {
    action: "bank_account.announced",
    subject: "bank_account",
    subjectId: accountId,
    after: { currency, version, clients: clients.length },
  });
  const letterTo = (client: (typeof clients)[number]): BankLetter => ({
    kind: "bankDetailsChanged",
    recipient:
      client.contact_name || localName({ en: client.legal_name_en, zh: client.legal_name_zh }, localeOr(client.locale)),
    seller: localName({ en: seller.legalNameEn, zh: seller.legalNameZh }, localeOr(client.locale)),
    currency,
    takesEffectOn: changed.takesEffectOn,
  });
  return clients.map((client) => ({ to: client.email, locale: localeOr(client.locale), letter: letterTo(client) }));
}

/** Clients with an email address who have an open amount or an open order in the currency. */
function listConcerned(tx: TenantTx, currency: string) {
  return tx
    .selectFrom("current_client as c")
    .select(["c.email", "c.locale", "c.contact_name", "c.legal_name_en", "c.legal_name_zh"])
    .where("c.email", "<>", "")
    .where((where) =>
      where.or([
        where.exists(
          where
            .selectFrom("invoice as i")
            .innerJoin("invoice_standing as s", "s.invoice_id", "i.id")
            .select("i.id")
            .whereRef("i.client_id", "=", "c.client_id")
            .where("i.currency", "=", currency)
            .where("s.state", "in", INVOICE.acts.pay.from),
        ),
        where.exists(
          where
            .selectFrom("trade_order as o")
            .select("o.id")
            .whereRef("o.client_id", "=", "c.client_id")
            .where("o.currency", "=", currency)
            .where((inner) =>
              inner.not(
                inner.exists(
                  inner
                    .selectFrom("trade_order_step as t")
                    .select("t.order_id")
                    .whereRef("t.order_id", "=", "o.id")
                    .where("t.state", "in", ["closed", "cancelled"]),
                ),
              ),
            ),
        ),
      ]),
    )
    .orderBy("c.client_id")
    .execute();
}
