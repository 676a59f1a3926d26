import { promisify } from "node:util";
import { zstdDecompress } from "node:zlib";
import type { TenantTx } from "#db/doors.ts";

const decompress = promisify(zstdDecompress);
const PIECES_AT_A_TIME = 100;

/** The pieces of a condensed run in the order of its lines, each a line of canonical text (`app/proof/detail`). */
export async function* readDetail(tx: TenantTx, runId: string): AsyncGenerator<string> {
  let last = { line: 0, number: 0 };
  for (;;) {
    const rows = await tx
      .selectFrom("calculation_piece")
      .select(["line_number", "number", "content"])
      .where("run_id", "=", runId)
      .where("part", "=", "detail")
      .where((where) => where(where.refTuple("line_number", "number"), ">", where.tuple(last.line, last.number)))
      .orderBy("line_number")
      .orderBy("number")
      .limit(PIECES_AT_A_TIME)
      .execute();
    for (const { content } of rows) yield (await decompress(content)).toString();
    const end = rows.at(-1);
    if (!end || rows.length < PIECES_AT_A_TIME) return;
    last = { line: end.line_number, number: end.number };
  }
}
