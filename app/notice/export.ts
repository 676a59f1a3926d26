import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { notices } from "./notices.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(notices, routed);
