import cluster, { type Worker } from "node:cluster";
import { fileURLToPath } from "node:url";
import { explainError } from "#app/encoding/errors.ts";
import { once } from "#app/encoding/once.ts";
import { type Env, env } from "#app/environment/env.server.ts";
import { log, openLog } from "#app/observe/log/log.server.ts";
import { secretSettings } from "#app/observe/log/secret-settings.ts";
import { nextWait, settingsOf } from "./process-plan.ts";

/**
 * Starts `PROCESSES` servers on one port and restarts one that ends. Stops all of them on a signal, or when the parent
 * process ends. It serves no requests itself. The operating system distributes connections.
 *
 * @param program the program that each process runs
 */
export async function runProcesses(program: URL): Promise<void> {
  try {
    openLog({ level: env().logLevel, secrets: secretSettings(process.env) });
    cluster.setupPrimary({ exec: fileURLToPath(program) });
    const group = makeGroup(env());
    const stop = () => group.stop().then(() => process.exit(0));
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
    process.once("disconnect", stop);
    if (!(await group.start())) process.exit(1);
    log.info("listening", { address: env().publicUrl, processes: env().processes });
    process.send?.({ is: "listening" });
  } catch (error) {
    process.stderr.write(`${explainError(error)}\n`);
    process.exit(1);
  }
}

interface Group {
  /** @returns whether all of them listen. A process that can't start reports the reason itself and ends the others */
  start: () => Promise<boolean>;
  /** Lets each process finish its open requests. */
  stop: () => Promise<void>;
}

function makeGroup(settings: Env): Group {
  const running = new Map<number, Worker>();
  const waits = new Set<NodeJS.Timeout>();
  let isStopping = false;
  // Runs once, because a second signal would not wait for open requests.
  const stop = once(async () => {
    isStopping = true;
    for (const wait of waits) clearTimeout(wait);
    await Promise.all([...running.values()].map(end));
  });
  /** Starts a process, and restarts it each time it ends after it has listened. @returns whether it listens */
  const run = (number: number, lastWait = 0): Promise<boolean> => {
    const begun = performance.now();
    const worker = cluster.fork(settingsOf(settings, number));
    const { pid } = worker.process;
    running.set(number, worker);
    return new Promise((resolve) => {
      worker.once("exit", (code, signal) => {
        running.delete(number);
        resolve(false);
        if (isStopping) return;
        const wait = nextWait(lastWait, performance.now() - begun);
        log.error("web_process_ended", undefined, { number, pid, code, signal, wait });
        const timer = setTimeout(() => {
          waits.delete(timer);
          void run(number, wait);
        }, wait);
        waits.add(timer);
      });
      worker.on("message", ({ is }: { is?: string }) => {
        if (is !== "listening") return;
        log.info("web_process", { number, pid });
        resolve(true);
      });
    });
  };
  const start = async () => {
    // The first process runs the migrations that the others need.
    const others = () => Array.from({ length: settings.processes - 1 }, (_, index) => run(index + 1));
    const doListen = (await run(0)) && (await Promise.all(others())).every(Boolean);
    if (!doListen) await stop();
    return doListen;
  };
  return { start, stop };
}

async function end(worker: Worker): Promise<void> {
  if (worker.isDead()) return;
  const ended = new Promise((resolve) => worker.once("exit", resolve));
  worker.process.kill("SIGTERM");
  await ended;
}
