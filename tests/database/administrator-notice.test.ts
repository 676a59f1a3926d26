import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { acceptInvitation, inviteMember } from "#app/access/invitation.server.ts";
import { changeRole, removeMember } from "#app/access/membership.server.ts";
import type { TwoPersonAct } from "#app/access/two-people.server.ts";
import { composeMail } from "#app/mail/compose.ts";
import { type AdministratorNotice, claimNotices } from "#app/trail/administrator-notice.server.ts";
import { recordChange } from "#app/trail/audit-trail.server.ts";
import { openDoors, type TenantTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { addColleague, makeTenant } from "#tests/support/make-tenant.ts";
import { asOwner } from "#tests/support/owner.ts";
import { makeCompany } from "#tests/support/sample-company.ts";
import { emailOf } from "#tests/support/sample-engagement.ts";
import { written } from "#tests/support/sent-mails.ts";
import { ACTS_OF_TWO } from "#tests/support/two-person-acts.ts";

/** The words for each act in mails about its proposal and approval. Records come in the daily mail. */
const WORDS: Partial<Record<TwoPersonAct, [string, string]>> = {
  bank_account: ["proposed bank account", "approved bank account"],
  receipt: ["recorded a bank receipt", "confirmed a bank receipt"],
  refund: ["requested a refund", "confirmed a refund"],
  deletion: ["requested deletion of the workspace", "confirmed deletion of the workspace"],
  own_factor: ["submitted custom factor", "approved custom factor"],
  release: ["requested approval to issue a report", "approved the issue of a report"],
  withdrawal: ["requested to withdraw report", "confirmed the withdrawal of report"],
};

onEachEngine(
  "emails to owners and administrators",
  (engine) => {
    const notices = () => written<AdministratorNotice>((write) => claimNotices(engine.doors, write));
    const as = <T>(actor: Actor, work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(actor, work);
    /** The mails that are due, by recipient. */
    async function read(locale?: "en" | "zh"): Promise<Map<string, string>> {
      const mails = new Map<string, string>();
      for (const { email, organizationId: _, locale: own, ...letter } of await notices()) {
        const url = "https://carbon.example/trail";
        const { subject, text } = composeMail({ kind: "administratorNotice", ...letter, url }, locale ?? own);
        expect(text).toContain(url);
        mails.set(email, `${subject}\n${text}`);
      }
      return mails;
    }
    const addressesOf = (...people: Actor[]) =>
      Promise.all(people.map(({ userId }) => emailOf(engine.doors, userId))).then((all) => all.sort());

    it.each(Object.keys(WORDS) as TwoPersonAct[])(
      "%s: all who manage read who proposed and who approved, the actors too",
      async (act) => {
        const owner = await makeTenant(engine.doors);
        const propose = await ACTS_OF_TWO[act].prepare(engine.doors, owner);
        const second = await addColleague(engine.doors, owner, ACTS_OF_TWO[act].role);
        const third = await addColleague(engine.doors, owner, "admin");
        await read();
        const waiting = await propose(owner);
        const [proposed, approved] = WORDS[act]!;
        const first = await read();
        for (const address of await addressesOf(owner, third)) expect(first.get(address)).toContain(proposed);
        await waiting.approve(second);
        const then = await read();
        for (const address of await addressesOf(owner, third)) {
          expect(then.get(address)).toContain("Second Person");
          expect(then.get(address)).toContain(approved);
        }
        expect((await read()).size).toBe(0);
      },
      120_000,
    );

    it("report who joined or got a higher role, and who was removed", async () => {
      const owner = await makeTenant(engine.doors, "Sample Works");
      const admin = await addColleague(engine.doors, owner, "admin");
      await addColleague(engine.doors, owner, "editor");
      const guest = await makeTenant(engine.doors, "Elsewhere");
      const email = await emailOf(engine.doors, guest.userId);
      const invited = await as(owner, (tx) => inviteMember(tx, owner, { email, role: "editor" }));
      if ("fault" in invited) throw new Error(invited.fault);
      const joining = { ...guest, tenantId: owner.tenantId };
      await as(joining, (tx) => acceptInvitation(tx, joining, { invitationId: invited.invitation.id, email }));
      const joined = await read();
      expect([...joined.keys()].sort()).toEqual(await addressesOf(owner, admin));
      for (const text of joined.values()) {
        expect(text).toContain("Sample Person");
        expect(text).toContain("accepted an invitation");
        expect(text).toContain("Editor");
      }
      const member = await as(owner, (tx) =>
        tx.selectFrom("membership").select("id").where("user_id", "=", guest.userId).executeTakeFirstOrThrow(),
      );
      await as(owner, (tx) => changeRole(tx, owner, member.id, "admin"));
      const raised = await read("zh");
      expect([...raised.keys()].sort()).toEqual(await addressesOf(owner, admin, guest));
      for (const text of raised.values()) expect(text).toContain("修改");
      await as(owner, (tx) => removeMember(tx, owner, member.id));
      expect([...(await read()).keys()].sort()).toEqual(await addressesOf(owner, admin, guest));
    });

    it("keep names on their line, even if a name looks like a header or link", async () => {
      const letter = {
        kind: "administratorNotice" as const,
        name: "Li Na",
        tenantName: "A\r\nBcc: x@y.example",
        zone: "Asia/Shanghai",
        url: "https://carbon.example/trail",
        entries: [
          {
            at: "2026-12-04T08:00:00.000Z",
            authorName: "X\nhttps://evil.example/a",
            role: "owner",
            action: "membership.role_changed",
            about: { en: "B\nC", zh: "B\nC" },
          },
        ],
      };
      for (const locale of ["en", "zh"] as const) {
        const { subject, text } = composeMail(letter, locale);
        expect(subject).not.toMatch(/[\r\n]/);
        expect(text).not.toMatch(/evil\.example|undefined|B\nC/);
      }
    });

    it("report a bulk approval once", async () => {
      const { actor } = await makeCompany(engine.doors);
      const second = await addColleague(engine.doors, actor, "admin");
      await read();
      const act = async (author: Actor, action: string, count: number) => {
        const change = { action, subject: "activity_record", after: {} } as const;
        for (let at = 0; at < count; at++) {
          await as(author, (tx) => recordChange(tx, author, { ...change, subjectId: randomUUID() }));
        }
      };
      await act(actor, "activity.submitted", 40);
      await act(second, "activity.approved", 40);
      await engine.doors.close();
      const waiting = await asOwner(engine.ownerUrl, async (db) => {
        const of = sql`from administrator_notice where tenant_id = ${actor.tenantId}`;
        await sql`update administrator_notice set created_at = created_at - interval '25 hours'
          where tenant_id = ${actor.tenantId}`.execute(db);
        return (await sql<{ count: string }>`select count(*) ${of}`.execute(db)).rows[0]!.count;
      });
      engine.doors = await openDoors(engine.url);
      expect(Number(waiting)).toBe(4);
      const mails = [...(await read("en")).values()];
      expect(mails).toHaveLength(2);
      for (const text of mails) {
        expect(text.match(/ submitted activity records for review$/gm)).toHaveLength(1);
        expect(text.match(/Second Person approved activity records$/gm)).toHaveLength(1);
      }
    });

    it("are written in the transaction of the act and not if it fails", async () => {
      const owner = await makeTenant(engine.doors);
      const propose = await ACTS_OF_TWO.deletion.prepare(engine.doors, owner);
      const fresh = await addColleague(engine.doors, owner, "admin", { organizationId: null, rightSince: new Date() });
      const waiting = await propose(owner);
      await read();
      await expect(waiting.approve(fresh)).rejects.toThrow(/right_waits/);
      expect((await read()).size).toBe(0);
    });
  },
  "factor library",
);
