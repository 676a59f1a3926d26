import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { payments } from "./payments.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(payments, routed);
