import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { clients } from "./clients.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(clients, routed);
