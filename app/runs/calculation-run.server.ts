import { JsonSpool, parsePieces } from "#app/files/spool/json-spool.server.ts";
import { findLatestJob, moveJob, noteProgress } from "#app/jobs/job.server.ts";
import type { JobPayload } from "#app/jobs/queue.server.ts";
import { getInventory, type Inventory } from "#app/organization/inventory.server.ts";
import type { Doors, TenantTx } from "#db/doors.ts";
import { listActivityBatches, type RecordWithFiles } from "./calculated-record.server.ts";
import { CalculationDraft } from "./calculation-draft.server.ts";
import { countActivities } from "./calculation-size.server.ts";
import { Superseded, storeRun } from "./calculation-store.server.ts";
import { openCollector } from "./inventory-document.server.ts";

/** Batch size for the embedded engine: small, so that most records are collected while they are young. */
const BATCH_RECORDS = 200;
/** After this many records the job reports progress and checks for cancellation. */
const PROGRESS_RECORDS = 20_000;
/** Error code of a cancelled run's job. */
export const RUN_CANCELLED = "run_cancelled";

interface RunJob {
  organizationId: string;
  inventory: Inventory;
}

/**
 * Does a queued run: reads the records in batches, calculates them, and stores everything in one transaction, so that a run
 * is there as a whole or not at all, whatever happens on the way. It takes the id of its job, so a job that is delivered
 * twice, or again after its process died, makes one run.
 */
export async function performRun(doors: Doors, payload: JobPayload): Promise<void> {
  const job = await doors.withTenant(payload, (tx) => beginRun(tx, payload.jobId));
  if (!job) return;
  try {
    await new RunWork(doors, payload, job).perform();
  } catch (error) {
    if (!(error instanceof Superseded)) throw error;
  }
}

/** Cancels a run: its process ends within seconds, and nothing is kept. A run that was already stored stays. */
export async function cancelRun(tx: TenantTx, organizationId: string, inventoryId: string): Promise<void> {
  await getInventory(tx, organizationId, inventoryId);
  const job = await findLatestJob(tx, "calculate-run", inventoryId);
  if (!job) return;
  await moveJob(tx, job.id, "fail", { failure: RUN_CANCELLED });
}

async function beginRun(tx: TenantTx, jobId: string): Promise<RunJob | null> {
  const job = await moveJob(tx, jobId, "start", { doneCount: 0 });
  if (!job) return null;
  const inventory = await getInventory(tx, job.organizationId, job.subjectId);
  await noteProgress(tx, jobId, { totalCount: await countActivities(tx, job.organizationId, inventory.period) });
  return { organizationId: job.organizationId, inventory };
}

/**
 * The work of one run. A server reads in one transaction and has a further connection for those who look at the progress. The
 * embedded engine has one connection for everybody: there records wait until they are all read.
 */
class RunWork {
  readonly #doors: Doors;
  readonly #payload: JobPayload;
  readonly #job: RunJob;
  readonly #isEmbedded: boolean;
  readonly #waiting = new JsonSpool();
  #draft: CalculationDraft | undefined;

  constructor(doors: Doors, payload: JobPayload, job: RunJob) {
    this.#doors = doors;
    this.#payload = payload;
    this.#job = job;
    this.#isEmbedded = doors.jobBackend.kind === "pglite";
  }

  /** @throws Superseded where the run was cancelled */
  async perform(): Promise<void> {
    try {
      const draft = await this.#doors.withTenant(this.#payload, (tx) => this.#read(tx));
      await this.#waiting.end();
      for await (const batch of parsePieces<RecordWithFiles>(this.#waiting.readPieces())) await this.#add(draft, batch);
      await this.#store(draft);
    } finally {
      await Promise.all([this.#draft?.close(), this.#waiting.close()]);
    }
  }

  /** Reads the records as of one moment. */
  async #read(tx: TenantTx): Promise<CalculationDraft> {
    const { organizationId, inventory } = this.#job;
    const draft = new CalculationDraft(await openCollector(tx, organizationId, inventory));
    this.#draft = draft;
    for await (const batch of listActivityBatches(tx, organizationId, inventory.period, BATCH_RECORDS)) {
      if (this.#isEmbedded) await this.#putAside(batch);
      else await this.#add(draft, batch);
    }
    return draft;
  }

  async #putAside(batch: Iterable<RecordWithFiles>): Promise<void> {
    for (const one of batch) this.#waiting.add(JSON.stringify(one));
    await this.#waiting.settle();
  }

  /** @throws Superseded where the run was cancelled */
  async #add(draft: CalculationDraft, batch: Iterable<RecordWithFiles>): Promise<void> {
    const before = draft.recordCount;
    await draft.add(batch);
    const done = draft.recordCount;
    if (Math.floor(before / PROGRESS_RECORDS) === Math.floor(done / PROGRESS_RECORDS)) return;
    const isRunning = await this.#doors.withTenant(this.#payload, (tx) =>
      noteProgress(tx, this.#payload.jobId, { doneCount: done }),
    );
    if (!isRunning) throw new Superseded();
  }

  async #store(draft: CalculationDraft): Promise<void> {
    const author = { ...this.#payload, organizationId: this.#job.organizationId, source: "job" as const };
    const run = { id: this.#payload.jobId, inventoryId: this.#job.inventory.id, finished: await draft.finish() };
    await this.#doors.withTenant(this.#payload, (tx) => storeRun(tx, author, { ...run, detail: draft.detail() }));
  }
}
