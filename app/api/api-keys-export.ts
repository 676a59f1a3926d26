import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { apiKeys } from "./api-keys.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(apiKeys, routed);
