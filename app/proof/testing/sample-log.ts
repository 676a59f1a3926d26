import { signCheckpoint } from "#app/proof/checkpoint.ts";
import type { LogSource } from "#app/proof/follow-log.ts";
import { encodeLogEntry, type LogEntry } from "#app/proof/log-entry.ts";
import { hashLeaf, rootOfLeafHashes } from "#app/proof/merkle.ts";
import { formatVerifierKey, type NoteVerifier, parseVerifierKey } from "#app/proof/signed-note.ts";
import { createWebCryptoSigner, generatePrivateKey, type Signer } from "#app/proof/signer.ts";
import { formatTilePath, joinEntryBundle, joinTile, listTiles, TILE_WIDTH } from "#app/proof/tile.ts";

export const ORIGIN = "log.example/log";

/** An entry that is like no other. */
export function sampleEntry(at: number, salt = 0): LogEntry {
  return { type: "commitment", hash: `${at.toString(16)}${salt.toString(16).padStart(2, "0")}`.padStart(64, "0") };
}

/** A log as files under their paths, to be read and to be tampered with. */
export interface SampleLog {
  files: Map<string, Uint8Array>;
  checkpoint: string;
  source: LogSource;
}

export async function makeLogKey(): Promise<{ signer: Signer; verifier: NoteVerifier }> {
  const signer = await createWebCryptoSigner(await generatePrivateKey());
  return { signer, verifier: await parseVerifierKey(await formatVerifierKey(ORIGIN, signer.publicKey)) };
}

/** Publishes entries by C2SP tlog-tiles. */
export async function publishLog(entries: readonly LogEntry[], signer: Signer, origin = ORIGIN): Promise<SampleLog> {
  const bytes = entries.map(encodeLogEntry);
  const files = new Map<string, Uint8Array>();
  for (let index = 0; index * TILE_WIDTH < bytes.length; index += 1) {
    const part = bytes.slice(index * TILE_WIDTH, (index + 1) * TILE_WIDTH);
    files.set(formatTilePath({ kind: "entries", index, width: part.length }), joinEntryBundle(part));
  }
  const levels: Uint8Array[][] = [await Promise.all(bytes.map(hashLeaf))];
  for (const tile of listTiles(bytes.length)) {
    levels[tile.level] ??= await rootsOf(levels[tile.level - 1]!);
    const first = tile.index * TILE_WIDTH;
    files.set(formatTilePath(tile), joinTile(levels[tile.level]!.slice(first, first + tile.width)));
  }
  const root = await rootOfLeafHashes(levels[0]!);
  const log: SampleLog = {
    files,
    checkpoint: await signCheckpoint({ origin, size: bytes.length, root }, signer),
    source: {
      readCheckpoint: async () => log.checkpoint,
      readTile: async (path) => log.files.get(path) ?? null,
    },
  };
  return log;
}

async function rootsOf(hashes: Uint8Array[]): Promise<Uint8Array[]> {
  const count = Math.floor(hashes.length / TILE_WIDTH);
  return Promise.all(
    Array.from({ length: count }, (_, at) => rootOfLeafHashes(hashes.slice(at * TILE_WIDTH, (at + 1) * TILE_WIDTH))),
  );
}
