import { sql } from "kysely";
import { concatBytes, equalBytes } from "#app/encoding/bytes.ts";
import { AppError } from "#app/encoding/errors.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { parseCheckpoint, signCheckpoint } from "#app/proof/checkpoint.ts";
import {
  commitTo,
  drawSalt,
  encodeLogEntry,
  encodeStatement,
  isOpenEntry,
  type LogStatement,
  type OpenEntry,
} from "#app/proof/log-entry.ts";
import {
  appendLeafHash,
  EMPTY_EDGE,
  hashLeaf,
  type MerkleEdge,
  proveConsistency,
  proveInclusion,
  rootOfEdge,
  rootOfLeafHashes,
  rootOfTree,
  verifyConsistency,
} from "#app/proof/merkle.ts";
import { joinEntryBundle, joinTile, readNodesFromTiles, TILE_WIDTH, type TileAddress } from "#app/proof/tile.ts";
import { formatTlogProof } from "#app/proof/tlog-proof.ts";
import { type AnyTx, actAs, changesPublic, type PublicTx, type SystemTx, type TenantTx } from "#db/doors.ts";
import type { CheckpointKeeper, LogSigner } from "./log-keeper.server.ts";

/** A log entry, and what pages show of it. */
export interface NewStatement {
  /** Statements about a report are logged as commitments, those about the installation in plain text. */
  statement: LogStatement | OpenEntry;
  /** Salt of the commitment. Random if a credential doesn't give it. */
  salt?: string;
  facts: Record<string, string>;
}

const HASH_LENGTH = 32;

/**
 * Appends a statement to the public log, in the same transaction as the change it records. The head row is locked, so appends
 * are sequential and the log has no gaps.
 *
 * @param origin of the log if it is still empty. A log keeps its first origin.
 * @returns the index of the leaf.
 */
export async function appendStatement(
  tx: TenantTx | SystemTx,
  origin: string,
  statement: NewStatement,
): Promise<number> {
  return actAs(tx, "app_log", () => appendEntry(tx, origin, statement));
}

async function appendEntry(
  tx: TenantTx | SystemTx,
  origin: string,
  { statement, salt = drawSalt(), facts }: NewStatement,
): Promise<number> {
  // The first append creates the head. Two at once must not create two.
  await sql`select pg_advisory_xact_lock(hashtextextended('log', 0))`.execute(tx);
  const head = await tx.selectFrom("log_head").selectAll().forUpdate().executeTakeFirst();
  const edge = head ? toEdge(head) : EMPTY_EDGE;
  const opening = isOpen(statement) ? null : { statement, salt };
  const bytes = encodeLogEntry(isOpen(statement) ? statement : await commitTo({ statement, salt }));
  const leafHash = await hashLeaf(bytes);
  const next = await appendLeafHash(edge, leafHash);
  await tx.insertInto("log_leaf").values({ index: edge.size, leaf_hash: leafHash, entry: bytes }).execute();
  const row = { size: next.size, edge: concatBytes(...next.hashes) };
  if (head) await tx.updateTable("log_head").set(row).where("origin", "=", head.origin).execute();
  else
    await tx
      .insertInto("log_head")
      .values({ origin, ...row })
      .execute();
  await storeFullTiles(tx, next.size);
  await tx
    .insertInto("statement")
    .values({
      log_index: edge.size,
      number: opening?.statement.number ?? null,
      kind: statement.type,
      facts: JSON.stringify(facts),
      stated_at: statement.ts,
      said: opening && encodeStatement(opening.statement),
      salt: opening?.salt ?? null,
    })
    .execute();
  return edge.size;
}

function isOpen(statement: NewStatement["statement"]): statement is OpenEntry {
  return isOpenEntry(statement.type);
}

/** A full tile is stored, because it never changes. Partial tiles are built on request. */
async function storeFullTiles(tx: TenantTx | SystemTx, size: number): Promise<void> {
  let [level, count] = [0, size];
  while (count > 0 && count % TILE_WIDTH === 0) {
    const index = count / TILE_WIDTH - 1;
    const hashes = await readTileHashes(tx, level, index, TILE_WIDTH);
    const root = await rootOfLeafHashes(hashes);
    await tx
      .insertInto("log_tile")
      .values({ level, index, data: joinTile(hashes), root })
      .execute();
    [level, count] = [level + 1, count / TILE_WIDTH];
  }
}

async function makeTile(tx: AnyTx, level: number, index: number, width: number): Promise<Uint8Array> {
  return joinTile(await readTileHashes(tx, level, index, width));
}

