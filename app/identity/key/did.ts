import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors } from "#app/access/actor.server.ts";
import { limitLookUp } from "#app/access/look-up-limit.server.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { publicText } from "#app/http/public-answer.ts";
import { asIssuer } from "#app/log/keys/issuer-door.server.ts";
import { buildDidDocument, issuerDidOf } from "#app/proof/did-document.ts";
import { readIssuerKeys } from "./publish-keys.server.ts";

/** The did:web document of an issuer. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  await answerErrors(request, () => limitLookUp(context.clientAddress));
  return asIssuer(request, async (tx, { did }) => {
    const identityId = params.identityId ?? "";
    const keys = await readIssuerKeys(tx, identityId);
    const document = buildDidDocument(issuerDidOf(did, identityId), keys);
    return publicText(canonicalJson(document), "application/did+json", 300);
  });
};
