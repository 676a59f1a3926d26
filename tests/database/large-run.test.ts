import { randomUUID } from "node:crypto";
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { Kysely, sql } from "kysely";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { condense } from "#app/carbon/condense/condense.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { omit } from "#app/encoding/omit.ts";
import { getJob } from "#app/jobs/job.server.ts";
import { checkRuns } from "#app/ops/fsck/check-runs.server.ts";
import { beginInspection } from "#app/ops/fsck/inspection.ts";
import type { DetailPiece } from "#app/proof/detail/record-detail.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { getRun, latestRun, startRun } from "#app/runs/calculation.server.ts";
import { cancelRun, performRun, RUN_CANCELLED } from "#app/runs/calculation-run.server.ts";
import { isPeriodLarge } from "#app/runs/calculation-size.server.ts";
import { findJudged } from "#app/runs/judged-run.server.ts";
import { readDetail, readLine } from "#app/runs/run-detail.server.ts";
import { findOutline } from "#app/runs/run-outline.server.ts";
import { openDatabase } from "#db/database.ts";
import type { Doors, TenantTx } from "#db/doors.ts";
import { coverMeter } from "#tests/support/cover-meter.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { hotelNights } from "#tests/support/sample-activity.ts";
import { makeCompany, YEAR } from "#tests/support/sample-company.ts";
import { wholeDocument } from "#tests/support/whole-document.ts";

