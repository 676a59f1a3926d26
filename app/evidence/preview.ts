import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveFile } from "./serve-file.server.ts";

/** An image or a PDF, shown in a sandbox; any other kind is not found here. */
export const loader = ({ request, params }: LoaderFunctionArgs) => serveFile(request, params, "inline");
