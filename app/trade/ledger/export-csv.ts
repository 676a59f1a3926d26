import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { exportedServices } from "./exported-services.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(exportedServices, routed);
