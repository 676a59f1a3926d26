import type { LoaderFunctionArgs } from "@remix-run/node";
import { AppError } from "#app/errors.ts";
import { printBridgeCsv } from "#app/exchange/print-bridge-csv.ts";
import { answerErrors } from "#app/http/actor.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { loadComparison } from "./load-comparison.server.ts";

/** The comparison of the page as a table, with every line and every digit. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const { pair } = await loadComparison(request, params);
    if (!pair) throw new AppError("not_found");
    const { before, after } = pair.printed;
    const name = `comparison-${before.period.start.slice(0, 4)}-${after.period.start.slice(0, 4)}.csv`;
    return new Response(printBridgeCsv(pair.printed, localeOf(request)), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": `attachment; filename="${name}"`,
      },
    });
  });
