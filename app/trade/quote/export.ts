import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { quotes } from "./quotes.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(quotes, routed);
