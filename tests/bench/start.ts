/**
 * P13: from the start of the program to the first answer of `/healthz`, on a database that already has its schema and
 * its factor library, on PostgreSQL and on the embedded engine; with the CPU time of the process until then. Needs a
 * build.
 *
 * `npm run bench -- start`, or `node tests/bench/start.ts [--rounds N] [--engine PGlite|PostgreSQL]`
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { cpuOf } from "#tests/support/cpu.ts";
import { freePort, startPostgres } from "#tests/support/postgres.ts";
import { median } from "./interleave.ts";
import { report } from "./report.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const MUST_SECONDS = 1.5;
const PAUSE_MILLISECONDS = 5;
const { values } = parseArgs({
  options: { rounds: { type: "string", default: "5" }, engine: { type: "string", default: "" } },
});
const engines = ["PostgreSQL", "PGlite"].filter((name) => values.engine === "" || name === values.engine);

interface Start {
  seconds: number;
  cpuSeconds: number;
}

const worst: number[] = [];
for (const engine of engines) {
  const folder = mkdtempSync(join(tmpdir(), "truetonne-bench-"));
  const postgres = engine === "PostgreSQL" ? await startPostgres(folder) : null;
  try {
    const database = postgres ? { DATABASE_URL: postgres.ownerUrl, DATABASE_OWNER_URL: postgres.ownerUrl } : {};
    const settings = { ...database, DATA_DIR: join(folder, "files") };
    // The first start creates schema and library, the second one fills the system's file cache.
    const [first] = [await start(settings), await start(settings)];
    const rounds: Start[] = [];
    for (let round = 0; round < Number(values.rounds); round += 1) rounds.push(await start(settings));
    const seconds = median(rounds.map((round) => round.seconds));
    worst.push(seconds);
    report({
      title: `Start to ready: ${engine}`,
      lines: [
        ["first start, which makes schema and library", `${first.seconds.toFixed(2)} s`],
        [`median of ${rounds.length}`, `${seconds.toFixed(2)} s`],
        ["CPU until then", `${median(rounds.map((round) => round.cpuSeconds)).toFixed(2)} s`],
        ["rounds", rounds.map((round) => round.seconds.toFixed(2)).join(" ")],
      ],
    });
  } finally {
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
report({ title: "Start to ready", lines: [], targets: { P13: Math.max(...worst) / MUST_SECONDS } });

/** Starts the server as `npm start` does, and stops it after its answer. */
async function start(settings: Record<string, string>): Promise<Start> {
  const port = await freePort();
  const own = { PORT: String(port), HOST: "127.0.0.1", PUBLIC_URL: `http://localhost:${port}`, LOG_LEVEL: "warn" };
  const flags = ["--import", "./app/compile-cache.ts", "--max-old-space-size=1024"];
  if (process.env.BENCH_PROFILE) flags.push("--cpu-prof", `--cpu-prof-dir=${process.env.BENCH_PROFILE}`);
  const begun = performance.now();
  const server = spawn(process.execPath, [...flags, "app/serve.server.ts"], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, NODE_ENV: "production", ...settings, ...own },
    stdio: ["ignore", "ignore", "inherit"],
  });
  try {
    while (!(await fetch(`http://localhost:${port}/healthz`).catch(() => null))?.ok) {
      if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
    }
    return { seconds: (performance.now() - begun) / 1000, cpuSeconds: cpuOf(server.pid!) / 1000 };
  } finally {
    await end(server);
  }
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const ended = once(server, "exit");
  server.kill("SIGTERM");
  await ended;
}
