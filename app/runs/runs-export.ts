import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { runs } from "./runs.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(runs, routed);
