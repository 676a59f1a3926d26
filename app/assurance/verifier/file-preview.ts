import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveEvidence } from "./serve-evidence.server.ts";

/** A file of evidence, for the verifier to look at. */
export const loader = ({ request, params }: LoaderFunctionArgs) => serveEvidence(request, params, "inline");
