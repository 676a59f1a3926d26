import type { FileDescription } from "./activity-file.ts";
import { type ReaderLimits, runReader } from "./run-reader.server.ts";

const LIMITS = { totalMilliseconds: 60_000 } as const;

/** Analyzes a file in a separate process. @throws the signal's reason */
export async function describeFile(
  path: string,
  options: { signal?: AbortSignal; limits?: Partial<ReaderLimits> } = {},
): Promise<FileDescription> {
  let description: FileDescription | null = null;
  const fault = await runReader({
    request: { kind: "describe", path },
    signal: options.signal,
    limits: { ...LIMITS, ...options.limits },
    onFrame: (frame) => {
      if (frame.kind === "described") description = frame.description;
    },
  });
  return fault || !description
    ? { ok: false, fault: fault ?? { code: "file_too_hard", facts: { limit: "crash" } } }
    : description;
}
