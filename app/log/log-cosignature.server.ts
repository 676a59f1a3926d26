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

/** An independent party that cosigns checkpoints of a log that only grows (c2sp.org/tlog-witness). */
export interface Witness {
  /** URL without `/add-checkpoint`. */
  url: string;
  /** One-line cosignature key. */
  vkey: string;
  verifier: NoteVerifier;
}

export interface WitnessAnswer {
  witness: string;
  /** `refused`: it saw another history, which an operator must examine. `unavailable`: it will be asked again. */
  outcome: "cosigned" | "refused" | "unavailable";
  detail: string;
}

const TIMEOUT_MS = 10_000;
const LARGEST_ANSWER = 64 * 1024;
/** Longest proof that a witness accepts, in lines, for a witness that is far behind. */
const MOST_TRIES = 2;

/** The configured witnesses, read once. An unreadable file stops the start of the server. */
export const witnesses = once(async (): Promise<Witness[]> => {
  const { witnessFile } = env();
  return witnessFile ? readWitnesses(witnessFile) : [];
});

/**
 * Reads a file of witnesses with one `<vkey> <url>` per line. `#` begins a comment.
 *
 * @throws Error with the line or the file that can't be read
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
 * Sends the newest checkpoint to every witness that has not cosigned it yet, and stores their cosignatures. Each request has a
 * proof that the log grew from what that witness saw last. No transaction is open during requests, and witnesses are asked
 * independently of each other.
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
      // A witness that knows another size returns it. The next proof starts there, if possible.
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

/** @returns the verified cosignature, or null if the response is not the witness's signature on this checkpoint */
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

/** Body of `add-checkpoint`: last size the witness saw, proof, empty line, checkpoint. */
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
