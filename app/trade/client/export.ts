import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors, requireTenantActor } from "#app/access/actor.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { printCsv } from "#app/encoding/table/print-csv.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { translator } from "#app/i18n/index.ts";
import { boardSearchOf, narrowBoard } from "./board-search.ts";
import { listBoardClients } from "./client-board.server.ts";

/** The board as it is narrowed, as a table. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireTenantActor(request, params, "view");
    const { clientBoard: t, order } = translator(localeOf(request));
    const search = boardSearchOf(new URL(request.url).searchParams);
    const rows = narrowBoard(await listBoardClients(await doors(), actor), search).map((client) => [
      client.name.en,
      client.name.zh,
      t.stage[client.stage],
      client.period?.start ?? "",
      client.period?.end ?? "",
      client.reportNumber ?? "",
      String(client.toReview),
      String(client.tasks.count),
      client.tasks.dueOn ?? "",
      client.tasks.owner ?? "",
      String(client.requests.count),
      client.requests.expiresOn ?? "",
      client.requests.recipient ?? "",
      client.trade.order?.number ?? "",
      client.trade.order ? order.states[client.trade.order.state] : "",
      client.trade.quote?.number ?? "",
      client.trade.quote?.validUntil ?? "",
      client.engagedUntil ?? "",
      client.next ?? "",
    ]);
    return new Response(printCsv([Object.values(t.csv), ...rows]), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="clients.csv"',
      },
    });
  });
