import { createServer, type Server } from "node:http";
import { Gauge } from "prom-client";
import { readLogState, readQueueState } from "#app/jobs/work-state.server.ts";
import { log } from "#app/observe/log/log.server.ts";
import { metrics } from "#app/observe/metrics/metrics.server.ts";
import { listParkedEvents } from "#app/trade/payment/parked-event.server.ts";
import type { Doors } from "#db/doors.ts";

/**
 * Serves `/metrics` in the Prometheus text format and `/healthz` with the id of this process. Uses an address of its
 * own that visitors can't reach. Does nothing if the settings name none.
 */
export async function serveMetrics(
  settings: { port: number; host: string } | undefined,
  doors: Doors,
): Promise<{ stop: () => void }> {
  if (!settings) return { stop: () => {} };
  const { registry } = metrics();
  watchDatabase(doors);
  const server = createServer(async (request, response) => {
    if (request.method === "GET" && request.url === "/healthz") return response.end(`ok ${process.pid}\n`);
    if (request.method !== "GET" || request.url !== "/metrics") return response.writeHead(404).end();
    const text = await registry.metrics();
    response.writeHead(200, { "Content-Type": registry.contentType, "Cache-Control": "no-store" }).end(text);
  });
  await listen(server, settings);
  return {
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function listen(server: Server, { port, host }: { port: number; host: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
}

/** A gauge that is read on request. If the value is unavailable, it is omitted instead of reporting an old one. */
function gauge(name: string, help: string, labelNames: string[], read: (gauge: Gauge) => void | Promise<void>): void {
  new Gauge({
    name: `truetonne_${name}`,
    help,
    labelNames,
    registers: [metrics().registry],
    async collect() {
      this.reset();
      try {
        await read(this);
      } catch (error) {
        this.remove();
        log.warn("metric_unavailable", { metric: name, message: (error as Error).message });
      }
    },
  });
}

function watchDatabase({ poolState, withPublic, withSystem }: Doors): void {
  gauge("database_connections", "Connections of the pool, and transactions that wait for one", ["state"], (it) => {
    for (const [state, count] of Object.entries(poolState() ?? {})) it.set({ state }, count);
  });
  gauge("queue_waiting", "Jobs that are due and not begun", ["kind"], async (it) => {
    for (const { kind, waiting } of await withSystem(readQueueState)) it.set({ kind }, waiting);
  });
  gauge("queue_oldest_seconds", "How long the oldest of them has been due", ["kind"], async (it) => {
    for (const { kind, oldestSeconds } of await withSystem(readQueueState)) it.set({ kind }, oldestSeconds);
  });
  gauge("log_entries", "Entries of the transparency log", [], async (it) => {
    it.set((await withPublic(readLogState)).size);
  });
  gauge("log_checkpoint_age_seconds", "Age of the newest signed checkpoint", [], async (it) => {
    const { checkpointAgeSeconds: age } = await withPublic(readLogState);
    if (age === null) it.remove();
    else it.set(age);
  });
  gauge("payments_parked", "Events of the payment provider that wait for a person", [], async (it) => {
    it.set((await withSystem((tx) => listParkedEvents(tx, { isAll: false }))).length);
  });
}
