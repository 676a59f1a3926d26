import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerErrors, requireTenantActor } from "#app/access/actor.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { shownRows } from "#app/http/shown-rows.ts";
import { titleIn } from "#app/kit/page-title.ts";
import type { BoardClient } from "./client-board.server.ts";
import { clients } from "./clients.list.server.ts";
import { ClientsPage } from "./clients-page.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.clientBoard.title);

/** Every client of the workspace: how far each is, and what waits on whom. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireTenantActor(request, params, "workspace.view");
    const search = boardSearchOf(new URL(request.url).searchParams);
    const clients = await listBoardClients(await doors(), actor);
    const { rows, total } = shownRows(narrowBoard(clients, search), request);
    return {
      base: `/tenants/${actor.tenantId}/clients`,
      maySell: actor.may("trade.sell"),
      today: new Date().toISOString().slice(0, 10),
      search,
      all: clients.length,
      found: total,
      clients: rows,
    };
  });

export default function Clients() {
  return <ClientsPage {...useLoaderData<typeof loader>()} />;
}
