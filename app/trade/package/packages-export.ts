import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { packages } from "./packages.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(packages, routed);
