import { requireId, type TenantActor } from "#app/access/actor.server.ts";
import { postMail } from "#app/access/post.server.ts";
import { type Asked, type AskedFor, refuse, type Verbs } from "#app/action/action.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { sayUnprinted } from "#app/trade/invoice/unprinted-field.ts";
import {
  type BankFault,
  decideBankAccount,
  heldOn,
  listBankAccounts,
  proposeBankAccount,
} from "./bank-account.server.ts";
import type { BankActions } from "./bank-action.ts";
import { announceBankChange } from "./bank-notice.server.ts";
import { sellerToday } from "./seller-detail.server.ts";

type Tx = Parameters<typeof listBankAccounts>[0];
type AskedOf<I extends keyof typeof BankActions> = AskedFor<TenantActor, typeof BankActions, I>;

export const bankVerbs = {
  propose: async (tx, asked) => {
    const { accountId, currency, takesEffectOn, ...statement } = asked.value;
    const today = await sellerToday(tx);
    const id = accountId ? requireId(accountId) : null;
    const wish = { accountId: id, currency, statement, takesEffectOn, today };
    return told(asked, await proposeBankAccount(tx, asked.actor, wish), "proposed");
  },
  close,
  decide,
} satisfies Verbs<TenantActor, typeof BankActions>;

/** Closing keeps the details of the account. */
async function close(tx: Tx, asked: AskedOf<"close">) {
  const { actor, value } = asked;
  const today = await sellerToday(tx);
  const account = (await listBankAccounts(tx)).find(({ id }) => id === value.accountId);
  const held = account && (heldOn(account, today) ?? account.versions[0]);
  if (!held) throw new AppError("not_found");
  const { holder, bankName, bankAddress, accountNumber, bic, intermediary, note } = held;
  const answer = await proposeBankAccount(tx, actor, {
    accountId: account.id,
    currency: account.currency,
    isClosed: true,
    statement: { holder, bankName, bankAddress, accountNumber, bic, intermediary, note },
    takesEffectOn: value.takesEffectOn,
    today,
  });
  return told(asked, answer, "proposed");
}

/** Clients are notified once the change is stored. */
async function decide(tx: Tx, asked: AskedOf<"decide">) {
  const { actor, value } = asked;
  const { accountId, version, state, reason } = value;
  const decided = await decideBankAccount(tx, actor, {
    accountId: requireId(accountId),
    version,
    state,
    note: reason,
  });
  const mails = decided.ok && state === "approved" ? await announceBankChange(tx, actor, value) : [];
  for (const mail of mails) await postMail(tx, mail);
  return told(asked, decided, state);
}

type Answer = Awaited<ReturnType<typeof decideBankAccount | typeof proposeBankAccount>>;

function told({ actor, request }: Asked<TenantActor, unknown>, answer: Answer, done: string) {
  if (answer.ok) return `/tenants/${actor.tenantId}/seller/bank-accounts?done=${done}`;
  return answer.fault === "unprintable"
    ? refuse({ [answer.unprinted.field]: sayUnprinted(answer.unprinted, localeOf(request)) })
    : refuse({ [FIELD_OF[answer.fault] ?? "form"]: answer.fault });
}

const FIELD_OF: Partial<Record<BankFault, string>> = {
  currency: "currency",
  currency_taken: "currency",
  field_missing: "holder",
  bic: "bic",
  iban: "accountNumber",
  notice: "takesEffectOn",
  note_missing: "reason",
};
