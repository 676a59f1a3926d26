import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { addEmissionSource } from "#app/places/emission-source.server.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import type { ReportFacts } from "#app/report/model.ts";
import { getReport } from "#app/report/report.server.ts";
import { keepShownAnnexes } from "#app/report/report-annex.server.ts";
import { getPublishedReport } from "#app/report/verification.server.ts";
import { answerGaps } from "#app/review/gap-answer.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { hotelNights } from "#tests/support/sample-activity.ts";
import { issueNow, makeCompany, makeKeys, runNow, YEAR } from "#tests/support/sample-company.ts";

onEachEngine(
  "the annexes of a report",
  (engine) => {
    const keys = makeKeys();
    const issue = async (actor: Actor, runId: string, locale: "en" | "zh" | "both") => {
      const issued = await issueNow(engine.doors, await keys, actor, { runId, locales: [locale] });
      if (!issued.ok) throw new Error(JSON.stringify(issued.blockers));
      return engine.doors.withTenant(actor, async (tx) => {
        const report = await getReport(tx, actor.organizationId, issued.reportId);
        const row = await tx.selectFrom("report").select("facts").where("id", "=", report.id).executeTakeFirstOrThrow();
        return { report, facts: row.facts as ReportFacts };
      });
    };
    const record = (actor: Actor, quantity: string) =>
      engine.doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights(quantity)]));

    it("is issued in both languages as one document", async () => {
      const { actor, inventory } = await makeCompany(engine.doors);
      await record(actor, "3");
      const { report } = await issue(actor, await runNow(engine.doors, actor, inventory), "both");
      expect(report.locales).toEqual(["both"]);
      const published = await engine.doors.withPublic((tx) => getPublishedReport(tx, report.number));
      expect(published.editions).toMatchObject([{ language: "both" }]);
    });

    it("contains the answers to gaps, and the checksum by which the factors can be found", async () => {
      const { actor, inventory, sources } = await makeCompany(engine.doors);
      await record(actor, "3");
      await engine.doors.withTenant(actor, async (tx) => {
        const cells = ["2025-03", "2025-02"].map((month) => ({ sourceId: sources.hotel!.id, month }));
        await answerGaps(tx, actor, cells, { kind: "no_activity", reason: "No one travelled" });
        await answerGaps(tx, actor, [{ sourceId: sources.gas!.id, month: "2025-01" }], {
          kind: "not_applicable",
          reason: "The boiler is gone",
        });
        await answerGaps(tx, actor, [{ sourceId: sources.gas!.id, month: "2025-02" }], {
          kind: "no_activity",
          reason: "Wrong",
        });
        await answerGaps(tx, actor, [{ sourceId: sources.gas!.id, month: "2025-02" }], {
          kind: "withdrawn",
          reason: "It was wrong",
        });
      });
      const runId = await runNow(engine.doors, actor, inventory);
      const { facts } = await issue(actor, runId, "en");
      expect(facts.gapAnswers).toHaveLength(2);
      expect(facts.gapAnswers).toContainEqual({
        emissionSource: "s3",
        name: { en: "Hotel nights", zh: "酒店住宿" },
        months: ["2025-02", "2025-03"],
        kind: "no_activity",
        reason: "No one travelled",
        hasRecords: true,
      });
      expect(facts.gapAnswers).toContainEqual(
        expect.objectContaining({ name: { en: "Natural gas", zh: "天然气" }, months: ["2025-01"], hasRecords: false }),
      );
      expect(facts.factorDatasets).toEqual([
        {
          factors: [expect.stringMatching(/^uk-desnz\.29_600_4009_13@/)],
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          files: [],
          taken: ["official"],
        },
      ]);
      const { document } = await engine.doors.withTenant(actor, (tx) =>
        tx.selectFrom("calculation_run").select("document").where("id", "=", runId).executeTakeFirstOrThrow(),
      );
      // A copy without sources and factors has no information about them here.
      const copy = { ...JSON.parse(document), activities: [], factors: [] };
      const { placeNames = {}, ...shown } = keepShownAnnexes(facts, copy);
      expect(shown).toEqual({ gapAnswers: [], factorDatasets: [], ownFactorEvidence: {} });
      const ofFacilities = facts.boundary.facilities.flatMap(({ country, gridRegion }) => [country, gridRegion]);
      expect(Object.keys(placeNames).filter((code) => !ofFacilities.includes(code))).toEqual([]);
      expect(facts.placeNames).toMatchObject({ CN: { en: "China", zh: "中国" } });
    });

    it("knows figures that were compared with the official document after they were added", async () => {
      const { actor, inventory } = await makeCompany(engine.doors);
      await engine.doors.withTenant(actor, (tx) =>
        saveActivities(tx, actor, YEAR, [
          { ...hotelNights("900"), entry: { ...hotelNights("900").entry, source: "外购电力", unit: "kWh" } },
        ]),
      );
      const { facts } = await issue(actor, await runNow(engine.doors, actor, inventory), "en");
      const grid = facts.factorDatasets!.find(({ factors }) =>
        factors.some((one) => /^cn-mee-grid\..*@2023$/.test(one)),
      );
      const [id = "", version = ""] = grid!.factors[0]!.split("@");
      const added = await engine.doors.withPublic((tx) =>
        tx.selectFrom("emission_factor").select("meta").where("id", "=", id).where("version", "=", version).execute(),
      );
      expect(added).toMatchObject([{ meta: { trust: "secondary_multi" } }]);
      expect(grid!.taken).toEqual(["official"]);
    });

    it("lists the total of each version, and the changes in approach from one to the next", async () => {
      const { actor, inventory, sources } = await makeCompany(engine.doors);
      await record(actor, "3");
      const first = await issue(actor, await runNow(engine.doors, actor, inventory), "en");
      expect(first.facts.previousVersions).toEqual([]);
      await record(actor, "4");
      const second = await issue(actor, await runNow(engine.doors, actor, inventory), "en");
      expect(second.facts.previousVersions).toEqual([
        expect.objectContaining({ number: first.report.number, version: 1, co2eKg: "160.5", changesAfter: [] }),
      ]);
      await engine.doors.withTenant(actor, async (tx) => {
        const added = await addEmissionSource(tx, actor, {
          facilityId: sources.hotel!.facilityId,
          nameEn: "Second hotel",
          nameZh: "第二家酒店",
          uncertainty: null,
          scope: 3,
          category: "business_travel",
          unit: "room_night",
          factorSelection: { factorId: "uk-desnz.29_600_4009_13" },
        });
        const change = hotelNights("5");
        await saveActivities(tx, actor, YEAR, [{ ...change, entry: { ...change.entry, source: "Second hotel" } }]);
        return added;
      });
      const third = await issue(actor, await runNow(engine.doors, actor, inventory), "en");
      const [, last] = third.facts.previousVersions;
      expect(third.facts.previousVersions.map(({ version }) => version)).toEqual([1, 2]);
      expect(last!.changesAfter!.some(({ en, zh }) => en?.includes("Second hotel") && zh?.includes("第二家酒店"))).toBe(
        true,
      );
    });

    it("has a language that the database allows, whatever the service does", async () => {
      const { actor, inventory } = await makeCompany(engine.doors);
      await record(actor, "3");
      const { report } = await issue(actor, await runNow(engine.doors, actor, inventory), "en");
      const forged = engine.doors.withTenant(actor, async (tx) => {
        const row = await tx.selectFrom("report").selectAll().where("id", "=", report.id).executeTakeFirstOrThrow();
        const { id: _, facts, ...rest } = row;
        const values = { ...rest, facts: JSON.stringify(facts), serial: 999, number: "X", locales: ["fr" as "en"] };
        await tx.insertInto("report").values(values).execute();
      });
      await expect(forged).rejects.toThrow(/report_locales_check/);
    });
  },
  "factor library",
);
