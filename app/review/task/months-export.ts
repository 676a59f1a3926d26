import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { taskMonths } from "./tasks.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(taskMonths, routed);
