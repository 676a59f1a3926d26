import type { LoaderFunctionArgs } from "@remix-run/node";
import { publicText } from "#app/http/public-answer.ts";
import { asIssuer } from "./keys/issuer-door.server.ts";
import { readCheckpoint } from "./log.server.ts";

/** The newest signed checkpoint of the log (C2SP tlog-checkpoint), with its cosignatures. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  asIssuer(request, async (tx, { log }) => publicText(await readCheckpoint(tx, log), "text/plain; charset=utf-8", 5));
