import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { revenue } from "./revenue.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(revenue, routed);
