import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { instruments } from "./instruments.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(instruments, routed);
