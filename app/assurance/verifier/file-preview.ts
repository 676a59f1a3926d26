import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveEvidence } from "./serve-evidence.server.ts";

export const loader = ({ request, params }: LoaderFunctionArgs) => serveEvidence(request, params, "inline");
