/**
 * The program that reads files which nobody trusts yet, run by `runReader` in a process of its own: one request on its
 * standard input, frames on its standard output. It opens the one file it is told of and nothing else.
 */
import type { EntryContext } from "#app/carbon/entry/activity-entry.ts";
import { FileError } from "#app/encoding/table/file-error.ts";
import { WorkbookError } from "#app/encoding/workbook/workbook-error.ts";
import type { ColumnMapping, FileTotals } from "./activity-file.ts";
import { checkRow } from "./check-row.ts";
import { describeTable } from "./describe-table.ts";
import { openTable } from "./open-table.ts";
import { readFileRows } from "./read-rows.ts";
import { packFrame, type ReaderFrame, RowPacker } from "./reader-frame.ts";
import type { SourceTable } from "./source-table.ts";

export type ReaderRequest =
  | { kind: "describe"; path: string }
  | { kind: "check"; path: string; mappings: ColumnMapping[]; context: EntryContext };

/**
 * What one frame says fits between the processes: this one reads on while its parent takes the last one in. Rows of a frame
 * outlive the young heap: with more of them, more becomes old before it is thrown away, and memory grows until it is.
 */
const FRAME_ROWS = 200;
const PROGRESS_MILLISECONDS = 500;

async function main(): Promise<void> {
  const request = JSON.parse(await readInput()) as ReaderRequest;
  try {
    const table = openTable(request.path);
    if (request.kind === "describe") {
      await send({ kind: "described", description: { ok: true, shape: describeTable(table) } });
    } else {
      await check(table, request.mappings, request.context);
    }
  } catch (error) {
    await send({ kind: "fault", fault: faultOf(error) });
  }
}

async function check(table: SourceTable, mappings: ColumnMapping[], context: EntryContext): Promise<void> {
  const totals: FileTotals = { records: 0, faulty: 0, skipped: 0 };
  const place = () => ({ done: Math.min(table.bytesDone(), table.bytes), total: table.bytes });
  const packer = new RowPacker();
  let sentAt = Date.now();
  const flush = async () => {
    if (packer.count > 0) await send({ kind: "rows", packed: packer.take(), ...place() });
    else if (Date.now() - sentAt > PROGRESS_MILLISECONDS) await send({ kind: "progress", ...place() });
    else return;
    sentAt = Date.now();
  };
  for (const mapping of mappings) {
    for (const piece of readFileRows(table, mapping)) {
      for (const read of piece) {
        const row = checkRow(read, context);
        totals[row.outcome === "record" ? "records" : row.outcome] += 1;
        packer.add(row);
        if (packer.count >= FRAME_ROWS) await flush();
      }
      if (packer.count === 0) await flush();
    }
  }
  await flush();
  await send({ kind: "end", totals });
}

function faultOf(error: unknown): FileError["fault"] {
  if (error instanceof FileError) return error.fault;
  if (error instanceof WorkbookError) return new FileError(error.code, error.facts).fault;
  throw error;
}

/** Waits until the parent has taken it: no more is read than is taken. */
function send(frame: ReaderFrame): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(packFrame(frame), (error) => (error ? reject(error) : resolve()));
  });
}

async function readInput(): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of process.stdin) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString("utf8");
}

main().catch((error: unknown) => {
  // The parent went away, or this program is wrong: either way the parent says what is to be said.
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(70);
});
