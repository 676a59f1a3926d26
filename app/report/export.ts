import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { reports } from "./reports.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(reports, routed);
