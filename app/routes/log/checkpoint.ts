import type { LoaderFunctionArgs } from "@remix-run/node";
import { asIssuer } from "#app/http/issuer-door.server.ts";
import { publicText } from "#app/http/public-answer.ts";
import { readCheckpoint } from "#app/services/log.server.ts";

/** The newest signed checkpoint of the log (C2SP tlog-checkpoint), with the lines of its witnesses. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  asIssuer(request, async (tx, { log }) => publicText(await readCheckpoint(tx, log), "text/plain; charset=utf-8", 5));
