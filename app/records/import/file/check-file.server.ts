import type { CheckedRow, FileCheckRequest, FileCheckResult, FileTotals } from "./activity-file.ts";
import { unpackRows } from "./reader-frame.ts";
import { type ReaderLimits, runReader } from "./run-reader.server.ts";

const BATCH_ROWS = 4000;

/**
 * Reads a file and checks each row with `checkActivityEntry`, in a separate process with bounded memory. Rows arrive in
 * batches of at most 4,000 in file order. If a file error follows, the rows don't count.
 *
 * @throws the signal's reason, and errors of `onBatch`
 */
export async function checkFile(
  { path, mappings, context, signal, onBatch, onProgress }: FileCheckRequest,
  options: { limits?: Partial<ReaderLimits>; onStart?: (pid: number) => void } = {},
): Promise<FileCheckResult> {
  let totals: FileTotals | null = null;
  let batch: CheckedRow[] = [];
  const handOn = async () => {
    const rows = batch;
    batch = [];
    if (rows.length > 0) await onBatch(rows);
  };
  const fault = await runReader({
    request: { kind: "check", path, mappings: [...mappings], context },
    signal,
    limits: options.limits,
    onStart: options.onStart,
    onFrame: async (frame) => {
      if (frame.kind === "end") {
        totals = frame.totals;
        await handOn();
      }
      if (frame.kind !== "rows" && frame.kind !== "progress") return;
      if (frame.kind === "rows") batch.push(...unpackRows(frame.packed));
      if (batch.length >= BATCH_ROWS) await handOn();
      onProgress?.(frame.done, frame.total);
    },
  });
  return fault || !totals
    ? { ok: false, fault: fault ?? { code: "file_too_hard", facts: { limit: "crash" } } }
    : { ok: true, totals };
}
