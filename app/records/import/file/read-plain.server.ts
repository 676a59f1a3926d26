import type { TextEncoding } from "#app/encoding/table/decode-text.ts";
import type { FileFault } from "#app/encoding/table/file-error.ts";
import type { PlainRow } from "./read-plain.ts";
import { runReader } from "./run-reader.server.ts";

/** How a table is read that is no instrument file. */
export interface PlainOptions {
  mostRows?: number;
  /** The encoding that a person chose for a text file. Detected if missing. */
  encoding?: TextEncoding | undefined;
}

/** Reads a small table in a separate process. @throws the signal's reason */
export async function readPlainFile(
  path: string,
  options: PlainOptions = {},
): Promise<{ rows: PlainRow[] } | { fault: FileFault }> {
  let rows: PlainRow[] | null = null;
  const fault = await runReader({
    request: { kind: "plain", path, ...options },
    limits: { totalMilliseconds: 60_000 },
    onFrame: (frame) => {
      if (frame.kind === "plain") rows = frame.rows;
    },
  });
  return fault || !rows ? { fault: fault ?? { code: "file_too_hard", facts: { limit: "crash" } } } : { rows };
}
