import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { PgBoss } from "pg-boss";
import { afterEach, expect, it } from "vitest";
import { settleDeath } from "#app/background/settle-death.server.ts";
import { MOST_TRIES, OUTSIDE_WAIT_SECONDS, settleFailure } from "#app/background/settle-failure.server.ts";
import { settleLost } from "#app/background/settle-lost.server.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { getJob, moveJob } from "#app/jobs/job.server.ts";
import { enqueue, GIVEN_UP, openQueue } from "#app/jobs/queue.server.ts";
import { MissingGlyph } from "#app/press/fonts/missing-glyph.ts";
import { actAs, type TenantTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";

onEachEngine("a job that failed", (engine) => {
  let boss: PgBoss | undefined;
  afterEach(async () => {
    await boss?.stop({ graceful: false });
    boss = undefined;
  });

  /** A queued issue, and its row after an attempt with the given error. */
  async function failWith(error: Error, retryCount: number) {
    boss ??= openQueue(engine.doors.jobBackend);
    await boss.start();
    const actor = await makeTenant(engine.doors);
    const order = { ...actor, subjectId: randomUUID() };
    const jobId = await engine.doors.withTenant(actor, (tx) => enqueue(tx, "render-report", order));
    const payload = { tenantId: actor.tenantId, userId: actor.userId, jobId };
    await settleFailure(engine.doors, boss, { kind: "render-report", payload, retryCount }, error);
    const job = await engine.doors.withTenant(actor, (tx) => getJob(tx, actor.organizationId, jobId));
    const queued = (await boss.findJobs("render-report", { data: { jobId } })).filter(
      ({ startAfter, createdOn }) => startAfter.getTime() - createdOn.getTime() > 60_000,
    );
    return { job, waits: queued.map(({ startAfter, createdOn }) => startAfter.getTime() - createdOn.getTime()) };
  }

  it("is retried by the queue and shows why it waits", async () => {
    const away = await failWith(new TransparencyError("timestamp_unavailable"), 0);
    expect(away).toMatchObject({ job: { state: "queued", failure: "timestamp_unavailable" }, waits: [] });
    expect(await failWith(new Error("disk"), MOST_TRIES - 1)).toMatchObject({
      job: { state: "queued", failure: null },
    });
  });

  it.each([
    "signer_unavailable",
    "certificate_not_in_force",
    "timestamp_unavailable",
    "timestamp_refused",
    "clock_behind",
  ])("is queued again in five minutes if retries are used up and an external service is down: %s", async (code) => {
    const { job, waits } = await failWith(new TransparencyError(code as "timestamp_unavailable"), MOST_TRIES);
    expect(job).toMatchObject({ state: "queued", failure: code });
    expect(waits).toHaveLength(1);
    // Counted from when the job was added, by another clock, so a busy machine is allowed one minute.
    expect(Math.abs(waits[0]! - OUTSIDE_WAIT_SECONDS * 1000)).toBeLessThan(60_000);
  });

  it("names the character that can't be printed", async () => {
    const { job } = await failWith(new MissingGlyph("\u{1f9ea}"), MOST_TRIES);
    expect(job).toMatchObject({ state: "failed", failure: "unprintable U+1F9EA" });
  });

  it("fails if retries are used up because of our own error", async () => {
    const { job, waits } = await failWith(new Error("disk"), MOST_TRIES);
    expect(job).toMatchObject({ state: "failed", failure: "unknown" });
    expect(waits).toEqual([]);
  });

  it("stays done if another delivery completed it", async () => {
    boss ??= openQueue(engine.doors.jobBackend);
    await boss.start();
    const actor = await makeTenant(engine.doors);
    const jobId = await engine.doors.withTenant(actor, (tx) =>
      enqueue(tx, "render-report", { ...actor, subjectId: randomUUID() }),
    );
    await engine.doors.withTenant(actor, (tx) => moveJob(tx, jobId, "finish"));
    const payload = { tenantId: actor.tenantId, userId: actor.userId, jobId };
    for (const retryCount of [0, MOST_TRIES]) {
      await settleFailure(engine.doors, boss, { kind: "render-report", payload, retryCount }, new Error("away"));
      expect(await engine.doors.withTenant(actor, (tx) => getJob(tx, actor.organizationId, jobId))).toMatchObject({
        state: "done",
        failure: null,
      });
    }
  });

  it("is retried after one dead process and fails after two, with the reason in the audit trail", async () => {
    const actor = await makeTenant(engine.doors);
    const { tenantId, userId } = actor;
    const inTenant = <T>(work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(actor, work);
    const jobId = await inTenant((tx) => enqueue(tx, "check-import", { ...actor, subjectId: randomUUID() }));
    const die = () => settleDeath(engine.doors, "check-import", { tenantId, userId, jobId });
    const look = () => inTenant((tx) => getJob(tx, actor.organizationId, jobId));
    expect(await die()).toBe(true);
    expect(await look()).toMatchObject({ state: "queued", failure: null });
    expect(await die()).toBe(false);
    expect(await look()).toMatchObject({ state: "failed", failure: "process_died" });
    const told = await inTenant((tx) =>
      tx.selectFrom("audit_trail").select(["subject_id", "source"]).where("action", "=", "job.given_up").execute(),
    );
    expect(told).toEqual([{ subject_id: jobId, source: "job" }]);
    expect(await die()).toBe(false);
  });

  it("fails if each of its processes was killed, but not while it is still queued", async () => {
    boss ??= openQueue(engine.doors.jobBackend);
    await boss.start();
    const actor = await makeTenant(engine.doors);
    const jobId = await engine.doors.withTenant(actor, (tx) =>
      enqueue(tx, "calculate-run", { ...actor, subjectId: randomUUID() }),
    );
    const payload = { tenantId: actor.tenantId, userId: actor.userId, jobId };
    const stateOf = async () => {
      await settleLost(engine.doors, payload);
      return engine.doors.withTenant(actor, (tx) => getJob(tx, actor.organizationId, jobId));
    };
    expect(await stateOf()).toMatchObject({ state: "queued" });
    // The state after the last heartbeat of the last attempt: the queue fails the job, and nothing updated its row.
    await engine.doors.withTenant(actor, (tx) => moveJob(tx, jobId, "start"));
    await boss.fetch("calculate-run");
    await engine.doors.withTenant(actor, (tx) =>
      actAs(tx, "app_jobs", () =>
        sql`update pgboss.job set retry_count = retry_limit, heartbeat_on = now() - interval '1 hour'
             where name = 'calculate-run' and data ->> 'jobId' = ${jobId}`.execute(tx),
      ),
    );
    await expect.poll(() => boss!.supervise("calculate-run").then(() => boss!.findJobs(GIVEN_UP))).toHaveLength(1);
    const [given] = await boss.fetch<{ jobId: string }>(GIVEN_UP);
    expect(given?.data.jobId).toBe(jobId);
    expect(await stateOf()).toMatchObject({ state: "failed", failure: "unknown" });
    expect(await stateOf()).toMatchObject({ state: "failed", failure: "unknown" });
  });
});
