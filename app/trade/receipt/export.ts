import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { receipts } from "./receipts.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(receipts, routed);
