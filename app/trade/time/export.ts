import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { time } from "./time.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(time, routed);
