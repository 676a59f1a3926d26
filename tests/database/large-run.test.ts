import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { Kysely, sql } from "kysely";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { getJob } from "#app/jobs/job.server.ts";
import { checkRuns } from "#app/ops/fsck/check-runs.server.ts";
import { beginInspection } from "#app/ops/fsck/inspection.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import {
  describeRun,
  getRun,
  getRunInParts,
  latestLargeRun,
  latestRun,
  startRun,
} from "#app/runs/calculation.server.ts";
import { documentChunks, LONG_PARTS } from "#app/runs/calculation-document.server.ts";
import { cancelRun, performRun, RUN_CANCELLED } from "#app/runs/calculation-run.server.ts";
import { isPeriodLarge } from "#app/runs/calculation-size.server.ts";
import { collectInputs } from "#app/runs/inventory-document.server.ts";
import { findJudged } from "#app/runs/judged-run.server.ts";
import { findOutline } from "#app/runs/run-outline.server.ts";
import { openDatabase } from "#db/database.ts";
import type { Doors } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { hotelNights } from "#tests/support/sample-activity.ts";
import { makeCompany, YEAR } from "#tests/support/sample-company.ts";

async function join(chunks: AsyncIterable<Uint8Array | string>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(Buffer.from(chunk));
  return Buffer.concat(parts).toString();
}

