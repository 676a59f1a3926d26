import { expect, it } from "vitest";
import { drawReportCode, formatReportNumber } from "#app/proof/report-number.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { getReport, issueReport } from "#app/report/report.server.ts";
import { listStandings } from "#app/report/report-standing.server.ts";
import { endWithdrawal, proposeWithdrawal } from "#app/report/report-withdrawal.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { addColleague } from "#tests/support/make-tenant.ts";
import { hotelNights } from "#tests/support/sample-activity.ts";
import { issueNow, makeCompany, makeKeys, PUBLIC_URL, runNow, YEAR } from "#tests/support/sample-company.ts";

type Actor = Awaited<ReturnType<typeof makeCompany>>["actor"];

const AT = new Date("2026-05-01T00:00:00Z");

onEachEngine(
  "the status of listed reports",
  (engine) => {
    const keys = makeKeys();

    async function makeRun() {
      const { actor, inventory } = await makeCompany(engine.doors);
      await engine.doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights("3")]));
      return { actor, inventory, runId: await runNow(engine.doors, actor, inventory) };
    }

    async function issue(
      actor: Actor,
      runId: string,
      validUntil?: string,
    ): Promise<{ number: string; reportId: string }> {
      const issued = await issueNow(engine.doors, await keys, actor, {
        runId,
        locales: ["en"],
        ...(validUntil && { validUntil }),
      });
      if (!issued.ok) throw new Error(JSON.stringify(issued.blockers));
      const { number } = await engine.doors.withTenant(actor, (tx) =>
        getReport(tx, actor.organizationId, issued.reportId),
      );
      return { number, reportId: issued.reportId };
    }

    async function withdraw(actor: Actor, reportId: string): Promise<void> {
      const second = await addColleague(engine.doors, actor, "admin");
      const reason = { en: "A meter was read wrongly.", zh: "读表有误。" };
      await engine.doors.withTenant(actor, (tx) => proposeWithdrawal(tx, actor, { reportId, reason }));
      const issuer = { publicUrl: PUBLIC_URL, logOrigin: (await keys).origin };
      const end = { reportId, attempt: 1, note: "", state: "confirmed" as const, now: "2026-04-01T08:00:00.000Z" };
      await engine.doors.withTenant(second, (tx) => endWithdrawal(tx, second, issuer, end));
    }

    const standings = (typed: string[], now = AT) => engine.doors.withPublic((tx) => listStandings(tx, typed, now));

    it("lists each state with its date and successor, in the order of the list, with repeated numbers", async () => {
      const { actor, inventory, runId } = await makeRun();
      const first = await issue(actor, runId);
      const second = await issue(actor, await runNow(engine.doors, actor, inventory));
      const other = await makeRun();
      const withdrawn = await issue(other.actor, other.runId);
      await withdraw(other.actor, withdrawn.reportId);
      const third = await makeRun();
      const expiring = await issue(third.actor, third.runId, "2026-04-30");
      const found = await standings([
        second.number,
        first.number.toLowerCase(),
        withdrawn.number,
        expiring.number,
        second.number,
      ]);
      expect(found).toMatchObject([
        { outcome: "current", number: second.number, successor: null, changedAt: null },
        { outcome: "superseded", number: first.number, successor: second.number },
        { outcome: "withdrawn", number: withdrawn.number, changedAt: "2026-04-01T08:00:00.000Z" },
        { outcome: "expired", number: expiring.number, changedAt: "2026-05-01T00:00:00.000Z" },
        { outcome: "current", number: second.number },
      ]);
      const [before] = await standings([expiring.number], new Date("2026-04-30T23:59:59Z"));
      expect(before).toMatchObject({ outcome: "current", changedAt: null });
    });

    it("gives the same answer for an unused number and for one whose report is still being issued", async () => {
      const { actor, runId } = await makeRun();
      const issuer = { publicUrl: PUBLIC_URL, logOrigin: (await keys).origin };
      const request = { runId, locales: ["en" as const], now: "2026-03-01T08:00:00.000Z" };
      const started = await engine.doors.withTenant(actor, (tx) => issueReport(tx, actor, issuer, request));
      if (!started.ok) throw new Error(JSON.stringify(started.blockers));
      const { number, state } = await engine.doors.withTenant(actor, (tx) =>
        getReport(tx, actor.organizationId, started.reportId),
      );
      expect(state).toBe("issuing");
      const place = { year: 2026, serial: 900_001 };
      const never = formatReportNumber({ ...place, code: drawReportCode(place) });
      const [issuing, unknown] = await standings([number, never]);
      expect(issuing).toEqual({ typed: number, outcome: "not_public" });
      expect(unknown).toEqual({ typed: never, outcome: "not_public" });
    });

    it("recognizes invalid numbers without querying the database", async () => {
      expect(await standings(["", "hello", "GHG-2026-000417-7K3M9QX-2V8RTBX"])).toMatchObject([
        { outcome: "shape" },
        { outcome: "shape" },
        { outcome: "mistyped" },
      ]);
    });
  },
  "factor library",
);
