import { sql } from "kysely";
import { expect, it } from "vitest";
import { requestPasswordReset, signUp } from "#app/access/account.server.ts";
import { createAuth } from "#app/access/auth.server.ts";
import { sendDueMails } from "#app/mail/deliver-mail.server.ts";
import type { Letter, Mail } from "#app/mail/letter.ts";
import { claimMails, isMailDue, queueMail, removeExpiredMails } from "#app/mail/mail-queue.server.ts";
import { endFailedMail } from "#app/workspace/mail/failed-mail.server.ts";
import { actAs } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";
import { takeMails } from "#tests/support/sent-mails.ts";

const KEYS = ["the newest key of the letters of a test", "an older key of the letters of a test"] as const;
const TOKEN = "secret-of-the-link";
const letter: Letter = {
  kind: "invitation",
  inviter: "Wang Fang",
  tenant: "Sample",
  url: `https://carbon.example/${TOKEN}`,
};
const MAIL: Mail = { to: "person@sample.example", locale: "zh", letter };

onEachEngine("mails", (engine) => {
  const failing = (error: object) => async () => Promise.reject(Object.assign(new Error("no"), error));
  const office = (deliver: (mail: Mail, id: string) => Promise<void>, operatorTenantId?: string) => ({
    doors: engine.doors,
    deliver,
    keys: KEYS,
    operatorTenantId,
  });
  const post = (actor: { tenantId: string; userId: string }, mail: Mail = MAIL) =>
    engine.doors.withTenant(actor, (tx) => queueMail(tx, mail, KEYS));
  /** Makes all waiting mails due now. */
  const passTime = () =>
    engine.doors.withSystem((tx) =>
      actAs(tx, "app_mail", () =>
        sql`update outgoing_mail set due_at = clock_timestamp() where due_at is not null`.execute(tx),
      ),
    );
  const queued = () =>
    engine.doors.withSystem((tx) =>
      actAs(tx, "app_mail", () => tx.selectFrom("outgoing_mail").selectAll().orderBy("created_at").execute()),
    );
  const failures = (actor: { tenantId: string; userId: string }) =>
    engine.doors.withTenant(actor, (tx) => tx.selectFrom("mail_failure").selectAll().execute());

  it("sends a mail once after the commit, and never after a rollback", async () => {
    const actor = await makeTenant(engine.doors);
    const undone = engine.doors.withTenant(actor, async (tx) => {
      await queueMail(tx, MAIL, KEYS);
      throw new Error("the act is undone");
    });
    await expect(undone).rejects.toThrow("the act is undone");
    expect(await isMailDue(engine.doors)).toBe(false);
    expect(await takeMails(engine.doors, KEYS)).toEqual([]);
    await post(actor);
    expect(await isMailDue(engine.doors)).toBe(true);
    expect(await takeMails(engine.doors, KEYS)).toEqual([MAIL]);
    expect(await queued()).toEqual([]);
    expect(await isMailDue(engine.doors)).toBe(false);
    expect(await takeMails(engine.doors, KEYS)).toEqual([]);
  });

  it("sends a mail once if the process is killed, with the same id if it was already sent", async () => {
    const actor = await makeTenant(engine.doors);
    await post(actor);
    const [claimed] = await engine.doors.withSystem((tx) => claimMails(tx, 5));
    expect(await takeMails(engine.doors, KEYS)).toEqual([]);
    await passTime();
    const ids: string[] = [];
    await sendDueMails(office(async (_, id) => void ids.push(id)));
    await passTime();
    await sendDueMails(office(async (_, id) => void ids.push(id)));
    expect(ids).toEqual([claimed!.id]);
  });

  it("stores no readable letter, and decrypts it only as that mail", async () => {
    const actor = await makeTenant(engine.doors);
    await post(actor);
    const [row] = await queued();
    expect(Buffer.from(row!.letter).toString("latin1")).not.toContain(TOKEN);
    expect(JSON.stringify(row)).not.toContain(TOKEN);
    for (const work of [engine.doors.withTenant.bind(null, actor), engine.doors.withSystem, engine.doors.withPublic]) {
      const read = (work as typeof engine.doors.withPublic)((tx) => sql`select letter from outgoing_mail`.execute(tx));
      await expect(read).rejects.toMatchObject({ code: "42501" });
    }
    const asQueue = engine.doors.withSystem((tx) =>
      actAs(tx, "app_jobs", () => sql`select letter from outgoing_mail`.execute(tx)),
    );
    await expect(asQueue).rejects.toMatchObject({ code: "42501" });
    const older = { ...office(async () => {}), keys: ["a key that sealed none of these letters"] as const };
    await sendDueMails(older);
    expect(await failures(actor)).toMatchObject([{ reason: "key", recipient: MAIL.to }]);
    await engine.doors.withTenant(actor, (tx) => endFailedMail(tx, actor, row!.id, "sent_again"));
    const sent: Mail[] = [];
    await sendDueMails({
      ...office(async (mail) => void sent.push(mail)),
      keys: ["a new key of the letters of a test", ...KEYS],
    });
    expect(sent).toEqual([MAIL]);
  });

  it("retries while the mail server is unreachable, then shows the mail to its workspace only and resends it on request", async () => {
    const [actor, other] = [await makeTenant(engine.doors), await makeTenant(engine.doors)];
    await post(actor);
    const away = office(failing({ code: "ECONNREFUSED" }));
    for (let tries = 1; tries <= 6; tries++) {
      await sendDueMails(away);
      expect(await failures(actor)).toEqual([]);
      expect(await queued()).toMatchObject([{ try_count: tries }]);
      // Not due yet.
      expect(await takeMails(engine.doors, KEYS)).toEqual([]);
      await passTime();
    }
    await sendDueMails(away);
    const [failure] = await failures(actor);
    expect(failure).toMatchObject({ reason: "unreachable", recipient: MAIL.to, kind: "invitation" });
    expect(await failures(other)).toEqual([]);
    const again = (who: typeof actor) =>
      engine.doors.withTenant(who, (tx) => endFailedMail(tx, who, failure!.mail_id, "sent_again"));
    await expect(again(other)).rejects.toMatchObject({ code: "not_found" });
    expect(await again(actor)).toBeNull();
    expect(await failures(actor)).toEqual([]);
    expect(await takeMails(engine.doors, KEYS)).toEqual([MAIL]);
  });

  it("fails a rejected mail immediately and deletes its letter on dismissal", async () => {
    const actor = await makeTenant(engine.doors);
    await post(actor);
    await sendDueMails(office(failing({ code: "EENVELOPE", responseCode: 550 })));
    const [failure] = await failures(actor);
    expect(failure).toMatchObject({ reason: "rejected" });
    await engine.doors.withTenant(actor, (tx) => endFailedMail(tx, actor, failure!.mail_id, "dismissed"));
    expect([await failures(actor), await queued()]).toEqual([[], []]);
  });

  it("never sends a mail after its link expired and deletes it", async () => {
    const actor = await makeTenant(engine.doors);
    await post(actor, { ...MAIL, expiresAt: new Date(Date.now() - 1000) });
    expect(await takeMails(engine.doors, KEYS)).toEqual([]);
    const [failure] = await failures(actor);
    expect(failure).toMatchObject({ reason: "expired" });
    const again = (tx: Parameters<typeof endFailedMail>[0]) => endFailedMail(tx, actor, failure!.mail_id, "sent_again");
    expect(await engine.doors.withTenant(actor, again)).toBe("mail_over");
    await engine.doors.withSystem(removeExpiredMails);
    expect([await failures(actor), await queued()]).toEqual([[], []]);
  });

  it("shows failed account mails to the operator, and costs the same for an unknown address", async () => {
    const operator = await makeTenant(engine.doors);
    const auth = createAuth({ doors: engine.doors, publicUrl: "https://carbon.example", secrets: KEYS });
    const known = { name: "Wang Fang", email: "known@sample.example", password: "a sentence to remember" } as const;
    await signUp(auth, new Headers(), { ...known, locale: "zh" });
    await takeMails(engine.doors, KEYS);
    await requestPasswordReset(auth, known.email);
    await requestPasswordReset(auth, "unknown@sample.example");
    expect((await queued()).map(({ kind }) => kind)).toEqual(["accountUnconfirmed", null]);
    await sendDueMails(office(failing({ code: "EENVELOPE", responseCode: 550 }), operator.tenantId));
    expect(await failures(operator)).toMatchObject([{ kind: "accountUnconfirmed", recipient: known.email }]);
    expect(await queued()).toHaveLength(1);
  });

  it("commits an account mail and its cause together", async () => {
    const account = { name: "Wang Fang", password: "a sentence to remember", locale: "en" as const };
    const email = "lost@sample.example";
    await engine.asOwner((db) =>
      sql`alter table outgoing_mail add constraint lose check (recipient <> ${sql.lit(email)}) not valid`
        .execute(db)
        .then(() => {}),
    );
    const auth = createAuth({ doors: engine.doors, publicUrl: "https://carbon.example", secrets: KEYS });
    await expect(signUp(auth, new Headers(), { ...account, email })).rejects.toThrow();
    const users = await engine.doors.accounts
      .selectFrom("user_account")
      .select("id")
      .where("email", "=", email)
      .execute();
    expect(users).toEqual([]);
  });
});
