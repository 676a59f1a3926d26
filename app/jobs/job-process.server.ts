import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { log } from "#app/observe/log/log.server.ts";
import { hearError, type JobAnswer, type JobOrder } from "./job-message.ts";

/** An idle process is kept this long for the next job, because a start takes about a second. */
const IDLE_MILLISECONDS = 60_000;
/** This lookup works both from the sources and from the server bundle. */
const PROGRAM = createRequire(import.meta.url).resolve("#app/job.server.ts");

/** The process of a job ended before the job did, because it was killed or ran out of memory. */
export class ProcessDied extends Error {
  constructor(code: number | null, signal: string | null) {
    super(`the job process ended with ${signal ?? `code ${code}`}`);
    this.name = "ProcessDied";
  }
}

/** A job that was interrupted because its process was stopped. It runs again after the next start. */
export class CutOff extends Error {}

interface Settings {
  /** The limit of the heap. */
  memoryMib: number;
  program?: string;
  idleMilliseconds?: number;
}

/**
 * Runs jobs one at a time in a child process with a limited heap. A job that uses too much memory ends only the child,
 * and the server keeps answering. The child starts with the first job and ends when it has been idle for a while.
 */
export class JobProcess {
  readonly #settings: Settings;
  readonly #ended = new WeakSet<ChildProcess>();
  #child: ChildProcess | undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** @throws ProcessDied, CutOff, or the error of the job */
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

  /** Stops the process and interrupts its job. */
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
      // Node uses the last of several values, so this overrides the limit of the parent process.
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
