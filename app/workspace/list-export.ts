import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { ownOrganizations } from "./own-organizations.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(ownOrganizations, routed);
