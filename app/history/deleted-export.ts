import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { deletedRecords } from "./deleted.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(deletedRecords, routed);
