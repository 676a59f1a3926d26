import { decodeMultikey } from "#app/encoding/multikey.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import type { IssuerKeys } from "#app/log/keys/issuer-keys.server.ts";
import { verifyCheckpoint } from "#app/proof/checkpoint.ts";
import { readCosignatures } from "#app/proof/cosignature.ts";
import { keyIdOf } from "#app/proof/jwks.ts";
import {
  commitTo,
  decodeLogEntry,
  decodeStatement,
  isOpenEntry,
  type LogEntry,
  type LogStatement,
  type OpenEntry,
} from "#app/proof/log-entry.ts";
import { appendLeafHash, EMPTY_EDGE, hashLeaf, rootOfEdge, rootOfLeafHashes } from "#app/proof/merkle.ts";
import { formatVerifierKey, parseVerifierKey } from "#app/proof/signed-note.ts";
import { joinTile, TILE_WIDTH } from "#app/proof/tile.ts";
import type { Doors, SystemTx } from "#db/doors.ts";
import type { Inspection } from "./inspection.ts";

/** Number of leaves read at once, which limits the memory. */
const STEP = 2048;

/**
 * Recalculates leaves, tiles, edge and roots of the log from its entries, compares each statement with its leaf, and
 * verifies the signature of every checkpoint.
 */
export async function checkLog(doors: Doors, keys: IssuerKeys, inspection: Inspection): Promise<void> {
  const checkpoints = await doors.withSystem((tx) =>
    tx.selectFrom("log_checkpoint").selectAll().orderBy("size").execute(),
  );
  const wanted = new Set(checkpoints.map(({ size }) => size));
  const rootAt = new Map<number, string>();
  const tiles = new TileBuilder(doors, inspection);
  let edge = EMPTY_EDGE;
  for (;;) {
    const leaves = await doors.withSystem((tx) => readLeaves(tx, edge.size));
    for (const leaf of leaves) {
      const hash = await hashLeaf(leaf.entry);
      if (leaf.index !== edge.size) inspection.fault(`log_leaf ${leaf.index}`, `found where ${edge.size} was expected`);
      if (!Buffer.from(hash).equals(Buffer.from(leaf.leaf_hash)))
        inspection.fault(`log_leaf ${leaf.index}`, "entry and leaf_hash differ");
      await checkStatement(leaf, inspection);
      edge = await appendLeafHash(edge, hash);
      await tiles.add(hash);
      if (wanted.has(edge.size)) rootAt.set(edge.size, hex(await rootOfEdge(edge)));
      inspection.count("leaves");
    }
    if (leaves.length < STEP) break;
  }
  await tiles.finish();
  await doors.withSystem((tx) => checkHead(tx, edge, inspection));
  await checkCheckpoints(checkpoints, { rootAt, keys, origin: await originOf(doors, keys) }, inspection);
  await doors.withSystem((tx) => checkBeside(tx, inspection));
  await doors.withSystem((tx) => checkCosignatures(tx, keys, inspection));
}

type LeafRow = Awaited<ReturnType<typeof readLeaves>>[number];

function readLeaves(tx: SystemTx, from: number) {
  return tx
    .selectFrom("log_leaf as l")
    .leftJoin("statement as s", "s.log_index", "l.index")
    .select(["l.index", "l.entry", "l.leaf_hash", "s.number", "s.kind", "s.facts", "s.stated_at", "s.said", "s.salt"])
    .where("l.index", ">=", from)
    .orderBy("l.index")
    .limit(STEP)
    .execute();
}

