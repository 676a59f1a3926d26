import { decodeBase64, encodeBase64 } from "#app/encoding/base64.ts";
import { concatBytes, encodeUtf8, equalBytes } from "#app/encoding/bytes.ts";
import { decodeHex, encodeHex } from "#app/encoding/hex.ts";
import { sha256 } from "#app/encoding/sha256.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { verifyEd25519 } from "./ed25519.ts";
import type { Signer } from "./signer.ts";

/** Signature types: plain Ed25519 (c2sp.org/signed-note) and a witness's timestamped one (c2sp.org/tlog-cosignature). */
const TYPES = { ed25519: 0x01, cosignature: 0x04 } as const;
export type NoteKeyType = keyof typeof TYPES;
const MOST_SIGNATURES = 64;
const LONGEST_NOTE = 1_000_000;

/** A key that may sign notes, read from its one-line form (`vkey`). */
export interface NoteVerifier {
  name: string;
  /** 4 bytes. */
  keyId: Uint8Array;
  /** Ed25519, 32 bytes. */
  publicKey: Uint8Array;
}

export interface NoteSignature {
  name: string;
  keyId: Uint8Array;
  signature: Uint8Array;
}

/** SHA-256(name ‖ 0A ‖ type ‖ public key), the first four bytes. */
export async function noteKeyIdOf(
  name: string,
  publicKey: Uint8Array,
  type: NoteKeyType = "ed25519",
): Promise<Uint8Array> {
  return (await sha256(concatBytes(encodeUtf8(`${name}\n`), Uint8Array.of(TYPES[type]), publicKey))).slice(0, 4);
}

/** The `vkey` that identifies the key: `name+hash+base64(type ‖ public key)`. */
export async function formatVerifierKey(
  name: string,
  publicKey: Uint8Array,
  type: NoteKeyType = "ed25519",
): Promise<string> {
  assertKeyName(name);
  const encoded = encodeBase64(concatBytes(Uint8Array.of(TYPES[type]), publicKey));
  return `${name}+${encodeHex(await noteKeyIdOf(name, publicKey, type))}+${encoded}`;
}

/** Throws `invalid_verifier_key` for another signature type or a hash that does not belong to the key. */
export async function parseVerifierKey(vkey: string, type: NoteKeyType = "ed25519"): Promise<NoteVerifier> {
  const match = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(vkey);
  if (!match) throw new TransparencyError("invalid_verifier_key");
  const [, name, hash, encoded] = match as unknown as [string, string, string, string];
  const key = decodeBase64(encoded);
  const publicKey = key.slice(1);
  const keyId = await noteKeyIdOf(name, publicKey, type);
  if (key.length !== 33 || key[0] !== TYPES[type] || !equalBytes(keyId, decodeHex(hash))) {
    throw new TransparencyError("invalid_verifier_key");
  }
  return { name, keyId, publicKey };
}

/** Signs note text (which ends in a newline) and returns the whole note. */
export async function signNote(text: string, name: string, signer: Signer): Promise<string> {
  assertKeyName(name);
  assertNoteText(text);
  const keyId = await noteKeyIdOf(name, signer.publicKey);
  const signature = await signer.sign(encodeUtf8(text));
  return `${text}\n— ${name} ${encodeBase64(concatBytes(keyId, signature))}\n`;
}

/** Takes a note apart without judging it. Throws `invalid_note`. */
export function parseNote(note: string): { text: string; signatures: NoteSignature[] } {
  if (note.length > LONGEST_NOTE) throw new TransparencyError("invalid_note");
  const split = note.lastIndexOf("\n\n");
  if (split < 0 || !note.endsWith("\n")) throw new TransparencyError("invalid_note");
  const text = note.slice(0, split + 1);
  const lines = note.slice(split + 2, -1).split("\n");
  assertNoteText(text);
  if (lines.length > MOST_SIGNATURES) throw new TransparencyError("invalid_note");
  return { text, signatures: lines.map(parseSignatureLine) };
}

/**
 * The text of a note that at least one known key signed, and the keys that did. A signature by an unknown key is passed
 * over; a wrong one by a known key rejects the note, as the format advises. Throws `invalid_note`, `unknown_note_key` or
 * `wrong_note_signature`.
 */
export async function verifyNote(
  note: string,
  verifiers: readonly NoteVerifier[],
): Promise<{ text: string; signedBy: NoteVerifier[] }> {
  const { text, signatures } = parseNote(note);
  const signedBy: NoteVerifier[] = [];
  for (const line of signatures) {
    const verifier = verifiers.find((known) => known.name === line.name && equalBytes(known.keyId, line.keyId));
    if (!verifier) continue;
    if (!(await verifyEd25519(verifier.publicKey, line.signature, encodeUtf8(text)))) {
      throw new TransparencyError("wrong_note_signature", { name: line.name });
    }
    if (!signedBy.includes(verifier)) signedBy.push(verifier);
  }
  if (signedBy.length === 0) throw new TransparencyError("unknown_note_key");
  return { text, signedBy };
}

function parseSignatureLine(line: string): NoteSignature {
  const match = /^— ([^+\s]+) ([A-Za-z0-9+/=]+)$/u.exec(line);
  if (!match) throw new TransparencyError("invalid_note");
  const bytes = decodeBase64(match[2] as string);
  if (bytes.length < 5) throw new TransparencyError("invalid_note");
  return { name: match[1] as string, keyId: bytes.slice(0, 4), signature: bytes.slice(4) };
}

function assertNoteText(text: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the format forbids exactly these.
  if (!text.endsWith("\n") || /[\x00-\x09\x0b-\x1f]/.test(text) || /\p{Surrogate}/u.test(text)) {
    throw new TransparencyError("invalid_note");
  }
}

function assertKeyName(name: string): void {
  if (!/^[^+\s]+$/u.test(name)) throw new TransparencyError("invalid_key_name", { name });
}
