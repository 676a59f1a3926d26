import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { receivables } from "./receivables.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(receivables, routed);