onEachEngine(
  "a run of many records",
  (engine) => {
    /** A company with some records; each run is asked for and done, `mostWhole` records being few enough for one text. */
    async function prepare() {
      const { actor, inventory } = await makeCompany(engine.doors);
      const inside = <T>(work: Parameters<typeof engine.doors.withTenant<T>>[1]) =>
        engine.doors.withTenant(actor, work);
      await inside((tx) => saveActivities(tx, actor, YEAR, ["1", "2.5", "3"].map(hotelNights)));
      const ask = () => inside((tx) => startRun(tx, actor, inventory.id));
      const perform = (jobId: string, mostWhole: number, doors: Doors = engine.doors) =>
        performRun(doors, { ...payloadOf(actor), jobId }, { mostWhole });
      const linesOf = (runId: string) =>
        inside(async (tx) => {
          const rows = await tx
            .selectFrom("calculation_line")
            .selectAll()
            .where("run_id", "=", runId)
            .orderBy("line_number")
            .execute();
          return rows.map(({ run_id: _, ...line }) => line);
        });
      return { actor, inventory, inside, ask, perform, linesOf };
    }
    const payloadOf = ({ tenantId, userId }: Actor) => ({ tenantId, userId });

    it("is kept in pieces that are the document, and is read as a whole by nothing", async () => {
      const { actor, inventory, inside, ask, perform, linesOf } = await prepare();
      const [small, large] = [await ask(), await ask()];
      await perform(small, 3);
      await perform(large, 2);
      const whole = await inside((tx) => getRun(tx, actor.organizationId, small));
      await inside(async (tx) => {
        const kept = await getRunInParts(tx, actor.organizationId, large);
        expect(kept).toMatchObject({ wholeText: null, inputsHash: whole.inputsHash, resultHash: whole.resultHash });
        expect(kept.parts.head.activities).toEqual([]);
        expect(kept.parts.head.results?.totals).toEqual(whole.document.results?.totals);
        expect(await join(documentChunks(kept.parts))).toBe(whole.documentText);
        const told = await getRunInParts(tx, actor.organizationId, small);
        expect(told.wholeText).toBe(whole.documentText);
        expect(await join(documentChunks(told.parts))).toBe(whole.documentText);
      });
      expect(await linesOf(large)).toEqual(await linesOf(small));
      const refusal = { code: "conflict", details: { reason: "run_too_large", limit: 50_000 } };
      await expect(inside((tx) => getRun(tx, actor.organizationId, large))).rejects.toMatchObject(refusal);
      await expect(inside((tx) => latestRun(tx, actor.organizationId, inventory.id))).rejects.toMatchObject(refusal);
      const told = await inside((tx) => describeRun(tx, actor.organizationId, large));
      expect(told).toMatchObject({ lineCount: 3, issueCount: 0, isCurrent: true, issues: [] });
      expect(told).toMatchObject({ inputsHash: whole.inputsHash, resultHash: whole.resultHash });
      const newest = await inside((tx) => latestLargeRun(tx, actor.organizationId, inventory.id));
      expect(newest?.id).toBe(large);
    });

    it("is told out of its pieces, each in a transaction of its own as it is asked for, or not at all", async () => {
      const { actor, inside, ask, perform } = await prepare();
      const runId = await ask();
      await perform(runId, 0);
      let entered = 0;
      const enter: typeof inside = (work) => {
        entered += 1;
        return inside(work);
      };
      const run = await inside((tx) => getRunInParts(tx, actor.organizationId, runId, enter));
      const chunks = documentChunks(run.parts);
      const begun = Buffer.from((await chunks.next()).value!).toString();
      expect([begun, entered]).toEqual(['{"activities":[', 0]);
      expect(begun + (await join(chunks))).toBe(
        await inside(async (tx) => {
          const within = await getRunInParts(tx, actor.organizationId, runId);
          return join(documentChunks(within.parts));
        }),
      );
      const stored = await inside(async (tx) =>
        tx
          .selectFrom("calculation_piece")
          .select("part")
          .where("part", "not in", ["view", "outline", "judged"])
          .execute(),
      );
      expect(entered).toBe(stored.length);
      expect(LONG_PARTS).toEqual(expect.arrayContaining(stored.map(({ part }) => part)));
      // Of another tenant nothing is there: as if it were erased on the way.
      const other = await makeCompany(engine.doors);
      const gone = await inside((tx) =>
        getRunInParts(tx, actor.organizationId, runId, (work) => engine.doors.withTenant(other.actor, work)),
      );
      await expect(join(documentChunks(gone.parts))).rejects.toThrow("piece 1 of the activities");
    });

    it("is known before it is made, and no further than it takes are records counted", async () => {
      const { actor, inventory, inside } = await prepare();
      const is = (most: number) => inside((tx) => isPeriodLarge(tx, actor.organizationId, inventory.period, most));
      expect([await is(2), await is(3), await is(50_000)]).toEqual([true, false, false]);
    });

    it("is to the byte what the reference makes of the records, of like ones and of others", async () => {
      const { actor, inventory, inside, ask, perform, linesOf } = await prepare();
      const night = (quantity: string, entry: Partial<ReturnType<typeof hotelNights>["entry"]> = {}) => {
        const change = hotelNights(quantity);
        return { ...change, entry: { ...change.entry, ...entry } };
      };
      const power = { source: "外购电力", unit: "kWh", evidence: '抄表 "7" \\ é' };
      const contract = { instrumentType: "rec", instrumentQuantity: "10", instrumentFactor: "0.1" };
      await inside((tx) =>
        saveActivities(tx, actor, YEAR, [
          ...["1", "0.000001", "0", "7", "123456789012345.123456789012", "2"].map((quantity) => night(quantity)),
          ...["2025-06-01", "2025-06-30", "2025-05-01/2025-07-31", "2025-07-31"].map((period) =>
            night("3", { period }),
          ),
          ...["4", "5", "6"].map((quantity) => night(quantity, power)),
          ...["7", "8"].map((quantity) => night(quantity, { ...power, evidence: "" })),
          ...["9", "10"].map((quantity) => night(quantity, { ...power, unit: "MWh", dataQuality: "estimated" })),
          ...["11", "12"].map((quantity) =>
            night(quantity, { ...power, ...contract, instrumentReference: `I-${quantity}` }),
          ),
        ]),
      ).then((saved) => expect(saved).toEqual({ ok: true, records: expect.anything() }));
      // Of a record that was corrected the newest version counts, of one that was deleted none.
      const [corrected, deleted] = [night("20"), night("21")];
      await inside((tx) => saveActivities(tx, actor, YEAR, [corrected, deleted]));
      await inside((tx) =>
        saveActivities(tx, actor, YEAR, [
          { ...corrected, kind: "correct", version: 1, entry: { ...corrected.entry, quantity: "22" } },
          { kind: "delete", recordId: deleted.recordId, version: 1, reason: "twice" },
        ]),
      ).then((saved) => expect(saved).toMatchObject({ ok: true }));
      const runId = await ask();
      await perform(runId, 0);
      const lines = await linesOf(runId);
      await inside(async (tx) => {
        const { document, records } = await collectInputs(tx, actor.organizationId, inventory);
        const results = runInventory(document);
        const kept = await getRunInParts(tx, actor.organizationId, runId);
        expect(await join(documentChunks(kept.parts))).toBe(canonicalJson({ ...document, results }));
        expect(lines).toHaveLength(results.lines.length);
        for (const [at, { activity, factorQuantity, gasesKg, co2eKg }] of results.lines.entries()) {
          const { recordId, versionId, period } = records.get(activity)!;
          expect(lines[at]).toMatchObject({
            record_id: recordId,
            record_version_id: versionId,
            period_start: period.start,
            period_end: period.end,
            factor_quantity: factorQuantity,
            gases_kg: gasesKg,
            co2e_kg: co2eKg,
          });
        }
        const { rows } = await sql<{ activities: string[] }>`
          select activities from calculation_selection where run_id = ${runId}`.execute(tx);
        expect(new Set(rows.flatMap(({ activities }) => activities))).toEqual(new Set(records.keys()));
      });
    });

    it("is derived again by fsck, piece by piece, which finds what was changed", async () => {
      const { actor, inside, ask, perform } = await prepare();
      const runId = await ask();
      await perform(runId, 2);
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
        tx.selectFrom("calculation_piece").select("content").where("part", "=", "lines").execute(),
      );
      const changed = zstdCompressSync(
        zstdDecompressSync(piece!.content).toString().replace('"co2eKg":"53.5"', '"co2eKg":"53.6"'),
      );
      const [view] = await inside((tx) =>
        tx.selectFrom("calculation_piece").select("content").where("part", "=", "view").execute(),
      );
      const changedView = zstdCompressSync(
        zstdDecompressSync(view!.content).toString().replace('"lineCount":3', '"lineCount":4'),
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
        await sql`update calculation_piece set content = ${changed} where part = 'lines' and run_id = ${runId}`.execute(
          db,
        );
        await sql`update calculation_piece set content = ${changedView} where part = 'view' and run_id = ${runId}`.execute(
          db,
        );
        await sql`alter table calculation_piece enable trigger frozen`.execute(db);
        await sql`alter table calculation_source_summary disable trigger frozen`.execute(db);
        await sql`update calculation_source_summary set co2e_kg = '1' where run_id = ${runId}`.execute(db);
        await sql`alter table calculation_source_summary enable trigger frozen`.execute(db);
      });
      expect((await inspect()).faults.map(({ fault }) => fault)).toEqual([
        "results do not match result_hash",
        "a1: its line is not what its inputs give",
        "line 1 differs from the document",
        "its outline is not that of its activities",
        "its checklist is not judged by its activities",
        "what its page shows is not what the lines sum to",
        expect.stringMatching(/^stored 1, .* derived 3/),
      ]);
    });

    it("is called off before it begins and on its way, and leaves nothing", async () => {
      const { actor, inventory, inside, ask, perform, linesOf } = await prepare();
      const cancel = () => inside((tx) => cancelRun(tx, actor.organizationId, inventory.id));
      for (const [at, mostWhole] of [
        [1, 3],
        [3, 3],
        [3, 2],
      ] as const) {
        const jobId = await ask();
        await perform(jobId, mostWhole, onCall(engine.doors, at, { before: cancel }));
        const job = await inside((tx) => getJob(tx, actor.organizationId, jobId));
        expect(job).toMatchObject({ state: "failed", failure: RUN_CANCELLED });
        expect(await inside((tx) => latestRun(tx, actor.organizationId, inventory.id))).toBeNull();
        expect(await linesOf(jobId)).toEqual([]);
      }
      // What is stored can't be called off any more.
      const jobId = await ask();
      await perform(jobId, 3);
      await cancel();
      expect((await inside((tx) => getJob(tx, actor.organizationId, jobId))).state).toBe("done");
    });

    it("is there once after its process died while it was stored", async () => {
      const { actor, inside, ask, perform, linesOf } = await prepare();
      const jobId = await ask();
      const dying = onCall(engine.doors, 3, {
        after: () => {
          throw new Error("killed");
        },
      });
      await expect(perform(jobId, 2, dying)).rejects.toThrow("killed");
      expect(await linesOf(jobId)).toEqual([]);
      await perform(jobId, 2);
      expect(await linesOf(jobId)).toHaveLength(3);
      expect(await inside((tx) => getJob(tx, actor.organizationId, jobId))).toMatchObject({
        state: "done",
        doneCount: 3,
        totalCount: 3,
      });
    });

    it("is there once though its job was given to two at once, whether it is stored while it is calculated or not", async () => {
      const { inside, ask, perform, linesOf } = await prepare();
      for (const mostWhole of [0, 3]) {
        const jobId = await ask();
        await Promise.all([perform(jobId, mostWhole), perform(jobId, mostWhole)]);
        expect(await linesOf(jobId)).toHaveLength(3);
        const entries = await inside((tx) =>
          tx.selectFrom("audit_trail").select("sequence").where("subject_id", "=", jobId).execute(),
        );
        expect(entries).toHaveLength(1);
      }
    });

    it("fails as a whole where what is stored meanwhile fails", async () => {
      const { inside, ask, perform, linesOf } = await prepare();
      const jobId = await ask();
      const failing = onCall(engine.doors, 3, {
        before: () => Promise.reject(new Error("no connection")),
      });
      await expect(perform(jobId, 0, failing)).rejects.toThrow("no connection");
      expect(await linesOf(jobId)).toEqual([]);
      const pieces = await inside((tx) =>
        tx.selectFrom("calculation_piece").select("number").where("run_id", "=", jobId).execute(),
      );
      expect(pieces).toEqual([]);
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

/** The same doors, with something that happens around the transaction of one number: 1 begins a run, 2 reads, 3 stores. */
function onCall(
  doors: Doors,
  number: number,
  { before, after }: { before?: () => Promise<void>; after?: () => void },
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
        after?.();
        return done;
      });
    },
  };
}
