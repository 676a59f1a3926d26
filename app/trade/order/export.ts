import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { orders } from "./orders.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(orders, routed);
