import { canonicalJson, isJsonObject, type JsonObject, parseJson } from "#app/encoding/canonical-json.ts";
import { sha256Hex } from "#app/encoding/sha256.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { buildDidDocument } from "./did-document.ts";
import { buildJwks, type PublishedKey, parseJwks } from "./jwks.ts";
import { formatVerifierKey, type NoteVerifier, noteKeyIdOf, parseVerifierKey } from "./signed-note.ts";

/** The keys by which a verifier judges: who signs credentials, and who signs the log's checkpoints. */
export interface KeySet {
  /** The issuer the keys belong to; null for a plain JWKS, which names none. */
  did: string | null;
  keys: PublishedKey[];
  /** Keys of the log; none in a plain JWKS. */
  noteVerifiers: NoteVerifier[];
  /** Keys of the log that were revoked: what they alone signed proves nothing. */
  revokedNoteVerifiers?: NoteVerifier[];
  /** The witnesses that the issuer names; relying parties choose themselves which to trust. */
  witnesses?: NoteVerifier[];
}

/**
 * The text of `/.well-known/jwks.json` and of a bundle's `keys.json`: a JWKS with more members, `didDocument`,
 * `logKeys` (one-line verifier keys; of revoked ones none), `witnessKeys` where there are witnesses, and `digest`, so that one file holds all that is needed offline and any JOSE library
 * still reads it. Canonical form; to be served as it is. `origin` names the log.
 */
export async function formatKeySet(
  did: string,
  keys: readonly PublishedKey[],
  origin: string,
  witnessKeys: readonly string[] = [],
): Promise<string> {
  const logKeys = keys.filter((key) => key.purpose === "log" && key.revokedAt === null);
  const set = {
    ...buildJwks(keys),
    didDocument: buildDidDocument(did, keys),
    logKeys: await Promise.all(logKeys.map((key) => formatVerifierKey(origin, key.publicKey))),
    ...(witnessKeys.length === 0 ? {} : { witnessKeys: [...witnessKeys] }),
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
  if (!isOurs) return { did: null, keys, noteVerifiers: [] };
  const did = readDid(value);
  const noteVerifiers = await Promise.all(readTexts(value, "logKeys").map((vkey) => parseVerifierKey(vkey)));
  const witnessKeys = value.witnessKeys === undefined ? [] : readTexts(value, "witnessKeys");
  const witnesses = await Promise.all(witnessKeys.map((vkey) => parseVerifierKey(vkey, "cosignature")));
  const origin = noteVerifiers[0]?.name ?? "";
  if ((await formatKeySet(did, keys, origin, witnessKeys)) !== text) throw new TransparencyError("invalid_key_set");
  const revokedNoteVerifiers = await Promise.all(
    keys.filter((key) => key.purpose === "log" && key.revokedAt !== null).map((key) => verifierOf(origin, key)),
  );
  return { did, keys, noteVerifiers, revokedNoteVerifiers, witnesses };
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
