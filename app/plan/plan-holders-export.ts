import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { planHolders } from "./plan-holders.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(planHolders, routed);
