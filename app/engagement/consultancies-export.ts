import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { consultancies } from "./consultancies.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(consultancies, routed);
