import { promisify } from "node:util";
import { zstdDecompress } from "node:zlib";
import type { DocumentActivity } from "#app/carbon/document/inventory-document.ts";
import type { DetailPiece } from "#app/proof/detail/record-detail.ts";
import { printUuid } from "#db/copy-decoder.ts";
import type { TenantTx } from "#db/doors.ts";

const decompress = promisify(zstdDecompress);
/** Packets that are held open: the pieces of a line may be in several. */
const MOST_OPEN = 32;
const UUID_BYTES = 16;

/** A piece of the detail of a run (`app/proof/detail`). */
export interface StoredPiece {
  /** As it is hashed. */
  text: string;
  /** The versions of its records that were read, in their order. */
  versions: string[];
}

interface PiecePlace {
  line: number;
  packet: number;
  at: number;
}

/** Does work in a transaction: a run never changes, so that its parts may be read in several. */
export type Read = <T>(work: (tx: TenantTx) => Promise<T>) => Promise<T>;

/** The pieces of a run in the order of its lines. */
export async function* readDetail(read: Read, runId: string): AsyncGenerator<StoredPiece> {
  const packets = await read((tx) => selectDetail(tx, runId).select(["number", "lines"]).execute());
  const places = packets.flatMap(({ number, lines }) => lines!.map((line, at) => ({ line, packet: number, at })));
  yield* readPlaces(read, runId, places.sort(byLine));
}

/**
 * Some records of one line.
 *
 * @param line counted from 0; a run without it has no records of it
 */
export async function readLine(
  tx: TenantTx,
  runId: string,
  { line, skip, limit }: { line: number; skip: number; limit: number },
): Promise<{ activity: DocumentActivity; version: string }[]> {
  const packets = await selectDetail(tx, runId)
    .select(["number", "lines", "counts"])
    .where((where) => where(where.val(line), "=", where.fn.any("lines")))
    .execute();
  const pieces = packets.flatMap(({ number, lines, counts }) =>
    lines!.flatMap((one, at) => (one === line ? [{ line, packet: number, at, count: counts![at]! }] : [])),
  );
  let before = 0;
  const wanted = pieces.filter(({ count }) => {
    before += count;
    return before > skip && before - count < skip + limit;
  });
  const records: { activity: DocumentActivity; version: string }[] = [];
  for await (const { text, versions } of readPlaces((work) => work(tx), runId, wanted)) {
    const piece = JSON.parse(text) as DetailPiece;
    records.push(...piece.records.map((activity, at) => ({ activity, version: versions[at]! })));
  }
  const skipped = pieces.slice(0, pieces.indexOf(wanted[0]!)).reduce((sum, { count }) => sum + count, 0);
  return records.slice(skip - skipped, skip - skipped + limit);
}

async function* readPlaces(read: Read, runId: string, places: readonly PiecePlace[]): AsyncGenerator<StoredPiece> {
  const open = new Map<number, StoredPiece[]>();
  for (const { packet, at } of places) {
    const pieces = open.get(packet) ?? (await read((tx) => openPacket(tx, runId, packet)));
    // The map keeps the last requested packet last.
    open.delete(packet);
    open.set(packet, pieces);
    if (open.size > MOST_OPEN) open.delete(open.keys().next().value!);
    yield pieces[at]!;
  }
}

async function openPacket(tx: TenantTx, runId: string, number: number): Promise<StoredPiece[]> {
  const row = await selectDetail(tx, runId)
    .select(["counts", "versions", "content"])
    .where("number", "=", number)
    .executeTakeFirstOrThrow();
  const texts = (await decompress(row.content)).toString().split("\n");
  let record = 0;
  return row.counts!.map((count, at) => {
    const versions = Array.from({ length: count }, (_, one) => {
      const start = (record + one) * UUID_BYTES;
      return printUuid(row.versions!.subarray(start, start + UUID_BYTES));
    });
    record += count;
    return { text: texts[at]!, versions };
  });
}

function selectDetail(tx: TenantTx, runId: string) {
  return tx.selectFrom("calculation_piece").where("run_id", "=", runId).where("part", "=", "detail").orderBy("number");
}

function byLine(a: PiecePlace, b: PiecePlace): number {
  return a.line - b.line || a.packet - b.packet || a.at - b.at;
}

/** The whole detail as a file of its pieces, a line each (`app/proof/detail`). */
export async function* detailFile(read: Read, runId: string): AsyncGenerator<string> {
  for await (const { text } of readDetail(read, runId)) yield `${text}\n`;
}
