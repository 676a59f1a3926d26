import { canonicalJson, isJsonObject, type JsonObject, parseJson } from "#app/encoding/canonical-json.ts";
import { sha256Hex } from "#app/encoding/sha256.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { buildDidDocument } from "./did-document.ts";
import { buildJwks, type PublishedKey, parseJwks } from "./jwks.ts";
import { formatVerifierKey, type NoteVerifier, noteKeyIdOf, parseNote, parseVerifierKey } from "./signed-note.ts";
import { parseTlogProof } from "./tlog-proof.ts";

/** The keys by which a verifier judges: who signs credentials, and who signs the log's checkpoints. */
export interface KeySet {
  /** The issuer the keys belong to; null for a plain JWKS, which names none. */
  did: string | null;
  keys: PublishedKey[];
  /** Keys of the log; none in a plain JWKS. */
  noteVerifiers: NoteVerifier[];
  /** Keys of the log that were revoked: what they alone signed proves nothing. */
  revokedNoteVerifiers?: NoteVerifier[];
  /** Keys of issuers on this installation that were revoked. All others are in the log alone. */
  revokedIssuerKeys: RevokedIssuerKey[];
  /** The witnesses that the issuer names; relying parties choose themselves which to trust. */
  witnesses?: NoteVerifier[];
}

/** A key of an issuer that was compromised: what counts is stated as for a key of the installation. */
export interface RevokedIssuerKey {
  /** RFC 7638 thumbprint. */
  keyId: string;
  /** The DID of the issuer. */
  issuer: string;
  /** ISO 8601, in whole seconds. */
  revokedAt: string;
  /** How many entries the log had then. */
  revokedSize: number;
}

interface FurtherKeys {
  /** One line each. */
  witnessKeys?: readonly string[];
  revokedIssuerKeys?: readonly RevokedIssuerKey[];
}

/**
 * The text of `/.well-known/jwks.json` and of a bundle's `keys.json`: a JWKS with more members, `didDocument`,
 * `logKeys` (one-line verifier keys; of revoked ones none), `witnessKeys` where there are witnesses, `revokedIssuerKeys` where there are
 * such, and `digest`, so that one file holds all that is needed offline and any JOSE library
 * still reads it. Canonical form; to be served as it is. `origin` names the log.
 */
export async function formatKeySet(
  did: string,
  keys: readonly PublishedKey[],
  origin: string,
  { witnessKeys = [], revokedIssuerKeys = [] }: FurtherKeys = {},
): Promise<string> {
  const logKeys = keys.filter((key) => key.purpose === "log" && key.revokedAt === null);
  const set = {
    ...buildJwks(keys),
    didDocument: buildDidDocument(did, keys),
    logKeys: await Promise.all(logKeys.map((key) => formatVerifierKey(origin, key.publicKey))),
    ...(witnessKeys.length === 0 ? {} : { witnessKeys: [...witnessKeys] }),
    ...(revokedIssuerKeys.length === 0 ? {} : { revokedIssuerKeys: revokedIssuerKeys.map(toRevoked) }),
  };
  return canonicalJson({ ...set, digest: await sha256Hex(canonicalJson(set)) });
}

/** The hash by which the log records a change of the key set (`h_keys` of a `key_set` entry). Throws `invalid_key_set`. */
export function digestOfKeySet(text: string): string {
  const value = parseJson(text);
  if (!isJsonObject(value) || typeof value.digest !== "string") throw new TransparencyError("invalid_key_set");
  return value.digest;
}

/**
 * Reads a key set of ours, which must be exactly the text that `formatKeySet` makes of its content, or a plain JWKS.
 * Throws `invalid_key_set`.
 */
export async function parseKeySet(text: string): Promise<KeySet> {
  const value = parseJson(text);
  const keys = await parseJwks(value);
  if (!isJsonObject(value) || keys.length === 0) throw new TransparencyError("invalid_key_set");
  const isOurs = ["didDocument", "logKeys", "digest"].some((name) => value[name] !== undefined);
  if (!isOurs) return { did: null, keys, noteVerifiers: [], revokedIssuerKeys: [] };
  const did = readDid(value);
  const noteVerifiers = await Promise.all(readTexts(value, "logKeys").map((vkey) => parseVerifierKey(vkey)));
  const witnessKeys = value.witnessKeys === undefined ? [] : readTexts(value, "witnessKeys");
  const witnesses = await Promise.all(witnessKeys.map((vkey) => parseVerifierKey(vkey, "cosignature")));
  const revokedIssuerKeys = readRevoked(value);
  const origin = noteVerifiers[0]?.name ?? "";
  if ((await formatKeySet(did, keys, origin, { witnessKeys, revokedIssuerKeys })) !== text)
    throw new TransparencyError("invalid_key_set");
  const revokedNoteVerifiers = await Promise.all(
    keys.filter((key) => key.purpose === "log" && key.revokedAt !== null).map((key) => verifierOf(origin, key)),
  );
  return { did, keys, noteVerifiers, revokedNoteVerifiers, revokedIssuerKeys, witnesses };
}

/** Whether a proof is signed by a key of the log that was revoked since: no forgery, and no proof any more. */
export function isByRevokedKey(proof: string, { revokedNoteVerifiers = [] }: KeySet): boolean {
  const { signatures } = parseNote(parseTlogProof(proof).checkpoint);
  return signatures.some((line) =>
    revokedNoteVerifiers.some(
      ({ name, keyId }) => name === line.name && keyId.every((byte, at) => byte === line.keyId[at]),
    ),
  );
}

function toRevoked({ keyId, issuer, revokedAt, revokedSize }: RevokedIssuerKey): JsonObject {
  return { kid: keyId, iss: issuer, revoked: { revoked_at: Date.parse(revokedAt) / 1000, log_size: revokedSize } };
}

function readRevoked({ revokedIssuerKeys: list = [] }: JsonObject): RevokedIssuerKey[] {
  if (!Array.isArray(list)) throw new TransparencyError("invalid_key_set", { member: "revokedIssuerKeys" });
  return list.map((one) => {
    const revoked = isJsonObject(one) && isJsonObject(one.revoked) ? one.revoked : {};
    const { kid, iss } = isJsonObject(one) ? one : {};
    const { revoked_at: at, log_size: size } = revoked;
    if (typeof kid !== "string" || typeof iss !== "string" || !isWhole(at) || !isWhole(size))
      throw new TransparencyError("invalid_key_set", { member: "revokedIssuerKeys" });
    return { keyId: kid, issuer: iss, revokedAt: new Date(at * 1000).toISOString(), revokedSize: size };
  });
}

/** Within the times that exist. */
function isWhole(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 && value <= 253_402_300_799;
}

function readDid({ didDocument }: JsonObject): string {
  const did = isJsonObject(didDocument) ? didDocument.id : undefined;
  if (typeof did !== "string") throw new TransparencyError("invalid_key_set", { member: "didDocument" });
  return did;
}

async function verifierOf(name: string, { publicKey }: PublishedKey): Promise<NoteVerifier> {
  return { name, publicKey, keyId: await noteKeyIdOf(name, publicKey) };
}

function readTexts(value: JsonObject, member: "logKeys" | "witnessKeys"): string[] {
  const list = value[member];
  if (!Array.isArray(list) || !list.every((item) => typeof item === "string")) {
    throw new TransparencyError("invalid_key_set", { member });
  }
  return list as string[];
}
