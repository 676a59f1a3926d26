import { randomUUID } from "node:crypto";
import { afterEach, expect, it } from "vitest";
import { enqueue, type JobKind, openQueue } from "#app/jobs/queue.server.ts";
import { WokenQueues } from "#app/jobs/waking.server.ts";
import type { JobBackend } from "#db/database.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";

onEachEngine("queues of one process", (engine) => {
  let stop = async () => {};
  afterEach(() => stop());

  /** Queues that count how often each asked for jobs, and note the jobs that they got. */
  async function open(...kinds: JobKind[]) {
    const { db } = engine.doors.jobBackend;
    const asked: string[] = [];
    const counting = {
      executeSql: (text: string, values?: unknown[]) => {
        asked.push(...kinds.filter((kind) => /\bnext\b/.test(text) && text.includes(`'${kind}'`)));
        return db.executeSql(text, values);
      },
    };
    const backend = { ...engine.doors.jobBackend, db: Object.assign(Object.create(db), counting) } as JobBackend;
    const boss = openQueue(backend);
    stop = () => boss.stop({ graceful: true });
    await boss.start();
    const queues = new WokenQueues(boss, backend);
    const done: string[] = [];
    for (const kind of kinds)
      await queues.work(kind, async ({ data }) => void done.push((data as { jobId: string }).jobId));
    await expect.poll(() => asked.length).toBe(kinds.length);
    return { queues, asked, done };
  }

  async function queueJob(kind: JobKind, afterSeconds = 0): Promise<string> {
    const actor = await makeTenant(engine.doors);
    const order = { ...actor, subjectId: randomUUID() };
    return engine.doors.withTenant(actor, (tx) => enqueue(tx, kind, order, { afterSeconds }));
  }

  it("sleep while nothing is due, and only the one with a due job is woken", async () => {
    const { queues, asked, done } = await open("calculate-run", "check-import");
    await queueJob("check-import", 3600);
    for (let look = 0; look < 5; look++) await queues.look();
    expect(asked).toHaveLength(2);
    const jobId = await queueJob("calculate-run");
    expect(done).toEqual([]);
    await queues.look();
    await expect.poll(() => done).toEqual([jobId]);
    expect(asked.filter((kind) => kind === "check-import")).toHaveLength(1);
  });

  it("do one job after the other", async () => {
    const { queues, done } = await open("calculate-run");
    const jobs = [await queueJob("calculate-run"), await queueJob("calculate-run")];
    await queues.look();
    await expect.poll(() => done).toHaveLength(1);
    await queues.look();
    await expect.poll(() => done.toSorted()).toEqual(jobs.toSorted());
  });
});
