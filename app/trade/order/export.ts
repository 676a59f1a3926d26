import type { LoaderFunctionArgs } from "@remix-run/node";
import { asTenant } from "#app/access/actor.server.ts";
import { printCsv } from "#app/encoding/table/print-csv.ts";
import { money } from "#app/money/money.ts";
import { printAmount } from "#app/money/money-text.ts";
import { listOrders } from "./order-list.server.ts";
import { waitsOn } from "./order-state.ts";

const COLUMNS = [
  "id",
  "number",
  "client_id",
  "client_en",
  "client_zh",
  "state",
  "since",
  "waits_on",
  "waits_for",
  "currency",
  "total",
  "deposit",
  "paid",
  "open",
  "accepted_at",
  "gates_issue",
  "inventory_id",
];

/** Every order, a row each. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "view", async (tx) => {
    const rows = (await listOrders(tx)).map((order) => {
      const amount = (minor: bigint) => printAmount(money(minor, order.currency));
      const waits = waitsOn(order.facts);
      return [
        order.id,
        order.number,
        order.clientId,
        order.clientName.en,
        order.clientName.zh,
        order.facts.state,
        order.since.toISOString(),
        waits.on,
        waits.for,
        order.currency,
        amount(order.totalMinor),
        amount(order.depositMinor),
        amount(order.paidMinor),
        amount(order.owedMinor),
        order.acceptedAt.toISOString(),
        String(order.gatesIssue),
        order.inventoryId ?? "",
      ];
    });
    return new Response(printCsv([COLUMNS, ...rows]), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="orders.csv"',
      },
    });
  });
