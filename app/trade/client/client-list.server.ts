import { sql } from "kysely";
import type { Doors, TenantTx } from "#db/doors.ts";
import { type BoardClient, readBoard } from "./client-board.server.ts";
import { type ClientKind, kindOf } from "./client-kind.ts";
import { nextDay } from "./client-stage.ts";
import { type ClientTrade, NO_TRADE } from "./client-trade.server.ts";

/** An amount that a client still owes, in minor units. */
export interface ClientBalance {
  currency: string;
  minor: bigint;
}

/** A client of the workspace: with a client record, with an organization, or with both. */
export interface ListedClient {
  /** The id of the record, or of the organization without one. */
  id: string;
  clientId: string | null;
  name: { en: string; zh: string };
  kind: ClientKind;
  /** ISO 3166-1 alpha-2. Null without a record. */
  country: string | null;
  /** Per currency, sorted. */
  balances: ClientBalance[];
  trade: ClientTrade;
  /** The organization whose data the user can see. */
  board: BoardClient | null;
  /** The next day on which something is due or ends. */
  next: string | null;
}

interface ClientRecord {
  id: string;
  organizationId: string | null;
  /** Whether that organization is one of the workspace. */
  isHosted: boolean;
  name: { en: string; zh: string };
  country: string;
  hasBought: boolean;
  balances: ClientBalance[];
  /** When its first unpaid invoice is due. */
  dueOn: string | null;
}

/** All clients of a workspace: records, and organizations that the user can see. */
export async function listAllClients(
  doors: Pick<Doors, "withTenant" | "withSystem">,
  actor: { tenantId: string; userId: string },
  now: Date = new Date(),
): Promise<ListedClient[]> {
  const { clients, trade } = await readBoard(doors, actor, now);
  const records = await doors.withTenant(actor, readRecords);
  const boards = new Map(clients.map((client) => [client.organizationId, client]));
  const recorded = records.map((record) => {
    const board = (record.organizationId && boards.get(record.organizationId)) || null;
    if (board) boards.delete(board.organizationId);
    return withRecord(record, board, trade.get(record.id) ?? board?.trade ?? NO_TRADE);
  });
  return [...recorded, ...[...boards.values()].map(withoutRecord)];
}

function withRecord(record: ClientRecord, board: BoardClient | null, trade: ClientTrade): ListedClient {
  const { id, name, country, balances, hasBought, dueOn } = record;
  const isEngaged = board !== null && board.engagedUntil !== null;
  return {
    ...{ id, clientId: id, name, country, balances, trade, board },
    kind: kindOf({ isEngaged, hasBought, isHosted: record.isHosted }),
    next: nextDay([board?.next ?? null, trade.quote?.validUntil ?? null, dueOn]),
  };
}

function withoutRecord(board: BoardClient): ListedClient {
  const { organizationId: id, name, trade, next, engagedUntil } = board;
  return {
    ...{ id, clientId: null, name, country: null, balances: [], trade, board, next },
    kind: kindOf({ isEngaged: engagedUntil !== null, hasBought: false, isHosted: engagedUntil === null }),
  };
}

async function readRecords(tx: TenantTx): Promise<ClientRecord[]> {
  const rows = await tx
    .selectFrom("current_client as c")
    .select(["c.client_id", "c.organization_id", "c.engagement_id", "c.legal_name_en", "c.legal_name_zh", "c.country"])
    .select(
      sql<boolean>`exists (select 1 from trade_order o where o.client_id = c.client_id)
        or exists (select 1 from invoice i where i.client_id = c.client_id)`.as("has_bought"),
    )
    .execute();
  const owed = await readOwed(tx);
  return rows.map((row) => ({
    id: row.client_id,
    organizationId: row.organization_id,
    isHosted: row.organization_id !== null && row.engagement_id === null,
    name: { en: row.legal_name_en, zh: row.legal_name_zh },
    country: row.country,
    hasBought: row.has_bought,
    balances: (owed.get(row.client_id) ?? []).map(({ currency, minor }) => ({ currency, minor })),
    dueOn: nextDay((owed.get(row.client_id) ?? []).map(({ dueOn }) => dueOn)),
  }));
}

/** What each client still owes on its invoices, in each currency, and since or from when. */
async function readOwed(tx: TenantTx): Promise<Map<string, (ClientBalance & { dueOn: string })[]>> {
  const rows = await tx
    .selectFrom("invoice as i")
    .innerJoin("invoice_standing as s", "s.invoice_id", "i.id")
    .select(["i.client_id", "i.currency"])
    .select(sql<string>`sum(s.owed_minor - s.paid_minor + s.refunded_minor)::text`.as("minor"))
    .select(sql<string>`min(i.due_on)::text`.as("due_on"))
    .where(sql<boolean>`s.owed_minor - s.paid_minor + s.refunded_minor > 0`)
    .groupBy(["i.client_id", "i.currency"])
    .orderBy("i.currency")
    .execute();
  const found = new Map<string, (ClientBalance & { dueOn: string })[]>();
  for (const { client_id, currency, minor, due_on } of rows) {
    found.set(client_id, [...(found.get(client_id) ?? []), { currency, minor: BigInt(minor), dueOn: due_on }]);
  }
  return found;
}
