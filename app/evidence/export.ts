import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { evidence } from "./evidence.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(evidence, routed);
