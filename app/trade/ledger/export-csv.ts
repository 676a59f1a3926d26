import type { LoaderFunctionArgs } from "@remix-run/node";
import { asTenant } from "#app/access/actor.server.ts";
import { printCsv } from "#app/encoding/table/print-csv.ts";
import { printAmount } from "#app/money/money-text.ts";
import { readExportFilter } from "./export-filter.ts";
import { listExportedServices } from "./exported-service.server.ts";

const COLUMNS = [
  "invoice",
  "issued_on",
  "client_en",
  "client_zh",
  "client_country",
  "client_tax_id",
  "currency",
  "net",
  "received",
  "outstanding",
  "home_currency",
  "net_home",
  "tax_note",
  "order_id",
  "has_contract",
  "is_client_abroad",
  "is_foreign_currency",
  "received_on",
];

/** One row an invoice, amounts as plain decimals. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "view", async (tx) => {
    const rows = await listExportedServices(tx, readExportFilter(new URL(request.url).searchParams));
    const lines = rows.map(({ client, evidence, ...row }) => [
      row.number,
      row.issuedOn,
      client.legalNameEn,
      client.legalNameZh,
      client.country,
      client.taxId,
      row.net.currency,
      printAmount(row.net),
      printAmount(row.paid),
      printAmount(row.outstanding),
      row.netAtHome?.currency ?? "",
      row.netAtHome ? printAmount(row.netAtHome) : "",
      row.taxRuleId ?? "",
      evidence.orderId ?? "",
      yes(evidence.orderId !== null),
      yes(evidence.isClientAbroad),
      yes(evidence.isForeignCurrency),
      evidence.receivedOn.join(" "),
    ]);
    return new Response(printCsv([COLUMNS, ...lines]), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="exported-services.csv"',
      },
    });
  });

function yes(is: boolean): string {
  return is ? "yes" : "no";
}
