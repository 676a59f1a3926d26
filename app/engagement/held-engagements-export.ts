import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { heldEngagements } from "./held-engagements.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(heldEngagements, routed);