/** Of leaves, or of the tiles below. Each tile stores its hash, so that no tile is hashed again. */
async function readTileHashes(tx: AnyTx, level: number, index: number, width: number): Promise<Uint8Array[]> {
  const first = index * TILE_WIDTH;
  if (level === 0) {
    const leaves = await tx
      .selectFrom("log_leaf")
      .select("leaf_hash")
      .where("index", ">=", first)
      .where("index", "<", first + width)
      .orderBy("index")
      .execute();
    return leaves.map((leaf) => leaf.leaf_hash);
  }
  const children = await tx
    .selectFrom("log_tile")
    .select("root")
    .where("level", "=", level - 1)
    .where("index", ">=", first)
    .where("index", "<", first + width)
    .orderBy("index")
    .execute();
  return children.map((child) => child.root);
}

/** The bytes of a tile or entry bundle of the current log. @throws AppError `not_found` */
export async function readTile(tx: PublicTx | SystemTx, address: TileAddress): Promise<Uint8Array> {
  const size = await sizeOfLog(tx);
  if (address.kind === "entries") return readEntries(tx, address.index, address.width, size);
  const available = Math.min(TILE_WIDTH, Math.floor(size / TILE_WIDTH ** address.level) - address.index * TILE_WIDTH);
  if (address.width > available) throw new AppError("not_found");
  return makeTile(tx, address.level, address.index, address.width);
}

async function readEntries(tx: AnyTx, index: number, width: number, size: number): Promise<Uint8Array> {
  const first = index * TILE_WIDTH;
  if (first + width > size) throw new AppError("not_found");
  const leaves = await tx
    .selectFrom("log_leaf")
    .select("entry")
    .where("index", ">=", first)
    .where("index", "<", first + width)
    .orderBy("index")
    .execute();
  return joinEntryBundle(leaves.map((leaf) => leaf.entry));
}

async function sizeOfLog(tx: AnyTx): Promise<number> {
  return (await tx.selectFrom("log_head").select("size").executeTakeFirst())?.size ?? 0;
}

/**
 * Signs the current log if it grew since the last checkpoint. It runs in a separate transaction after the append, so that only
 * committed leaves are signed. `checkLog` compares the log with the last checkpoint before the first signature of a process.
 * Each further signature must continue the last one of this machine.
 *
 * @throws Error if the log does not continue it
 */
