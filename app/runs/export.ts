import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { inventories } from "./inventories.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(inventories, routed);
