import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { ownVersions } from "./own-versions.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(ownVersions, routed);
