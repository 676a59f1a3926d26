import type { LoaderFunctionArgs } from "@remix-run/node";
import { asTenant } from "#app/access/actor.server.ts";
import { printCsv } from "#app/encoding/table/print-csv.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { translator } from "#app/i18n/index.ts";
import { listTimeEntries } from "./time-entry.server.ts";
import { timeSearchOf } from "./time-search.ts";

/** Every entry as a table, corrected ones marked. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "sell", async (tx, actor) => {
    const { time: t } = translator(localeOf(request));
    const entries = await listTimeEntries(tx, actor, timeSearchOf(new URL(request.url).searchParams));
    const rows = entries.map((entry) => [
      entry.day,
      entry.clientName,
      entry.personName,
      String(entry.minutes),
      entry.isBillable ? t.yes : t.no,
      entry.note,
      entry.isCorrected ? t.yes : t.no,
    ]);
    return new Response(printCsv([Object.values(t.csv), ...rows]), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="time.csv"',
      },
    });
  });
