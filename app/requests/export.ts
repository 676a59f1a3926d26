import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { dataRequests } from "./data-requests.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(dataRequests, routed);
