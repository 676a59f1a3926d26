import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { invoices } from "./invoices.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(invoices, routed);
