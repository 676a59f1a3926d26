import { randomUUID } from "node:crypto";
import { zstdCompressSync } from "node:zlib";
import { expect, it } from "vitest";
import { viewQuality, viewQualityOfLines } from "#app/carbon/quality/quality-view.ts";
import { groupDisclosures } from "#app/carbon/total/disclosure-groups.ts";
import { calculateLines } from "#app/carbon/total/inventory.ts";
import { changeEmissionSource } from "#app/places/emission-source.server.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { compareRuns } from "#app/report/previous-report.server.ts";
import { listBlockers } from "#app/report/report.server.ts";
import { describeReport } from "#app/report/report-description.server.ts";
import { findReportRun, getReportableRun, type ReportableRun, reportRunOf } from "#app/report/report-run.server.ts";
import { getRun, getRunInParts, startRun } from "#app/runs/calculation.server.ts";
import { storePieces } from "#app/runs/calculation-document.server.ts";
import { performRun } from "#app/runs/calculation-run.server.ts";
import { findJudged } from "#app/runs/judged-run.server.ts";
import { LINES_PER_PAGE, openLine, viewKept, viewResults } from "#app/runs/results-view.ts";
import { lineNumberOf, listLineNumbers, readLines } from "#app/runs/run-lines.server.ts";
import { findOutline, nameLines, readOutline } from "#app/runs/run-outline.server.ts";
import { readView } from "#app/runs/run-view.server.ts";
import { groupLines } from "#app/runs/run-view.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { hotelNights } from "#tests/support/sample-activity.ts";
import { makeCompany, YEAR } from "#tests/support/sample-company.ts";

