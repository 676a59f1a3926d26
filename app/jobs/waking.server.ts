import type { JobWithMetadata, PgBoss } from "pg-boss";
import type { JobBackend } from "#db/database.ts";
import { QUEUE_SCHEMA } from "./queue.server.ts";

/** Seconds after which a queue is read without being woken. */
const UNWOKEN_SECONDS = 30;

/**
 * The queues that one process works on. Each queue sleeps until a look at all of them finds a job that is due. If each
 * asked for its own jobs twice a second, an idle server would use a twentieth of a core.
 */
export class WokenQueues {
  readonly #boss: PgBoss;
  readonly #backend: JobBackend;
  readonly #workers = new Map<string, string>();

  constructor(boss: PgBoss, backend: JobBackend) {
    this.#boss = boss;
    this.#backend = backend;
  }

  /** @param handle gets one job at a time */
  async work(
    name: string,
    handle: (job: JobWithMetadata<unknown>) => Promise<void>,
    settings: { heartbeatRefreshSeconds?: number } = {},
  ): Promise<void> {
    const options = { ...settings, pollingIntervalSeconds: UNWOKEN_SECONDS, includeMetadata: true } as const;
    const takeOne = async ([job]: JobWithMetadata<unknown>[]) => {
      if (job) await handle(job);
    };
    this.#workers.set(name, await this.#boss.work(name, options, takeOne));
  }

  /** Wakes each queue with a job that is due. */
  async look(): Promise<void> {
    const { rows } = await this.#backend.db.executeSql(`select distinct name from ${QUEUE_SCHEMA}.job
      where state < 'active' and not blocked and start_after <= ${QUEUE_SCHEMA}.job_now()`);
    for (const { name } of rows as { name: string }[]) {
      const worker = this.#workers.get(name);
      if (worker) this.#boss.notifyWorker(worker);
    }
  }
}
