import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { MOST_TRIES, settleFailure } from "#app/background/settle-failure.server.ts";
import { findTextFault } from "#app/encoding/text/plain-text.ts";
import { translator } from "#app/i18n/index.ts";
import { findLatestJob } from "#app/jobs/job.server.ts";
import { changeOrganization, getOrganization } from "#app/organization/organization.server.ts";
import { addEmissionSource } from "#app/places/emission-source.server.ts";
import { addFacility } from "#app/places/facility/facility.server.ts";
import { MissingGlyph } from "#app/press/fonts/missing-glyph.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { getDisclosures, stateDisclosures } from "#app/report/disclosure/disclosure.server.ts";
import { getReport, issueReport, listBlockers, retryIssue } from "#app/report/report.server.ts";
import { describeReport } from "#app/report/report-description.server.ts";
import { performIssue } from "#app/report/report-publication.server.ts";
import { findReportRun, getReportableRun } from "#app/report/report-run.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { hotelNights } from "#tests/support/sample-activity.ts";
import { issueNow, makeCompany, makeKeys, PUBLIC_URL, runNow, YEAR } from "#tests/support/sample-company.ts";

const EMOJI = { character: "😀", codePoint: "U+1F600" };

onEachEngine(
  "an unprintable text in a report",
  (engine) => {
    const keys = makeKeys();
    const inside = <T>(actor: Actor, work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(actor, work);

    type Company = Awaited<ReturnType<typeof makeCompany>>;

    /** A company with a run and a change made before it. */
    const companyWith = async (change: (tx: TenantTx, company: Company) => Promise<unknown>) => {
      const company = await makeCompany(engine.doors);
      await inside(company.actor, async (tx) => {
        await saveActivities(tx, company.actor, YEAR, [hotelNights("3")]);
        await change(tx, company);
      });
      return { ...company, runId: await runNow(engine.doors, company.actor, company.inventory) };
    };

    const blockersOf = (actor: Actor, runId: string) =>
      inside(actor, async (tx) =>
        listBlockers(tx, actor.organizationId, await getReportableRun(tx, actor.organizationId, runId)),
      );
    const takenNumbers = (actor: Actor) =>
      inside(actor, (tx) => tx.selectFrom("report_series").select("last_serial").execute());

    const change = (tx: TenantTx, { actor }: Company, changes: Partial<Parameters<typeof changeOrganization>[2]>) =>
      getOrganization(tx, actor.organizationId).then((one) =>
        changeOrganization(tx, actor, {
          nameEn: one.name.en,
          nameZh: one.name.zh,
          legalId: one.legalId,
          legalIdKind: one.legalIdKind,
          addressEn: one.address.en,
          addressZh: one.address.zh,
          descriptionEn: one.description.en,
          descriptionZh: one.description.zh,
          responsibleName: one.responsible.name,
          responsibleRole: one.responsible.role,
          responsibleContact: one.responsible.contact,
          consolidationApproach: "operational_control",
          gwpSet: "AR6",
          ...changes,
        }),
      );

    const FIELDS: [field: string, change: Parameters<typeof companyWith>[0]][] = [
      ["Legal name of the organization (English)", (tx, one) => change(tx, one, { nameEn: "Sample 😀 Works" })],
      ["Address of the organization (Chinese)", (tx, one) => change(tx, one, { addressZh: "示例路😀" })],
      ["Description of the organization (English)", (tx, one) => change(tx, one, { descriptionEn: "We 😀" })],
      ["Name of the responsible person", (tx, one) => change(tx, one, { responsibleName: "Wang 😀" })],
      [
        "Name of a facility (English)",
        (tx, { actor }) =>
          addFacility(tx, actor, {
            nameEn: "Plant 😀",
            nameZh: "二厂",
            country: "CN",
            gridRegion: "CN-JS",
            consolidationShare: "1",
          }),
      ],
      [
        "Description of the boundary (English)",
        async (tx, { actor, inventory }) => {
          const { version } = await getDisclosures(tx, actor.organizationId, inventory.id);
          const text = { en: "All plants 😀", zh: "全部工厂" };
          await stateDisclosures(tx, actor, {
            inventoryId: inventory.id,
            basedOn: version,
            change: { boundary: text },
          });
        },
      ],
    ];

    it.each(FIELDS)("is named on the checklist by field and character: %s", async (field, make) => {
      const { actor, runId } = await companyWith(make);
      const found = (await blockersOf(actor, runId)).filter(({ code }) => code === "unprintable");
      expect(found.map(({ facts }) => facts)).toContainEqual(expect.objectContaining({ en: field, ...EMOJI }));
      for (const locale of ["en", "zh"] as const) {
        const said = translator(locale).reportPage.blockers.unprintable(found[0]!.facts);
        expect(said).toContain("U+1F600");
        expect(said).toContain("😀");
      }
      const issued = await issueNow(engine.doors, await keys, actor, { runId, locales: ["both"] });
      expect(issued).toMatchObject({ ok: false, blockers: expect.arrayContaining(found) });
      expect(await takenNumbers(actor)).toEqual([]);
    });

    it("reports confusable letters in a name, and blocks nothing", async () => {
      const { actor, runId } = await companyWith((tx, one) => change(tx, one, { nameEn: "Nоrth Works" }));
      expect((await blockersOf(actor, runId)).filter(({ code }) => code === "unprintable")).toEqual([]);
      const described = await inside(actor, async (tx) => {
        const run = await getReportableRun(tx, actor.organizationId, runId);
        return describeReport(tx, actor.organizationId, (await findReportRun(tx, run))!);
      });
      const notice = { kind: "mixed", script: "Cyrillic", letters: ["о"] };
      expect(described.description.nameNotices).toContainEqual({ name: "Nоrth Works", notices: [notice] });
    });

    it("has no notice for ordinary names", async () => {
      const { actor, runId } = await companyWith(async () => {});
      const described = await inside(actor, async (tx) => {
        const run = await getReportableRun(tx, actor.organizationId, runId);
        return describeReport(tx, actor.organizationId, (await findReportRun(tx, run))!);
      });
      expect(described.description).not.toHaveProperty("nameNotices");
    });

    it("is also found in a record, and the report is then refused before it has a number", async () => {
      const { actor, runId } = await companyWith(async (tx, { actor: author, sources }) => {
        const source = await addEmissionSource(tx, author, {
          facilityId: sources.hotel!.facilityId,
          nameEn: "Nights 😀",
          nameZh: "住宿😀",
          uncertainty: null,
          scope: 3,
          category: "business_travel",
          unit: "room_night",
          factorSelection: { factorId: "uk-desnz.29_600_4009_13" },
        });
        expect(source.id).toBeTruthy();
        const night = hotelNights("2");
        await saveActivities(tx, author, YEAR, [
          { ...night, recordId: randomUUID(), entry: { ...night.entry, source: "住宿😀" } } as typeof night,
        ]);
      });
      const issued = await issueNow(engine.doors, await keys, actor, { runId, locales: ["en"] });
      expect(issued).toMatchObject({ ok: false });
      expect(JSON.stringify(issued)).toContain("U+1F600");
      expect(await takenNumbers(actor)).toEqual([]);
    });

    it("stops a job with its reason, and a retry prints it under the same number", async () => {
      const { actor, runId } = await companyWith(async () => {});
      const issuer = { publicUrl: PUBLIC_URL, logOrigin: (await keys).origin };
      const asked = await inside(actor, (tx) =>
        issueReport(tx, actor, issuer, { runId, locales: ["en"], now: "2026-03-01T08:00:00.000Z" }),
      );
      if (!asked.ok) throw new Error(JSON.stringify(asked.blockers));
      const report = () => inside(actor, (tx) => getReport(tx, actor.organizationId, asked.reportId));
      const latest = () => inside(actor, (tx) => findLatestJob(tx, "render-report", asked.reportId));
      const { number } = await report();
      const payload = { tenantId: actor.tenantId, userId: actor.userId, jobId: asked.jobId };
      const broken = async () => Promise.reject(new MissingGlyph("😀"));
      const failure = await performIssue(
        engine.doors,
        { keys: await keys, publicUrl: PUBLIC_URL },
        payload,
        broken,
      ).catch((error) => error);
      const queue = { send: async () => null };
      const lastTry = { kind: "render-report" as const, payload, retryCount: MOST_TRIES };
      await settleFailure(engine.doors, queue, lastTry, failure);
      expect(await latest()).toMatchObject({ state: "failed", failure: "unprintable U+1F600" });
      expect((await report()).state).toBe("issuing");

      await inside(actor, (tx) => retryIssue(tx, actor, asked.reportId));
      const again = (await latest())!;
      expect(again).toMatchObject({ state: "queued", failure: null });
      await performIssue(engine.doors, { keys: await keys, publicUrl: PUBLIC_URL }, { ...payload, jobId: again.id });
      expect(await report()).toMatchObject({ number, state: "issued" });
      expect(await takenNumbers(actor)).toEqual([{ last_serial: 1 }]);
      expect(findTextFault(number)).toBeNull();
    }, 300_000);
  },
  "factor library",
);
