import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { lackingRecords } from "./lacking.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(lackingRecords, routed);
