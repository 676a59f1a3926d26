import { formatVerifierKey } from "#app/proof/signed-note.ts";
import type { AnyTx, PublicTx } from "#db/doors.ts";
import type { IssuerKeys } from "./keys/issuer-keys.server.ts";
import { latestCheckpoint } from "./log.server.ts";

/** Size, checkpoint and keys of the log. */
export interface LogFacts {
  origin: string;
  /** Entries under the latest checkpoint. */
  size: number;
  /** The signed note. Null before the first entry. */
  checkpoint: string | null;
  /** One-line keys that verify checkpoints. */
  verifierKeys: string[];
  /** Witnesses with the newest checkpoint that each signed, by name. */
  witnesses: ListedWitness[];
}

/** A witness of the log and the last checkpoint that it signed. */
export interface ListedWitness {
  name: string;
  /** Size of that checkpoint. Null until the first response. */
  size: number | null;
  /** Time of the witness's clock, ISO 8601. */
  at: string | null;
  /** One-line key. Null for a witness that is no longer configured. */
  vkey: string | null;
}

export async function describeLog(tx: AnyTx, keys: IssuerKeys): Promise<LogFacts> {
  const checkpoint = await latestCheckpoint(tx);
  const head = await tx.selectFrom("log_head").select("origin").executeTakeFirst();
  const origin = head?.origin ?? keys.origin;
  const logKeys = keys.published.filter(({ purpose, revokedAt }) => purpose === "log" && revokedAt === null);
  return {
    origin,
    size: checkpoint?.size ?? 0,
    checkpoint: checkpoint?.note ?? null,
    verifierKeys: await Promise.all(logKeys.map(({ publicKey }) => formatVerifierKey(origin, publicKey))),
    witnesses: await listWitnesses(tx, keys),
  };
}

async function listWitnesses(tx: AnyTx, { witnesses = [] }: IssuerKeys): Promise<ListedWitness[]> {
  const rows = await tx
    .selectFrom("log_cosignature")
    .select(["witness", "size", "cosigned_at"])
    .distinctOn("witness")
    .orderBy("witness")
    .orderBy("size", "desc")
    .execute();
  const asked = new Map(witnesses.map(({ verifier, vkey }) => [verifier.name, vkey]));
  const seen = new Map(rows.map((row) => [row.witness, row]));
  return [...new Set([...asked.keys(), ...seen.keys()])].sort().map((name) => ({
    name,
    size: seen.get(name)?.size ?? null,
    at: seen.get(name)?.cosigned_at.toISOString() ?? null,
    vkey: asked.get(name) ?? null,
  }));
}

/** Number of entries before the first one with this time or a later one. @param time ISO 8601 */
export async function findSizeBefore(tx: AnyTx, time: string): Promise<number> {
  const first = await tx
    .selectFrom("statement")
    .select("log_index")
    .where("stated_at", ">=", new Date(time))
    .orderBy("log_index")
    .limit(1)
    .executeTakeFirst();
  if (first) return first.log_index;
  return (await tx.selectFrom("log_head").select("size").executeTakeFirst())?.size ?? 0;
}

/**
 * Reports that a revoked key signed and that don't count any more: they entered the log at or after an index, or were signed
 * since a time.
 */
export async function listNumbersOfKey(
  tx: PublicTx,
  keyId: string,
  { fromIndex, since }: { fromIndex: number; since: string },
): Promise<string[]> {
  const rows = await tx
    .selectFrom("statement")
    .innerJoin("published_report", "published_report.number", "statement.number")
    .select(["published_report.number", "published_report.credential", "statement.log_index"])
    .where("published_report.credential", "like", `%#${keyId.replaceAll("_", "\\_")}"%`)
    .where("statement.kind", "=", "issue")
    .orderBy("statement.log_index")
    .execute();
  const signedAt = (credential: string) => /"created":"([^"]+)"/.exec(credential)?.[1] ?? "";
  return rows
    .filter(({ log_index: at, credential }) => at >= fromIndex || Date.parse(signedAt(credential)) >= Date.parse(since))
    .map(({ number }) => number);
}
