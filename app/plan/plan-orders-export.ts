import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { planOrders } from "./plan-orders.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(planOrders, routed);
