import type { LoaderFunctionArgs } from "@remix-run/node";
import { asPublic } from "#app/http/actor.server.ts";
import { publicText } from "#app/http/public-answer.ts";
import { issuerKeys } from "#app/issuer.server.ts";
import { readKeySet } from "#app/services/verification.server.ts";

/** Every key that ever signed, as a JWKS with the log's verifier keys beside it. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  asPublic(request, async (tx) =>
    publicText(await readKeySet(tx, await issuerKeys()), "application/jwk-set+json", 300),
  );
