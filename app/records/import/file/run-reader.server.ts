import { type ChildProcessByStdio, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import type { FileFault } from "#app/encoding/table/file-error.ts";
import { type ReaderFrame, unpackFrames } from "./reader-frame.ts";
import type { ReaderRequest } from "./reader-process.ts";
import { findReaderProgram } from "./reader-program.server.ts";

/** What the reading process may use. Time counts while it works, not while its parent is busy with what it sent. */
export interface ReaderLimits {
  heapMib: number;
  residentMib: number;
  /** Without a word from it. */
  silentMilliseconds: number;
  totalMilliseconds: number;
}

export const READER_LIMITS: ReaderLimits = {
  heapMib: 384,
  residentMib: 640,
  silentMilliseconds: 30_000,
  totalMilliseconds: 600_000,
};

/** Of glibc; elsewhere nobody reads it. */
const LEAN_ALLOCATION = { MALLOC_ARENA_MAX: "1", MALLOC_MMAP_THRESHOLD_: "65536" };
const WATCH_MILLISECONDS = 50;
const LONGEST_FRAME = 64 * 1024 * 1024;
const PAGE_BYTES = 4096;

export interface ReaderRun {
  request: ReaderRequest;
  signal?: AbortSignal | undefined;
  onFrame: (frame: ReaderFrame) => Promise<void> | void;
  limits?: Partial<ReaderLimits> | undefined;
  /** For tests and benches: the process that was started. */
  onStart?: ((pid: number) => void) | undefined;
}

/**
 * Runs the reading process to its end. Its death, whatever the cause, is a fault of the file: `file_too_hard` with the
 * `limit` it met (`memory`, `time`, `crash`).
 * @returns the fault, or null once it has said all
 * @throws the signal's reason, and what `onFrame` throws
 */
export async function runReader(run: ReaderRun): Promise<FileFault | null> {
  run.signal?.throwIfAborted();
  const limits = { ...READER_LIMITS, ...run.limits };
  const child = start(run.request, limits);
  if (child.pid !== undefined) run.onStart?.(child.pid);
  const guard = new Guard(child, limits);
  const abort = () => child.kill("SIGKILL");
  run.signal?.addEventListener("abort", abort, { once: true });
  let fault: FileFault | null = null;
  let isWhole = false;
  try {
    for await (const frame of ahead(unpackFrames(child.stdout, LONGEST_FRAME))) {
      guard.pause();
      if (frame.kind === "fault") fault = frame.fault;
      if (frame.kind === "fault" || frame.kind === "end" || frame.kind === "described") isWhole = true;
      if (frame.kind !== "fault") await run.onFrame(frame);
      run.signal?.throwIfAborted();
      guard.resume();
    }
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof Error && error.message === "frame_too_long")) throw error;
    isWhole = false;
  } finally {
    run.signal?.removeEventListener("abort", abort);
    guard.end();
    child.kill("SIGKILL");
  }
  run.signal?.throwIfAborted();
  return isWhole ? fault : { code: "file_too_hard", facts: { limit: guard.met ?? "crash" } };
}

/** Takes the next frame in while the last one is worked on, so that reading and storing overlap; one more is in memory. */
async function* ahead<T>(frames: AsyncGenerator<T>): AsyncGenerator<T> {
  const take = () => {
    const next = frames.next();
    // Looked at when its turn comes; until then it is nobody's unhandled fault.
    next.catch(() => {});
    return next;
  };
  for (let next = take(); ; ) {
    const { value, done } = await next;
    if (done) return;
    next = take();
    yield value;
  }
}

type Child = ChildProcessByStdio<Writable, Readable, null>;

/** It may read its own files and the one that it is told of. */
function start(request: ReaderRequest, limits: ReaderLimits): Child {
  const program = findReaderProgram();
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${limits.heapMib}`,
      "--max-semi-space-size=4",
      "--permission",
      ...[...program.readable, request.path].map((path) => `--allow-fs-read=${path}`),
      "--no-warnings",
      program.path,
    ],
    // Nothing of the server's environment: neither its secrets nor its options. What was freed goes back to the system.
    {
      env: { TZ: "UTC", ...LEAN_ALLOCATION } as unknown as NodeJS.ProcessEnv,
      cwd: program.root,
      stdio: ["pipe", "pipe", "ignore"],
      windowsHide: true,
    },
  );
  // It may die before it has read all: then its end says so.
  child.stdin.on("error", () => {});
  child.on("error", () => {});
  child.stdin.end(JSON.stringify(request));
  return child;
}

/** Ends a process that grows too large, is silent or works for too long. */
class Guard {
  met: "memory" | "time" | null = null;
  private readonly child: Child;
  private readonly limits: ReaderLimits;
  private readonly timer: NodeJS.Timeout;
  private spent = 0;
  private since: number | null = performance.now();

  constructor(child: Child, limits: ReaderLimits) {
    this.child = child;
    this.limits = limits;
    this.timer = setInterval(() => this.look(), WATCH_MILLISECONDS);
    child.on("exit", (code, signal) => {
      // V8 ends a process that has used up its heap in this way.
      if (signal === "SIGABRT" || code === 134) this.met ??= "memory";
    });
  }

  pause(): void {
    if (this.since !== null) this.spent += performance.now() - this.since;
    this.since = null;
  }

  resume(): void {
    this.since = performance.now();
  }

  end(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    const silent = this.since === null ? 0 : performance.now() - this.since;
    if (silent > this.limits.silentMilliseconds || this.spent + silent > this.limits.totalMilliseconds)
      this.kill("time");
    else if (residentBytes(this.child.pid) > this.limits.residentMib * 1024 * 1024) this.kill("memory");
  }

  private kill(limit: "memory" | "time"): void {
    this.met ??= limit;
    this.child.kill("SIGKILL");
  }
}

/** Where the system does not tell, the limit of the heap is the one that holds. */
function residentBytes(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, "latin1").split(" ")[1]) * PAGE_BYTES;
  } catch {
    return 0;
  }
}
