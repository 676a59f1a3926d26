import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveListWorkbook } from "#app/access/list-workbook.server.ts";
import { revenue } from "./revenue.list.server.ts";

export const loader = (routed: LoaderFunctionArgs) => serveListWorkbook(revenue, routed);
