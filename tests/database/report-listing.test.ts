import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { saveActivities } from "#app/records/activity.server.ts";
import { getReport } from "#app/report/report.server.ts";
import {
  findListingIssuer,
  getReportListing,
  nameIssuer,
  selectListedReports,
  unlistTenant,
} from "#app/report/report-listing.server.ts";
import { endWithdrawal, proposeWithdrawal } from "#app/report/report-withdrawal.server.ts";
import type { PublicTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { addColleague } from "#tests/support/make-tenant.ts";
import { hotelNights } from "#tests/support/sample-activity.ts";
import { issueNow, makeCompany, makeKeys, PUBLIC_URL, runNow, YEAR } from "#tests/support/sample-company.ts";
import { stateReportListing } from "#tests/support/save-now.ts";

onEachEngine(
  "the public list of an issuer's reports",
  (engine) => {
    const keys = makeKeys();
    const publicly = <T>(work: (tx: PublicTx) => Promise<T>) => engine.doors.withPublic(work);
    const NOW = new Date("2026-04-01T08:00:00.000Z");
    const read = (issuerId: string) =>
      publicly(async (tx) => {
        const name = await nameIssuer(tx, issuerId);
        return { name, rows: await selectListedReports(tx, issuerId, NOW).orderBy("p.number", "desc").execute() };
      });
    const numbersOf = async (issuerId: string) => (await read(issuerId)).rows.map(({ number }) => number);

    async function makeIssuer() {
      const { actor, inventory } = await makeCompany(engine.doors);
      await engine.doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights("3")]));
      const choose = (isListed: boolean) =>
        engine.doors.withTenant(actor, (tx) => stateReportListing(tx, actor, isListed));
      const choice = () => engine.doors.withTenant(actor, (tx) => getReportListing(tx, actor.organizationId));
      const run = () => runNow(engine.doors, actor, inventory);
      const issue = async (runId: string, locale: "en" | "zh" = "en", validUntil?: string) => {
        const issued = await issueNow(engine.doors, await keys, actor, { runId, locales: [locale], validUntil });
        if (!issued.ok) throw new Error(JSON.stringify(issued.blockers));
        const { reportId } = issued;
        const { number } = await engine.doors.withTenant(actor, (tx) => getReport(tx, actor.organizationId, reportId));
        return { reportId, number };
      };
      return { actor, choose, choice, run, issue };
    }

    it("is off by default, is switched on and off with one address, and records each change in the audit trail", async () => {
      const { actor, choose, choice, run, issue } = await makeIssuer();
      const first = await issue(await run());
      expect(await choice()).toEqual({ version: 0, isListed: false, issuerId: null });
      expect(await publicly((tx) => findListingIssuer(tx, first.number))).toBeNull();
      await choose(false);
      expect(await choice()).toEqual({ version: 0, isListed: false, issuerId: null });
      await choose(true);
      const issuerId = (await choice()).issuerId!;
      expect([actor.tenantId, actor.organizationId]).not.toContain(issuerId);
      expect(await numbersOf(issuerId)).toEqual([first.number]);
      expect(await publicly((tx) => findListingIssuer(tx, first.number))).toBe(issuerId);
      await choose(false);
      await expect(read(issuerId)).rejects.toMatchObject({ code: "not_found" });
      expect(await publicly((tx) => findListingIssuer(tx, first.number))).toBeNull();
      await choose(true);
      await choose(true);
      expect(await choice()).toMatchObject({ isListed: true, issuerId });
      const told = await engine.doors.withTenant(actor, (tx) =>
        tx.selectFrom("audit_trail").select("after").where("action", "=", "report_listing.stated").execute(),
      );
      expect(told.map(({ after }) => after)).toMatchObject([
        { isListed: true },
        { isListed: false },
        { isListed: true },
      ]);
    });

    it("lists current reports with their languages, and nothing of another issuer", async () => {
      const one = await makeIssuer();
      const other = await makeIssuer();
      await one.choose(true);
      const issuerId = (await one.choice()).issuerId!;
      await expect(read(issuerId)).rejects.toMatchObject({ code: "not_found" });
      await one.issue(await one.run());
      const withdrawn = await one.issue(await one.run());
      expect(await numbersOf(issuerId)).toEqual([withdrawn.number]);
      const second = await addColleague(engine.doors, one.actor, "admin");
      const issuer = { publicUrl: PUBLIC_URL, logOrigin: (await keys).origin };
      const { reportId } = withdrawn;
      const reason = { en: "A meter was read wrongly.", zh: "" };
      await engine.doors.withTenant(one.actor, (tx) => proposeWithdrawal(tx, one.actor, { reportId, reason }));
      await engine.doors.withTenant(second, (tx) =>
        endWithdrawal(tx, second, issuer, {
          reportId,
          attempt: 1,
          note: "",
          state: "confirmed",
          now: "2026-04-01T08:00:00.000Z",
        }),
      );
      expect((await read(issuerId)).rows).toEqual([]);
      const runId = await one.run();
      await one.issue(runId);
      const chinese = await one.issue(runId, "zh");
      const hidden = await other.issue(await other.run());
      const { name, rows } = await read(issuerId);
      expect(name).toEqual({ en: "Sample Works", zh: "示例工厂" });
      const period = { period_start: YEAR.start, period_end: YEAR.end };
      expect(rows).toMatchObject([{ number: chinese.number, languages: "zh", ...period }]);
      const shown = ["issued_at", "languages", "number", "period_end", "period_start", "standards"];
      expect(Object.keys(rows[0]!).sort()).toEqual(shown);
      expect(await publicly((tx) => findListingIssuer(tx, hidden.number))).toBeNull();
      await expect(read(randomUUID())).rejects.toMatchObject({ code: "not_found" });
    });

    it("shows no expired report", async () => {
      const { choose, choice, run, issue } = await makeIssuer();
      await choose(true);
      await issue(await run(), "en", "2026-03-31");
      expect((await read((await choice()).issuerId!)).rows).toEqual([]);
    });

    it("is empty once the workspace is deleted, and nothing else disappears", async () => {
      const one = await makeIssuer();
      const other = await makeIssuer();
      const issuers: string[] = [];
      for (const { choose, choice, run, issue } of [one, other]) {
        await choose(true);
        await issue(await run());
        issuers.push((await choice()).issuerId!);
      }
      await engine.doors.withTenant(one.actor, unlistTenant);
      await expect(read(issuers[0]!)).rejects.toMatchObject({ code: "not_found" });
      expect(await numbersOf(issuers[1]!)).toHaveLength(1);
    });
  },
  "factor library",
);
