/**
 * The program that reads untrusted files, started by `runReader` in a separate process: one request on standard input,
 * frames on standard output. It opens only the requested file.
 */
import type { EntryContext } from "#app/carbon/entry/activity-entry.ts";
import type { TextEncoding } from "#app/encoding/table/decode-text.ts";
import { FileError } from "#app/encoding/table/file-error.ts";
import { WorkbookError } from "#app/encoding/workbook/workbook-error.ts";
import { packFrame } from "#app/files/sandbox/frame.ts";
import type { ColumnMapping, FileTotals } from "./activity-file.ts";
import { checkRow } from "./check-row.ts";
import { describeTable } from "./describe-table.ts";
import { openTable } from "./open-table.ts";
import { readPlain } from "./read-plain.ts";
import { readFileRows } from "./read-rows.ts";
import { type ReaderFrame, RowPacker } from "./reader-frame.ts";
import type { SourceTable } from "./source-table.ts";

export type ReaderRequest =
  | { kind: "describe"; path: string }
  | { kind: "plain"; path: string; mostRows?: number; encoding?: TextEncoding | undefined }
  | { kind: "check"; path: string; mappings: ColumnMapping[]; context: EntryContext };

/**
 * A frame fits into the pipe between the processes, so that this one reads on while the parent processes the last
 * frame. Rows of a frame survive the young generation of the heap. Larger frames would increase memory use.
 */
const FRAME_ROWS = 200;
const PROGRESS_MILLISECONDS = 500;

async function main(): Promise<void> {
  const request = JSON.parse(await readInput()) as ReaderRequest;
  try {
    const table = openTable(request.path, request.kind === "plain" ? request.encoding : undefined);
    if (request.kind === "describe") {
      await send({ kind: "described", description: { ok: true, shape: describeTable(table) } });
    } else if (request.kind === "plain") {
      await send({ kind: "plain", rows: readPlain(table, request.mostRows) });
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

/** Waits until the parent has received it, so that reading is not faster than processing. */
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
  // The parent has ended or this program has a bug. The parent reports both.
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(70);
});
