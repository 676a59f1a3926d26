import { expect, it } from "vitest";
import { mergeKinds } from "#app/carbon/compiled/run-compiled.ts";
import { recordsOf } from "#app/carbon/condense/merged-records.ts";
import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { viewQuality } from "#app/carbon/quality/quality-view.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import { checkRuns } from "#app/ops/fsck/check-runs.server.ts";
import { beginInspection } from "#app/ops/fsck/inspection.ts";
import { addEmissionSource, changeEmissionSource } from "#app/places/emission-source.server.ts";
import { checkDetail } from "#app/proof/detail/check-detail.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { compareRuns } from "#app/report/previous-report.server.ts";
import { listBlockers } from "#app/report/report.server.ts";
import { describeReport } from "#app/report/report-description.server.ts";
import { findReportRun, getReportableRun, reportRunOf } from "#app/report/report-run.server.ts";
import { getRun, isRunCurrent, startRun } from "#app/runs/calculation.server.ts";
import { performRun } from "#app/runs/calculation-run.server.ts";
import { findJudged } from "#app/runs/judged-run.server.ts";
import { compareSides, loadRun } from "#app/runs/run-comparison.server.ts";
import { readDetail } from "#app/runs/run-detail.server.ts";
import { findOutline, nameLines, readOutline } from "#app/runs/run-outline.server.ts";
import { groupLines } from "#app/runs/run-view.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { hotelNights } from "#tests/support/sample-activity.ts";
import { makeCompany, YEAR } from "#tests/support/sample-company.ts";