export async function signPendingCheckpoint(tx: SystemTx, signer: LogSigner, now: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('log-checkpoint', 0))`.execute(tx);
  const head = await tx.selectFrom("log_head").selectAll().executeTakeFirst();
  if (!head) return;
  const last = await latestCheckpoint(tx);
  if (last && last.size >= head.size) return;
  const root = await rootOfEdge(toEdge(head));
  if (signer.kept) await assertContinues(tx, signer.kept, { size: head.size, root });
  const note = await signCheckpoint({ origin: head.origin, size: head.size, root }, signer);
  changesPublic(tx);
  await tx
    .insertInto("log_checkpoint")
    .values({ size: head.size, root, note, signed_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  signer.kept?.write(note);
}

/** Checks that a head continues the stored checkpoint: at least as long, with the same first entries. */
async function assertContinues(
  tx: SystemTx,
  kept: CheckpointKeeper,
  head: { size: number; root: Uint8Array },
): Promise<void> {
  const note = kept.read();
  if (note === null) return;
  const signed = parseCheckpoint(note);
  if (await continues(tx, signed, head)) return;
  const isLongEnough = head.size >= signed.size;
  const fault = isLongEnough ? "begins with other entries" : `has ${head.size} entries`;
  throw new Error(
    `The log ${fault}, but this machine signed a checkpoint of ${signed.size} entries (${kept.place}). ` +
      "Nothing is signed: bring the newest copy of the database back.",
  );
}

/** Whether a log is at least as long as a signed one and begins with its entries. */
async function continues(
  tx: SystemTx,
  signed: { size: number; root: Uint8Array },
  head: { size: number; root: Uint8Array },
): Promise<boolean> {
  if (head.size < signed.size) return false;
  if (signed.size === 0) return true;
  const path = await proveConsistency(signed.size, head.size, readNodes(tx, head.size)).catch(nullIfNoTile);
  if (path === null) return false;
  return verifyConsistency({
    oldSize: signed.size,
    newSize: head.size,
    oldRoot: signed.root,
    newRoot: head.root,
    path,
  });
}

function readNodes(tx: AnyTx, size: number) {
  return readNodesFromTiles(size, ({ level, index, width }) => makeTile(tx, level, index, width));
}

/**
 * The newest checkpoint with its cosignatures, as served.
 *
 * @throws AppError `not_found` before the first one; `unavailable` if it is older than one that this machine signed, because a
 *   log must never appear to shrink
 */
export async function readCheckpoint(tx: PublicTx, { kept }: LogSigner): Promise<string> {
  const latest = await latestCheckpoint(tx);
  const signed = kept?.read() ?? null;
  if (signed !== null && parseCheckpoint(signed).size > (latest?.size ?? 0)) {
    throw new AppError("unavailable", { details: { reason: "log_regressed" } });
  }
  if (!latest) throw new AppError("not_found");
  return latest.note;
}

/** A consistency proof from an earlier size of the log to a checkpoint. */
export function proveGrowth(tx: PublicTx | SystemTx, oldSize: number, newSize: number): Promise<Uint8Array[]> {
  return proveConsistency(oldSize, newSize, readNodes(tx, newSize));
}

/** A checkpoint with the lines of its witnesses. */
export async function latestCheckpoint(tx: AnyTx): Promise<{ size: number; note: string; root: Uint8Array } | null> {
  const row = await tx
    .selectFrom("log_checkpoint")
    .select(["size", "note", "root"])
    .orderBy("size", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  const lines = await tx
    .selectFrom("log_cosignature")
    .select("line")
    .where("size", "=", row.size)
    .orderBy("witness")
    .orderBy("line")
    .execute();
  return { ...row, note: row.note + lines.map(({ line }) => `${line}\n`).join("") };
}

/** The proof that one leaf is in the log: index, path and signed checkpoint. @throws AppError `not_found` */
export async function proveStatement(tx: AnyTx, index: number): Promise<string> {
  const checkpoint = await latestCheckpoint(tx);
  if (!checkpoint || index >= checkpoint.size) throw new AppError("not_found");
  const path = await proveInclusion(index, checkpoint.size, readNodes(tx, checkpoint.size));
  return formatTlogProof({ index, path, checkpoint: checkpoint.note });
}

/**
 * Compares the log with the last signed checkpoints of the database and of this machine. A log that lost or changed its newest
 * part must not be signed again. It reads at most 256 hashes per level, whatever the length of the log. `fsck` and monitors
 * hash every leaf again.
 *
 * @throws Error with the size and both roots. A fork can't be repaired.
 */
export async function checkLog(tx: SystemTx, kept?: CheckpointKeeper): Promise<void> {
  const checkpoint = await latestCheckpoint(tx);
  const head = await tx.selectFrom("log_head").selectAll().executeTakeFirst();
  const edge = head ? toEdge(head) : EMPTY_EDGE;
  const root = await rootOfEdge(edge);
  if (kept) await assertContinues(tx, kept, { size: edge.size, root });
  if (checkpoint && !(await continues(tx, checkpoint, { size: edge.size, root }))) {
    throw new Error(
      `The log does not match its checkpoint of size ${checkpoint.size}: signed ${hex(checkpoint.root)}, ` +
        `the log has ${edge.size} entries under ${hex(root)}.`,
    );
  }
  await assertHeadIsStored(tx, edge.size, root);
}

/** Checks the stored data that the next entry builds on: the newest leaves and the full tiles. */
async function assertHeadIsStored(tx: SystemTx, size: number, root: Uint8Array): Promise<void> {
  const last = await tx.selectFrom("log_leaf").select("index").orderBy("index", "desc").limit(1).executeTakeFirst();
  const stored = (last?.index ?? -1) + 1;
  if (stored !== size) throw new Error(`The log has ${size} entries, but ${stored} are stored.`);
  if (size === 0) return;
  const derived = await rootOfTree(size, readNodes(tx, size)).catch(nullIfNoTile);
  if (derived && equalBytes(derived, root)) return;
  throw new Error(
    `The log of ${size} entries has the root ${hex(root)}, but what is stored gives ${derived ? hex(derived) : "none"}.`,
  );
}

function nullIfNoTile(error: unknown): null {
  if (error instanceof TransparencyError && error.code === "invalid_tile") return null;
  throw error;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

function toEdge(head: { size: number; edge: Uint8Array }): MerkleEdge {
  const hashes = Array.from({ length: head.edge.length / HASH_LENGTH }, (_, at) =>
    head.edge.slice(at * HASH_LENGTH, (at + 1) * HASH_LENGTH),
  );
  return { size: head.size, hashes };
}
