import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListFile } from "#app/access/list-route.server.ts";
import { clientMails } from "./client-mails.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListFile(clientMails, routed);
