import { createHash } from "node:crypto";
import { sql } from "kysely";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { composeMail } from "#app/mail/compose.ts";
import type { Mail } from "#app/mail/letter.ts";
import type { Inventory } from "#app/organization/inventory.server.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { findLaterReport } from "#app/report/later-report.server.ts";
import { getReport } from "#app/report/report.server.ts";
import { stateExpiries } from "#app/report/report-expiry.server.ts";
import { endWithdrawal, proposeWithdrawal } from "#app/report/report-withdrawal.server.ts";
import {
  askToWatch,
  confirmWatch,
  findWatch,
  type PostMail,
  removeUnconfirmed,
  stopWatch,
} from "#app/verify/watch/report-watch.server.ts";
import { tellWatchers } from "#app/verify/watch/tell-watchers.server.ts";
import { actAs, type SystemTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { addColleague } from "#tests/support/make-tenant.ts";
import { hotelNights } from "#tests/support/sample-activity.ts";
import { issueNow, makeCompany, makeKeys, PUBLIC_URL, runNow, YEAR } from "#tests/support/sample-company.ts";

type Kind = Mail["letter"]["kind"];
type LetterOf<K extends Kind> = Extract<Mail["letter"], { kind: K }>;

onEachEngine(
  "watching a report",
  (engine) => {
    const keys = makeKeys();
    const system = <T>(work: (tx: SystemTx) => Promise<T>) => engine.doors.withSystem(work);
    const rows = () => system((tx) => tx.selectFrom("report_watch").selectAll().orderBy("email").execute());
    const publicUrl = PUBLIC_URL;

    interface Company {
      actor: Actor;
      inventory: Inventory;
    }

    /** Another version of the report of a company. */
    async function issue({ actor, inventory }: Company, nights: string, validUntil?: string) {
      await engine.doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights(nights)]));
      const runId = await runNow(engine.doors, actor, inventory);
      const issued = await issueNow(engine.doors, await keys, actor, { runId, validUntil });
      if (!issued.ok) throw new Error(JSON.stringify(issued.blockers));
      const { reportId } = issued;
      const { number } = await engine.doors.withTenant(actor, (tx) => getReport(tx, actor.organizationId, reportId));
      return { reportId, number };
    }

    async function withdraw({ actor }: Company, reportId: string): Promise<void> {
      const second = await addColleague(engine.doors, actor, "admin");
      const reason = { en: "A meter was read wrongly.", zh: "" };
      await engine.doors.withTenant(actor, (tx) => proposeWithdrawal(tx, actor, { reportId, reason }));
      const logOrigin = (await keys).origin;
      const end = { reportId, attempt: 1, state: "confirmed" as const, note: "", now: new Date().toISOString() };
      await engine.doors.withTenant(second, (tx) => endWithdrawal(tx, second, { publicUrl, logOrigin }, end));
    }

    async function ask(number: string, email: string, locale: "en" | "zh" = "en") {
      const mails: (Mail | null)[] = [];
      const post: PostMail = async (_tx, mail) => void mails.push(mail);
      const isCurrent = await system((tx) => askToWatch(tx, { number, email, locale }, { publicUrl, post }));
      return { isCurrent, mails };
    }
    const tokenIn = (url: string) => url.split("/").at(-1)!;
    async function confirmed(number: string, email: string, locale: "en" | "zh" = "en"): Promise<string> {
      const { mails } = await ask(number, email, locale);
      const { url } = mails[0]!.letter as LetterOf<"watchConfirm">;
      expect(await system((tx) => confirmWatch(tx, tokenIn(url)))).toBe("current");
      return tokenIn(url);
    }
    async function tell(): Promise<Mail[]> {
      const mails: Mail[] = [];
      const post: PostMail = async (_tx, mail) => void mails.push(mail!);
      while (await system((tx) => tellWatchers(tx, { publicUrl, post })));
      return mails;
    }

    it("asks for a confirmation once an address is given, and answers the same for one that watches already", async () => {
      const { number } = await issue(await makeCompany(engine.doors), "3");
      const first = await ask(number, "reader@buyer.example", "zh");
      expect(first).toMatchObject({
        isCurrent: true,
        mails: [{ to: "reader@buyer.example", locale: "zh", letter: { kind: "watchConfirm", number } }],
      });
      const { letter, expiresAt } = first.mails[0]!;
      const token = tokenIn((letter as LetterOf<"watchConfirm">).url);
      expect(Math.round((expiresAt!.getTime() - Date.now()) / 3_600_000)).toBe(48);
      const stored = await system((tx) => tx.selectFrom("report_watch_link").selectAll().execute());
      expect(JSON.stringify(stored)).not.toContain(token);
      expect(stored.map(({ token_hash }) => Buffer.from(token_hash).toString("hex"))).toContain(
        createHash("sha256").update(token).digest("hex"),
      );
      expect(await system((tx) => findWatch(tx, token))).toMatchObject({ number, isConfirmed: false });
      expect(await system((tx) => confirmWatch(tx, token))).toBe("current");
      expect(await system((tx) => confirmWatch(tx, token))).toBe("current");
      // The mail is to no one, so the same work was done.
      expect(await ask(number, "reader@buyer.example")).toEqual({ isCurrent: true, mails: [null] });
      expect(await system((tx) => stopWatch(tx, token))).toBe(number);
      expect((await rows()).filter(({ email }) => email === "reader@buyer.example")).toEqual([]);
      expect(await system((tx) => stopWatch(tx, token))).toBeNull();
    });

    it("mails a replacement with both totals to confirmed watchers alone, and goes on with the new version", async () => {
      const company = await makeCompany(engine.doors);
      const old = await issue(company, "3");
      const token = await confirmed(old.number, "a@buyer.example");
      const { mails } = await ask(old.number, "waits@buyer.example");
      expect(await tell()).toEqual([]);
      const next = await issue(company, "5");
      const told = await tell();
      expect(told).toHaveLength(1);
      expect(told[0]).toMatchObject({
        to: "a@buyer.example",
        letter: { kind: "watchSuperseded", number: old.number, successor: next.number },
      });
      const letter = told[0]!.letter as LetterOf<"watchSuperseded">;
      expect(Number(letter.after.co2eKg)).toBeGreaterThan(Number(letter.before.co2eKg));
      expect(composeMail(letter, "en").text).toMatch(/\+\d+\.\d\d \(\+\d/);
      expect(await tell()).toEqual([]);
      for (const link of [token, tokenIn(letter.stopUrl)]) {
        expect(await system((tx) => findWatch(tx, link))).toMatchObject({ number: next.number, isConfirmed: true });
      }
      // One who did not confirm in the meantime has nothing left to watch.
      const late = tokenIn((mails[0]!.letter as LetterOf<"watchConfirm">).url);
      expect(await system((tx) => confirmWatch(tx, late))).toBe("superseded");
      expect(await system((tx) => findWatch(tx, late))).toBeNull();
      expect(await ask(old.number, "b@buyer.example")).toEqual({ isCurrent: false, mails: [] });
    });

    it("joins the watches of an address on both versions, and mails what happened to the new one before", async () => {
      const company = await makeCompany(engine.doors);
      const old = await issue(company, "3");
      const first = await confirmed(old.number, "both@buyer.example");
      await confirmed(old.number, "one@buyer.example");
      const next = await issue(company, "5");
      const second = await confirmed(next.number, "both@buyer.example");
      await withdraw(company, next.reportId);
      const told = await tell();
      const kindsOf = (to: string) => told.filter((mail) => mail.to === to).map(({ letter }) => letter.kind);
      expect(kindsOf("both@buyer.example")).toEqual(["watchSuperseded", "watchWithdrawn"]);
      expect(kindsOf("one@buyer.example")).toEqual(["watchSuperseded", "watchWithdrawn"]);
      for (const token of [first, second]) expect(await system((tx) => findWatch(tx, token))).toBeNull();
      expect(await system((tx) => tx.selectFrom("report_watch_notice").selectAll().execute())).toEqual([]);
    });

    it("mails a withdrawal with the way to the current report, and deletes the addresses", async () => {
      const company = await makeCompany(engine.doors);
      const old = await issue(company, "3");
      await confirmed(old.number, "w@buyer.example", "zh");
      await withdraw(company, old.reportId);
      const next = await issue(company, "4");
      const later = await engine.doors.withPublic((tx) => findLaterReport(tx, old.number));
      expect(later).toMatchObject({ number: next.number });
      expect(await engine.doors.withPublic((tx) => findLaterReport(tx, next.number))).toBeNull();
      expect(await tell()).toMatchObject([
        {
          to: "w@buyer.example",
          locale: "zh",
          letter: {
            kind: "watchWithdrawn",
            number: old.number,
            later: next.number,
            reason: "A meter was read wrongly.",
          },
        },
      ]);
      expect((await rows()).filter(({ number }) => number === old.number)).toEqual([]);
    });

    it("mails an expiry, and deletes the addresses", async () => {
      const { number } = await issue(await makeCompany(engine.doors), "3", "2036-01-31");
      await confirmed(number, "e@buyer.example");
      await ask(number, "never@buyer.example");
      await system(async (tx) => stateExpiries(tx, (await keys).origin, "2036-02-01T00:00:05.000Z"));
      expect(await tell()).toMatchObject([
        { to: "e@buyer.example", letter: { kind: "watchExpired", number, day: "2036-01-31" } },
      ]);
      expect((await rows()).filter((row) => row.number === number)).toEqual([]);
    });

    it("deletes an address that was not confirmed in time, and never confirms it later", async () => {
      const { number } = await issue(await makeCompany(engine.doors), "3");
      const { mails } = await ask(number, "slow@buyer.example");
      const token = tokenIn((mails[0]!.letter as LetterOf<"watchConfirm">).url);
      await system((tx) =>
        sql`update report_watch set asked_at = asked_at - interval '3 days', ends_at = ends_at - interval '3 days'
          where number = ${number}`.execute(tx),
      );
      expect(await system((tx) => findWatch(tx, token))).toBeNull();
      expect(await system((tx) => confirmWatch(tx, token))).toBeNull();
      const force = system((tx) =>
        sql`update report_watch set confirmed_at = now(), ends_at = null where number = ${number}`.execute(tx),
      );
      await expect(force).rejects.toMatchObject({ constraint: "report_watch_held" });
      await system(removeUnconfirmed);
      expect((await rows()).filter((row) => row.number === number)).toEqual([]);
    });

    it("holds an address, its confirmation and its days in the database, and shows them to the system alone", async () => {
      const company = await makeCompany(engine.doors);
      const { number } = await issue(company, "3");
      await confirmed(number, "held@buyer.example");
      const change = (text: string) =>
        system((tx) => sql`${sql.raw(text)} where number = ${number}`.execute(tx)).then(
          () => "done",
          (error: { constraint?: string }) => error.constraint,
        );
      expect(await change("update report_watch set email = 'other@buyer.example'")).toBe("report_watch_held");
      expect(await change("update report_watch set confirmed_at = null, ends_at = now()")).toBe("report_watch_held");
      const add = (email: string, rest: string) =>
        system((tx) =>
          sql`insert into report_watch (number, email, locale, ends_at, confirmed_at)
            values (${number}, ${email}, 'en', ${sql.raw(rest)})`.execute(tx),
        ).then(
          () => "done",
          (error: { constraint?: string }) => error.constraint,
        );
      expect(await add("x@buyer.example", "now() + interval '3 days', null")).toBe("report_watch_waits_days");
      expect(await add("x@buyer.example", "null, null")).toBe("report_watch_waits");
      expect(await add("X@buyer.example", "now(), null")).toBe("report_watch_email_check");
      expect(await add("held@buyer.example", "now(), null")).toBe("report_watch_once");
      const read = sql`select email from report_watch`;
      const refusal = { code: "42501" };
      await expect(engine.doors.withPublic((tx) => read.execute(tx))).rejects.toMatchObject(refusal);
      await expect(engine.doors.withTenant(company.actor, (tx) => read.execute(tx))).rejects.toMatchObject(refusal);
      const asLog = system((tx) => actAs(tx, "app_log", () => read.execute(tx)));
      await expect(asLog).rejects.toMatchObject(refusal);
    });

    it("notes an event for the watchers in the transaction of its statement", async () => {
      const { number } = await issue(await makeCompany(engine.doors), "3", "2036-01-31");
      const undone = system(async (tx) => {
        await stateExpiries(tx, (await keys).origin, "2036-02-01T00:00:05.000Z");
        const notices = await tx.selectFrom("report_watch_notice").select("number").execute();
        throw new Error(JSON.stringify(notices));
      });
      await expect(undone).rejects.toThrow(number);
      expect(await system((tx) => tx.selectFrom("report_watch_notice").selectAll().execute())).toEqual([]);
    });
  },
  "factor library",
);
