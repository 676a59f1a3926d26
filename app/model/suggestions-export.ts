import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { suggestions } from "./suggestions.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(suggestions, routed);