onEachEngine(
  "a run of many records",
  (engine) => {
    async function prepare() {
      const { actor, inventory, sources } = await makeCompany(engine.doors);
      const inside = <T>(work: Parameters<typeof engine.doors.withTenant<T>>[1]) =>
        engine.doors.withTenant(actor, work);
      await inside((tx) => saveActivities(tx, actor, YEAR, ["1", "2.5", "3"].map(hotelNights)));
      const ask = () => inside((tx) => startRun(tx, actor, inventory.id));
      const perform = (jobId: string, doors: Doors = engine.doors) => performRun(doors, { ...payloadOf(actor), jobId });
      const recordsOf = (runId: string) =>
        inside(async (tx) => {
          const records: { id: string; version: string }[] = [];
          for await (const { text, versions } of readDetail((work) => work(tx), runId)) {
            const piece = JSON.parse(text) as DetailPiece;
            records.push(...piece.records.map(({ id }, at) => ({ id, version: versions[at]! })));
          }
          return records;
        });
      return { actor, inventory, sources, inside, ask, perform, recordsOf };
    }
    const payloadOf = ({ tenantId, userId }: Actor) => ({ tenantId, userId });

    it("is detected before it starts, and counts only as many records as needed", async () => {
      const { actor, inventory, inside } = await prepare();
      const is = (most: number) => inside((tx) => isPeriodLarge(tx, actor.organizationId, inventory.period, most));
      expect([await is(2), await is(3), await is(50_000)]).toEqual([true, false, false]);
    });

    it("equals the reference byte for byte, for different and similar records", async () => {
      const { actor, inventory, sources, inside, ask, perform, recordsOf } = await prepare();
      const night = (quantity: string, entry: Partial<ReturnType<typeof hotelNights>["entry"]> = {}) => {
        const change = hotelNights(quantity);
        return { ...change, entry: { ...change.entry, ...entry } };
      };
      const power = { source: "外购电力", unit: "kWh", evidence: '抄表 "7" \\ é' };
      await inside((tx) =>
        saveActivities(tx, actor, YEAR, [
          ...["1", "0.000001", "0", "7", "123456789012345.123456789012", "2"].map((quantity) => night(quantity)),
          ...["2025-06-01", "2025-06-30", "2025-05-01/2025-07-31", "2025-07-31"].map((period) =>
            night("3", { period }),
          ),
          ...["4", "5", "6"].map((quantity) => night(quantity, power)),
          ...["7", "8"].map((quantity) => night(quantity, { ...power, evidence: "" })),
          ...["9", "10"].map((quantity) => night(quantity, { ...power, unit: "MWh", dataQuality: "estimated" })),
          ...["11", "12"].map((quantity) => night(quantity, { ...power, period: `2025-05-${quantity}` })),
        ]),
      ).then((saved) => expect(saved).toEqual({ ok: true, records: expect.anything() }));
      // The first record of the meter claims two certificates, the second the rest of one.
      for (const quantity of ["10", "9"]) {
        const meter = { sourceId: sources.electricity!.id, inventoryId: inventory.id };
        await inside((tx) => coverMeter(tx, actor, { ...meter, quantity, kgPerUnit: { CO2: "0.1" } }));
      }
      // Of a corrected record the newest version counts, of a deleted one none.
      const [corrected, deleted] = [night("20"), night("21")];
      await inside((tx) => saveActivities(tx, actor, YEAR, [corrected, deleted]));
      await inside((tx) =>
        saveActivities(tx, actor, YEAR, [
          { ...corrected, kind: "correct", version: 1, entry: { ...corrected.entry, quantity: "22" } },
          { kind: "delete", recordId: deleted.recordId, version: 1, reason: "twice" },
        ]),
      ).then((saved) => expect(saved).toMatchObject({ ok: true }));
      const runId = await ask();
      await perform(runId);
      const stored = await recordsOf(runId);
      await inside(async (tx) => {
        const { document, records } = await wholeDocument(tx, actor.organizationId, inventory);
        const kept = await getRun(tx, actor.organizationId, runId);
        const { detail, ...condensed } = condense(document);
        expect(condensed.document).toEqual(omit(kept.document, "results", "detail"));
        expect(kept.documentText).toBe(canonicalJson(kept.document));
        const { totals } = document.results;
        expect(kept.document.results!.totals).toEqual({
          ...totals,
          uncertainty: kept.document.results!.totals!.uncertainty,
        });
        const pieces: DetailPiece[] = [];
        for await (const { text } of readDetail((work) => work(tx), runId)) pieces.push(JSON.parse(text));
        expect(pieces.map(({ line, records: some }) => ({ line, records: some }))).toEqual(detail);
        for (const [at, { line }] of detail.entries()) {
          const some = await readLine(tx, runId, { line: at, skip: 0, limit: 1000 });
          expect(some.map(({ activity }) => activity)).toEqual(pieces[at]!.records);
          const [third] = await readLine(tx, runId, { line: at, skip: 2, limit: 1 });
          expect(third).toEqual(some[2]);
          expect(kept.recordIds[line]).toBe(records.get(line)!.recordId);
        }
        expect(await readLine(tx, runId, { line: detail.length, skip: 0, limit: 9 })).toEqual([]);
        expect(new Map(stored.map(({ id, version }) => [id, version]))).toEqual(
          new Map([...records].map(([id, { versionId }]) => [id, versionId])),
        );
        const { rows } = await sql<{ activities: string[] }>`
          select activities from calculation_selection where run_id = ${runId}`.execute(tx);
        expect(new Set(rows.flatMap(({ activities }) => activities))).toEqual(new Set(detail.map(({ line }) => line)));
      });
    });

    it("is recalculated by fsck in pieces, which reports any change", async () => {
      const { actor, inside, ask, perform } = await prepare();
      const runId = await ask();
      await perform(runId);
      const inspect = () =>
        inside(async (tx) => {
          const inspection = beginInspection();
          await checkRuns(tx, actor.tenantId, inspection);
          return inspection;
        });
      const { counts, faults } = await inspect();
      expect(faults).toEqual([]);
      expect(counts).toMatchObject({ runs: 1, lines: 3 });
      if (engine.name === "PGlite") return;
      const [piece] = await inside((tx) =>
        tx.selectFrom("calculation_piece").select("content").where("part", "=", "detail").execute(),
      );
      const changed = zstdCompressSync(
        zstdDecompressSync(piece!.content).toString().replace('"quantity":"2.5"', '"quantity":"2.6"'),
      );
      const outline = await inside((tx) => findOutline(tx, runId));
      const changedOutline = zstdCompressSync(JSON.stringify({ ...outline, estimates: { count: 1, first: [] } }));
      const judged = await inside((tx) => findJudged(tx, runId));
      const changedJudged = zstdCompressSync(
        JSON.stringify({ ...judged, judged: { ...judged!.judged, activityCount: 4 } }),
      );
      await asOwner(engine.ownerUrl, async (db) => {
        await sql`alter table calculation_piece disable trigger frozen`.execute(db);
        await sql`update calculation_piece set content = ${changedJudged} where part = 'judged' and run_id = ${runId}`.execute(
          db,
        );
        await sql`update calculation_piece set content = ${changedOutline} where part = 'outline' and run_id = ${runId}`.execute(
          db,
        );
        await sql`update calculation_piece set content = ${changed} where part = 'detail' and run_id = ${runId}`.execute(
          db,
        );
        await sql`alter table calculation_piece enable trigger frozen`.execute(db);
        await sql`alter table calculation_source_summary disable trigger frozen`.execute(db);
        await sql`update calculation_source_summary set co2e_kg = '1' where run_id = ${runId}`.execute(db);
        await sql`alter table calculation_source_summary enable trigger frozen`.execute(db);
      });
      expect((await inspect()).faults.map(({ fault }) => fault)).toEqual([
        expect.stringMatching(/^stored 1, .* derived 3/),
        "a2 was calculated with another quantity, unit or period than its record states",
        "its detail: line_differs at piece 1 a1",
        "its outline differs from its document",
        "its checklist results differ from its document",
      ]);
    });

    it("can be cancelled before and during the calculation, and leaves nothing", async () => {
      const { actor, inventory, inside, ask, perform, recordsOf } = await prepare();
      const cancel = () => inside((tx) => cancelRun(tx, actor.organizationId, inventory.id));
      for (const at of [1, 3]) {
        const jobId = await ask();
        await perform(jobId, onCall(engine.doors, at, { before: cancel }));
        const job = await inside((tx) => getJob(tx, actor.organizationId, jobId));
        expect(job).toMatchObject({ state: "failed", failure: RUN_CANCELLED });
        expect(await inside((tx) => latestRun(tx, actor.organizationId, inventory.id))).toBeNull();
        expect(await recordsOf(jobId)).toEqual([]);
      }
      // A stored run can't be cancelled any more.
      const jobId = await ask();
      await perform(jobId);
      await cancel();
      expect((await inside((tx) => getJob(tx, actor.organizationId, jobId))).state).toBe("done");
    });

    it("is stored once if its process died while storing it", async () => {
      const { actor, inside, ask, perform, recordsOf } = await prepare();
      const jobId = await ask();
      const dying = onCall(engine.doors, 3, {
        after: () => {
          throw new Error("killed");
        },
      });
      await expect(perform(jobId, dying)).rejects.toThrow("killed");
      expect(await recordsOf(jobId)).toEqual([]);
      await perform(jobId);
      expect(await recordsOf(jobId)).toHaveLength(3);
      expect(await inside((tx) => getJob(tx, actor.organizationId, jobId))).toMatchObject({
        state: "done",
        doneCount: 3,
        totalCount: 3,
      });
    });

    it("is stored once if its job was given to two processes at once", async () => {
      const { inside, ask, perform, recordsOf } = await prepare();
      const jobId = await ask();
      await Promise.all([perform(jobId), perform(jobId)]);
      expect(await recordsOf(jobId)).toHaveLength(3);
      const entries = await inside((tx) =>
        tx.selectFrom("audit_trail").select("sequence").where("subject_id", "=", jobId).execute(),
      );
      expect(entries).toHaveLength(1);
    });

    it("is stored once if the second delivery began while the first was being stored", async () => {
      const { actor, inside, ask, perform, recordsOf } = await prepare();
      const jobId = await ask();
      let second = Promise.resolve();
      const storing = onCall(engine.doors, 3, {
        after: async (tx) => {
          second = perform(jobId);
          if (engine.name === "PostgreSQL") await waitForAnother(tx);
        },
      });
      await perform(jobId, storing);
      await second;
      expect(await recordsOf(jobId)).toHaveLength(3);
      expect((await inside((tx) => getJob(tx, actor.organizationId, jobId))).state).toBe("done");
    });

    it("accepts pieces only for the run that is being added", async () => {
      const { actor, inside, ask, perform } = await prepare();
      const stored = await ask();
      await perform(stored);
      for (const runId of [randomUUID(), stored]) {
        const piece = { part: "detail" as const, number: 2, lines: [0], counts: [1], versions: Buffer.alloc(16) };
        const row = { tenant_id: actor.tenantId, run_id: runId, ...piece, content: Buffer.of(1) };
        await expect(inside((tx) => tx.insertInto("calculation_piece").values(row).execute())).rejects.toMatchObject({
          code: "23503",
        });
      }
    });
  },
  "factor library",
);

async function asOwner(url: string, work: (db: Kysely<unknown>) => Promise<void>): Promise<void> {
  const database = await openDatabase(url);
  try {
    await work(new Kysely<unknown>({ dialect: database.dialect() }));
  } finally {
    await database.close();
  }
}

/** Waits until another connection waits for this transaction. */
async function waitForAnother(tx: TenantTx): Promise<void> {
  const waiting = sql`select 1 from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))`;
  await expect.poll(async () => (await waiting.execute(tx)).rows).toHaveLength(1);
}

/** The same doors with a hook around the nth transaction: 1 begins a run, 2 reads, 3 stores. */
function onCall(
  doors: Doors,
  number: number,
  { before, after }: { before?: () => Promise<void>; after?: (tx: TenantTx) => void | Promise<void> },
): Doors {
  let calls = 0;
  return {
    ...doors,
    async withTenant(who, work) {
      calls += 1;
      if (calls !== number) return doors.withTenant(who, work);
      await before?.();
      return doors.withTenant(who, async (tx) => {
        const done = await work(tx);
        await after?.(tx);
        return done;
      });
    },
  };
}
