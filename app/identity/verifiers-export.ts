import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors } from "#app/access/actor.server.ts";
import { serveListFile } from "#app/access/list-route.server.ts";
import { limitListFile, limitLookUp } from "#app/access/look-up-limit.server.ts";
import { verifiers } from "./verifiers.list.server.ts";

/** There are some hundreds of verification bodies at most. */
const FEW = 1;

export const loader = (routed: LoaderFunctionArgs) =>
  answerErrors(routed.request, async () => {
    await limitLookUp(routed.context.clientAddress);
    await limitListFile(routed.context.clientAddress, FEW);
    return serveListFile(verifiers, routed);
  });
