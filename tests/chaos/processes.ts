import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { until, wait } from "./wait.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const START_MILLISECONDS = 120_000;
/** The shortest time that a supervisor waits before a restart. */
const PAUSE_MILLISECONDS = 250;

export interface Supervised {
  name: string;
  pid: () => number | null;
  /** Kills it as a power loss would; it is started again. */
  kill: () => void;
  isReady: () => Promise<boolean>;
  /** Stops it permanently. */
  stop: () => Promise<void>;
}

export interface Program {
  name: string;
  script: string;
  env: Record<string, string>;
  /** File for its output. */
  log: string;
  isReady: (log: string) => Promise<boolean>;
}

/**
 * Keeps a process of the product running, as a supervisor does: it restarts after any kind of end. `onEnded` is called
 * if it ended on its own after it was ready.
 */
export async function supervise(program: Program, onEnded: (what: string) => void): Promise<Supervised> {
  let child: ChildProcess | null = null;
  let isStopping = false;
  let isKilled = false;
  let wasReady = false;
  /** Output since the last start. */
  let current = "";
  const launch = () => {
    current = "";
    wasReady = false;
    isKilled = false;
    const env = { PATH: process.env.PATH ?? "", NODE_ENV: "production" as const, ...program.env };
    const clock = fileURLToPath(new URL("./shift-clock.ts", import.meta.url));
    const started = spawn(process.execPath, ["--import", "./app/compile-cache.ts", "--import", clock, program.script], {
      cwd: ROOT,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [started.stdout, started.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        appendFileSync(program.log, text);
        current += text;
      });
    }
    started.once("exit", async (code, signal) => {
      child = null;
      if (!isStopping && !isKilled && wasReady) onEnded(`${program.name} ended (${signal ?? code}): ${tail(current)}`);
      if (isStopping) return;
      await wait(PAUSE_MILLISECONDS);
      if (!isStopping) launch();
    });
    child = started;
  };
  const isReady = async () => {
    const isUp = child !== null && (await program.isReady(current));
    wasReady ||= isUp;
    return isUp;
  };
  launch();
  await until(isReady, START_MILLISECONDS, () => `${program.name} did not start:\n${tail(current)}`);
  return {
    name: program.name,
    pid: () => child?.pid ?? null,
    kill: () => {
      isKilled = true;
      child?.kill("SIGKILL");
    },
    isReady,
    stop: async () => {
      isStopping = true;
      const ending = child;
      if (!ending) return;
      const ended = new Promise((resolve) => ending.once("exit", resolve));
      ending.kill("SIGTERM");
      const timer = setTimeout(() => ending.kill("SIGKILL"), 20_000);
      await ended;
      clearTimeout(timer);
    },
  };
}

function tail(text: string): string {
  return text.trim().split("\n").slice(-12).join("\n");
}
