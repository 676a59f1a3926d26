import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveFile } from "./serve-file.server.ts";

/** The file as it was received, to be saved. */
export const loader = ({ request, params }: LoaderFunctionArgs) => serveFile(request, params, "attachment");
