import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { facilities } from "./facilities.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(facilities, routed);
