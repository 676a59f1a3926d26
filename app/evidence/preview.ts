import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveFile } from "./serve-file.server.ts";

/** Shows an image or a PDF in a sandbox. Other types return 404. */
export const loader = ({ request, params }: LoaderFunctionArgs) => serveFile(request, params, "inline");
