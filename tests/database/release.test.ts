import { sql } from "kysely";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import type { ProposalEnd } from "#app/access/proposal-state.ts";
import type { ReportLocale } from "#app/encoding/report-locale.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import type { ReportFacts } from "#app/report/model.ts";
import { issueReport } from "#app/report/report.server.ts";
import { endRelease, listReleases, proposeRelease } from "#app/report/report-release.server.ts";
import {
  addTimeEntry,
  type NewTimeEntry,
  selectTimeEntries,
  sumTimeByMonth,
  toTimeEntry,
} from "#app/trade/time/time-entry.server.ts";
import { discardTimer, findTimer, startTimer, stopTimer } from "#app/trade/time/time-timer.server.ts";
import { getWork } from "#app/trade/time/work.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { addColleague, makeTenant } from "#tests/support/make-tenant.ts";
import { passRuleWait } from "#tests/support/owner.ts";
import { hotelNights } from "#tests/support/sample-assurance.ts";
import { makeCompany, PUBLIC_URL, runNow, YEAR } from "#tests/support/sample-company.ts";
import { actFor, engageConsultancy } from "#tests/support/sample-engagement.ts";
import { makeClient } from "#tests/support/sample-seller.ts";
import { stateReleaseRule, stateTenantBrand } from "#tests/support/save-now.ts";

const ISSUER = { publicUrl: PUBLIC_URL, logOrigin: "log.sample.example" };

