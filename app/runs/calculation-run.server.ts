import { JsonSpool, parsePieces } from "#app/files/spool/json-spool.server.ts";
import { findLatestJob, setJobState } from "#app/jobs/job.server.ts";
import { JOB } from "#app/jobs/job-state.ts";
import type { JobPayload } from "#app/jobs/queue.server.ts";
import { getInventory, type Inventory } from "#app/organization/inventory.server.ts";
import type { Doors, TenantTx } from "#db/doors.ts";
import { listActivityBatches, type RecordWithFiles } from "./calculated-record.server.ts";
import { CalculationDraft, type FinishedRun } from "./calculation-draft.server.ts";
import { countActivities, MOST_WHOLE_RECORDS } from "./calculation-size.server.ts";
import { Superseded, storeRun } from "./calculation-store.server.ts";
import { openCollector } from "./inventory-document.server.ts";

/** So many records of the embedded engine are read at a time: few, so that most are forgotten while they are young. */
const BATCH_RECORDS = 200;
/** After so many the job says how far it is, and looks whether it was called off. */
const PROGRESS_RECORDS = 20_000;
/** What the job of a run says that was called off. */
export const RUN_CANCELLED = "run_cancelled";

interface RunJob {
  organizationId: string;
  inventory: Inventory;
  /** Whether its document is condensed, as of many records. */
  isLarge: boolean;
}

/**
 * Does a queued run: reads the records in batches, calculates each, and stores everything in one transaction, so that a run
 * is there as a whole or not at all, whatever happens on the way. It takes the id of its job, so a job that is delivered
 * twice, or again after its process died, makes one run.
 *
 * @param mostWhole records up to which the document has each by itself; of more it is condensed
 */
export async function performRun(
  doors: Doors,
  payload: JobPayload,
  { mostWhole = MOST_WHOLE_RECORDS }: { mostWhole?: number } = {},
): Promise<void> {
  const job = await doors.withTenant(payload, (tx) => beginRun(tx, payload.jobId, mostWhole));
  if (!job) return;
  try {
    await new RunWork(doors, payload, job).perform();
  } catch (error) {
    if (!(error instanceof Superseded)) throw error;
  }
}

/** Calls a run off: its process ends within seconds, and nothing of it is kept. A run that was stored meanwhile stays. */
export async function cancelRun(tx: TenantTx, organizationId: string, inventoryId: string): Promise<void> {
  await getInventory(tx, organizationId, inventoryId);
  const job = await findLatestJob(tx, "calculate-run", inventoryId);
  if (!job) return;
  await tx
    .updateTable("job")
    .set({ state: "failed", failure: RUN_CANCELLED, updated_at: new Date() })
    .where("id", "=", job.id)
    .where("state", "in", JOB.acts.fail.from)
    .execute();
}

async function beginRun(tx: TenantTx, jobId: string, mostWhole: number): Promise<RunJob | null> {
  const job = await tx.selectFrom("job").selectAll().where("id", "=", jobId).executeTakeFirst();
  if (!job || !JOB.may("start", job.state)) return null;
  const inventory = await getInventory(tx, job.organization_id, job.subject_id);
  const totalCount = await countActivities(tx, job.organization_id, inventory.period);
  await setJobState(tx, job.id, { state: "running", totalCount, doneCount: 0 });
  return { organizationId: job.organization_id, inventory, isLarge: totalCount > mostWhole };
}

/**
 * The work of one run. A server reads in one transaction and stores in another at the same time, and has a further
 * connection for whoever looks at the progress. The embedded engine has one connection for everybody: there records wait
 * until they are all read, and what came of them until they are all calculated.
 */
class RunWork {
  readonly #doors: Doors;
  readonly #payload: JobPayload;
  readonly #job: RunJob;
  readonly #isEmbedded: boolean;
  readonly #waiting = new JsonSpool();
  readonly #finished = settleLater<FinishedRun>();
  #draft: CalculationDraft | undefined;
  #storing: Promise<void> | undefined;
  #failure: { error: unknown } | undefined;

  constructor(doors: Doors, payload: JobPayload, job: RunJob) {
    this.#doors = doors;
    this.#payload = payload;
    this.#job = job;
    this.#isEmbedded = doors.jobBackend.kind === "pglite";
  }

  /** @throws Superseded where the run was called off */
  async perform(): Promise<void> {
    try {
      const draft = await this.#doors.withTenant(this.#payload, (tx) => this.#read(tx));
      await this.#waiting.end();
      for await (const batch of parsePieces<RecordWithFiles>(this.#waiting.readPieces())) await this.#add(draft, batch);
      this.#finished.resolve(await draft.finish());
      await this.#store(draft);
    } catch (error) {
      this.#draft?.fail(error);
      this.#finished.reject(error);
      await this.#storing?.catch(() => {});
      throw error;
    } finally {
      await Promise.all([this.#draft?.close(), this.#waiting.close()]);
    }
  }

  /** Reads the records as of one moment. */
  async #read(tx: TenantTx): Promise<CalculationDraft> {
    const { organizationId, inventory, isLarge } = this.#job;
    const draft = new CalculationDraft(await openCollector(tx, organizationId, inventory), isLarge);
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

  /** @throws Superseded where the run was called off; what kept it from being stored */
  async #add(draft: CalculationDraft, batch: Iterable<RecordWithFiles>): Promise<void> {
    const before = draft.recordCount;
    await draft.add(batch);
    if (this.#failure) throw this.#failure.error;
    const done = draft.recordCount;
    // What grows with the records is stored while they come.
    if (!this.#isEmbedded && this.#job.isLarge) void this.#store(draft);
    if (Math.floor(before / PROGRESS_RECORDS) === Math.floor(done / PROGRESS_RECORDS)) return;
    const isRunning = await this.#doors.withTenant(this.#payload, (tx) => noteProgress(tx, this.#payload.jobId, done));
    if (!isRunning) throw new Superseded();
  }

  #store(draft: CalculationDraft): Promise<void> {
    if (this.#storing) return this.#storing;
    const author = { ...this.#payload, organizationId: this.#job.organizationId, source: "job" as const };
    const run = {
      id: this.#payload.jobId,
      inventoryId: this.#job.inventory.id,
      draft,
      finished: this.#finished.promise,
    };
    const storing = this.#doors.withTenant(this.#payload, (tx) => storeRun(tx, author, run));
    this.#storing = storing;
    storing.catch((error: unknown) => {
      this.#failure = { error };
    });
    return storing;
  }
}

/** A promise that somebody else settles; who awaits it is told, where anybody does. */
function settleLater<T>() {
  const later = {} as { promise: Promise<T>; resolve: (value: T) => void; reject: (error: unknown) => void };
  later.promise = new Promise<T>((resolve, reject) => Object.assign(later, { resolve, reject }));
  later.promise.catch(() => {});
  return later;
}

async function noteProgress(tx: TenantTx, jobId: string, done: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("job")
    .set({ done_count: done, updated_at: new Date() })
    .where("id", "=", jobId)
    .where("state", "=", "running")
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