/** The stored statement must open its leaf, and pages must show its content. */
async function checkStatement(leaf: LeafRow, inspection: Inspection): Promise<void> {
  const fault = (text: string) => inspection.fault(`statement ${leaf.index}`, text);
  if (leaf.kind === null) return fault("missing, although the leaf exists");
  let entry: LogEntry;
  try {
    entry = decodeLogEntry(leaf.entry);
  } catch (error) {
    return inspection.fault(`log_leaf ${leaf.index}`, error instanceof Error ? error.message : String(error));
  }
  const isOpen = isOpenEntry(leaf.kind);
  if (entry.type !== (isOpen ? leaf.kind : "commitment"))
    return fault(`its kind is ${leaf.kind}, but the leaf has ${entry.type}`);
  if (entry.type !== "commitment") {
    if (!isMoment(leaf, entry.ts)) fault("its time differs from the leaf");
    await compareOpen(leaf, entry, fault);
    return;
  }
  try {
    const statement = decodeStatement(leaf.said ?? "");
    const { hash } = await commitTo({ statement, salt: leaf.salt ?? "" });
    if (hash !== entry.hash) fault("it does not open the leaf");
    for (const text of contradictions(leaf, statement)) fault(text);
  } catch (error) {
    fault(error instanceof Error ? error.message : String(error));
  }
}

/** What is stored of an open entry next to it. */
async function compareOpen(leaf: LeafRow, entry: OpenEntry, fault: (text: string) => void): Promise<void> {
  const { hash, key, name } = (leaf.facts ?? {}) as Record<string, string>;
  if (entry.type === "checker" || entry.type === "key_set") {
    if (hash !== (entry.type === "checker" ? entry.h_file : entry.h_keys)) fault("its hash differs from the leaf");
    return;
  }
  if (key !== (await keyIdOf(decodeMultikey(entry.key)))) fault("its key differs from the leaf");
  if (entry.type === "issuer_key" && name !== entry.name) fault("its name differs from the leaf");
}

/** Differences between the page and the statement. */
function contradictions(leaf: LeafRow, said: LogStatement): string[] {
  const facts = (leaf.facts ?? {}) as Record<string, string>;
  return [
    said.type !== leaf.kind && `its kind is ${leaf.kind}, but the statement has ${said.type}`,
    !isMoment(leaf, said.ts) && "its time differs from the statement",
    said.number !== leaf.number && `the statement is about another report than ${leaf.number}`,
    said.type === "supersede" && said.by !== facts.by && "it names another successor",
    said.type === "withdraw" && said.reason !== facts.reason && "it gives another reason",
    said.type === "expire" && said.until !== facts.until && "it states another end of validity",
  ].filter((text) => text !== false);
}

function isMoment({ stated_at }: LeafRow, ts: string): boolean {
  return new Date(ts).getTime() === stated_at?.getTime();
}

/** Collects hashes into full tiles and compares each with the stored one, level by level. */
class TileBuilder {
  private readonly doors: Doors;
  private readonly inspection: Inspection;
  private readonly levels: { hashes: Uint8Array[]; index: number }[] = [];

  constructor(doors: Doors, inspection: Inspection) {
    this.doors = doors;
    this.inspection = inspection;
  }

  async add(hash: Uint8Array, level = 0): Promise<void> {
    this.levels[level] ??= { hashes: [], index: 0 };
    const open = this.levels[level];
    open.hashes.push(hash);
    if (open.hashes.length < TILE_WIDTH) return;
    const { hashes, index } = open;
    this.levels[level] = { hashes: [], index: index + 1 };
    this.inspection.count("tiles");
    const row = await this.doors.withSystem((tx) =>
      tx
        .selectFrom("log_tile")
        .select(["data", "root"])
        .where("level", "=", level)
        .where("index", "=", index)
        .executeTakeFirst(),
    );
    if (!row) this.inspection.fault(`log_tile ${level}/${index}`, "it is missing");
    else if (!Buffer.from(joinTile(hashes)).equals(Buffer.from(row.data)))
      this.inspection.fault(`log_tile ${level}/${index}`, "its hashes differ from the leaves");
    const root = await rootOfLeafHashes(hashes);
    if (row && hex(row.root) !== hex(root)) this.inspection.fault(`log_tile ${level}/${index}`, "its own hash differs");
    await this.add(root, level + 1);
  }

