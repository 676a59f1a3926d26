import type { LoaderFunctionArgs } from "@remix-run/node";
import { asPublic } from "#app/access/actor.server.ts";
import { countDatasets } from "#app/factors/factor.server.ts";

/** Checks that the database answers and the factor library is loaded. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  asPublic(request, async (tx) => {
    const datasets = await countDatasets(tx);
    return new Response(datasets > 0 ? "ready" : "no factor library", {
      status: datasets > 0 ? 200 : 503,
      headers: { "Cache-Control": "no-store" },
    });
  });
