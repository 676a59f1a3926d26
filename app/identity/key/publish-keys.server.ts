import { AppError } from "#app/encoding/errors.ts";
import type { PublishedKey } from "#app/proof/jwks.ts";
import type { AnyTx } from "#db/doors.ts";
import { type IssuerKey, listIssuerKeys } from "./issuer-key.server.ts";

/** All keys of an issuer with their windows, in the form of those of the installation. @throws AppError `not_found` */
export async function readIssuerKeys(tx: AnyTx, identityId: string): Promise<PublishedKey[]> {
  const keys = /^[0-9a-f-]{36}$/.test(identityId) ? await listIssuerKeys(tx, identityId) : [];
  if (keys.length === 0) throw new AppError("not_found");
  return keys.map(toPublished);
}

function toPublished({ keyId, publicKey, createdAt, endedAt, revokedSince, revokedSize }: IssuerKey): PublishedKey {
  return {
    keyId,
    purpose: "credential",
    publicKey,
    validFrom: createdAt.toISOString(),
    validUntil: endedAt?.toISOString() ?? null,
    revokedAt: revokedSince?.toISOString() ?? null,
    ...(revokedSize === null ? {} : { revokedSize }),
  };
}
