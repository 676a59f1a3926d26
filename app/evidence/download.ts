import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveFile } from "./serve-file.server.ts";

/** Downloads the file as it was received. */
export const loader = ({ request, params }: LoaderFunctionArgs) => serveFile(request, params, "attachment");
