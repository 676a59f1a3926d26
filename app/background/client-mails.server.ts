import { randomUUID } from "node:crypto";
import { postMail } from "#app/access/post.server.ts";
import { doors } from "#app/database/doors.server.ts";
import type { Locale } from "#app/i18n/index.ts";
import type { ClientLetter, TradeAttachment } from "#app/mail/letter.ts";
import { money } from "#app/money/money.ts";
import { formatMoney } from "#app/money/money-text.ts";
import { type ClientMail, claimClientMails } from "#app/notice/client-mail.server.ts";
import { openTradeDocument } from "#app/trade/document/serve-document.server.ts";
import { remindClients } from "#app/trade/invoice/dunning.server.ts";
import { sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import { senderFor } from "#app/trade/seller/seller-mail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { ClientMailKind } from "#db/notice-schema.ts";
import type { Sweep } from "./sweep.server.ts";

/** Letters with a link. Their token is known only when they are queued, with their cause. */
type Linked = "quote.sent" | "quote.link_renewed" | "client.portal_sent";

const LETTERS: Record<Exclude<ClientMailKind, Linked>, ClientLetter["kind"]> = {
  "invoice.issued": "clientInvoice",
  "invoice.reminder": "clientReminder",
  "credit_note.issued": "clientCreditNote",
  "payment.recorded": "clientPayment",
  "order.draft_given": "clientDraft",
  "order.draft_answered": "clientComment",
  "order.released": "clientReleased",
  "order.copy_added": "clientCopy",
};

/** Queues mails to clients soon after their cause. The PDF is printed when the mail is sent. */
export const clientMails: Sweep = {
  failure: "client_mails_failed",
  everyMilliseconds: 2 * 1000,
  work: async () => {
    const { withSystem } = await doors();
    while (await withSystem((tx) => claimClientMails(tx, post)));
  },
};

/** Reminds clients of open invoices. It runs hourly, and each reminder is added once. */
export const clientReminders: Sweep = {
  failure: "client_reminders_failed",
  everyMilliseconds: 60 * 60 * 1000,
  work: async () => remindClients(await doors(), new Date()),
};

async function post(tx: TenantTx, mail: ClientMail): Promise<string> {
  const { to, locale, kind } = mail;
  if (!isUnlinked(kind)) throw new Error("a link is queued with its cause");
  const id = randomUUID();
  await postMail(tx, { to, locale, letter: { kind: LETTERS[kind], ...(await describe(tx, mail, locale)) } }, id);
  return id;
}

const isUnlinked = (kind: ClientMailKind): kind is keyof typeof LETTERS => kind in LETTERS;

async function describe(
  tx: TenantTx,
  { tenantId, kind, subjectId: id, facts, recipient, seller }: ClientMail,
  locale: Locale,
): Promise<Omit<ClientLetter, "kind">> {
  const number = facts.about?.en ?? "";
  const attached: TradeAttachment | null =
    kind === "invoice.issued" || kind === "invoice.reminder"
      ? { tenantId, kind: "invoice", id }
      : kind === "credit_note.issued"
        ? { tenantId, kind: "credit_note", id }
        : null;
  return {
    recipient,
    seller,
    number,
    other: facts.other?.en ?? "",
    amount: facts.amount ? formatMoney(money(facts.amount.minor, facts.amount.currency)) : "",
    dueOn: facts.dueOn,
    isOverdue: facts.dueOn !== null && facts.dueOn < (await sellerToday(tx)),
    ...(await senderFor(tx, locale)),
    attachment: attached,
  };
}

/** The file of an attachment, printed at first use. */
export async function attach({ tenantId, kind, id }: TradeAttachment): Promise<{ name: string; content: Uint8Array }> {
  const author = { tenantId, userId: "system", source: "job" as const };
  const { pdf, number } = await openTradeDocument(author, { kind, id });
  return { name: `${number}.pdf`, content: pdf };
}
