import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { engagements } from "./engagements.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(engagements, routed);