  /** A tile without leaves is an error. */
  async finish(): Promise<void> {
    const stored = await this.doors.withSystem((tx) => tx.selectFrom("log_tile").select(["level", "index"]).execute());
    for (const { level, index } of stored) {
      if (index >= (this.levels[level]?.index ?? 0))
        this.inspection.fault(`log_tile ${level}/${index}`, "it has no leaves");
    }
  }
}

async function checkHead(
  tx: SystemTx,
  edge: { size: number; hashes: Uint8Array[] },
  inspection: Inspection,
): Promise<void> {
  const head = await tx.selectFrom("log_head").selectAll().executeTakeFirst();
  if (!head && edge.size > 0) inspection.fault("log_head", "it is missing");
  if (head && (head.size !== edge.size || hex(head.edge) !== edge.hashes.map(hex).join(""))) {
    inspection.fault("log_head", `size ${head.size} or its edge differs from ${edge.size} leaves`);
  }
}

async function originOf(doors: Doors, keys: IssuerKeys): Promise<string> {
  const head = await doors.withSystem((tx) => tx.selectFrom("log_head").select("origin").executeTakeFirst());
  return head?.origin ?? keys.origin;
}

async function checkCheckpoints(
  checkpoints: { size: number; root: Uint8Array; note: string }[],
  { rootAt, keys, origin }: { rootAt: ReadonlyMap<number, string>; keys: IssuerKeys; origin: string },
  inspection: Inspection,
): Promise<void> {
  const verifiers = await Promise.all(
    keys.published
      .filter(({ purpose }) => purpose === "log")
      .map(async ({ publicKey }) => parseVerifierKey(await formatVerifierKey(origin, publicKey))),
  );
  for (const { size, root, note } of checkpoints) {
    inspection.count("checkpoints");
    const fault = (text: string) => inspection.fault(`log_checkpoint ${size}`, text);
    if (hex(root) !== rootAt.get(size)) fault(`signed ${hex(root)}, derived ${rootAt.get(size)}`);
    try {
      const checkpoint = await verifyCheckpoint(note, verifiers);
      if (checkpoint.size !== size || hex(checkpoint.root) !== hex(root)) fault("the note differs");
    } catch (error) {
      fault(error instanceof Error ? error.message : String(error));
    }
  }
}

/** Statements without a leaf. */
async function checkBeside(tx: SystemTx, inspection: Inspection): Promise<void> {
  const orphans = await tx
    .selectFrom("statement as s")
    .leftJoin("log_leaf as l", "l.index", "s.log_index")
    .select("s.log_index")
    .where("l.index", "is", null)
    .execute();
  for (const { log_index } of orphans) inspection.fault(`statement ${log_index}`, "the log has no such leaf");
}

/** Checks the format of cosignatures, and the signature if the settings name the witness of the key. */
async function checkCosignatures(tx: SystemTx, keys: IssuerKeys, inspection: Inspection): Promise<void> {
  const verifiers = (keys.witnesses ?? []).map(({ verifier }) => verifier);
  const cosignatures = await tx
    .selectFrom("log_cosignature as s")
    .leftJoin("log_checkpoint as c", "c.size", "s.size")
    .select(["s.size", "s.witness", "s.key_id", "s.line", "c.note"])
    .execute();
  for (const { size, witness, key_id, line, note } of cosignatures) {
    inspection.count("cosignatures");
    const fault = (text: string) => inspection.fault(`log_cosignature ${size}/${witness}`, text);
    const [dash, name, signature = ""] = line.trim().split(" ");
    const bytes = Buffer.from(signature, "base64");
    // Key id, time in eight bytes and Ed25519 signature (c2sp.org/tlog-cosignature).
    const isLine = dash === "—" && name === witness && bytes.length === 4 + 8 + 64;
    if (!isLine || !bytes.subarray(0, 4).equals(Buffer.from(key_id)))
      fault("it is not a signature line of that witness and key");
    else if (!note) fault("there is no checkpoint of that size");
    else
      await readCosignatures(`${note}${line}\n`, verifiers).catch((error: unknown) => {
        if (!(error instanceof TransparencyError)) throw error;
        fault(`the witness did not sign the checkpoint of that size: ${error.code}`);
      });
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
