import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { targets } from "./targets.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(targets, routed);
