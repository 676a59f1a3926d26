import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { ownFactors } from "./own-factors.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(ownFactors, routed);
