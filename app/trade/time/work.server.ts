import { AppError } from "#app/encoding/errors.ts";
import type { TenantTx } from "#db/doors.ts";

/** What time is worked for: a client, or one of its orders. */
export interface Work {
  client: { id: string; name: { en: string; zh: string } };
  order: { id: string; number: string } | null;
}

/** The id by which a form names it. */
export const workId = ({ client, order }: Work): string => order?.id ?? client.id;

/** All clients, and after each its orders that are not closed or cancelled. */
export async function readWorkChoices(tx: TenantTx): Promise<Work[]> {
  const clients = await tx
    .selectFrom("current_client as c")
    .select(["c.client_id", "c.legal_name_en", "c.legal_name_zh"])
    .orderBy("c.legal_name_en")
    .orderBy("c.legal_name_zh")
    .orderBy("c.client_id")
    .execute();
  const orders = await selectOrders(tx)
    .innerJoin("trade_order_state as s", "s.order_id", "o.id")
    .where("s.state", "not in", ["closed", "cancelled"])
    .orderBy("q.number")
    .execute();
  return clients.flatMap((row) => {
    const client = toClient(row);
    const own = orders.filter(({ client_id }) => client_id === client.id);
    return [{ client, order: null }, ...own.map(({ id, number }) => ({ client, order: { id, number } }))];
  });
}

/** @throws AppError `not_found` */
export async function getWork(tx: TenantTx, id: string): Promise<Work> {
  const work = await findWork(tx, id);
  if (!work) throw new AppError("not_found");
  return work;
}

/** @param id of a client or of an order in any state */
export async function findWork(tx: TenantTx, id: string): Promise<Work | null> {
  const order = await selectOrders(tx).where("o.id", "=", id).executeTakeFirst();
  const row = await tx
    .selectFrom("current_client")
    .select(["client_id", "legal_name_en", "legal_name_zh"])
    .where("client_id", "=", order?.client_id ?? id)
    .executeTakeFirst();
  return row ? { client: toClient(row), order: order ? { id: order.id, number: order.number } : null } : null;
}

function selectOrders(tx: TenantTx) {
  return tx
    .selectFrom("trade_order as o")
    .innerJoin("quote as q", "q.id", "o.quote_id")
    .select(["o.id", "o.client_id", "q.number"]);
}

function toClient(row: { client_id: string; legal_name_en: string; legal_name_zh: string }): Work["client"] {
  return { id: row.client_id, name: { en: row.legal_name_en, zh: row.legal_name_zh } };
}
