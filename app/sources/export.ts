import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { sources } from "./sources.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(sources, routed);