onEachEngine(
  "the views of a run of many records",
  (engine) => {
    /** The same records twice: read as a whole, and kept in pieces. */
    async function prepare() {
      const { actor, inventory, sources } = await makeCompany(engine.doors);
      const inside = <T>(work: Parameters<typeof engine.doors.withTenant<T>>[1]) =>
        engine.doors.withTenant(actor, work);
      const one = (quantity: string, entry: Partial<ReturnType<typeof hotelNights>["entry"]> = {}) => {
        const change = hotelNights(quantity);
        return { ...change, entry: { ...change.entry, ...entry } };
      };
      const days = Array.from({ length: 118 }, (_, at) =>
        new Date(Date.UTC(2025, 0, 1 + at * 3)).toISOString().slice(0, 10),
      );
      const power = { source: "外购电力", unit: "kWh" };
      const contract = { instrumentType: "rec", instrumentQuantity: "10", instrumentFactor: "0.1" };
      const saved = await inside((tx) =>
        saveActivities(tx, actor, YEAR, [
          ...days.map((period, at) => one(`${at}.7`, { period })),
          ...days.map((period, at) => one(`${1000 + at}.13`, { ...power, period })),
          ...["7", "8"].map((quantity) => one(quantity, { ...power, unit: "MWh", dataQuality: "estimated" })),
          one("12", { ...power, ...contract, instrumentReference: "I-12" }),
          one("1200", { source: "天然气", unit: "Nm3", period: "2025-02-10/2025-05-03" }),
          one("3", { period: "2025-11-20/2025-12-31" }),
        ]),
      );
      expect(saved.ok).toBe(true);
      const run = async (mostWhole: number) => {
        const jobId = await inside((tx) => startRun(tx, actor, inventory.id));
        await performRun(engine.doors, { tenantId: actor.tenantId, userId: actor.userId, jobId }, { mostWhole });
        return jobId;
      };
      return { actor, inside, run, sources };
    }

    it("show the same figures as where it is read as a whole, each of them, and open the same lines", async () => {
      const { actor, inside, run } = await prepare();
      const [small, large] = [await run(100_000), await run(0)];
      const { document } = await inside((tx) => getRun(tx, actor.organizationId, small));
      expect(document.results?.issues).toEqual([]);
      await inside(async (tx) => {
        const kept = (await readView(tx, large))!;
        const inParts = await getRunInParts(tx, actor.organizationId, large);
        expect(await readView(tx, small)).toBeNull();
        const { lines } = calculateLines(document);
        expect(kept.groups).toEqual(groupLines(lines));
        expect(kept.quality).toEqual(viewQualityOfLines({ lines }, document, null));
        expect(kept.disclosures).toEqual(groupDisclosures(document));
        for (const category of [null, "business_travel", "purchased_electricity", "stationary_combustion", "waste"]) {
          let after = 0;
          for (let page = 0; page < 4; page += 1) {
            const filter = { category, page };
            const numbers = await listLineNumbers(tx, large, { category, after, limit: LINES_PER_PAGE });
            const view = viewKept(kept, await readLines(tx, inParts, numbers), filter);
            expect(view).toEqual(viewResults(document, filter));
            if (numbers.length === 0) break;
            const back = await listLineNumbers(tx, large, {
              category,
              before: numbers.at(-1)! + 1,
              limit: numbers.length,
            });
            expect(back).toEqual(numbers);
            after = numbers.at(-1)!;
          }
        }
        for (const { id } of [document.activities[0]!, document.activities[150]!, ...document.activities.slice(-6)]) {
          const some = await readLines(tx, inParts, [lineNumberOf(id)!]);
          expect(openLine(some, id)).toEqual(openLine(document, id));
        }
        expect(["a0", "b1", "a-1", "a1x", ""].map(lineNumberOf)).toEqual([null, null, null, null, null]);
      });
    });

    it("say how sure its figures are as the whole does, with every error that is stated", async () => {
      const { actor, inside, run, sources } = await prepare();
      await inside(async (tx) => {
        for (const source of Object.values(sources)) {
          await changeEmissionSource(
            tx,
            actor,
            { id: source.id },
            {
              ...source,
              nameEn: source.name.en,
              nameZh: source.name.zh,
              uncertainty: { activity: "10", factor: "70" },
            },
          );
        }
      });
      const [small, large] = [await run(100_000), await run(0)];
      const { document } = await inside((tx) => getRun(tx, actor.organizationId, small));
      const kept = (await inside((tx) => readView(tx, large)))!;
      const { lines } = calculateLines(document);
      // The simulation draws the errors of each line, which are too many where a run is not read as a whole.
      expect(kept.quality).toEqual(viewQualityOfLines({ lines }, document, null));
      expect(kept.quality.shared.exceeding).toHaveLength(document.activities.length);
      expect(viewQuality(document).crossCheck).not.toBeNull();
    });

    it("are told by an outline as by the document, of both", async () => {
      const { actor, inside, run } = await prepare();
      const [small, large] = [await run(100_000), await run(0)];
      const { document } = await inside((tx) => getRun(tx, actor.organizationId, small));
      const estimated = document.activities.filter(({ dataQuality }) => dataQuality === "estimated");
      expect(estimated).toHaveLength(2);
      const ids = [...document.activities.map(({ id }) => id), "a0", "a1x", "a100000", "s1", ""];
      for (const runId of [small, large]) {
        await inside(async (tx) => {
          expect(await findOutline(tx, runId)).not.toBeNull();
          expect(await readOutline(tx, actor.organizationId, runId)).toMatchObject({
            gwpSet: document.gwp.set,
            consolidationApproach: document.organization.consolidationApproach,
            estimates: {
              count: 2,
              first: estimated.map(({ id, description, period }) => ({ id, name: description, period })),
            },
          });
          expect(await nameLines(tx, actor.organizationId, runId, ids)).toEqual(
            new Map(document.activities.map(({ id, description }) => [id, description])),
          );
        });
      }
    });

    it("have one checklist, whether the run is kept as a whole, in pieces, or judged by the whole document", async () => {
      const { actor, inside, run } = await prepare();
      const [small, large] = [await run(100_000), await run(0)];
      const document = await inside((tx) => getRun(tx, actor.organizationId, small));
      await inside(async (tx) => {
        const { organizationId } = actor;
        const whole = await describeReport(tx, organizationId, reportRunOf(document));
        expect(whole.judgements!.length).toBe(20);
        expect(whole.sources.map(({ key }) => key)).toHaveLength(3);
        for (const runId of [small, large]) {
          const reported = await getReportableRun(tx, organizationId, runId);
          expect(reported.isWhole).toBe(runId === small);
          expect(await findJudged(tx, runId)).not.toBeNull();
          const found = (await findReportRun(tx, reported))!;
          expect(await describeReport(tx, organizationId, found)).toEqual(whole);
          expect(found.totals).toEqual(document.document.results!.totals);
        }
        const kept = (await findReportRun(tx, await getReportableRun(tx, organizationId, small)))!;
        expect(await kept.hashDocument(tx)).toBe(await reportRunOf(document).hashDocument(tx));
        expect(await compareRuns(tx, organizationId, { before: small, after: large })).toEqual([]);
        const blockers = async (of: ReportableRun) =>
          (await listBlockers(tx, organizationId, of)).map(({ code }) => code);
        const blocked = await blockers(await getReportableRun(tx, organizationId, large));
        expect(blocked).toContain("run_too_large");
      });
    });

    it("find a line in whichever piece it is, and none that is not there", async () => {
      const { actor, inside, run } = await prepare();
      const large = await run(0);
      await inside(async (tx) => {
        const { parts } = await getRunInParts(tx, actor.organizationId, large);
        const row = await tx
          .selectFrom("calculation_run")
          .selectAll()
          .where("id", "=", large)
          .executeTakeFirstOrThrow();
        const copy = randomUUID();
        await tx
          .insertInto("calculation_run")
          .values({ ...row, id: copy, record_ids: JSON.stringify(row.record_ids) })
          .execute();
        const whole = await readLines(
          tx,
          { id: large, parts },
          Array.from({ length: 20 }, (_, at) => at + 1),
        );
        async function* inTwos() {
          for (let at = 0; at < 19; at += 2) {
            yield zstdCompressSync(
              whole.activities
                .slice(at, Math.min(at + 2, 19))
                .map((one) => JSON.stringify(one))
                .join(","),
            );
          }
        }
        const of = { tenantId: actor.tenantId, runId: copy };
        for await (const _ of storePieces(tx, of, { ...parts.pieces, activities: inTwos }));
        const find = async (numbers: number[]) =>
          (await readLines(tx, { id: copy, parts }, numbers)).activities.map(({ id }) => Number(id.slice(1)));
        for (let number = 1; number <= 19; number += 1) expect(await find([number])).toEqual([number]);
        expect(await find([1, 2, 3, 8, 9, 18, 19])).toEqual([1, 2, 3, 8, 9, 18, 19]);
        expect(await find([5, 6, 20])).toEqual([5, 6]);
        expect(await find([20, 21])).toEqual([]);
      });
    });
  },
  "factor library",
);
