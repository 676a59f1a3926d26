import { sql } from "kysely";
import { expect, it } from "vitest";
import type { ReportLocale } from "#app/encoding/report-locale.ts";
import { parseReportCredential } from "#app/proof/credential.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { getReport } from "#app/report/report.server.ts";
import { makeBundle } from "#app/report/report-bundle.server.ts";
import { chooseLanguage, findByHash, getPublishedFile, getPublishedReport } from "#app/report/verification.server.ts";
import { actAs, type TenantTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { hotelNights } from "#tests/support/sample-activity.ts";
import { issueNow, makeCompany, makeKeys, PUBLIC_URL, runNow, YEAR } from "#tests/support/sample-company.ts";

type Actor = Awaited<ReturnType<typeof makeCompany>>["actor"];

onEachEngine(
  "the editions of a report",
  (engine) => {
    const keys = makeKeys();
    const within = <T>(actor: Actor, work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(actor, work);

    async function makeOwner() {
      const { actor, inventory } = await makeCompany(engine.doors);
      await within(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights("3")]));
      return { actor, run: () => runNow(engine.doors, actor, inventory) };
    }

    async function issue(actor: Actor, runId: string, locales: ReportLocale[]) {
      const issued = await issueNow(engine.doors, await keys, actor, { runId, locales });
      if (!issued.ok) throw new Error(JSON.stringify(issued.blockers));
      return within(actor, (tx) => getReport(tx, actor.organizationId, issued.reportId));
    }

    const publicOf = (number: string) =>
      engine.doors.withPublic((tx) => getPublishedReport(tx, number, new Date("2026-03-15T00:00:00Z")));

    it("share one number, one data package, one credential and one log entry", async () => {
      const { actor, run } = await makeOwner();
      const { number, locales } = await issue(actor, await run(), ["en", "zh", "both"]);
      expect(locales).toEqual(["en", "zh", "both"]);
      const { editions, history, credential, inventorySha256 } = await publicOf(number);
      expect(history.map(({ kind }) => kind)).toEqual(["issue"]);
      const { hashes } = parseReportCredential(credential).facts;
      expect(hashes.editions.map(({ language, unsignedPdf }) => [language, unsignedPdf])).toEqual(
        editions.map(({ language, pdfSha256 }) => [language, pdfSha256]),
      );
      expect(new Set(editions.map(({ pdfSha256 }) => pdfSha256)).size).toBe(3);
      expect(hashes.inventory).toBe(inventorySha256);
      for (const { language, pdfSha256 } of editions) {
        const file = await engine.doors.withPublic((tx) => getPublishedFile(tx, { number, language }));
        expect(file.sha256).toBe(pdfSha256);
        const [found, ...others] = await engine.doors.withPublic((tx) => findByHash(tx, pdfSha256));
        expect([found?.number, others]).toEqual([number, []]);
        expect(found!.pdfSha256.toSorted()).toEqual(editions.map((one) => one.pdfSha256).toSorted());
        await engine.doors.withPublic(async (tx) =>
          makeBundle(tx, { keys: await keys, publicUrl: PUBLIC_URL }, { number, language }, new Date()),
        );
      }
      expect(await engine.doors.withPublic((tx) => findByHash(tx, inventorySha256))).toHaveLength(1);
    });

    it("are handed out in the asked language, or the first one, and in no other than issued", async () => {
      const { actor, run } = await makeOwner();
      const { number } = await issue(actor, await run(), ["zh", "both"]);
      const choose = (asked: string | null) => engine.doors.withPublic((tx) => chooseLanguage(tx, number, asked));
      expect(await choose(null)).toBe("zh");
      expect(await choose("both")).toBe("both");
      for (const asked of ["en", "", "ZH", "de"]) await expect(choose(asked)).rejects.toThrow("not_found");
    });

    it("get another language by a new version, which replaces them all", async () => {
      const { actor, run } = await makeOwner();
      const runId = await run();
      const first = await issue(actor, runId, ["en", "zh"]);
      for (const locales of [["en"], ["zh"], ["en", "zh"]] as const)
        await expect(issueNow(engine.doors, await keys, actor, { runId, locales })).rejects.toThrow("conflict");
      const next = await issue(actor, runId, ["en", "zh", "both"]);
      expect([first.version, next.version]).toEqual([1, 2]);
      const [before, after] = [await publicOf(first.number), await publicOf(next.number)];
      expect(before).toMatchObject({ status: "superseded", inventorySha256: after.inventorySha256 });
      expect(before.history.at(-1)).toMatchObject({ kind: "supersede", facts: { by: next.number } });
      expect(after.status).toBe("current");
    });

    it.each(["{}", "{en,en}", "{zh,en}", "{fr}"])("can't be %s", async (locales) => {
      const { actor, run } = await makeOwner();
      const { id } = await issue(actor, await run(), ["en"]);
      const add = within(actor, (tx) =>
        sql`insert into report (tenant_id, organization_id, run_id, year, serial, number, locales, facts, model_hash,
            issued_at, checklist_id, created_by)
          select tenant_id, organization_id, run_id, year, 999, number || '-2', ${locales}::text[], facts, model_hash,
            issued_at, checklist_id, created_by from report where id = ${id}`.execute(tx),
      );
      await expect(add).rejects.toThrow("report_locales_check");
    });

    it("are never added or changed afterwards", async () => {
      const { actor, run } = await makeOwner();
      const { number } = await issue(actor, await run(), ["en"]);
      const again = within(actor, (tx) =>
        actAs(tx, "app_log", () =>
          sql`insert into published_edition select number, locale, '00', pdf from published_edition
            where number = ${number}`.execute(tx),
        ),
      );
      await expect(again).rejects.toThrow("published_edition_pkey");
      const change = within(actor, (tx) =>
        actAs(tx, "app_log", () => sql`update published_edition set pdf_sha256 = '00'`.execute(tx)),
      );
      await expect(change).rejects.toThrow("permission denied");
    });
  },
  "factor library",
);
