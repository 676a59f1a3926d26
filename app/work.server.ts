import { startWorker, stopWorker } from "./background/work.server.ts";
import { doors } from "./database/doors.server.ts";
import { explainError } from "./encoding/errors.ts";
import { env } from "./environment/env.server.ts";
import { witnesses } from "./log/log-cosignature.server.ts";
import { log, openLog } from "./observe/log/log.server.ts";
import { secretSettings } from "./observe/log/secret-settings.ts";
import { serveMetrics } from "./ops/metrics/serve-metrics.server.ts";
import { seal } from "./seal/open-seal.server.ts";

/** `npm run worker`: runs jobs in addition to the web processes, on PostgreSQL. */
async function main(): Promise<void> {
  if (env().isEmbedded) {
    throw new Error(
      "The embedded database serves one process, which runs its own jobs. Set DATABASE_URL to run a worker.",
    );
  }
  if (!env().hasJobs)
    throw new Error("JOBS is off, and a worker does nothing else. Take it out of the worker's settings.");
  openLog({ level: env().logLevel, secrets: secretSettings(process.env) });
  await seal();
  await witnesses();
  await startWorker();
  const counting = await serveMetrics(env().metrics, await doors());
  log.info("working");
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, async () => {
      counting.stop();
      await stopWorker();
      await (await doors()).close();
      process.exit(0);
    });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${explainError(error)}\n`);
  process.exit(1);
});
