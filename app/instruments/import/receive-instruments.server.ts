import { rm } from "node:fs/promises";
import { z } from "zod";
import type { FileFault } from "#app/encoding/table/file-error.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { spool } from "#app/files/spool.server.ts";
import { receiveForm } from "#app/http/upload.server.ts";
import { INSTRUMENT_FIELDS } from "#app/instruments/instrument-check.ts";
import { inTurn, TURNS_OF_ONE } from "#app/records/import/describe-turns.server.ts";
import { readPlainFile } from "#app/records/import/file/read-plain.server.ts";
import type { PlainRow } from "#app/records/import/file/read-plain.ts";
import { type InstrumentRow, MOST_ROWS } from "./read-instruments.ts";

const MOST_BYTES = 4 * 1024 * 1024;
const ROWS_BYTES = 2 * 1024 * 1024;

/** What the form sends: a file to check, or the checked rows to add. */
export type Received =
  | { kind: "file"; name: string; table: PlainRow[] }
  | { kind: "rows"; name: string; rows: InstrumentRow[] }
  | { kind: "fault"; fault: FileFault };

/** @throws AppError as `receiveForm` */
export async function receiveInstruments(request: Request, organizationId: string): Promise<Received> {
  const room = await evidenceRoom();
  const files: { path: string; size: number; name: string; isTooLarge: boolean }[] = [];
  const rules = {
    fileField: "file",
    fields: ["rows", "name"],
    maxBytes: MOST_BYTES,
    maxFiles: 1,
    fieldBytes: ROWS_BYTES,
  };
  try {
    const fields = await receiveForm(request, rules, async (name, stream) => {
      const file = await spool(room.spoolFolder, stream);
      files.push({ ...file, name, isTooLarge: stream.truncated === true });
    });
    const [file] = files;
    if (file) return await readFile(file, organizationId);
    if (fields.rows) return readRows(fields.rows, fields.name ?? "");
    return fault("file_missing");
  } finally {
    for (const { path } of files) await rm(path, { force: true });
  }
}

async function readFile(
  { path, size, name, isTooLarge }: { path: string; size: number; name: string; isTooLarge: boolean },
  organizationId: string,
): Promise<Received> {
  if (isTooLarge) return fault("file_too_large", { limit: `${MOST_BYTES / 1024 / 1024} MiB` });
  if (size === 0) return fault("file_empty");
  const read = await inTurn(organizationId, () => readPlainFile(path));
  if (!read) return fault("files_at_once", { limit: String(TURNS_OF_ONE) });
  return "fault" in read ? { kind: "fault", fault: read.fault } : { kind: "file", name, table: read.rows };
}

const Rows = z
  .array(
    z.object({
      row: z.int().min(1).max(2_000_000),
      values: z.partialRecord(z.enum(INSTRUMENT_FIELDS as [string, ...string[]]), z.string().max(2000)),
      broken: z.array(z.never()),
    }),
  )
  .min(1)
  .max(MOST_ROWS);

function readRows(text: string, name: string): Received {
  try {
    const rows = Rows.parse(JSON.parse(text)) as InstrumentRow[];
    return { kind: "rows", name, rows };
  } catch {
    return fault("file_missing");
  }
}

function fault(code: string, facts: Record<string, string> = {}): Received {
  return { kind: "fault", fault: { code, facts } };
}
