import { type ChildProcessByStdio, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { unpackFrames } from "./frame.ts";

/** Limits of a process. Time counts while it works, not while the parent processes its data. */
export interface SandboxLimits {
  heapMib: number;
  residentMib: number;
  /** Maximum time without a message. */
  silentMilliseconds: number;
  totalMilliseconds: number;
}

/** A program and the files it needs. */
export interface SandboxProgram {
  path: string;
  root: string;
  readable: string[];
}

interface SandboxRun<F> {
  program: SandboxProgram;
  /** Sent as JSON on standard input. */
  request: { path: string };
  limits: SandboxLimits;
  signal?: AbortSignal | undefined;
  /** @returns whether this was the last frame of a whole answer */
  onFrame: (frame: F) => Promise<boolean> | boolean;
  /** For tests and benchmarks: the id of the started process. */
  onStart?: ((pid: number) => void) | undefined;
}

/** Settings of glibc. Other systems ignore them. */
const LEAN_ALLOCATION = { MALLOC_ARENA_MAX: "1", MALLOC_MMAP_THRESHOLD_: "65536" };
const WATCH_MILLISECONDS = 50;
const LONGEST_FRAME = 64 * 1024 * 1024;
const PAGE_BYTES = 4096;

/**
 * Runs a program that reads an untrusted file in a process that can read only this file and itself, to its end.
 *
 * @returns null for a whole answer, otherwise what ended the process
 * @throws the signal's reason, and errors of `onFrame`
 */
export async function runSandboxed<F>(run: SandboxRun<F>): Promise<"memory" | "time" | "crash" | null> {
  run.signal?.throwIfAborted();
  const child = start(run);
  if (child.pid !== undefined) run.onStart?.(child.pid);
  const guard = new Guard(child, run.limits);
  const abort = () => child.kill("SIGKILL");
  run.signal?.addEventListener("abort", abort, { once: true });
  let isWhole = false;
  try {
    for await (const frame of ahead(unpackFrames<F>(child.stdout, LONGEST_FRAME))) {
      guard.pause();
      if (await run.onFrame(frame)) isWhole = true;
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
  return isWhole ? null : (guard.met ?? "crash");
}

/**
 * Requests the next frame while the last one is processed, so that reading and storing overlap. One more frame is in
 * memory.
 */
async function* ahead<T>(frames: AsyncGenerator<T>): AsyncGenerator<T> {
  const take = () => {
    const next = frames.next();
    // Handled when its turn comes. Until then it must not be an unhandled rejection.
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

/** It can read its own files and the requested file. */
function start<F>({ program, request, limits }: SandboxRun<F>): Child {
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
    // The environment contains none of the server's secrets or options. Freed memory is returned to the system.
    {
      env: { TZ: "UTC", ...LEAN_ALLOCATION } as unknown as NodeJS.ProcessEnv,
      cwd: program.root,
      stdio: ["pipe", "pipe", "ignore"],
      windowsHide: true,
    },
  );
  // If the process dies before reading everything, its exit is reported instead.
  child.stdin.on("error", () => {});
  child.on("error", () => {});
  child.stdin.end(JSON.stringify(request));
  return child;
}

/** Ends a process that uses too much memory, is silent or works too long. */
class Guard {
  met: "memory" | "time" | null = null;
  private readonly child: Child;
  private readonly limits: SandboxLimits;
  private readonly timer: NodeJS.Timeout;
  private spent = 0;
  private since: number | null = performance.now();

  constructor(child: Child, limits: SandboxLimits) {
    this.child = child;
    this.limits = limits;
    this.timer = setInterval(() => this.look(), WATCH_MILLISECONDS);
    child.on("exit", (code, signal) => {
      // V8 aborts like this when the heap is exhausted.
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

/** If the system doesn't report memory, only the heap limit applies. */
function residentBytes(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, "latin1").split(" ")[1]) * PAGE_BYTES;
  } catch {
    return 0;
  }
}
