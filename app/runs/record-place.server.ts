import { sql } from "kysely";
import type { TenantTx } from "#db/doors.ts";

/** A version of a record in a calculation. */
export interface PlacedVersion {
  versionId: string;
  recordId: string;
  version: number;
  /** Its line, counted from 0. */
  line: number;
}

/** The versions that a calculation read of these records, with their lines. Records that are not in it are left out. */
export async function placeRecords(
  tx: TenantTx,
  runId: string,
  recordIds: readonly string[],
): Promise<Map<string, PlacedVersion>> {
  if (recordIds.length === 0) return new Map();
  const { rows } = await sql<{ id: string; record_id: string; version: number; place: number; packet: number }>`
    with wanted as (
      select a.id, a.record_id, a.version from activity_record a where a.record_id = any(${recordIds}::uuid[]))
    select w.id, w.record_id, w.version, v.place::int, p.number as packet
    from calculation_piece p
      cross join lateral record_versions(p.versions) with ordinality as v(id, place)
      join wanted w on w.id = v.id
    where p.run_id = ${runId} and p.part = 'detail'`.execute(tx);
  const packets = await readPackets(tx, runId, [...new Set(rows.map(({ packet }) => packet))]);
  return new Map(
    rows.map(({ id, record_id, version, place, packet }) => [
      record_id,
      { versionId: id, recordId: record_id, version, line: lineAt(packets.get(packet)!, place) },
    ]),
  );
}

/**
 * The versions of the records behind a line, in their order.
 *
 * @param line counted from 0
 * @returns null if there are more than `most`
 */
export async function versionsOfLine(
  tx: TenantTx,
  runId: string,
  line: number,
  most: number,
): Promise<string[] | null> {
  const packets = await tx
    .selectFrom("calculation_piece")
    .select(["number", "lines", "counts"])
    .where("run_id", "=", runId)
    .where("part", "=", "detail")
    .where((where) => where(where.val(line), "=", where.fn.any("lines")))
    .orderBy("number")
    .execute();
  const stretches = packets.flatMap(({ number, lines, counts }) => stretchesOf(line, { number, lines, counts }));
  if (stretches.reduce((sum, { count }) => sum + count, 0) > most) return null;
  const ids: string[] = [];
  for (const { number, first, count } of stretches) {
    const { rows } = await sql<{ id: string }>`
      select v.id from calculation_piece p cross join lateral record_versions(p.versions) with ordinality as v(id, place)
      where p.run_id = ${runId} and p.part = 'detail' and p.number = ${number}
        and v.place > ${first}::int and v.place <= ${first + count}::int order by v.place`.execute(tx);
    ids.push(...rows.map(({ id }) => id));
  }
  return ids;
}

interface Packet {
  number: number;
  lines: number[] | null;
  counts: number[] | null;
}

function stretchesOf(line: number, { number, lines, counts }: Packet) {
  let first = 0;
  return lines!.flatMap((one, at) => {
    const count = counts![at]!;
    first += count;
    return one === line ? [{ number, first: first - count, count }] : [];
  });
}

async function readPackets(tx: TenantTx, runId: string, numbers: readonly number[]): Promise<Map<number, Packet>> {
  if (numbers.length === 0) return new Map();
  const rows = await tx
    .selectFrom("calculation_piece")
    .select(["number", "lines", "counts"])
    .where("run_id", "=", runId)
    .where("part", "=", "detail")
    .where("number", "in", numbers)
    .execute();
  return new Map(rows.map((row) => [row.number, row]));
}

/** @param place of a record in the packet, from 1 */
function lineAt({ lines, counts }: Packet, place: number): number {
  let end = 0;
  const at = counts!.findIndex((count) => {
    end += count;
    return place <= end;
  });
  return lines![at]!;
}
