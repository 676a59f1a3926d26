import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { imports } from "./imports.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(imports, routed);
