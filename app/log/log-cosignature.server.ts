import { readFileSync } from "node:fs";
import { encodeBase64 } from "#app/encoding/base64.ts";
import { collectBytes, decodeUtf8, encodeUtf8 } from "#app/encoding/bytes.ts";
import { once } from "#app/encoding/once.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { env } from "#app/environment/env.server.ts";
import { type Cosignature, readCosignatures } from "#app/proof/cosignature.ts";
import { type NoteVerifier, parseVerifierKey } from "#app/proof/signed-note.ts";
import { changesPublic, type Doors } from "#db/doors.ts";
import { latestCheckpoint, proveGrowth } from "./log.server.ts";

/** Somebody outside who signs that a log only grows (c2sp.org/tlog-witness). */
export interface Witness {
  /** The address before `/add-checkpoint`. */
  url: string;
  /** One-line key of the type for cosignatures. */
  vkey: string;
  verifier: NoteVerifier;
}

/** How one witness answered. */
export interface WitnessAnswer {
  witness: string;
  /** `refused`: it saw another history, which is for a person to look at. `unavailable`: it is asked again. */
  outcome: "cosigned" | "refused" | "unavailable";
  detail: string;
}

const TIMEOUT_MS = 10_000;
const LARGEST_ANSWER = 64 * 1024;
/** A witness may be far behind; a proof has at most so many lines. */
const MOST_TRIES = 2;

/** The witnesses of this process's log, read once. A file of them that can't be read ends the start. */
export const witnesses = once(async (): Promise<Witness[]> => {
  const { witnessFile } = env();
  return witnessFile ? readWitnesses(witnessFile) : [];
});

/**
 * Reads the witnesses of a file: on each line a key and an address, `<vkey> <url>`; `#` begins a comment.
 *
 * @throws Error naming the line, or the file, that can't be read
 */
export async function readWitnesses(file: string): Promise<Witness[]> {
  const lines = readFileSync(file, "utf8").split("\n");
  const witnesses: Witness[] = [];
  for (const [at, line] of lines.entries()) {
    const [vkey, url, ...rest] = line
      // pattern: our own text, a setting of the installation.
      .replace(/(^|\s)#.*$/, "")
      .trim()
      .split(/\s+/);
    if (!vkey) continue;
    const fault = new Error(`LOG_WITNESSES: line ${at + 1} of ${file} is not "<verifier key> <address>"`);
    if (!url || rest.length > 0 || !/^https?:\/\//.test(url) || !URL.canParse(url)) throw fault;
    const verifier = await parseVerifierKey(vkey, "cosignature").catch(() => Promise.reject(fault));
    witnesses.push({ url: url.replace(/\/$/, ""), vkey, verifier });
  }
  return witnesses;
}

/**
 * Sends the newest checkpoint to every witness that has not cosigned it yet, and keeps what they sign. Each is asked with
 * a proof that the log grew from what that witness saw last; nothing is open in the database meanwhile, and a witness
 * that does not answer holds up nobody.
 */
export async function gatherCosignatures(doors: Doors, witnesses: readonly Witness[]): Promise<WitnessAnswer[]> {
  const pending = await doors.withPublic(async (tx) => {
    const checkpoint = await latestCheckpoint(tx);
    if (!checkpoint) return null;
    const seen = await tx.selectFrom("log_cosignature").select(["size", "witness"]).orderBy("size").execute();
    const lastOf = new Map(seen.map(({ witness, size }) => [witness, size]));
    return { checkpoint, lastOf };
  });
  if (!pending) return [];
  const { checkpoint, lastOf } = pending;
  const open = witnesses.filter(({ verifier }) => (lastOf.get(verifier.name) ?? 0) < checkpoint.size);
  return Promise.all(open.map((witness) => ask(doors, witness, checkpoint, lastOf.get(witness.verifier.name) ?? 0)));
}

async function ask(
  doors: Doors,
  witness: Witness,
  checkpoint: { size: number; note: string },
  oldSize: number,
): Promise<WitnessAnswer> {
  const answer = (outcome: WitnessAnswer["outcome"], detail: string) => {
    return { witness: witness.verifier.name, outcome, detail };
  };
  let old = oldSize;
  for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
    const path = old === 0 ? [] : await doors.withPublic((tx) => proveGrowth(tx, old, checkpoint.size));
    const response = await post(`${witness.url}/add-checkpoint`, formatRequest(old, path, checkpoint.note));
    if (response === null) return answer("unavailable", "no answer");
    if (response.status === 409) {
      // Where it knows another size than we do, it says which; the log goes on from there, if it can.
      const size = /^(0|[1-9]\d{0,15})\n$/.exec(response.body)?.[1];
      if (size === undefined || Number(size) > checkpoint.size || Number(size) === old) {
        return answer("refused", `409 ${response.body.trim().slice(0, 40)}`);
      }
      old = Number(size);
      continue;
    }
    if (response.status !== 200) {
      const outcome = response.status === 422 || response.status === 403 ? "refused" : "unavailable";
      return answer(outcome, String(response.status));
    }
    const cosignatures = await readAnswer(checkpoint.note, response.body, witness);
    if (cosignatures === null) return answer("refused", "wrong_cosignature");
    await keep(doors, checkpoint.size, cosignatures);
    return answer("cosigned", cosignatures.map(({ at }) => at).join(" "));
  }
  return answer("refused", "409");
}

/** Verified before it is kept. @returns null where the answer is not the witness's signature on this checkpoint */
async function readAnswer(note: string, body: string, { verifier }: Witness): Promise<Cosignature[] | null> {
  try {
    const found = await readCosignatures(note + body, [verifier]);
    return found.length > 0 ? found : null;
  } catch (error) {
    if (error instanceof TransparencyError) return null;
    throw error;
  }
}

async function keep(doors: Doors, size: number, cosignatures: Cosignature[]): Promise<void> {
  const rows = cosignatures.map(({ witness, keyId, line, at }) => {
    return { size, witness, key_id: keyId, line, cosigned_at: at };
  });
  await doors.withSystem((tx) => {
    changesPublic(tx);
    return tx
      .insertInto("log_cosignature")
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}

/** The body of `add-checkpoint`: what the witness saw last, the proof, an empty line, the checkpoint. */
function formatRequest(oldSize: number, path: readonly Uint8Array[], note: string): string {
  return [`old ${oldSize}`, ...path.map(encodeBase64), "", note].join("\n");
}

async function post(address: string, body: string): Promise<{ status: number; body: string } | null> {
  try {
    const response = await fetch(address, {
      method: "POST",
      body: encodeUtf8(body),
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const bytes = response.body ? await collectBytes(response.body, LARGEST_ANSWER) : new Uint8Array();
    return bytes && { status: response.status, body: decodeUtf8(bytes) };
  } catch {
    return null;
  }
}
