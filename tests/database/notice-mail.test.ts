import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import type { NoticeKindName } from "#app/notice/notice-kind.ts";
import {
  choose,
  claimDigests,
  claimUrgentNotices,
  type NoticeMail,
  stopDigest,
} from "#app/notice/notice-mail.server.ts";
import { readChoices } from "#app/notice/preference.server.ts";
import { recordChange } from "#app/trail/audit-trail.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { addColleague, makeTenant } from "#tests/support/make-tenant.ts";
import { emailOf } from "#tests/support/sample-engagement.ts";

/** 7:59 and 8:00 in Shanghai. */
const BEFORE = new Date("2026-12-03T23:59:00Z");
const AT_EIGHT = new Date("2026-12-04T00:00:00Z");

onEachEngine("mails about notices", (engine) => {
  const record = (actor: Actor, action: NoticeKindName, after: object) =>
    engine.doors.withTenant(actor, (tx) =>
      recordChange(tx, actor, { action, subject: "probe", subjectId: randomUUID(), after }),
    );
  const urgent = async () => {
    const mails: NoticeMail[] = [];
    await engine.doors.withSystem((tx) => claimUrgentNotices(tx, async (_, mail) => void mails.push(mail)));
    return mails;
  };
  const digests = async (now: Date) => {
    const mails: NoticeMail[] = [];
    await engine.doors.withSystem((tx) => claimDigests(tx, now, async (_, mail) => void mails.push(mail)));
    return mails;
  };
  const makePair = async () => {
    const owner = await makeTenant(engine.doors, "Sample Advisory");
    const editor = await addColleague(engine.doors, owner, "editor");
    await urgent();
    await digests(AT_EIGHT);
    await engine.asOwner(
      async (db) =>
        void (await sql`update user_account set time_zone = 'Asia/Shanghai' where id = ${owner.userId}`.execute(db)),
    );
    return { owner, editor, email: await emailOf(engine.doors, owner.userId) };
  };

  it("are written once by two workers at the same time, and together for one person", async () => {
    const { editor, email } = await makePair();
    await record(editor, "quote.accepted", { number: "Q-1" });
    await record(editor, "quote.declined", { number: "Q-2" });
    const mails = (await Promise.all([urgent(), urgent()])).flat();
    const lines = mails.filter((one) => one.email === email).flatMap((one) => one.lines.map(({ text }) => text));
    expect(lines.sort()).toEqual(["Quote Q-1 was accepted", "Quote Q-2 was declined"]);
    expect(await urgent()).toEqual([]);
  });

  it("are sent as the person chose: never, or in the summary of the day from 8:00 in their time zone", async () => {
    const { owner, editor, email } = await makePair();
    await engine.doors.withSystem(async (tx) => {
      await choose(tx, owner.userId, "quote.accepted", "digest");
      await choose(tx, owner.userId, "quote.declined", "never");
    });
    await record(editor, "quote.accepted", { number: "Q-1" });
    await record(editor, "quote.declined", { number: "Q-2" });
    expect(await urgent()).toEqual([]);
    expect(await digests(BEFORE)).toEqual([]);
    const [first, second] = await Promise.all([digests(AT_EIGHT), digests(AT_EIGHT)]);
    expect([...first!, ...second!]).toMatchObject([{ email, lines: [{ text: "Quote Q-1 was accepted" }] }]);
    await record(editor, "quote.accepted", { number: "Q-3" });
    expect(await digests(AT_EIGHT)).toEqual([]);
    const tomorrow = new Date(AT_EIGHT.getTime() + 86_400_000);
    expect(await digests(tomorrow)).toMatchObject([{ lines: [{ text: "Quote Q-3 was accepted" }] }]);
  });

  it("are not sent to a person who lost access in the meantime", async () => {
    const { owner, editor } = await makePair();
    await record(owner, "quote.accepted", { number: "Q-1" });
    await engine.doors.withTenant(owner, (tx) =>
      tx.deleteFrom("membership").where("user_id", "=", editor.userId).execute(),
    );
    expect(await urgent()).toEqual([]);
  });

  it("end with the link of a summary, which no other token does", async () => {
    const { owner, editor } = await makePair();
    await engine.doors.withSystem((tx) => choose(tx, owner.userId, "quote.accepted", "digest"));
    await record(editor, "quote.accepted", { number: "Q-1" });
    const [mail] = await digests(AT_EIGHT);
    const stop = (token: string) => engine.doors.withSystem((tx) => stopDigest(tx, token));
    expect(await stop("a".repeat(43))).toBe(false);
    expect(await stop("x")).toBe(false);
    expect(await stop(mail!.stopToken!)).toBe(true);
    expect(await engine.doors.withSystem((tx) => readChoices(tx, owner.userId))).toMatchObject({ hasDigest: false });
    await record(editor, "quote.accepted", { number: "Q-2" });
    expect(await digests(new Date(AT_EIGHT.getTime() + 86_400_000))).toEqual([]);
  });
});
