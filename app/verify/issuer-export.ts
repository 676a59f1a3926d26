import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors } from "#app/access/actor.server.ts";
import { serveListFile } from "#app/access/list-route.server.ts";
import { limitListFile, limitLookUp } from "#app/access/look-up-limit.server.ts";
import { listedReports } from "./listed-reports.list.server.ts";

/** An issuer has a few reports per year and language, so 1,000 is never reached in practice. */
const FEW = 1;

export const loader = (routed: LoaderFunctionArgs) =>
  answerErrors(routed.request, async () => {
    await limitLookUp(routed.context.clientAddress);
    await limitListFile(routed.context.clientAddress, FEW);
    return serveListFile(listedReports, routed);
  });
