import { decodeBase64Url, encodeBase64Url } from "#app/encoding/base64.ts";
import { encodeUtf8 } from "#app/encoding/bytes.ts";
import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from "#app/encoding/canonical-json.ts";
import { sha256 } from "#app/encoding/sha256.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";

/** Credentials and status lists are signed with one kind of key, checkpoints of the log with another. */
export type KeyPurpose = "credential" | "log";

/** A public key as it stays published permanently, with the window in which it signed. Times are ISO 8601 in UTC. */
export interface PublishedKey {
  /** RFC 7638 thumbprint. */
  keyId: string;
  purpose: KeyPurpose;
  /** Ed25519, 32 bytes. */
  publicKey: Uint8Array;
  validFrom: string;
  /** null while in use. */
  validUntil: string | null;
  /** Set when the key was compromised: nothing signed from then on counts. */
  revokedAt: string | null;
  /**
   * How many entries the log had at that time. A holder of a stolen key can write any date into a signature, but
   * can't put an entry before others: of what the key signed, only what these entries hold counts. Set with
   * `revokedAt`.
   */
  revokedSize?: number | null;
}

/** RFC 7638 thumbprint of an Ed25519 key: SHA-256 over its required members (RFC 8037 §2), base64url. */
export async function keyIdOf(publicKey: Uint8Array): Promise<string> {
  const required = canonicalJson({ crv: "Ed25519", kty: "OKP", x: encodeBase64Url(publicKey) });
  return encodeBase64Url(await sha256(encodeUtf8(required)));
}

/**
 * The key set for `/.well-known/jwks.json`. `nbf`, `exp` and `revoked` are the members that OpenID Federation 1.0 §8.7
 * gives to historical keys; `purpose` and `log_size` are ours. Retired keys stay in the list.
 */
export function buildJwks(keys: readonly PublishedKey[]): { keys: JsonObject[] } {
  return { keys: keys.map(toJwk) };
}

/**
 * Reads a key set. Keys of other kinds are passed over, as RFC 7517 §5 asks; a key whose `kid` is not its thumbprint, or
 * whose window cannot be read, throws `invalid_key_set`. A key without `nbf` and `purpose` counts as a credential key
 * that was always valid, so that a plain set from elsewhere can be pinned.
 */
export async function parseJwks(value: JsonValue): Promise<PublishedKey[]> {
  const list = isJsonObject(value) ? value.keys : undefined;
  if (!Array.isArray(list)) throw new TransparencyError("invalid_key_set");
  const ours = list.filter((jwk) => isJsonObject(jwk) && jwk.kty === "OKP" && jwk.crv === "Ed25519") as JsonObject[];
  return Promise.all(ours.map(fromJwk));
}

function toJwk(key: PublishedKey): JsonObject {
  return {
    kty: "OKP",
    crv: "Ed25519",
    alg: "EdDSA",
    use: "sig",
    kid: key.keyId,
    x: encodeBase64Url(key.publicKey),
    purpose: key.purpose,
    nbf: toSeconds(key.validFrom),
    ...(key.validUntil === null ? {} : { exp: toSeconds(key.validUntil) }),
    ...(key.revokedAt === null ? {} : { revoked: { revoked_at: toSeconds(key.revokedAt), ...sizeMember(key) } }),
  };
}

function sizeMember({ revokedSize }: PublishedKey): JsonObject {
  return revokedSize === undefined || revokedSize === null ? {} : { log_size: revokedSize };
}

async function fromJwk(jwk: JsonObject): Promise<PublishedKey> {
  const publicKey = decodeBase64Url(typeof jwk.x === "string" ? jwk.x : "");
  const keyId = await keyIdOf(publicKey);
  const purpose = jwk.purpose ?? "credential";
  if (
    publicKey.length !== 32 ||
    (jwk.kid !== undefined && jwk.kid !== keyId) ||
    (purpose !== "credential" && purpose !== "log")
  ) {
    throw new TransparencyError("invalid_key_set", { kid: String(jwk.kid) });
  }
  const revoked = isJsonObject(jwk.revoked) ? jwk.revoked : {};
  const size = revoked.log_size;
  if (size !== undefined && (typeof size !== "number" || !Number.isSafeInteger(size) || size < 0)) {
    throw new TransparencyError("invalid_key_set", { kid: String(jwk.kid) });
  }
  return {
    keyId,
    purpose,
    publicKey,
    validFrom: fromSeconds(jwk.nbf ?? 0),
    validUntil: jwk.exp === undefined ? null : fromSeconds(jwk.exp),
    revokedAt: jwk.revoked === undefined ? null : fromSeconds(revoked.revoked_at),
    ...(size === undefined ? {} : { revokedSize: size }),
  };
}

function toSeconds(time: string): number {
  const milliseconds = Date.parse(time);
  if (Number.isNaN(milliseconds)) throw new TransparencyError("invalid_time", { time });
  return Math.floor(milliseconds / 1000);
}

function fromSeconds(value: JsonValue | undefined): string {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0 || value > 253_402_300_799) {
    throw new TransparencyError("invalid_key_set", { time: String(value) });
  }
  return new Date(value * 1000).toISOString();
}
