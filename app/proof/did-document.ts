import type { JsonObject } from "#app/encoding/canonical-json.ts";
import { encodeMultikey } from "#app/encoding/multikey.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import type { PublishedKey } from "./jwks.ts";

/** `https://reports.example:8443` → `did:web:reports.example%3A8443`. Only an origin can be one; throws `invalid_public_url`. */
export function didOf(publicUrl: string): string {
  const url = URL.canParse(publicUrl) ? new URL(publicUrl) : null;
  const isOrigin =
    url && (url.protocol === "https:" || url.protocol === "http:") && url.pathname === "/" && !url.search;
  if (!isOrigin || url.username || url.hash) throw new TransparencyError("invalid_public_url", { url: publicUrl });
  return `did:web:${url.host.replace(":", "%3A")}`;
}

const ISSUER_PATH = ":keys:";
const ISSUER = /^(did:web:[A-Za-z0-9.%-]+):keys:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The host (with port) that speaks for the did:web of an installation or of an issuer on it; null for another one. */
export function hostOfDid(did: string): string | null {
  const match = /^did:web:([A-Za-z0-9.-]+)(?:%3A(\d{1,5}))?$/.exec(installationOf(did) ?? did);
  return match ? `${match[1]}${match[2] ? `:${match[2]}` : ""}` : null;
}

/**
 * The identifier of an issuer: below that of its installation, with the public id of the workspace. Its document is at
 * `/keys/<id>/did.json`.
 */
export function issuerDidOf(installation: string, identityId: string): string {
  return `${installation}${ISSUER_PATH}${identityId}`;
}

/** The identifier of the installation whose log holds an issuer's keys; null for what is not an issuer. */
export function installationOf(issuerDid: string): string | null {
  return ISSUER.exec(issuerDid)?.[1] ?? null;
}

/**
 * The document for `/.well-known/did.json`. Credential keys are listed for assertions, log keys only as methods.
 *
 * Retired keys stay permanently, and without `expires`: a verifier would then refuse what they signed while in force.
 * The window in which each key signed is in the JWKS; a compromised key carries `revoked` (Controlled Identifiers 1.0
 * §2.2).
 */
export function buildDidDocument(did: string, keys: readonly PublishedKey[]): JsonObject {
  const idOf = (key: PublishedKey) => `${did}#${key.keyId}`;
  return {
    "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
    id: did,
    verificationMethod: keys.map((key) => ({
      id: idOf(key),
      type: "Multikey",
      controller: did,
      publicKeyMultibase: encodeMultikey(key.publicKey),
      ...(key.revokedAt === null ? {} : { revoked: key.revokedAt }),
    })),
    assertionMethod: keys.filter((key) => key.purpose === "credential").map(idOf),
  };
}
