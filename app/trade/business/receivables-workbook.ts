import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListWorkbook } from "#app/access/list-workbook.server.ts";
import { receivables } from "./receivables.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListWorkbook(receivables, routed);
