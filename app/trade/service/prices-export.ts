import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { servicePrices } from "./service-prices.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(servicePrices, routed);