onEachEngine(
  "a run whose document is condensed",
  (engine) => {
    /** The same records, of which a run has each in its document, or those of one kind in one line. */
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

    const groups = (document: InventoryDocument) => {
      const { lines, linesOfMonths } = mergeKinds(document);
      return groupLines(lines, linesOfMonths);
    };

    it("has the same totals and groups, in fewer lines, and keeps the records behind them", async () => {
      const { actor, inside, run } = await prepare();
      const [whole, condensed] = [await run(100_000), await run(0)];
      await inside(async (tx) => {
        const [before, after] = [
          await getRun(tx, actor.organizationId, whole),
          await getRun(tx, actor.organizationId, condensed),
        ];
        const { document } = after;
        expect(before.document.results?.issues).toEqual([]);
        expect(before.isCondensed).toBe(false);
        expect(after).toMatchObject({ isCondensed: true, lineCount: before.lineCount });
        // A month of a meter is a line; records with a contract or over two months stand alone.
        expect(document.activities).toHaveLength(12 + 12 + 1 + 1 + 1 + 1);
        expect(document.activities.reduce((count, one) => count + recordsOf(one), 0)).toBe(before.lineCount);
        expect(document.results!.totals).toEqual(before.document.results!.totals);
        const { results, ...inputs } = document;
        expect(runInventory(inputs)).toEqual(results);
        expect(groups(document)).toEqual(groups(before.document));
        expect(await checkDetail(document, readDetail(tx, condensed))).toMatchObject({
          ok: true,
          records: before.lineCount,
        });
      });
    });

    it("says how sure its figures are as the whole does, with every error that is stated", async () => {
      const { actor, inside, run, sources } = await prepare();
      await inside(async (tx) => {
        for (const source of Object.values(sources)) {
          const { en: nameEn, zh: nameZh } = source.name;
          const uncertainty = { activity: "10", factor: "70" };
          await changeEmissionSource(tx, actor, { id: source.id }, { ...source, nameEn, nameZh, uncertainty });
        }
      });
      const ids = [await run(100_000), await run(0)];
      const [before, after] = await Promise.all(
        ids.map(async (id) => (await inside((tx) => getRun(tx, actor.organizationId, id))).document),
      );
      const { exceeding: _, ...uncertainty } = before!.results!.totals!.uncertainty!;
      expect(after!.results!.totals!.uncertainty).toMatchObject(uncertainty);
      expect(after!.results!.totals!.uncertainty!.exceeding).toEqual(after!.activities.map(({ id }) => id));
      // The simulation draws the errors of each record.
      expect(viewQuality(before!).crossCheck).not.toBeNull();
      expect(viewQuality(after!).crossCheck).toBeNull();
    });

    it("is told by an outline as by the document with each record", async () => {
      const { actor, inside, run } = await prepare();
      const [whole, condensed] = [await run(100_000), await run(0)];
      const { document } = await inside((tx) => getRun(tx, actor.organizationId, whole));
      const estimated = document.activities.filter(({ dataQuality }) => dataQuality === "estimated");
      expect(estimated).toHaveLength(2);
      const ids = [...document.activities.map(({ id }) => id), "a0", "a1x", "a100000", "s1", ""];
      for (const runId of [whole, condensed]) {
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

    it("has one checklist, whether it is judged by what was kept or by the document", async () => {
      const { actor, inside, run } = await prepare();
      const [whole, condensed] = [await run(100_000), await run(0)];
      await inside(async (tx) => {
        const { organizationId } = actor;
        const judge = async (runId: string) =>
          describeReport(tx, organizationId, reportRunOf(await getRun(tx, organizationId, runId)));
        const expected = await judge(whole);
        expect(expected.judgements!.length).toBe(20);
        const stand = ({ judgements }: typeof expected) =>
          judgements!.map(({ requirement, state }) => [requirement, state]);
        expect(stand(await judge(condensed))).toEqual(stand(expected));
        for (const runId of [whole, condensed]) {
          expect(await findJudged(tx, runId)).not.toBeNull();
          const found = (await findReportRun(tx, await getReportableRun(tx, organizationId, runId)))!;
          expect(await describeReport(tx, organizationId, found)).toEqual(expected);
        }
        expect(await compareRuns(tx, organizationId, { before: whole, after: condensed })).toEqual([]);
      });
    });

    it("is derived again by fsck, whatever the order of its sources, and with a record that has no line", async () => {
      const { actor, inside, run, sources } = await prepare();
      const inspect = () =>
        inside(async (tx) => {
          const inspection = beginInspection();
          await checkRuns(tx, actor.tenantId, inspection);
          return inspection.faults;
        });
      await run(0);
      expect(await inspect()).toEqual([]);
      // A factor per night meets kWh: the record has an issue and no line, and those after it keep their numbers.
      const odd = hotelNights("1");
      await inside(async (tx) => {
        const { facilityId, scope, category, factorSelection } = sources.hotel!;
        const made = { facilityId, scope, category, factorSelection, uncertainty: null, unit: "kWh" as const };
        await addEmissionSource(tx, actor, { ...made, nameEn: "Odd nights", nameZh: "" });
        const entry = { ...odd.entry, source: "Odd nights", unit: "kWh", period: "2025-01-01" };
        expect(await saveActivities(tx, actor, YEAR, [{ ...odd, entry }])).toMatchObject({ ok: true });
      });
      const later = await run(0);
      const { document, issueCount } = await inside((tx) => getRun(tx, actor.organizationId, later));
      expect([issueCount, document.results!.totals]).toEqual([1, undefined]);
      expect(await inspect()).toEqual([]);
    });

    it("is current until anything that it was made of may be another, and is not reported then", async () => {
      const { actor, inside, run, sources } = await prepare();
      const condensed = await run(0);
      const stands = () =>
        inside(async (tx) => {
          const { organizationId } = actor;
          const isCurrent = await isRunCurrent(tx, organizationId, await getRun(tx, organizationId, condensed));
          const blockers = await listBlockers(
            tx,
            organizationId,
            await getReportableRun(tx, organizationId, condensed),
          );
          return [isCurrent, blockers.some(({ code }) => code === "data_changed_since_run")];
        });
      expect(await stands()).toEqual([true, false]);
      const { hotel } = sources;
      const { en: nameEn, zh: nameZh } = hotel!.name;
      const factorSelection = { factorId: "uk-desnz.29_600_4009_14" };
      await inside((tx) =>
        changeEmissionSource(tx, actor, { id: hotel!.id }, { ...hotel!, nameEn, nameZh, factorSelection }),
      );
      expect(await stands()).toEqual([false, true]);
    });

    it("is compared like any other", async () => {
      const { actor, inside, run } = await prepare();
      const [whole, condensed] = [await run(100_000), await run(0)];
      const [before, after] = [
        await inside((tx) => loadRun(tx, actor.organizationId, whole)),
        await inside((tx) => loadRun(tx, actor.organizationId, condensed)),
      ];
      const { printed } = compareSides(before.side, after.side);
      expect(printed.difference).toEqual({ co2eKg: "0", co2eKgMarketBased: "0" });
    });
  },
  "factor library",
);
