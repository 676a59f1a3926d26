import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { measures } from "./measures.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(measures, routed);
