import type { LoaderFunctionArgs } from "@remix-run/node";
import { asTenant } from "#app/access/actor.server.ts";
import { printCsv } from "#app/encoding/table/print-csv.ts";
import { printAmount } from "#app/money/money-text.ts";
import { listLedger } from "./ledger.server.ts";
import { readLedgerFilter } from "./ledger-filter.ts";

const COLUMNS = [
  "transaction",
  "position",
  "day",
  "kind",
  "account",
  "currency",
  "debit",
  "credit",
  "source_kind",
  "source_id",
  "author",
  "posted_at",
];

/** The entries that the address narrows to, as a table; amounts are plain decimals. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "view", async (tx) => {
    const rows = (await listLedger(tx, readLedgerFilter(new URL(request.url).searchParams))).map((row) => [
      row.transactionId,
      String(row.position),
      row.occurredOn,
      row.kind,
      row.account,
      row.debit.currency,
      printAmount(row.debit),
      printAmount(row.credit),
      row.source.kind,
      row.source.id,
      row.authorName ?? "",
      row.postedAt.toISOString(),
    ]);
    return new Response(printCsv([COLUMNS, ...rows]), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="ledger.csv"',
      },
    });
  });