onEachEngine(
  "the release of a report",
  (engine) => {
    const inside = <T>(actor: Actor, work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(actor, work);
    const workOf = async (actor: Actor) => {
      const clientId = await makeClient(engine.doors, actor);
      return inside(actor, (tx) => getWork(tx, clientId));
    };
    const makeRun = async () => {
      const company = await makeCompany(engine.doors);
      await inside(company.actor, (tx) => saveActivities(tx, company.actor, YEAR, [hotelNights("3")]));
      return { ...company, runId: await runNow(engine.doors, company.actor, company.inventory) };
    };
    const requireTwo = async (actor: Actor, isNeeded = true) => {
      await inside(actor, (tx) => stateReleaseRule(tx, actor, isNeeded));
      if (!isNeeded) await passRuleWait(engine);
    };
    const issue = (actor: Actor, runId: string, ...locales: ReportLocale[]) =>
      inside(actor, (tx) =>
        issueReport(tx, actor, ISSUER, {
          runId,
          locales: locales.length > 0 ? locales : ["en"],
          now: new Date().toISOString(),
        }),
      );
    const propose = (actor: Actor, runId: string) =>
      inside(actor, (tx) =>
        proposeRelease(tx, actor, { runId, locales: ["en"], validUntil: null, withhold: "nothing" }),
      );
    const end = (actor: Actor, releaseId: string, state: ProposalEnd, note = "") =>
      inside(actor, (tx) => endRelease(tx, actor, ISSUER, { releaseId, state, note, now: new Date().toISOString() }));
    const factsOf = async (actor: Actor, reportId: string) =>
      (
        await inside(actor, (tx) =>
          tx.selectFrom("report").select("facts").where("id", "=", reportId).executeTakeFirstOrThrow(),
        )
      ).facts as unknown as ReportFacts;

    it("needs one person, unless the workspace requires a second one", async () => {
      const { actor, runId } = await makeRun();
      expect(await issue(actor, runId)).toMatchObject({ ok: true });
      await requireTwo(actor);
      const refused = await issue(actor, runId, "zh");
      expect(refused).toMatchObject({ ok: false, blockers: [{ code: "release_not_confirmed" }] });
      await requireTwo(actor, false);
      expect(await issue(actor, runId, "zh")).toMatchObject({ ok: true });
    });

    it("is proposed by one person and confirmed by another, who issues it. Each confirmation is valid for one report", async () => {
      const { actor, runId } = await makeRun();
      await requireTwo(actor);
      const editor = await addColleague(engine.doors, actor, "editor");
      const made = await propose(editor, runId);
      if (!made.ok) throw new Error("not proposed");
      expect(await propose(actor, runId)).toMatchObject({ ok: false, fault: "release_open" });
      expect(await end(editor, made.releaseId, "confirmed")).toEqual({ ok: false, fault: "own_release" });
      expect(await end(actor, made.releaseId, "declined")).toEqual({ ok: false, fault: "note_missing" });
      expect(await end(actor, made.releaseId, "taken_back")).toEqual({ ok: false, fault: "not_own_release" });
      const issued = await end(actor, made.releaseId, "confirmed");
      expect(issued).toMatchObject({ ok: true, reportId: expect.any(String) });
      expect(await end(actor, made.releaseId, "confirmed")).toEqual({ ok: false, fault: "release_ended" });
      const [release] = await inside(actor, (tx) => listReleases(tx, actor));
      expect(release).toMatchObject({
        proposerName: "Second Person",
        end: { state: "confirmed", name: "Sample Person" },
      });
    });

    it("is declined with a note or withdrawn, and nothing is issued", async () => {
      const { actor, runId } = await makeRun();
      await requireTwo(actor);
      const admin = await addColleague(engine.doors, actor, "admin");
      const first = await propose(admin, runId);
      if (!first.ok) throw new Error("not proposed");
      expect(await end(actor, first.releaseId, "declined", "The gas bill is missing.")).toMatchObject({ ok: true });
      const second = await propose(admin, runId);
      if (!second.ok) throw new Error("not proposed");
      expect(await end(admin, second.releaseId, "taken_back")).toEqual({ ok: true, reportId: null });
      expect(await inside(actor, (tx) => tx.selectFrom("report").select("id").execute())).toEqual([]);
    });

    it("is enforced by the database: no one confirms their own proposal, editors confirm none, and each report needs one", async () => {
      const { actor, runId } = await makeRun();
      await requireTwo(actor);
      const editor = await addColleague(engine.doors, actor, "editor");
      const made = await propose(actor, runId);
      if (!made.ok) throw new Error("not proposed");
      const confirm = (who: Actor) =>
        inside(who, (tx) =>
          tx
            .insertInto("report_release_end")
            .values({
              tenant_id: actor.tenantId,
              organization_id: actor.organizationId,
              release_id: made.releaseId,
              state: "confirmed",
              note: "",
              proposer_id: actor.userId,
              created_by: who.userId,
            })
            .execute(),
        );
      await expect(confirm(actor)).rejects.toMatchObject({ code: "23514" });
      await expect(confirm(editor)).rejects.toMatchObject({ code: "TT006" });
      await requireTwo(actor, false);
      const issued = await issue(actor, runId);
      if (!issued.ok) throw new Error("not issued");
      await requireTwo(actor);
      const copy = inside(actor, (tx) =>
        sql`insert into report (tenant_id, organization_id, run_id, checklist_id, year, serial, number, locales, facts,
            model_hash, issued_at, created_by)
          select tenant_id, organization_id, run_id, checklist_id, year, serial + 1, number || 'X', '{zh}', facts, model_hash,
            now(), created_by from report where id = ${issued.reportId}`.execute(tx),
      );
      await expect(copy).rejects.toMatchObject({ code: "TT006" });
    });

    it("names the organization, the workspace or the acting consultancy as issuer", async () => {
      const { actor, runId } = await makeRun();
      const own = await issue(actor, runId);
      if (!own.ok) throw new Error("not issued");
      expect((await factsOf(actor, own.reportId)).issuer).toEqual({ en: "Sample Works", zh: "示例工厂" });
      const named = await makeRun();
      const brand = { accent: "#14532d", nameEn: "Sample Advice", nameZh: "示例咨询", logo: "keep" as const };
      expect(await inside(named.actor, (tx) => stateTenantBrand(tx, named.actor, brand))).toBeNull();
      const theirs = await issue(named.actor, named.runId);
      if (!theirs.ok) throw new Error("not issued");
      const facts = await factsOf(named.actor, theirs.reportId);
      expect(facts.issuer).toEqual({ en: "Sample Advice", zh: "示例咨询" });
      expect(facts.organization.legalName).toEqual({ en: "Sample Works", zh: "示例工厂" });
      expect(facts.brand).toEqual({ accent: "#14532D" });
      const engaged = await makeRun();
      const consultancy = await makeTenant(engine.doors, "Sample Consultancy");
      await engageConsultancy(engine.doors, engaged.actor, consultancy, { mayIssue: true });
      const acting = (await actFor(engine.doors, consultancy, engaged.actor))!;
      const third = await issue(acting, engaged.runId);
      if (!third.ok) throw new Error("not issued");
      expect((await factsOf(engaged.actor, third.reportId)).issuer).toEqual({
        en: "Sample Consultancy",
        zh: "Sample Consultancy",
      });
    });

    it("rejects a name in one language only and an unreadable colour", async () => {
      const actor = await makeTenant(engine.doors);
      const state = (accent: string, nameEn = "") =>
        inside(actor, (tx) => stateTenantBrand(tx, actor, { accent, nameEn, nameZh: "", logo: "keep" }));
      expect(await state("#14532D", "Sample")).toEqual({ field: "nameZh", code: "name_in_both" });
      expect(await state("green")).toEqual({ field: "accent", code: "not_a_color" });
      expect(await state("#FFFF00")).toMatchObject({ field: "accent", code: "contrast" });
    });

    it("records time with new entries, in whole minutes, in its own tenant only", async () => {
      const actor = await makeTenant(engine.doors, "Sample Consultancy");
      const colleague = await addColleague(engine.doors, actor, "editor");
      const work = await workOf(actor);
      const entry: NewTimeEntry = {
        work,
        day: "2026-03-02",
        minutes: 90,
        note: "Bills",
        isBillable: true,
      };
      const add = (who: Actor, input: Partial<NewTimeEntry> = {}) =>
        inside(who, (tx) => addTimeEntry(tx, who, { ...entry, ...input }));
      const list = (who: Actor) =>
        inside(who, async (tx) => (await selectTimeEntries(tx).execute()).map((row) => toTimeEntry(row, who.userId)));
      expect(await add(actor)).toBeNull();
      expect(await add(actor, { minutes: 0 })).toBe("minutes");
      expect(await add(actor, { minutes: 1441 })).toBe("minutes");
      expect(await add(colleague, { minutes: 30, isBillable: false, day: "2026-04-01" })).toBeNull();
      const first = (await list(actor)).find(({ minutes }) => minutes === 90)!;
      expect(await add(colleague, { replaces: first.id })).toBe("not_own");
      expect(await add(actor, { replaces: first.id, minutes: 75 })).toBeNull();
      expect(await add(actor, { replaces: first.id, minutes: 60 })).toBe("corrected_already");
      expect(await inside(actor, (tx) => sumTimeByMonth(tx, {}))).toEqual([
        expect.objectContaining({ month: "2026-04", minutes: 30, billable: 0 }),
        expect.objectContaining({ month: "2026-03", minutes: 75, billable: 75 }),
      ]);
      const march = await inside(actor, (tx) => sumTimeByMonth(tx, { month: "2026-03" }));
      expect(march.map(({ minutes }) => minutes)).toEqual([75]);
      const other = await makeTenant(engine.doors);
      expect(await list(other)).toEqual([]);
      await expect(inside(other, (tx) => getWork(tx, work.client.id))).rejects.toMatchObject({ code: "not_found" });
    });

    it("keeps one running timer a person, and enters its minutes once when it is stopped", async () => {
      const actor = await makeTenant(engine.doors, "Sample Consultancy");
      const colleague = await addColleague(engine.doors, actor, "editor");
      const timer = { work: await workOf(actor), note: "Bills", isBillable: true };
      const at = (time: string) => new Date(`2026-03-02T${time}:00Z`);
      const start = (who: Actor, time: string) => inside(who, (tx) => startTimer(tx, who, timer, at(time)));
      const stop = (who: Actor, time: string) => inside(who, (tx) => stopTimer(tx, who, at(time)));
      const races = await Promise.all([start(actor, "09:00"), start(actor, "09:00")]);
      expect(races.sort()).toEqual(["timer_running", null].sort());
      expect(await start(colleague, "10:00")).toBeNull();
      expect(await inside(actor, (tx) => sumTimeByMonth(tx, {}))).toEqual([]);
      expect(await inside(actor, (tx) => findTimer(tx, actor.userId))).toMatchObject({
        ...timer,
        startedAt: at("09:00"),
      });
      expect(await stop(actor, "10:30")).toBeNull();
      expect(await stop(actor, "10:31")).toBe("timer_none");
      expect(await inside(colleague, (tx) => discardTimer(tx, colleague))).toBeNull();
      expect(await inside(colleague, (tx) => discardTimer(tx, colleague))).toBe("timer_none");
      expect(await inside(actor, (tx) => sumTimeByMonth(tx, {}))).toEqual([
        expect.objectContaining({ month: "2026-03", minutes: 90, billable: 90 }),
      ]);
      expect(await inside(actor, (tx) => startTimer(tx, actor, timer, new Date("2026-03-01T08:00:00Z")))).toBeNull();
      expect(await stop(actor, "10:00")).toBe("timer_long");
    });
  },
  "factor library",
);
