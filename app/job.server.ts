import { randomUUID } from "node:crypto";
import { performJob } from "./background/perform.server.ts";
import { doors } from "./database/doors.server.ts";
import { env } from "./environment/env.server.ts";
import { type JobAnswer, type JobOrder, tellError } from "./jobs/job-message.ts";
import { witnesses } from "./log/log-cosignature.server.ts";
import { inContext } from "./observe/log/context.server.ts";
import { openLog } from "./observe/log/log.server.ts";
import { secretSettings } from "./observe/log/secret-settings.ts";
import { inSpan, linkTo } from "./observe/trace/trace.server.ts";
import { seal } from "./seal/open-seal.server.ts";

/** It does one job at a time, and web processes need the server's connections. */
const CONNECTIONS = 4;

/** The process of `JobProcess`: does the jobs it is sent, and ends with the process that sends them. */
async function main(): Promise<void> {
  process.once("disconnect", () => process.exit(0));
  // An interrupt of the terminal reaches both processes; the process that sends the jobs decides what to do.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {});
  openLog({ level: env().logLevel, secrets: secretSettings(process.env) });
  await doors(CONNECTIONS);
  await seal();
  await witnesses();
  process.on("message", (order: JobOrder) => void perform(order).then(tell));
  tell({ is: "ready" });
}

async function perform({ kind, payload }: JobOrder): Promise<JobAnswer> {
  const { tenantId, jobId, requestId = randomUUID(), trace } = payload;
  try {
    await inContext({ requestId, tenantId, jobId }, () =>
      inSpan(`job ${kind}`, { attributes: { kind }, links: linkTo(trace) }, () => performJob(kind, payload)),
    );
    return { is: "done" };
  } catch (error) {
    return { is: "failed", failure: tellError(error) };
  }
}

function tell(answer: JobAnswer): void {
  process.send?.(answer);
}

// Without a parent process that sends orders there is nothing to do.
if (process.send) main().catch((error: unknown) => tell({ is: "failed", failure: tellError(error) }));
