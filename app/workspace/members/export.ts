import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { members } from "./members.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(members, routed);
