import { decodeLogEntry, type LogEntry } from "#app/transparency/log-entry.ts";
import { formatVerifierKey } from "#app/transparency/signed-note.ts";
import type { PublicTx } from "#db/doors.ts";
import type { IssuerKeys } from "./issuer-keys.server.ts";
import { latestCheckpoint } from "./log.server.ts";

export interface ListedEntry {
  /** Counted from 0. */
  index: number;
  type: LogEntry["type"];
  /** ISO 8601. */
  at: string;
  /** RFC 9162 leaf hash, hexadecimal. */
  leafHash: string;
}

/** The log as people read it. Only what a checkpoint covers is listed: the rest is not yet stated. */
export interface LogListing {
  origin: string;
  /** Entries under the latest checkpoint. */
  size: number;
  /** The signed note; null while nothing was ever logged. */
  checkpoint: string | null;
  /** One-line keys by which checkpoints are verified. */
  verifierKeys: string[];
  /** Newest first. */
  entries: ListedEntry[];
}

/** One page of the log, newest first. @param before lists entries below this index; the newest without it. */
export async function listLog(
  tx: PublicTx,
  keys: IssuerKeys,
  { before, limit }: { before: number | null; limit: number },
): Promise<LogListing> {
  const checkpoint = await latestCheckpoint(tx);
  const size = checkpoint?.size ?? 0;
  const head = await tx.selectFrom("log_head").select("origin").executeTakeFirst();
  const origin = head?.origin ?? keys.origin;
  const leaves = await tx
    .selectFrom("log_leaf")
    .select(["index", "leaf_hash", "entry"])
    .where("index", "<", Math.min(before ?? size, size))
    .orderBy("index", "desc")
    .limit(limit)
    .execute();
  const logKeys = keys.published.filter(({ purpose }) => purpose === "log");
  return {
    origin,
    size,
    checkpoint: checkpoint?.note ?? null,
    verifierKeys: await Promise.all(logKeys.map(({ publicKey }) => formatVerifierKey(origin, publicKey))),
    entries: leaves.map(({ index, leaf_hash, entry }) => {
      const { type, ts } = decodeLogEntry(entry);
      return { index, type, at: ts, leafHash: Buffer.from(leaf_hash).toString("hex") };
    }),
  };
}
