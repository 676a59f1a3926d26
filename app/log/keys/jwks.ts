import type { LoaderFunctionArgs } from "@remix-run/node";
import { publicText } from "#app/http/public-answer.ts";
import { asIssuer } from "./issuer-door.server.ts";
import { readKeySet } from "./key-set.server.ts";

/** Every key that ever signed, as a JWKS with the log's verifier keys beside it. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  asIssuer(request, async (tx, keys) => publicText(await readKeySet(tx, keys), "application/jwk-set+json", 300));
