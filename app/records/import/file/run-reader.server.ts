import type { FileFault } from "#app/encoding/table/file-error.ts";
import { runSandboxed, type SandboxLimits } from "#app/files/sandbox/run-sandboxed.server.ts";
import type { ReaderFrame } from "./reader-frame.ts";
import type { ReaderRequest } from "./reader-process.ts";
import { findReaderProgram } from "./reader-program.server.ts";

export type ReaderLimits = SandboxLimits;

export const READER_LIMITS: ReaderLimits = {
  heapMib: 384,
  residentMib: 640,
  silentMilliseconds: 30_000,
  totalMilliseconds: 600_000,
};

interface ReaderRun {
  request: ReaderRequest;
  signal?: AbortSignal | undefined;
  onFrame: (frame: ReaderFrame) => Promise<void> | void;
  limits?: Partial<ReaderLimits> | undefined;
  /** For tests and benchmarks: the id of the started process. */
  onStart?: ((pid: number) => void) | undefined;
}

const LAST: ReadonlySet<ReaderFrame["kind"]> = new Set(["fault", "end", "described", "plain"]);

/**
 * Runs the reading process to its end. If it dies, this is the file error `file_too_hard` with a `limit` (`memory`,
 * `time`, `crash`).
 *
 * @returns the error, or null on success
 * @throws the signal's reason, and errors of `onFrame`
 */
export async function runReader(run: ReaderRun): Promise<FileFault | null> {
  let fault: FileFault | null = null;
  const limit = await runSandboxed<ReaderFrame>({
    ...run,
    program: findReaderProgram(),
    limits: { ...READER_LIMITS, ...run.limits },
    onFrame: async (frame) => {
      if (frame.kind === "fault") fault = frame.fault;
      else await run.onFrame(frame);
      return LAST.has(frame.kind);
    },
  });
  return limit === null ? fault : { code: "file_too_hard", facts: { limit } };
}
