import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { services } from "./services.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(services, routed);
