import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { makeApiKey } from "#app/access/api-key.server.ts";
import type { ProposalEnd } from "#app/access/proposal-state.ts";
import { decodeStatement } from "#app/proof/log-entry.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { getReport, type Report } from "#app/report/report.server.ts";
import { stateExpiries } from "#app/report/report-expiry.server.ts";
import { setValidityMonths } from "#app/report/report-validity.server.ts";
import {
  countSeconds,
  endWithdrawal,
  listWithdrawals,
  proposeWithdrawal,
} from "#app/report/report-withdrawal.server.ts";
import { getPublishedReport } from "#app/report/verification.server.ts";
import { actAs, type TenantTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { addColleague } from "#tests/support/make-tenant.ts";
import { hotelNights } from "#tests/support/sample-activity.ts";
import { issueNow, makeCompany, makeKeys, PUBLIC_URL, runNow, YEAR } from "#tests/support/sample-company.ts";

type Actor = Awaited<ReturnType<typeof makeCompany>>["actor"];

const REASON = { en: "A meter was read wrongly.", zh: "读表有误。" };
const NOW = "2026-04-01T08:00:00.000Z";

onEachEngine(
  "the life of a report",
  (engine) => {
    const keys = makeKeys();
    const issuer = async () => ({ publicUrl: PUBLIC_URL, logOrigin: (await keys).origin });
    const within = <T>(actor: Actor, work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(actor, work);
    const refused = (work: Promise<unknown>) =>
      work.then(
        () => "done",
        (error: { code?: string; constraint?: string; message: string }) =>
          error.constraint ?? error.message.replace(/^error: /, ""),
      );

    async function makeIssued(validUntil?: string | null): Promise<{ actor: Actor; reportId: string; number: string }> {
      const { actor, inventory } = await makeCompany(engine.doors);
      await within(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights("3")]));
      const runId = await runNow(engine.doors, actor, inventory);
      const issued = await issueNow(engine.doors, await keys, actor, { runId, locales: ["en"], validUntil });
      if (!issued.ok) throw new Error(JSON.stringify(issued.blockers));
      const { number } = await within(actor, (tx) => getReport(tx, actor.organizationId, issued.reportId));
      return { actor, reportId: issued.reportId, number };
    }

    const propose = (actor: Actor, reportId: string, reason = REASON) =>
      within(actor, (tx) => proposeWithdrawal(tx, actor, { reportId, reason }));
    const end = async (
      actor: Actor,
      reportId: string,
      state: ProposalEnd,
      rest: { attempt?: number; note?: string } = {},
    ) => {
      const by = await issuer();
      return within(actor, (tx) =>
        endWithdrawal(tx, actor, by, { reportId, attempt: 1, note: "", ...rest, state, now: NOW }),
      );
    };
    const stateOf = (actor: Actor, reportId: string): Promise<Report["state"]> =>
      within(actor, async (tx) => (await getReport(tx, actor.organizationId, reportId)).state);
    const publicOf = (number: string, now?: Date) =>
      engine.doors.withPublic((tx) => getPublishedReport(tx, number, now));

    it("is withdrawn by two people with a reason that everyone can read in both languages, and stays readable", async () => {
      const { actor, reportId, number } = await makeIssued();
      const second = await addColleague(engine.doors, actor, "admin");
      expect(await propose(actor, reportId)).toBeNull();
      expect((await publicOf(number)).status).toBe("current");
      expect(await end(actor, reportId, "confirmed")).toBe("own_proposal");
      expect(await end(second, reportId, "taken_back")).toBe("not_own_proposal");
      expect(await end(second, reportId, "confirmed")).toBeNull();
      expect(await stateOf(actor, reportId)).toBe("withdrawn");
      const { status, history } = await publicOf(number);
      expect(status).toBe("withdrawn");
      expect(history.at(-1)).toMatchObject({
        kind: "withdraw",
        facts: { reason: "A meter was read wrongly. / 读表有误。", reasonEn: REASON.en, reasonZh: REASON.zh },
      });
      expect(await propose(actor, reportId)).toBe("report_withdrawn");
      expect(await end(second, reportId, "confirmed")).toBe("withdrawal_ended");
      const [withdrawal] = await within(actor, (tx) => listWithdrawals(tx, reportId));
      expect(withdrawal).toMatchObject({
        proposerName: "Sample Person",
        end: { state: "confirmed", name: "Second Person" },
      });
    });

    it("accepts one proposal at a time, which another person declines with a note or its author withdraws", async () => {
      const { actor, reportId } = await makeIssued();
      const second = await addColleague(engine.doors, actor, "owner");
      expect(await propose(actor, reportId, { en: " ", zh: "" })).toBe("reason_missing");
      expect(await propose(actor, reportId)).toBeNull();
      expect(await propose(second, reportId)).toBe("withdrawal_open");
      expect(await end(second, reportId, "declined")).toBe("note_missing");
      expect(await end(second, reportId, "declined", { note: "The figure was right." })).toBeNull();
      expect(await propose(second, reportId, { en: "", zh: "重复报告。" })).toBeNull();
      expect(await end(second, reportId, "taken_back", { attempt: 2 })).toBeNull();
      expect(await propose(actor, reportId)).toBeNull();
      expect(await end(second, reportId, "confirmed", { attempt: 3 })).toBeNull();
      const all = await within(actor, (tx) => listWithdrawals(tx, reportId));
      expect(all.map((one) => [one.attempt, one.end?.state])).toEqual([
        [3, "confirmed"],
        [2, "taken_back"],
        [1, "declined"],
      ]);
      const acts = await within(actor, (tx) =>
        tx.selectFrom("audit_trail").select("action").where("subject_id", "=", reportId).orderBy("sequence").execute(),
      );
      expect(acts.map(({ action }) => action).slice(2)).toEqual([
        "report.withdrawal_proposed",
        "report.withdrawal_declined",
        "report.withdrawal_proposed",
        "report.withdrawal_taken_back",
        "report.withdrawal_proposed",
        "report.withdrawn",
      ]);
    });

    it("is confirmed once if many confirm simultaneously", async () => {
      const { actor, reportId, number } = await makeIssued();
      const others = await Promise.all(Array.from({ length: 5 }, () => addColleague(engine.doors, actor, "admin")));
      await propose(actor, reportId);
      const answers = await Promise.all(others.map((other) => end(other, reportId, "confirmed")));
      expect(answers.filter((answer) => answer === null)).toHaveLength(1);
      const { history } = await publicOf(number);
      expect(history.filter(({ kind }) => kind === "withdraw")).toHaveLength(1);
    });

    it("counts possible second persons: other managers of this organization", async () => {
      const { actor } = await makeIssued();
      const count = () => within(actor, (tx) => countSeconds(tx, actor.organizationId, actor.userId));
      expect(await count()).toBe(0);
      await addColleague(engine.doors, actor, "editor");
      expect(await count()).toBe(0);
      await addColleague(engine.doors, actor, "admin");
      expect(await count()).toBe(1);
    });

    it("can't be withdrawn by one person bypassing the service: not under another name, by a key or in the log", async () => {
      const { actor, reportId, number } = await makeIssued();
      const editor = await addColleague(engine.doors, actor, "editor");
      const stranger = (await makeCompany(engine.doors)).actor;
      const { id: key } = await within(actor, (tx) =>
        makeApiKey(tx, actor, { name: "A key", reach: "organization", scopes: ["read"], days: 30 }),
      );
      const proposal = (createdBy: string, rest = {}) =>
        within(actor, (tx) =>
          tx
            .insertInto("report_withdrawal")
            .values({
              tenant_id: actor.tenantId,
              report_id: reportId,
              attempt: 1,
              organization_id: actor.organizationId,
              reason_en: "x",
              reason_zh: "",
              created_by: createdBy,
              ...rest,
            })
            .execute(),
        );
      const ending = (createdBy: string, rest = {}) =>
        within(actor, (tx) =>
          tx
            .insertInto("report_withdrawal_end")
            .values({
              tenant_id: actor.tenantId,
              report_id: reportId,
              attempt: 1,
              organization_id: actor.organizationId,
              state: "confirmed",
              proposer_id: actor.userId,
              created_by: createdBy,
              note: "",
              ...rest,
            })
            .execute(),
        );
      const logged = (kind: string) =>
        within(actor, (tx) =>
          actAs(tx, "app_log", () =>
            sql`insert into statement (log_index, number, kind, facts, stated_at, said, salt)
              values (900000, ${number}, ${kind}, '{}', now(), '{}', ${"0".repeat(64)})`.execute(tx),
          ),
        );
      expect(await refused(proposal(editor.userId))).toContain("not_a_manager");
      expect(await refused(proposal(stranger.userId))).toContain("not_a_manager");
      expect(await refused(proposal("nobody"))).toContain("not_a_manager");
      expect(await refused(proposal(actor.userId, { attempt: 2 }))).toContain("one_at_a_time");
      expect(await refused(proposal(actor.userId, { attempt: 2, after: 1, after_state: "declined" }))).toContain(
        "after_an_end",
      );
      expect(await refused(logged("withdraw"))).toContain("withdrawal_not_confirmed");
      expect(await refused(proposal(actor.userId, { person_id: editor.userId }))).toBe("done");
      expect(await refused(ending(actor.userId))).toContain("ended_by_another");
      expect(await refused(ending(actor.userId, { person_id: editor.userId }))).toContain("ended_by_another");
      expect(await refused(ending(`key:${key}`))).toContain("ended_by_another");
      expect(await refused(ending(editor.userId))).toContain("not_a_manager");
      expect(await refused(ending(actor.userId, { proposer_id: editor.userId }))).not.toBe("done");
      expect(await refused(logged("withdraw"))).toContain("withdrawal_not_confirmed");
      expect(await refused(logged("issue"))).toContain("statement_once");
      expect(await stateOf(actor, reportId)).toBe("issued");
    });

    it("can't be withdrawn by another tenant", async () => {
      const { actor, reportId } = await makeIssued();
      const other = (await makeIssued()).actor;
      await expect(propose(other, reportId)).rejects.toMatchObject({ code: "not_found" });
      await expect(propose(other, randomUUID())).rejects.toMatchObject({ code: "not_found" });
      await propose(actor, reportId);
      await expect(end(other, reportId, "confirmed")).rejects.toMatchObject({ code: "not_found" });
      await expect(end(actor, reportId, "taken_back", { attempt: 7 })).rejects.toMatchObject({ code: "not_found" });
    });

    it("expires at the end of its last day even before the log records it, and the log records it once", async () => {
      const { actor, reportId, number } = await makeIssued("2026-03-31");
      const at = (time: string) => publicOf(number, new Date(time));
      expect((await at("2026-03-31T23:59:59.999Z")).status).toBe("current");
      expect((await at("2026-04-01T00:00:00.000Z")).status).toBe("expired");
      expect(await stateOf(actor, reportId)).toBe("expired");
      const state = async (now: string) =>
        engine.doors.withSystem(async (tx) => stateExpiries(tx, (await keys).origin, now));
      const before = (await at(NOW)).history.length;
      await state("2026-03-31T23:59:59.999Z");
      expect((await at(NOW)).history).toHaveLength(before);
      expect(await isOpen(number)).toBe(true);
      await Promise.all([state("2026-04-01T00:00:05.000Z"), state("2026-04-01T00:00:06.000Z")]);
      expect(await isOpen(number)).toBe(false);
      const { history, status } = await at(NOW);
      expect(history.filter(({ kind }) => kind === "expire")).toHaveLength(1);
      expect(history.at(-1)?.facts).toEqual({ until: "2026-04-01T00:00:00Z" });
      expect(status).toBe("expired");
      expect(await readSaid(history.at(-1)!.logIndex)).toMatchObject({ type: "expire", until: "2026-04-01T00:00:00Z" });
    });

    /** Whether the sweep for expired reports still has to process it. */
    const isOpen = (number: string) =>
      engine.doors.withSystem(async (tx) => {
        const row = await tx
          .selectFrom("open_validity")
          .select("number")
          .where("number", "=", number)
          .executeTakeFirst();
        return row !== undefined;
      });

    const readSaid = (index: number) =>
      engine.doors.withPublic(async (tx) => {
        const row = await tx
          .selectFrom("statement")
          .select("said")
          .where("log_index", "=", index)
          .executeTakeFirstOrThrow();
        return decodeStatement(row.said!);
      });

    it("is valid as the organization's rule defines unless a day is chosen, and accepts no past day", async () => {
      const { actor, reportId } = await makeIssued();
      expect(await within(actor, (tx) => getReport(tx, actor.organizationId, reportId))).toMatchObject({
        validUntil: null,
      });
      await within(actor, (tx) => setValidityMonths(tx, actor, 12));
      await within(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights("5")]));
      const inventory = await within(actor, (tx) =>
        tx
          .selectFrom("inventory")
          .selectAll()
          .where("organization_id", "=", actor.organizationId)
          .executeTakeFirstOrThrow(),
      );
      const runId = await runNow(engine.doors, actor, { id: inventory.id } as Parameters<typeof runNow>[2]);
      const issue = async (validUntil?: string | null) =>
        issueNow(engine.doors, await keys, actor, { runId, locales: ["zh"], validUntil });
      await expect(issue("2026-02-28")).rejects.toMatchObject({ code: "invalid" });
      await expect(issue("2036-03-02")).rejects.toMatchObject({ code: "invalid" });
      const issued = await issue();
      if (!issued.ok) throw new Error("not issued");
      expect(await within(actor, (tx) => getReport(tx, actor.organizationId, issued.reportId))).toMatchObject({
        validUntil: "2027-03-01",
      });
    });
  },
  "factor library",
);
