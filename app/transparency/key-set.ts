import { canonicalJson, isJsonObject, type JsonObject, parseJson } from "./canonical-json.ts";
import { buildDidDocument } from "./did-document.ts";
import { buildJwks, type PublishedKey, parseJwks } from "./jwks.ts";
import { formatVerifierKey, type NoteVerifier, parseVerifierKey } from "./signed-note.ts";
import { TransparencyError } from "./transparency-error.ts";

/** The keys by which a verifier judges: who signs credentials, and who signs the log's checkpoints. */
export interface KeySet {
  /** The issuer the keys belong to; null for a plain JWKS, which names none. */
  did: string | null;
  keys: PublishedKey[];
  /** Keys of the log and of witnesses. */
  noteVerifiers: NoteVerifier[];
}

/**
 * The `keys.json` of a bundle: a JWKS with two more members, `didDocument` and `logKeys` (one-line verifier keys), so
 * that one file holds all that is needed offline and any JOSE library still reads it. Canonical form.
 */
export async function formatKeySet(did: string, keys: readonly PublishedKey[], origin: string): Promise<string> {
  const logKeys = keys.filter((key) => key.purpose === "log");
  return canonicalJson({
    ...buildJwks(keys),
    didDocument: buildDidDocument(did, keys),
    logKeys: await Promise.all(logKeys.map((key) => formatVerifierKey(origin, key.publicKey))),
  });
}

/**
 * Reads `keys.json` or a plain JWKS. The DID document must list exactly the keys of the set, and each verifier key must
 * be one of its log keys; a plain JWKS names no log key. Throws `invalid_key_set`.
 */
export async function parseKeySet(text: string): Promise<KeySet> {
  const value = parseJson(text);
  const keys = await parseJwks(value);
  if (!isJsonObject(value) || keys.length === 0) throw new TransparencyError("invalid_key_set");
  const did = value.didDocument === undefined ? null : readDid(value, keys);
  const noteVerifiers = await Promise.all(readVerifierKeys(value).map(parseVerifierKey));
  const logKeys = keys.filter((key) => key.purpose === "log").map((key) => canonicalJson([...key.publicKey]));
  if (noteVerifiers.some((verifier) => !logKeys.includes(canonicalJson([...verifier.publicKey])))) {
    throw new TransparencyError("invalid_key_set", { member: "logKeys" });
  }
  return { did, keys, noteVerifiers };
}

function readDid(value: JsonObject, keys: PublishedKey[]): string {
  const document = value.didDocument;
  const did = isJsonObject(document) && typeof document.id === "string" ? document.id : "";
  if (canonicalJson(document) !== canonicalJson(buildDidDocument(did, keys))) {
    throw new TransparencyError("invalid_key_set", { member: "didDocument" });
  }
  return did;
}

function readVerifierKeys({ logKeys = [] }: JsonObject): string[] {
  if (!Array.isArray(logKeys) || !logKeys.every((item) => typeof item === "string")) {
    throw new TransparencyError("invalid_key_set", { member: "logKeys" });
  }
  return logKeys as string[];
}
