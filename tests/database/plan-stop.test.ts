import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { asPlanRefusal } from "#app/access/plan-refusal.ts";
import { stopForPlan } from "#app/background/stop-for-plan.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { getJob } from "#app/jobs/job.server.ts";
import { enqueue, JOB_PAYLOADS, type JobKind } from "#app/jobs/queue.server.ts";
import { readUsage } from "#app/plan/plan-usage.server.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { startCommit } from "#app/records/import/commit-import.server.ts";
import { performCheck, startCheck } from "#app/records/import/import-check.server.ts";
import { getDraft } from "#app/records/import/import-draft.server.ts";
import { takeImportFile } from "#app/records/import/take-import-file.server.ts";
import { listReports } from "#app/report/report.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { incoming, makeImportRoom } from "#tests/support/import-file.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";
import { grant, OPERATOR_ID } from "#tests/support/plans.ts";
import { hotelNights } from "#tests/support/sample-activity.ts";
import { issueNow, makeCompany, makeKeys, runNow, YEAR } from "#tests/support/sample-company.ts";

const DAY_MS = 86_400_000;
const LAPSED = new Date(Date.now() + 60 * DAY_MS);
const FILE = "facility,source,period,quantity,unit\r\nPlant A,Electricity,2025-01,12.5,kWh\r\n";

onEachEngine(
  "work of a workspace whose plan ends",
  (engine) => {
    const room = makeImportRoom();
    const inside = <T>(actor: Actor, work: Parameters<typeof engine.doors.withTenant<T>>[1]) =>
      engine.doors.withTenant(actor, work);
    const jobOf = (actor: Actor, jobId: string) => inside(actor, (tx) => getJob(tx, actor.organizationId, jobId));

    it.each(Object.keys(JOB_PAYLOADS) as JobKind[])(
      "is stopped before it writes, with the reason: %s",
      async (kind) => {
        const actor = await makeTenant(engine.doors);
        await grant(engine.doors, actor.tenantId, { until: 30 });
        const jobId = await inside(actor, (tx) => enqueue(tx, kind, { ...actor, subjectId: randomUUID() }));
        const stop = (now?: Date) =>
          stopForPlan(engine.doors, kind, { tenantId: actor.tenantId, userId: actor.userId, jobId }, now);
        expect(await stop()).toBe(false);
        expect(await stop(new Date(Date.now() + 36 * DAY_MS))).toBe(false);
        expect(await jobOf(actor, jobId)).toMatchObject({ state: "queued", failure: null });
        // Cleanup and exports continue.
        const isStopped = kind !== "sweep-import" && kind !== "export-tenant";
        expect(await stop(LAPSED)).toBe(isStopped);
        expect(await jobOf(actor, jobId)).toMatchObject(
          isStopped ? { state: "failed", failure: "plan_lapsed" } : { state: "queued", failure: null },
        );
      },
    );

    it("leaves an import in its current state, from which it can continue", async () => {
      const { actor, inventory } = await makeCompany(engine.doors);
      await grant(engine.doors, actor.tenantId, { until: 30 });
      const taken = await takeImportFile(engine.doors, actor, room, {
        file: incoming(FILE),
        inventoryId: inventory.id,
      });
      if (!taken.ok) throw new Error(taken.failure.code);
      const draft = () => inside(actor, (tx) => getDraft(tx, actor.organizationId, taken.draftId));
      const stopAs = async (kind: "check-import" | "commit-import", jobId: string) =>
        stopForPlan(engine.doors, kind, { tenantId: actor.tenantId, userId: actor.userId, jobId }, LAPSED);
      const check = await inside(actor, (tx) => startCheck(tx, actor, taken.draftId));
      expect(await stopAs("check-import", check)).toBe(true);
      expect(await draft()).toMatchObject({ state: "mapping", failure: { code: "plan_lapsed" } });
      const again = await inside(actor, (tx) => startCheck(tx, actor, taken.draftId));
      await performCheck(engine.doors, room, { ...actor, jobId: again });
      expect(await draft()).toMatchObject({ state: "checked", counts: { add: 1 } });
      await inside(actor, (tx) => startCommit(tx, actor, taken.draftId));
      expect(await stopAs("commit-import", (await draft()).jobId!)).toBe(true);
      expect(await draft()).toMatchObject({ state: "checked", failure: { code: "plan_lapsed" } });
      expect(await inside(actor, (tx) => readUsage(tx, actor.tenantId))).toMatchObject({ records: 0 });
    });

    it("issues no more reports than the plan includes, in any language and with any concurrency", async () => {
      const keys = await makeKeys();
      const { actor, inventory } = await makeCompany(engine.doors);
      await inside(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights("3")]));
      const runId = await runNow(engine.doors, actor, inventory);
      await grant(engine.doors, actor.tenantId, { plan: "trial", limits: { reports: 2 } });
      const used = async () => (await inside(actor, (tx) => readUsage(tx, actor.tenantId))).reports;
      // Reports of earlier years don't count.
      expect(
        (await issueNow(engine.doors, keys, actor, { runId, locales: ["en"], now: "2025-12-31T08:00:00.000Z" })).ok,
      ).toBe(true);
      expect(await used()).toBe(0);
      await inside(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights("4")]));
      const second = await runNow(engine.doors, actor, inventory);
      const all = await Promise.allSettled(
        (["en", "zh", "both"] as const).map((locale) =>
          issueNow(engine.doors, keys, actor, { runId: second, locales: [locale], now: new Date().toISOString() }),
        ),
      );
      const refused = all.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
      expect(all.filter((one) => one.status === "fulfilled" && one.value.ok)).toHaveLength(2);
      expect(refused).toHaveLength(1);
      for (const error of refused) {
        const refusal = error instanceof AppError ? error : asPlanRefusal(error);
        expect(refusal?.details).toMatchObject({
          reason: "plan_limit",
          kind: "reports",
          limit: 2,
          used: 2,
          more: 1,
          plan: "trial",
        });
      }
      expect(await used()).toBe(2);
      expect(await inside(actor, (tx) => listReports(tx, actor.organizationId))).toHaveLength(3);
    });

    it("keeps issued reports public after the plan has lapsed", async () => {
      const keys = await makeKeys();
      const { actor, inventory } = await makeCompany(engine.doors);
      await inside(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights("3")]));
      const runId = await runNow(engine.doors, actor, inventory);
      await grant(engine.doors, actor.tenantId, { until: 1 });
      const issued = await issueNow(engine.doors, keys, actor, { runId });
      if (!issued.ok) throw new Error(JSON.stringify(issued.blockers));
      await grant(engine.doors, actor.tenantId, { from: -60, until: -8 });
      const [report] = await inside(actor, (tx) => listReports(tx, actor.organizationId));
      const published = await engine.doors.withPublic((tx) =>
        tx.selectFrom("published_report").select("number").where("number", "=", report!.number).execute(),
      );
      expect(published).toHaveLength(1);
    });
  },
  "factor library",
  { operatorTenantId: OPERATOR_ID },
);
