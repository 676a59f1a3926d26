import { promisify } from "node:util";
import { zstdDecompress } from "node:zlib";
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

/** The pieces of a run in the order of its lines. */
export async function* readDetail(tx: TenantTx, runId: string): AsyncGenerator<StoredPiece> {
  const packets = await selectDetail(tx, runId).select(["number", "lines"]).execute();
  const places = packets.flatMap(({ number, lines }) => lines!.map((line, at) => ({ line, packet: number, at })));
  yield* readPlaces(tx, runId, places.sort(byLine));
}

/** The pieces of one line, counted from 0; none where the run has no such line. */
export async function* readLine(tx: TenantTx, runId: string, line: number): AsyncGenerator<StoredPiece> {
  const packets = await selectDetail(tx, runId)
    .select(["number", "lines"])
    .where((where) => where(where.val(line), "=", where.fn.any("lines")))
    .execute();
  const places = packets.flatMap(({ number, lines }) =>
    lines!.flatMap((one, at) => (one === line ? [{ line, packet: number, at }] : [])),
  );
  yield* readPlaces(tx, runId, places.sort(byLine));
}

async function* readPlaces(tx: TenantTx, runId: string, places: readonly PiecePlace[]): AsyncGenerator<StoredPiece> {
  const open = new Map<number, StoredPiece[]>();
  for (const { packet, at } of places) {
    const pieces = open.get(packet) ?? (await openPacket(tx, runId, packet));
    // What was asked for last stands last.
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
