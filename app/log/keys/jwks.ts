import type { LoaderFunctionArgs } from "@remix-run/node";
import { publicText } from "#app/http/public-answer.ts";
import { asIssuer } from "./issuer-door.server.ts";
import { readKeySet } from "./key-set.server.ts";

/** All current and retired keys as a JWKS, with the log's verifier keys. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  asIssuer(request, async (tx, keys) => publicText(await readKeySet(tx, keys), "application/jwk-set+json", 300));
