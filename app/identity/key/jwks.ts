import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors } from "#app/access/actor.server.ts";
import { limitLookUp } from "#app/access/look-up-limit.server.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { publicText } from "#app/http/public-answer.ts";
import { asIssuer } from "#app/log/keys/issuer-door.server.ts";
import { buildJwks } from "#app/proof/jwks.ts";
import { readIssuerKeys } from "./publish-keys.server.ts";

/** All current and retired keys of an issuer as a JWKS. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  await answerErrors(request, () => limitLookUp(context.clientAddress));
  return asIssuer(request, async (tx) => {
    const keys = await readIssuerKeys(tx, params.identityId ?? "");
    return publicText(canonicalJson(buildJwks(keys)), "application/jwk-set+json", 300);
  });
};
