import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { csvAnswer } from "#app/http/csv-file.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { loadComparison } from "./load-comparison.server.ts";
import { printBridgeCsv } from "./print-bridge-csv.ts";

/** The comparison of the page as a table, with every line and every digit. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const { pair } = await loadComparison(request, params);
    if (!pair) throw new AppError("not_found");
    const { before, after } = pair.printed;
    const name = `comparison-${before.period.start.slice(0, 4)}-${after.period.start.slice(0, 4)}.csv`;
    return csvAnswer(`attachment; filename="${name}"`, printBridgeCsv(pair.printed, localeOf(request)));
  });
