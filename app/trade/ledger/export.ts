import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { ledger } from "./ledger.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(ledger, routed);
