import { managesAlone, personOf } from "#app/access/two-people.server.ts";
import { addDays } from "#app/day/day.ts";
import { AppError } from "#app/encoding/errors.ts";
import { isCurrency } from "#app/money/currency.ts";
import { compactAccount, isIban, looksLikeIban } from "#app/money/iban.ts";
import type { Bank } from "#app/trade/document/model.ts";
import { type Refusal, refuseUnprinted } from "#app/trade/invoice/unprinted-field.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { BANK_ACCOUNT, type BankDecision } from "./bank-account-state.ts";

export interface BankVersion extends Bank {
  version: number;
  isClosed: boolean;
  takesEffectOn: string;
  proposerId: string;
  /** The author under which they acted. */
  proposedBy: string;
  proposerName: string | null;
  proposedAt: Date;
  decision: {
    state: BankDecision;
    note: string;
    name: string | null;
    at: Date;
  } | null;
}

export interface BankAccount {
  id: string;
  currency: string;
  /** Newest first. */
  versions: BankVersion[];
}

/** The account printed on an invoice. */
export interface PayableAccount extends Bank {
  accountId: string;
  version: number;
  currency: string;
}

export type BankFault =
  | "currency"
  | "currency_taken"
  | "field_missing"
  | "bic"
  | "iban"
  | "notice"
  | "proposal_open"
  | "no_proposal"
  | "own_proposal"
  | "not_own_proposal"
  | "note_missing"
  | "closed";

type Answer = { ok: true; accountId: string } | Refusal<BankFault>;

/** The minimum number of days between a change and its effect. */
export const NOTICE_DAYS = 3;

/**
 * Proposes a first account of a currency, a change or the end of an account. It takes effect once another person who
 * manages the workspace has approved it and its date has come. Until then, invoices use the previous account.
 *
 * @param request.accountId null for a first account
 * @param request.today the seller's current day
 * @throws AppError `not_found`; `forbidden` for users who can't manage the workspace
 */
export async function proposeBankAccount(
  tx: TenantTx,
  author: ChangeAuthor,
  request: {
    accountId: string | null;
    currency: string;
    statement: Bank;
    isClosed?: boolean;
    takesEffectOn: string;
    today: string;
  },
): Promise<Answer> {
  await lockTrail(tx, author.tenantId);
  const accounts = await listBankAccounts(tx);
  const account = request.accountId ? accounts.find(({ id }) => id === request.accountId) : null;
  if (account === undefined) throw new AppError("not_found");
  const fault = whatForbids(request, account, accounts) ?? whatIsMissing(request.statement);
  if (fault) return { ok: false, fault };
  const unprinted = request.isClosed ? null : refuseUnprinted({ bank: request.statement });
  if (unprinted) return unprinted;
  const wrong = whatIsWrong(request.statement);
  if (wrong) return { ok: false, fault: wrong };
  const accountId = account?.id ?? (await addAccount(tx, author, request.currency));
  const last = account?.versions[0];
  const version = (last?.version ?? 0) + 1;
  await tx
    .insertInto("bank_account_version")
    .values({
      tenant_id: author.tenantId,
      account_id: accountId,
      version,
      after: last?.version ?? null,
      ...toRow(request.statement),
      is_closed: request.isClosed ?? false,
      takes_effect_on: request.takesEffectOn,
      created_by: author.userId,
    })
    .execute()
    .catch(forbidStrangers);
  await recordChange(tx, author, {
    action: "bank_account.proposed",
    subject: "bank_account",
    subjectId: accountId,
    after: { ...request.statement, currency: account?.currency ?? request.currency, version, ...told(request) },
  });
  return { ok: true, accountId };
}

/**
 * Decides a proposal: another person approves or rejects it, or its author withdraws it. The only manager of a
 * workspace can approve a first account, but never a change. The database also checks that it is another person,
 * including for API keys.
 */
export async function decideBankAccount(
  tx: TenantTx,
  author: ChangeAuthor,
  request: { accountId: string; version: number; state: BankDecision; note: string },
): Promise<Answer> {
  await lockTrail(tx, author.tenantId);
  const account = (await listBankAccounts(tx)).find(({ id }) => id === request.accountId);
  if (!account) throw new AppError("not_found");
  const proposal = account.versions[0];
  const mayEnd = proposal && BANK_ACCOUNT.may(request.state, proposal.decision?.state ?? "waiting");
  if (!mayEnd || proposal.version !== request.version) return { ok: false, fault: "no_proposal" };
  const isOwn = (await personOf(tx, author.userId)) === proposal.proposerId;
  if (request.state === "taken_back" && !isOwn) return { ok: false, fault: "not_own_proposal" };
  const isFirstAlone = proposal.version === 1 && (await managesAlone(tx, author.userId));
  if (isOwn && (request.state === "rejected" || (request.state === "approved" && !isFirstAlone)))
    return { ok: false, fault: "own_proposal" };
  if (request.state === "rejected" && request.note === "") return { ok: false, fault: "note_missing" };
  await tx
    .insertInto("bank_account_decision")
    .values({
      tenant_id: author.tenantId,
      account_id: account.id,
      version: proposal.version,
      state: request.state,
      note: request.note,
      proposer_id: proposal.proposerId,
      created_by: author.userId,
    })
    .execute()
    .catch(forbidStrangers);
  await recordChange(tx, author, {
    action: `bank_account.${request.state}`,
    subject: "bank_account",
    subjectId: account.id,
    after: { currency: account.currency, version: proposal.version, state: request.state, note: request.note },
  });
  return { ok: true, accountId: account.id };
}

