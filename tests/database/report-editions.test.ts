import { sql } from "kysely";
import { expect, it } from "vitest";
import { saveActivities } from "#app/records/activity.server.ts";
import { getReport, issueReport, type Report } from "#app/report/report.server.ts";
import { stateExpiries } from "#app/report/report-expiry.server.ts";
import { performIssue } from "#app/report/report-publication.server.ts";
import { endWithdrawal, listWithdrawals, proposeWithdrawal } from "#app/report/report-withdrawal.server.ts";
import { getPublishedReport } from "#app/report/verification.server.ts";
import { actAs, type TenantTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { addColleague } from "#tests/support/make-tenant.ts";
import { hotelNights } from "#tests/support/sample-activity.ts";
import { issueNow, makeCompany, makeKeys, PUBLIC_URL, runNow, YEAR } from "#tests/support/sample-company.ts";

type Actor = Awaited<ReturnType<typeof makeCompany>>["actor"];

const REASON = { en: "A meter was read wrongly.", zh: "" };
const WITHDRAWN_AT = "2026-04-01T08:00:00.000Z";

onEachEngine(
  "the editions of a report",
  (engine) => {
    const keys = makeKeys();
    const issuer = async () => ({ publicUrl: PUBLIC_URL, logOrigin: (await keys).origin });
    const within = <T>(actor: Actor, work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(actor, work);
    const refused = (work: Promise<unknown>) =>
      work.then(
        () => "done",
        (error: Error) => error.message,
      );

    async function makeOwner() {
      const { actor, inventory } = await makeCompany(engine.doors);
      await within(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights("3")]));
      return { actor, run: () => runNow(engine.doors, actor, inventory) };
    }

    async function issue(
      actor: Actor,
      runId: string,
      locale: "en" | "zh" | "both",
      rest: { validUntil?: string | null; now?: string } = {},
    ): Promise<Report> {
      const issued = await issueNow(engine.doors, await keys, actor, { runId, locale, ...rest });
      if (!issued.ok) throw new Error(JSON.stringify(issued.blockers));
      return within(actor, (tx) => getReport(tx, actor.organizationId, issued.reportId));
    }

    const publicOf = ({ number }: { number: string }) =>
      engine.doors.withPublic((tx) => getPublishedReport(tx, number, new Date("2026-03-15T00:00:00Z")));
    const states = async (...reports: Report[]) => {
      const found = [];
      for (const report of reports) found.push((await publicOf(report)).status);
      return found;
    };
    const propose = (actor: Actor, reportId: string) =>
      within(actor, (tx) => proposeWithdrawal(tx, actor, { reportId, reason: REASON }));
    const end = async (actor: Actor, reportId: string, state: "confirmed" | "declined", note = "") => {
      const by = await issuer();
      const act = { reportId, attempt: 1, state, note, now: WITHDRAWN_AT };
      return within(actor, (tx) => endWithdrawal(tx, actor, by, act));
    };

    it("are all replaced by the first report of a later calculation, in any language", async () => {
      const { actor, run } = await makeOwner();
      const old = await run();
      const [en, zh] = [await issue(actor, old, "en"), await issue(actor, old, "zh")];
      expect(await states(en, zh)).toEqual(["current", "current"]);
      const next = await issue(actor, await run(), "zh");
      expect(await states(en, zh, next)).toEqual(["superseded", "superseded", "current"]);
      const histories = [(await publicOf(en)).history, (await publicOf(zh)).history];
      for (const history of histories) expect(history.at(-1)).toMatchObject({ facts: { by: next.number } });
      expect(histories[0]!.at(-1)!.at).toEqual(histories[1]!.at(-1)!.at);
      expect([en.version, zh.version, next.version]).toEqual([1, 1, 2]);
      const late = await issue(actor, old, "both");
      expect([late.version, ...(await states(late, next))]).toEqual([1, "superseded", "current"]);
    });

    it("are withdrawn together by one proposal, which each of them shows", async () => {
      const { actor, run } = await makeOwner();
      const runId = await run();
      const [en, zh] = [await issue(actor, runId, "en"), await issue(actor, runId, "zh")];
      const second = await addColleague(engine.doors, actor, "admin");
      expect(await propose(actor, zh.id)).toBeNull();
      expect(await propose(second, en.id)).toBe("withdrawal_open");
      expect(await within(actor, (tx) => listWithdrawals(tx, en.id))).toMatchObject([{ attempt: 1, end: null }]);
      expect(await end(second, en.id, "confirmed")).toBeNull();
      expect(await states(en, zh)).toEqual(["withdrawn", "withdrawn"]);
      for (const { number } of [en, zh])
        expect((await publicOf({ number })).history.at(-1)).toMatchObject({ facts: { reason: REASON.en } });
      expect(await propose(actor, zh.id)).toBe("report_withdrawn");
      const again = await issue(actor, runId, "zh", { now: "2026-05-01T08:00:00.000Z" });
      expect(await states(en, zh, again)).toEqual(["withdrawn", "withdrawn", "current"]);
      expect(await within(actor, (tx) => listWithdrawals(tx, again.id))).toEqual([]);
      expect(await propose(actor, again.id)).toBeNull();
      expect(await end(second, again.id, "confirmed")).toBeNull();
      expect(await states(again)).toEqual(["withdrawn"]);
    });

    it("are withdrawn too if the withdrawal was confirmed while they were being printed", async () => {
      const { actor, run } = await makeOwner();
      const runId = await run();
      const en = await issue(actor, runId, "en");
      const by = await issuer();
      const asked = await within(actor, (tx) =>
        issueReport(tx, actor, by, { runId, locale: "zh", now: "2026-03-02T08:00:00.000Z" }),
      );
      if (!asked.ok) throw new Error(JSON.stringify(asked.blockers));
      const second = await addColleague(engine.doors, actor, "admin");
      await propose(actor, en.id);
      expect(await end(second, en.id, "confirmed")).toBeNull();
      const payload = { tenantId: actor.tenantId, userId: actor.userId, jobId: asked.jobId };
      await performIssue(engine.doors, { keys: await keys, publicUrl: PUBLIC_URL }, payload);
      const zh = await within(actor, (tx) => getReport(tx, actor.organizationId, asked.reportId));
      expect([zh.state, ...(await states(en, zh))]).toEqual(["withdrawn", "withdrawn", "withdrawn"]);
    });

    it("expire on one day, and the log records all at once", async () => {
      const { actor, run } = await makeOwner();
      const runId = await run();
      const en = await issue(actor, runId, "en", { validUntil: "2026-03-31" });
      await expect(issue(actor, runId, "zh", { validUntil: "2026-04-30" })).rejects.toThrow("edition_validity");
      await expect(issue(actor, runId, "zh", { validUntil: null })).rejects.toThrow("edition_validity");
      const zh = await issue(actor, runId, "zh");
      expect(zh.validUntil).toBe("2026-03-31");
      await engine.doors.withSystem(async (tx) => stateExpiries(tx, (await keys).origin, WITHDRAWN_AT));
      const ends = [(await publicOf(en)).history.at(-1)!, (await publicOf(zh)).history.at(-1)!];
      expect(ends.map(({ kind }) => kind)).toEqual(["expire", "expire"]);
      expect(ends[0]!.at).toEqual(ends[1]!.at);
      const after = { now: "2026-04-02T08:00:00.000Z" };
      await expect(issue(actor, runId, "both", after)).rejects.toThrow("edition_expired");
    });

    it("can't be separated by bypassing the services", async () => {
      const { actor, run } = await makeOwner();
      const runId = await run();
      const [en] = [await issue(actor, runId, "en"), await issue(actor, runId, "zh")];
      const say = (index: number) =>
        within(actor, (tx) =>
          actAs(tx, "app_log", () =>
            sql`insert into statement (log_index, number, kind, facts, stated_at, said, salt)
              values (${index}, ${en.number}, 'supersede', '{}', now(), '{}', ${index.toString(16).padStart(64, "0")})`.execute(
              tx,
            ),
          ),
        );
      expect(await refused(say(900_001))).toContain("editions_apart");
      const copy = within(actor, (tx) =>
        sql`insert into report (tenant_id, organization_id, run_id, year, serial, number, locale, facts, model_hash,
            issued_at, valid_until, checklist_id, created_by)
          select tenant_id, organization_id, run_id, year, 999, number || '-2', 'both', facts, model_hash, issued_at,
            '2027-01-01', checklist_id, created_by from report where id = ${en.id}`.execute(tx),
      );
      expect(await refused(copy)).toContain("editions_apart");
      expect(await states(en)).toEqual(["current"]);
    });
  },
  "factor library",
);
