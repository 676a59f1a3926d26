import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { addFacility } from "#app/places/facility/facility.server.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { changeMatrix, findMatrix, undoMatrix } from "#app/report/completeness/completeness.server.ts";
import { withAnswer } from "#app/report/completeness/completeness-form.ts";
import { EVERY_FACILITY, type MatrixAnswer } from "#app/report/completeness/matrix.ts";
import { getDisclosures } from "#app/report/disclosure/disclosure.server.ts";
import { NO_TEXT } from "#app/report/disclosure/statements.ts";
import { listBlockers } from "#app/report/report.server.ts";
import { describeReport } from "#app/report/report-description.server.ts";
import { findReportRun, getReportableRun } from "#app/report/report-run.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { issueNow, makeCompany, makeKeys, runNow, YEAR } from "#tests/support/sample-company.ts";

const SAID = { en: "Containers of a year.", zh: "全年箱数。" };
const LEFT_OUT: MatrixAnswer = {
  state: "excluded",
  reason: "not_significant",
  why: NO_TEXT,
  tonnes: "4.2",
  basis: SAID,
};

const gas = {
  kind: "add" as const,
  recordId: randomUUID(),
  entry: {
    facility: "一厂",
    source: "天然气",
    period: "2025-06",
    quantity: "1000",
    unit: "Nm3",
    dataQuality: "",
    evidence: "",
    note: "",
    instrumentType: "",
    instrumentQuantity: "",
    instrumentFactor: "",
    instrumentReference: "",
  },
};

onEachEngine(
  "the completeness matrix",
  (engine) => {
    const keys = makeKeys();
    const within = <T>(actor: Actor, work: Parameters<typeof engine.doors.withTenant<T>>[1]) =>
      engine.doors.withTenant(actor, work);

    const companyOfTwo = async () => {
      const company = await makeCompany(engine.doors);
      const { actor } = company;
      const depot = await within(actor, async (tx) => {
        await saveActivities(tx, actor, YEAR, [{ ...gas, recordId: randomUUID() }]);
        return addFacility(tx, actor, {
          nameEn: "Depot",
          nameZh: "仓库",
          country: "CN",
          gridRegion: "CN-JS",
          consolidationShare: "1",
        });
      });
      return { ...company, depot, runId: await runNow(engine.doors, actor, company.inventory) };
    };

    const cellsOf = (actor: Actor, runId: string, category: string) =>
      within(actor, async (tx) => {
        const found = await findMatrix(tx, actor.organizationId, runId);
        const row = found?.matrix?.rows.find((one) => one.category === category);
        return row?.cells.map(({ state }) => state);
      });

    const missingOf = (actor: Actor, runId: string) =>
      within(actor, async (tx) => {
        const run = await getReportableRun(tx, actor.organizationId, runId);
        const blockers = await listBlockers(tx, actor.organizationId, run);
        return blockers.map(({ code, facts }) =>
          code === "disclosure_missing" ? `${facts.item} ${facts.what}` : code,
        );
      });

    const versionOf = (actor: Actor, inventoryId: string) =>
      within(actor, async (tx) => (await getDisclosures(tx, actor.organizationId, inventoryId)).version);

    it("covers what has lines, and holds back a report with a cell that is not evaluated", async () => {
      const { actor, inventory, runId, depot } = await companyOfTwo();
      expect(await cellsOf(actor, runId, "stationary_combustion")).toEqual(["covered", "not_applicable"]);
      expect(await missingOf(actor, runId)).toEqual([]);

      const change = (basedOn: number, answer: MatrixAnswer | null, facility: string) =>
        within(actor, (tx) =>
          changeMatrix(tx, actor, { run: runId, basedOn }, (stated) =>
            withAnswer(stated, { categories: ["waste"], facility }, answer),
          ),
        );
      const first = await versionOf(actor, inventory.id);
      const second = await change(first, null, EVERY_FACILITY);
      expect(await cellsOf(actor, runId, "waste")).toEqual(["not_evaluated", "not_evaluated"]);
      expect(await missingOf(actor, runId)).toEqual(["A5 cells_open"]);
      expect(await issueNow(engine.doors, await keys, actor, { runId })).toMatchObject({ ok: false });
      await expect(change(first, LEFT_OUT, depot.id)).rejects.toMatchObject({ code: "conflict" });

      const third = await change(second, LEFT_OUT, depot.id);
      expect(await cellsOf(actor, runId, "waste")).toEqual(["not_evaluated", "excluded"]);
      await change(third, LEFT_OUT, EVERY_FACILITY);
      expect(await missingOf(actor, runId)).toEqual([]);
    });

    it("restores the answers before the last change", async () => {
      const { actor, inventory, runId } = await companyOfTwo();
      const first = await versionOf(actor, inventory.id);
      const before = await cellsOf(actor, runId, "waste");
      const second = await within(actor, (tx) =>
        changeMatrix(tx, actor, { run: runId, basedOn: first }, (stated) =>
          withAnswer(stated, { categories: ["waste"], facility: EVERY_FACILITY }, LEFT_OUT),
        ),
      );
      expect(await cellsOf(actor, runId, "waste")).toEqual(["excluded", "excluded"]);
      await expect(within(actor, (tx) => undoMatrix(tx, actor, { run: runId, basedOn: first }))).rejects.toMatchObject({
        code: "conflict",
      });
      await within(actor, (tx) => undoMatrix(tx, actor, { run: runId, basedOn: second }));
      expect(await cellsOf(actor, runId, "waste")).toEqual(before);
    });

    it("is printed from the facts of the report, with its exclusions", async () => {
      const { actor, inventory, runId } = await companyOfTwo();
      const basedOn = await versionOf(actor, inventory.id);
      await within(actor, (tx) =>
        changeMatrix(tx, actor, { run: runId, basedOn }, (stated) =>
          withAnswer(stated, { categories: ["waste"], facility: EVERY_FACILITY }, LEFT_OUT),
        ),
      );
      const { description } = await within(actor, async (tx) => {
        const run = await getReportableRun(tx, actor.organizationId, runId);
        return describeReport(tx, actor.organizationId, (await findReportRun(tx, run))!);
      });
      const rowOf = (category: string) => description.completeness?.find((row) => row.category === category)?.groups;
      expect(rowOf("waste")).toEqual([
        { state: "excluded", facilities: ["f1", "f2"], reason: "not_significant", tonnes: "4.2", basis: SAID },
      ]);
      expect(rowOf("stationary_combustion")).toMatchObject([
        { state: "covered", facilities: ["f1"] },
        { state: "not_applicable", facilities: ["f2"] },
      ]);
      expect(description.exclusions).toMatchObject([{ estimate: { en: expect.stringContaining("4.20 tCO₂e") } }]);
      expect(description.checklist?.find(({ id }) => id === "A9")?.state).toBe("present");
      expect(await issueNow(engine.doors, await keys, actor, { runId })).toMatchObject({ ok: true });
    });
  },
  "factor library",
);
