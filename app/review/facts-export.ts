import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { facilityFacts } from "./facts.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(facilityFacts, routed);
