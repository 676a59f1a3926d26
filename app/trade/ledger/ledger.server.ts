import { sql } from "kysely";
import { type Money, money } from "#app/money/money.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { LedgerAccount } from "#db/money-schema.ts";

export interface Posting {
  /** Such as `invoice_issued`. Each kind occurs once per source. */
  kind: string;
  currency: string;
  /** The accounting date, `YYYY-MM-DD`. */
  occurredOn: string;
  source: { kind: string; id: string };
  /** Minor units, never negative. Zero entries are omitted. */
  entries: { account: LedgerAccount; debit?: bigint; credit?: bigint }[];
}

/**
 * Posts a transaction to the ledger, within the database transaction of its source. The caller records it in the audit
 * trail.
 *
 * @returns its id; null if all entries are zero
 * @throws RangeError if debits and credits differ; a database error if it was already posted
 */
export async function postToLedger(tx: TenantTx, author: ChangeAuthor, posting: Posting): Promise<string | null> {
  const entries = posting.entries
    .map(({ account, debit = 0n, credit = 0n }) => ({ account, debit, credit }))
    .filter(({ debit, credit }) => debit !== 0n || credit !== 0n);
  if (entries.length === 0) return null;
  const debit = entries.reduce((sum, entry) => sum + entry.debit, 0n);
  const credit = entries.reduce((sum, entry) => sum + entry.credit, 0n);
  if (debit !== credit || entries.some((entry) => entry.debit < 0n || entry.credit < 0n))
    throw new RangeError(`posting is not balanced: ${posting.kind} ${debit} ${credit}`);
  const { id } = await tx
    .insertInto("ledger_transaction")
    .values({
      tenant_id: author.tenantId,
      kind: posting.kind,
      currency: posting.currency,
      occurred_on: posting.occurredOn,
      source_kind: posting.source.kind,
      source_id: posting.source.id,
      entry_count: entries.length,
      total_minor: debit,
      created_by: author.userId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await tx
    .insertInto("ledger_entry")
    .values(
      entries.map((entry, index) => ({
        tenant_id: author.tenantId,
        transaction_id: id,
        position: index + 1,
        account: entry.account,
        debit_minor: entry.debit,
        credit_minor: entry.credit,
      })),
    )
    .execute();
  return id;
}

export interface LedgerRow {
  transactionId: string;
  position: number;
  kind: string;
  occurredOn: string;
  account: LedgerAccount;
  debit: Money;
  credit: Money;
  source: { kind: string; id: string };
  authorName: string | null;
  postedAt: Date;
}

/** Unsorted. `back` counts from the last entry of a transaction to its first. */
export function selectLedger(tx: TenantTx) {
  return tx
    .selectFrom("ledger_transaction as t")
    .innerJoin("ledger_entry as e", "e.transaction_id", "t.id")
    .leftJoin("author", "author.id", "t.created_by")
    .select(["t.id", "e.position", "t.kind", "t.currency", "t.occurred_on", "e.account", "e.debit_minor"])
    .select(["e.credit_minor", "t.source_kind", "t.source_id", "author.name as author_name", "t.created_at"])
    .select(sql<number>`-e.position`.as("back"));
}

type LedgerSelected = Awaited<ReturnType<ReturnType<typeof selectLedger>["execute"]>>[number];

export function toLedgerRow(row: LedgerSelected): LedgerRow {
  return {
    transactionId: row.id,
    position: row.position,
    kind: row.kind,
    occurredOn: row.occurred_on,
    account: row.account,
    debit: money(row.debit_minor, row.currency),
    credit: money(row.credit_minor, row.currency),
    source: { kind: row.source_kind, id: row.source_id },
    authorName: row.author_name,
    postedAt: row.created_at,
  };
}

export interface AccountBalance {
  account: LedgerAccount;
  currency: string;
  /** Debits minus credits. */
  balance: Money;
}

/**
 * By currency and account. The balances of each currency must add up to zero. If they don't, the page shows an error.
 */
export async function listBalances(tx: TenantTx): Promise<AccountBalance[]> {
  const rows = await tx
    .selectFrom("ledger_transaction as t")
    .innerJoin("ledger_entry as e", "e.transaction_id", "t.id")
    .select(["e.account", "t.currency"])
    .select((select) => [
      select.fn.sum<string>("e.debit_minor").as("debit"),
      select.fn.sum<string>("e.credit_minor").as("credit"),
    ])
    .groupBy(["t.currency", "e.account"])
    .orderBy("t.currency")
    .orderBy("e.account")
    .execute();
  return rows.map(({ account, currency, debit, credit }) => ({
    account,
    currency,
    balance: money(BigInt(debit) - BigInt(credit), currency),
  }));
}
