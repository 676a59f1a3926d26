import { encodeBase64 } from "#app/encoding/base64.ts";
import { concatBytes, encodeUtf8, equalBytes } from "#app/encoding/bytes.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { verifyEd25519 } from "./ed25519.ts";
import { type NoteVerifier, noteKeyIdOf, parseNote } from "./signed-note.ts";
import type { Signer } from "./signer.ts";

/** That a witness saw a checkpoint, consistent with every earlier one it saw (c2sp.org/tlog-cosignature, Ed25519). */
export interface Cosignature {
  /** Name of the witness's key. */
  witness: string;
  /** 4 bytes. */
  keyId: Uint8Array;
  /** When the witness signed, by its own clock; ISO 8601. */
  at: string;
  /** The signature line of the note, without its newline. */
  line: string;
}

/** A time of 64 bits, then the signature. */
const TIME_BYTES = 8;
const LENGTH = TIME_BYTES + 64;
/** The end of the year 9999: what a date can still say. */
const LATEST_SECOND = 253_402_300_799n;

/** Signs the text of a checkpoint as a witness does. @returns the signature line, with its newline */
export async function cosign(
  checkpointText: string,
  witness: string,
  signer: Signer,
  seconds: number,
): Promise<string> {
  const keyId = await noteKeyIdOf(witness, signer.publicKey, "cosignature");
  const time = new Uint8Array(TIME_BYTES);
  new DataView(time.buffer).setBigUint64(0, BigInt(seconds));
  const signature = await signer.sign(messageOf(checkpointText, BigInt(seconds)));
  return `— ${witness} ${encodeBase64(concatBytes(keyId, time, signature))}\n`;
}

/**
 * The cosignatures of known witnesses on a checkpoint. Lines of unknown keys are passed over; a wrong one by a known
 * witness rejects the note. Throws `invalid_note` or `wrong_cosignature`.
 */
export async function readCosignatures(note: string, witnesses: readonly NoteVerifier[]): Promise<Cosignature[]> {
  const { text, signatures } = parseNote(note);
  const found: Cosignature[] = [];
  for (const { name, keyId, signature } of signatures) {
    const witness = witnesses.find((known) => known.name === name && equalBytes(known.keyId, keyId));
    if (!witness || found.some((one) => one.witness === name && equalBytes(one.keyId, keyId))) continue;
    const seconds = signature.length === LENGTH ? readSeconds(signature) : null;
    const isGood =
      seconds !== null &&
      (await verifyEd25519(witness.publicKey, signature.slice(TIME_BYTES), messageOf(text, seconds)));
    if (!isGood) throw new TransparencyError("wrong_cosignature", { name });
    const line = `— ${name} ${encodeBase64(concatBytes(keyId, signature))}`;
    found.push({ witness: name, keyId, at: new Date(Number(seconds) * 1000).toISOString(), line });
  }
  return found;
}

function readSeconds(signature: Uint8Array): bigint | null {
  const bytes = signature.slice(0, TIME_BYTES);
  const seconds = new DataView(bytes.buffer).getBigUint64(0);
  return seconds > LATEST_SECOND ? null : seconds;
}

function messageOf(checkpointText: string, seconds: bigint): Uint8Array {
  return encodeUtf8(`cosignature/v1\ntime ${seconds}\n${checkpointText}`);
}
