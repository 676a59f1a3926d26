import type { FileFault } from "#app/encoding/table/file-error.ts";
import type { PlainRow } from "./read-plain.ts";
import { runReader } from "./run-reader.server.ts";

/** Reads a small table in a separate process. @throws the signal's reason */
export async function readPlainFile(path: string): Promise<{ rows: PlainRow[] } | { fault: FileFault }> {
  let rows: PlainRow[] | null = null;
  const fault = await runReader({
    request: { kind: "plain", path },
    limits: { totalMilliseconds: 60_000 },
    onFrame: (frame) => {
      if (frame.kind === "plain") rows = frame.rows;
    },
  });
  return fault || !rows ? { fault: fault ?? { code: "file_too_hard", facts: { limit: "crash" } } } : { rows };
}
