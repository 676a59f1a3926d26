import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors } from "#app/access/actor.server.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { publicText } from "#app/http/public-answer.ts";
import { buildDidDocument } from "#app/proof/did-document.ts";
import { issuerKeys } from "./issuer.server.ts";

/** The did:web document of the installation. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const { did, published } = await issuerKeys();
    return publicText(canonicalJson(buildDidDocument(did, published)), "application/did+json", 300);
  });
