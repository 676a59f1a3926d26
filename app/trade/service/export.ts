import type { LoaderFunctionArgs } from "@remix-run/node";
import { asTenant } from "#app/access/actor.server.ts";
import { printCsv } from "#app/encoding/table/print-csv.ts";
import { money } from "#app/money/money.ts";
import { printAmount } from "#app/money/money-text.ts";
import { listServices } from "./service.server.ts";

const COLUMNS = [
  "id",
  "kind",
  "name_en",
  "name_zh",
  "description_en",
  "description_zh",
  "unit",
  "state",
  "currency",
  "price",
  "valid_from",
  "stated_at",
  "stated_by",
];

/** The catalogue with every price that was stated, a row each; a service without a price has one row. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "workspace.view", async (tx) => {
    const rows = (await listServices(tx)).flatMap(({ id, kind, name, description, unit, isOffered, prices }) => {
      const service = [id, kind, name.en, name.zh, description.en, description.zh, unit];
      const head = [...service, isOffered ? "offered" : "retired"];
      if (prices.length === 0) return [[...head, "", "", "", "", ""]];
      return prices.map((price) => [
        ...head,
        price.currency,
        printAmount(money(price.minor, price.currency)),
        price.validFrom,
        price.statedAt.toISOString(),
        price.authorName ?? "",
      ]);
    });
    return new Response(printCsv([COLUMNS, ...rows]), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="services.csv"',
      },
    });
  });
