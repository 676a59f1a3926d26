import { expect, it } from "vitest";
import { mergeKinds } from "#app/carbon/compiled/run-compiled.ts";
import { recordsOf } from "#app/carbon/condense/merged-records.ts";
import type { DocumentActivity, InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { viewQuality } from "#app/carbon/quality/quality-view.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import { omit } from "#app/encoding/omit.ts";
import { checkRuns } from "#app/ops/fsck/check-runs.server.ts";
import { beginInspection } from "#app/ops/fsck/inspection.ts";
import { addEmissionSource, changeEmissionSource } from "#app/places/emission-source.server.ts";
import { checkDetail } from "#app/proof/detail/check-detail.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { compareRuns } from "#app/report/previous-report.server.ts";
import { listBlockers } from "#app/report/report.server.ts";
import { describeReport } from "#app/report/report-description.server.ts";
import { findReportRun, getReportableRun, reportRunOf } from "#app/report/report-run.server.ts";
import { getRun, isRunCurrent } from "#app/runs/calculation.server.ts";
import { findJudged } from "#app/runs/judged-run.server.ts";
import { compareSides, loadInventoryNow, loadRun } from "#app/runs/run-comparison.server.ts";
import { readDetail } from "#app/runs/run-detail.server.ts";
import { findLines, findOutline, readOutline } from "#app/runs/run-outline.server.ts";
import { groupLines } from "#app/runs/run-view.ts";
import { coverMeter } from "#tests/support/cover-meter.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { hotelNights } from "#tests/support/sample-activity.ts";
import { makeCompany, runNow, YEAR } from "#tests/support/sample-company.ts";
import { wholeDocument } from "#tests/support/whole-document.ts";

onEachEngine(
  "a run with a condensed document",
  (engine) => {
    /** A company with many similar records. */
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
      const nights = days.map((period, at) => one(`${at}.7`, { period }));
      const saved = await inside((tx) =>
        saveActivities(tx, actor, YEAR, [
          ...nights,
          ...days.map((period, at) => one(`${1000 + at}.13`, { ...power, period })),
          ...["7", "8"].map((quantity) => one(quantity, { ...power, unit: "MWh", dataQuality: "estimated" })),
          one("1200", { source: "天然气", unit: "Nm3", period: "2025-02-10/2025-05-03" }),
          one("3", { period: "2025-11-20/2025-12-31" }),
        ]),
      );
      expect(saved.ok).toBe(true);
      await inside((tx) =>
        coverMeter(tx, actor, {
          sourceId: sources.electricity!.id,
          inventoryId: inventory.id,
          quantity: "10",
          kgPerUnit: { CO2: "0.1" },
        }),
      );
      const run = () => runNow(engine.doors, actor, inventory);
      const readWhole = () => inside(async (tx) => (await wholeDocument(tx, actor.organizationId, inventory)).document);
      const [first, second] = nights as [(typeof nights)[number], (typeof nights)[number]];
      return { actor, inventory, inside, run, readWhole, sources, first, second };
    }

    const groups = (document: InventoryDocument) => {
      const { lines, linesOfMonths } = mergeKinds(document);
      return groupLines(lines, linesOfMonths);
    };

    it("has the same totals and groups in fewer lines, and keeps the records behind them", async () => {
      const { actor, inside, run, readWhole } = await prepare();
      const [whole, condensed] = [await readWhole(), await run()];
      await inside(async (tx) => {
        const { document, lineCount } = await getRun(tx, actor.organizationId, condensed);
        expect(whole.results.issues).toEqual([]);
        expect(lineCount).toBe(whole.results.lines.length);
        // A month of a meter is one line. Records with a certificate or over two months have their own line.
        expect(document.activities).toHaveLength(12 + 12 + 1 + 1 + 1 + 1);
        expect(document.activities.reduce((count, one) => count + recordsOf(one), 0)).toBe(lineCount);
        expect(document.results!.totals).toEqual(whole.results.totals);
        const { results, ...inputs } = document;
        expect(runInventory(inputs)).toEqual(results);
        expect(groups(document)).toEqual(groups(whole));
        const texts = async function* () {
          for await (const { text } of readDetail((work) => work(tx), condensed)) yield text;
        };
        expect(await checkDetail(document, texts())).toMatchObject({ ok: true, records: lineCount });
      });
    });

    it("states the same uncertainty as the full document, with every error that is given", async () => {
      const { actor, inside, run, readWhole, sources } = await prepare();
      await inside(async (tx) => {
        for (const source of Object.values(sources)) {
          const { en: nameEn, zh: nameZh } = source.name;
          const uncertainty = { activity: "10", factor: "70" };
          await changeEmissionSource(tx, actor, { id: source.id }, { ...source, nameEn, nameZh, uncertainty });
        }
      });
      const [whole, condensed] = [await readWhole(), await run()];
      const { document } = await inside((tx) => getRun(tx, actor.organizationId, condensed));
      const uncertainty = omit(whole.results.totals!.uncertainty!, "exceeding");
      expect(document.results!.totals!.uncertainty).toMatchObject(uncertainty);
      expect(document.results!.totals!.uncertainty!.exceeding).toEqual(document.activities.map(({ id }) => id));
      // The simulation draws the error of each record.
      expect(viewQuality(whole).crossCheck).not.toBeNull();
      expect(viewQuality(document).crossCheck).toBeNull();
    });

    it("has the same outline as the document with each record", async () => {
      const { actor, inside, run, readWhole } = await prepare();
      const [whole, runId] = [await readWhole(), await run()];
      const estimated = whole.activities.filter(({ dataQuality }) => dataQuality === "estimated");
      expect(estimated).toHaveLength(2);
      await inside(async (tx) => {
        expect(await findOutline(tx, runId)).not.toBeNull();
        const { estimates, ...outline } = await readOutline(tx, actor.organizationId, runId);
        expect(outline).toMatchObject({
          gwpSet: whole.gwp.set,
          consolidationApproach: whole.organization.consolidationApproach,
        });
        const [{ id, description, period }] = estimated as [DocumentActivity];
        expect(estimates).toEqual({ count: 2, first: [{ id, name: description, period }] });
        const { document } = await getRun(tx, actor.organizationId, runId);
        const ids = [...document.activities.map((one) => one.id), "a0", "a1x", "a100000", "s1", ""];
        expect(await findLines(tx, actor.organizationId, runId, ids)).toEqual(
          new Map(
            document.activities.map((one, at) => [one.id, { name: one.description, at, records: recordsOf(one) }]),
          ),
        );
      });
    });

    it("has the same checklist from the stored summary and from the document", async () => {
      const { actor, inside, run } = await prepare();
      const runId = await run();
      await inside(async (tx) => {
        const { organizationId } = actor;
        const expected = await describeReport(tx, organizationId, reportRunOf(await getRun(tx, organizationId, runId)));
        expect(expected.judgements!.length).toBe(20);
        expect(await findJudged(tx, runId)).not.toBeNull();
        const found = (await findReportRun(tx, await getReportableRun(tx, organizationId, runId)))!;
        expect(await describeReport(tx, organizationId, found)).toEqual(expected);
        expect(await compareRuns(tx, organizationId, { before: runId, after: runId })).toEqual([]);
      });
    });

    it("is recalculated by fsck for any order of its sources, and with a record that has no line", async () => {
      const { actor, inside, run, sources } = await prepare();
      const inspect = () =>
        inside(async (tx) => {
          const inspection = beginInspection();
          await checkRuns(tx, actor.tenantId, inspection);
          return inspection.faults;
        });
      await run();
      expect(await inspect()).toEqual([]);
      // A factor per night and a quantity in kWh: the record has an issue and no line, and later records keep their
      // numbers.
      const odd = hotelNights("1");
      await inside(async (tx) => {
        const { facilityId, scope, category, factorSelection } = sources.hotel!;
        const made = { facilityId, scope, category, factorSelection, uncertainty: null, unit: "kWh" as const };
        await addEmissionSource(tx, actor, { ...made, nameEn: "Odd nights", nameZh: "" });
        const entry = { ...odd.entry, source: "Odd nights", unit: "kWh", period: "2025-01-01" };
        expect(await saveActivities(tx, actor, YEAR, [{ ...odd, entry }])).toMatchObject({ ok: true });
      });
      const later = await run();
      const { document, issueCount } = await inside((tx) => getRun(tx, actor.organizationId, later));
      expect([issueCount, document.results!.totals]).toEqual([1, undefined]);
      expect(await inspect()).toEqual([]);
    });

    it("is current until one of its inputs changes in sum or in one record, and can't be reported then", async () => {
      const { actor, inside, run, first, second } = await prepare();
      const condensed = await run();
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
      const correct = async (versions: [number, number], quantities: [string, string]) => {
        const corrections = [first, second].map((change, at) => ({
          ...change,
          kind: "correct" as const,
          version: versions[at]!,
          entry: { ...change.entry, quantity: quantities[at]! },
        }));
        expect(await inside((tx) => saveActivities(tx, actor, YEAR, corrections))).toMatchObject({ ok: true });
      };
      expect(await stands()).toEqual([true, false]);
      // Both belong to one line, whose sum is unchanged.
      await correct([1, 1], [second.entry.quantity, first.entry.quantity]);
      expect(await stands()).toEqual([false, true]);
      await correct([2, 2], [first.entry.quantity, second.entry.quantity]);
      expect(await stands()).toEqual([true, false]);
      await correct([3, 3], [first.entry.quantity, "5000"]);
      expect(await stands()).toEqual([false, true]);
    });

    it("equals a new run in a comparison", async () => {
      const { actor, inventory, inside, run } = await prepare();
      const runId = await run();
      const { side } = await inside((tx) => loadRun(tx, actor.organizationId, runId));
      const now = await inside((tx) => loadInventoryNow(tx, actor.organizationId, inventory.id));
      expect(compareSides(side, now.side).printed.difference).toEqual({ co2eKg: "0", co2eKgMarketBased: "0" });
    });
  },
  "factor library",
);
