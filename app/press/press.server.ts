import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { AppError } from "#app/encoding/errors.ts";
import { once } from "#app/encoding/once.ts";
import { env } from "#app/environment/env.server.ts";
import { log } from "#app/observe/log/log.server.ts";
import { MissingGlyph } from "./fonts/missing-glyph.ts";

/** What is to be printed, as the program of the threads knows it; it goes over to a thread as a copy. */
export type PressOrder = object;

export type PressAnswer =
  | { kind: "printed"; file: Uint8Array<ArrayBuffer> }
  | { kind: "missing_glyph"; character: string }
  | { kind: "failed"; message: string };

export interface PressSettings {
  /** Threads, each with its own faces: about 150 MB when warm. They start with the first order that needs them. */
  threads: number;
  /** Orders that may wait in addition to those being printed. */
  queue: number;
  /** For one order; the longest report takes a sixtieth of it, and much of it on a machine that is busy otherwise. */
  timeoutMilliseconds: number;
  /** Heap of a thread. */
  heapMib: number;
  /** The program of a thread; another one in tests. */
  program?: string;
}

const SETTINGS: PressSettings = {
  threads: availableParallelism(),
  queue: 100,
  timeoutMilliseconds: 180_000,
  heapMib: 768,
};

interface Job {
  order: PressOrder;
  resolve: (file: Uint8Array) => void;
  reject: (error: Error) => void;
  /** A thread may die of something else than the order: it is tried once more, and no oftener. */
  isRetry: boolean;
}

interface Seat {
  worker: Worker;
  job: Job | null;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Prints in separate threads, so that other requests go on. A thread that dies is replaced and its order is retried
 * once; one that takes too long is ended, and its order with it.
 */
export class Press {
  private readonly settings: PressSettings;
  private readonly waiting: Job[] = [];
  private readonly seats = new Set<Seat>();

  constructor(settings: Partial<PressSettings> = {}) {
    this.settings = { ...SETTINGS, ...settings };
  }

  /**
   * The file of an order.
   * @throws {MissingGlyph} for a character that no face has
   * @throws AppError `unavailable` where too many wait (`press_full`), it took too long (`press_slow`) or died twice
   *   (`press_died`); Error with the thread's own message for whatever else went wrong in it
   */
  print(order: PressOrder): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      if (this.waiting.length >= this.settings.queue) reject(unavailable("press_full"));
      else {
        this.waiting.push({ order, resolve, reject, isRetry: false });
        this.next();
      }
    });
  }

  /** Ends the threads, and with them what is being printed. */
  async close(): Promise<void> {
    for (const job of this.waiting.splice(0)) job.reject(unavailable("press_closed"));
    await Promise.all([...this.seats].map((seat) => this.clear(seat, unavailable("press_closed"))));
  }

  private next(): void {
    if (this.waiting.length === 0) return;
    const seat = [...this.seats].find(({ job }) => job === null) ?? this.openSeat();
    if (!seat) return;
    const job = this.waiting.shift()!;
    seat.job = job;
    seat.worker.ref();
    seat.timer = setTimeout(() => this.clear(seat, unavailable("press_slow")), this.settings.timeoutMilliseconds);
    seat.worker.postMessage(job.order);
  }

  private openSeat(): Seat | null {
    if (this.seats.size >= this.settings.threads) return null;
    const worker = new Worker(this.settings.program ?? pathOf("#app/press-worker.ts"), {
      resourceLimits: { maxOldGenerationSizeMb: this.settings.heapMib },
      // Nothing of the server's environment or options, except its compiled code: that halves the work of a start.
      env: { TZ: "UTC" },
      execArgv: ["--no-warnings", "--import", pathToFileURL(pathOf("#app/compile-cache.ts")).href],
    });
    // An idle thread keeps no process alive.
    worker.unref();
    const seat: Seat = { worker, job: null, timer: undefined };
    this.seats.add(seat);
    worker.on("message", (answer: PressAnswer) => this.finish(seat, answer));
    worker.on("error", (error) => log.error("press_thread_failed", error));
    worker.on("exit", () => this.bury(seat));
    return seat;
  }

  private finish(seat: Seat, answer: PressAnswer): void {
    const { job } = seat;
    seat.job = null;
    clearTimeout(seat.timer);
    seat.worker.unref();
    if (answer.kind === "printed") job?.resolve(answer.file);
    else if (answer.kind === "missing_glyph") job?.reject(new MissingGlyph(answer.character));
    else job?.reject(new Error(answer.message));
    this.next();
  }

  /** A thread that ended unexpectedly. */
  private bury(seat: Seat): void {
    if (!this.seats.delete(seat)) return;
    clearTimeout(seat.timer);
    if (seat.job?.isRetry) seat.job.reject(unavailable("press_died"));
    else if (seat.job) this.waiting.unshift({ ...seat.job, isRetry: true });
    this.next();
  }

  private async clear(seat: Seat, error: AppError): Promise<void> {
    this.seats.delete(seat);
    clearTimeout(seat.timer);
    seat.job?.reject(error);
    await seat.worker.terminate();
    this.next();
  }
}

/** Found in the same way from the sources and from the bundle of the server. */
function pathOf(program: string): string {
  return createRequire(import.meta.url).resolve(program);
}

function unavailable(reason: string): AppError {
  return new AppError("unavailable", { details: { reason } });
}

const press = once(() => new Press({ threads: env().reportThreads }));

/** Prints on the press of this process. */
export function printOnPress(order: PressOrder): Promise<Uint8Array> {
  return press().print(order);
}
