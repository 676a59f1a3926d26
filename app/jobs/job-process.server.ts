import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { log } from "#app/observe/log/log.server.ts";
import { hearError, type JobAnswer, type JobOrder } from "./job-message.ts";

/** It is kept for the next job so long, for a start takes a second. */
const IDLE_MILLISECONDS = 60_000;
/** Found in the same way from the sources and from the bundle of the server. */
const PROGRAM = createRequire(import.meta.url).resolve("#app/job.server.ts");

/** The process that worked on a job ended before the job did: it was killed, or its memory was not enough. */
export class ProcessDied extends Error {
  constructor(code: number | null, signal: string | null) {
    super(`the process of the job ended with ${signal ?? `code ${code}`}`);
    this.name = "ProcessDied";
  }
}

/** A job whose process was ended with this one: it did nothing wrong, and is done again after the start. */
export class CutOff extends Error {}

interface Settings {
  /** Of the heap. */
  memoryMib: number;
  program?: string;
  idleMilliseconds?: number;
}

/**
 * Does jobs, one after the other, in a process of their own whose heap has a limit: what a job takes too much of ends that
 * process, and this one goes on answering. It is begun with the first job and ends when none comes for a while.
 */
export class JobProcess {
  readonly #settings: Settings;
  readonly #ended = new WeakSet<ChildProcess>();
  #child: ChildProcess | undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** @throws ProcessDied, CutOff, or what the job threw */
  async perform(order: JobOrder): Promise<void> {
    clearTimeout(this.#idle);
    try {
      const child = this.#child ?? (await this.#begin(order.kind));
      const answer = this.#nextAnswer(child);
      child.send(order);
      const told = await answer;
      if (told.is === "failed") throw hearError(told.failure);
    } finally {
      this.#idle = setTimeout(() => void this.end(), this.#settings.idleMilliseconds ?? IDLE_MILLISECONDS);
      this.#idle.unref();
    }
  }

  /** Ends it; a job under way is cut off. */
  async end(): Promise<void> {
    clearTimeout(this.#idle);
    const child = this.#child;
    this.#child = undefined;
    if (!child || hasEnded(child)) return;
    this.#ended.add(child);
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }

  async #begin(kind: string): Promise<ChildProcess> {
    const { memoryMib, program = PROGRAM } = this.#settings;
    const child = fork(program, {
      // The last one counts: that of this process stands before it.
      execArgv: [...process.execArgv, `--max-old-space-size=${memoryMib}`, "--max-semi-space-size=4"],
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    child.on("error", (error) => log.error("job_process_failed", error, { kind }));
    child.once("exit", () => {
      if (this.#child === child) this.#child = undefined;
    });
    this.#child = child;
    const answer = await this.#nextAnswer(child);
    if (answer.is === "failed") throw hearError(answer.failure);
    log.info("job_process", { kind, pid: child.pid });
    return child;
  }

  #nextAnswer(child: ChildProcess): Promise<JobAnswer> {
    return new Promise((resolve, reject) => {
      const settle = () => {
        child.off("message", onMessage);
        child.off("exit", onExit);
      };
      const onMessage = (answer: unknown) => {
        settle();
        resolve(answer as JobAnswer);
      };
      const onExit = (code: number | null, signal: string | null) => {
        settle();
        reject(this.#ended.has(child) ? new CutOff() : new ProcessDied(code, signal));
      };
      child.on("message", onMessage);
      child.on("exit", onExit);
      if (hasEnded(child)) onExit(child.exitCode, child.signalCode);
    });
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
