import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { statements } from "./statements.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(statements, routed);