/** All accounts with their versions, sorted by currency. */
export async function listBankAccounts(tx: TenantTx): Promise<BankAccount[]> {
  const rows = await tx
    .selectFrom("bank_account as b")
    .innerJoin("bank_account_version as v", "v.account_id", "b.id")
    .leftJoin("bank_account_decision as d", (join) =>
      join.onRef("d.account_id", "=", "v.account_id").onRef("d.version", "=", "v.version"),
    )
    .leftJoin("author as proposer", "proposer.id", "v.created_by")
    .leftJoin("author as decider", "decider.id", "d.created_by")
    .selectAll("v")
    .select(["b.currency", "proposer.name as proposer_name", "decider.name as decider_name"])
    .select(["d.state as decision", "d.note as decision_note", "d.created_at as decided_at"])
    .orderBy("b.currency")
    .orderBy("v.account_id")
    .orderBy("v.version", "desc")
    .execute();
  const accounts = new Map<string, BankAccount>();
  for (const row of rows) {
    const account = accounts.get(row.account_id) ?? { id: row.account_id, currency: row.currency, versions: [] };
    accounts.set(row.account_id, account);
    account.versions.push({
      ...fromRow(row),
      version: row.version,
      isClosed: row.is_closed,
      takesEffectOn: row.takes_effect_on,
      proposerId: row.person_id,
      proposedBy: row.created_by,
      proposerName: row.proposer_name,
      proposedAt: row.created_at,
      decision: row.decision && {
        state: row.decision,
        note: row.decision_note ?? "",
        name: row.decider_name,
        at: row.decided_at!,
      },
    });
  }
  return [...accounts.values()];
}

/** The account for a currency on a given day. Null if no account was approved. */
export async function findPayableAccount(tx: TenantTx, currency: string, day: string): Promise<PayableAccount | null> {
  for (const account of await listBankAccounts(tx)) {
    if (account.currency !== currency) continue;
    const held = heldOn(account, day);
    if (held && !held.isClosed) return { accountId: account.id, version: held.version, currency, ...statementOf(held) };
  }
  return null;
}

/** The version in force on a given day. */
export function heldOn({ versions }: BankAccount, day: string): BankVersion | null {
  return versions.find(({ decision, takesEffectOn }) => decision?.state === "approved" && takesEffectOn <= day) ?? null;
}

async function addAccount(tx: TenantTx, author: ChangeAuthor, currency: string): Promise<string> {
  const row = { tenant_id: author.tenantId, currency, created_by: author.userId };
  return (await tx.insertInto("bank_account").values(row).returning("id").executeTakeFirstOrThrow()).id;
}

function whatForbids(
  request: { currency: string; isClosed?: boolean; takesEffectOn: string; today: string },
  account: BankAccount | null,
  accounts: BankAccount[],
): BankFault | null {
  const last = account?.versions[0];
  if (!account) {
    if (!isCurrency(request.currency)) return "currency";
    const isTaken = accounts.some(
      (one) => one.currency === request.currency && one.versions.some(({ decision }) => isAlive(decision)),
    );
    return isTaken ? "currency_taken" : null;
  }
  if (last && last.decision === null) return "proposal_open";
  // A closed account is reopened like any other change: with notice and by two people.
  if (request.isClosed && last?.isClosed && last.decision?.state === "approved") return "closed";
  return request.takesEffectOn < addDays(request.today, NOTICE_DAYS) ? "notice" : null;
}

function isAlive(decision: BankVersion["decision"]): boolean {
  return decision === null || decision.state === "approved";
}

const BIC = /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/;

function whatIsMissing({ holder, bankName, accountNumber }: Bank): BankFault | null {
  return holder && bankName && accountNumber ? null : "field_missing";
}

function whatIsWrong(statement: Bank): BankFault | null {
  if (!BIC.test(statement.bic)) return "bic";
  const compact = compactAccount(statement.accountNumber);
  return looksLikeIban(compact) && !isIban(compact) ? "iban" : null;
}

function told({ takesEffectOn, isClosed }: { takesEffectOn: string; isClosed?: boolean }) {
  return { takesEffectOn, ...(isClosed ? { isClosed } : {}) };
}

function statementOf(version: BankVersion): Bank {
  const { holder, bankName, bankAddress, accountNumber, bic, intermediary, note } = version;
  return { holder, bankName, bankAddress, accountNumber, bic, intermediary, note };
}

function toRow(statement: Bank) {
  return {
    holder: statement.holder,
    bank_name: statement.bankName,
    bank_address: statement.bankAddress,
    account_number: statement.accountNumber,
    bic: statement.bic,
    intermediary: statement.intermediary,
    note: statement.note,
  };
}

function fromRow(row: ReturnType<typeof toRow>): Bank {
  return {
    holder: row.holder,
    bankName: row.bank_name,
    bankAddress: row.bank_address,
    accountNumber: row.account_number,
    bic: row.bic,
    intermediary: row.intermediary,
    note: row.note,
  };
}

/** Thrown by the database trigger that checks the author. */
function forbidStrangers(error: unknown): never {
  if ((error as { code?: unknown } | null)?.code === "TT003") throw new AppError("forbidden", { cause: error });
  throw error;
}
