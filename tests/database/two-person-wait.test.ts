import { sql } from "kysely";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { makeApiKey } from "#app/access/api-key.server.ts";
import { acceptInvitation, inviteMember } from "#app/access/invitation.server.ts";
import { changeRole, createTenant, removeMember } from "#app/access/membership.server.ts";
import { decidableFrom, managesAlone, type TwoPersonAct } from "#app/access/two-people.server.ts";
import { confirmDeletion } from "#app/custody/tenant-deletion.server.ts";
import { takeOwnStep } from "#app/factors/own/own-factor.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { Role } from "#db/schema.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { addColleague, LONG_AGO, makeTenant } from "#tests/support/make-tenant.ts";
import { actFor, emailOf, engageConsultancy } from "#tests/support/sample-engagement.ts";
import { ACTS_OF_TWO } from "#tests/support/two-person-acts.ts";

const HOUR = 3_600_000;
const WAIT = 72 * HOUR;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR);

onEachEngine(
  "a two-person act",
  (engine) => {
    const as = <T>(actor: Actor, work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(actor, work);
    const join = (owner: Actor, role: Role, rightSince: Date | undefined = new Date()) =>
      addColleague(engine.doors, owner, role, { organizationId: null, rightSince });
    const memberOf = (actor: Actor, of: Actor = actor) =>
      as(actor, (tx) =>
        tx
          .selectFrom("membership")
          .select(["id", "role", "right_since"])
          .where("user_id", "=", of.userId)
          .executeTakeFirstOrThrow(),
      );
    const waits = async (work: Promise<unknown>): Promise<number> => {
      const error = await work.then(
        () => null,
        (reason: { message: string; detail?: string }) => reason,
      );
      expect(error).toMatchObject({ message: expect.stringMatching(/right_waits/), detail: expect.any(String) });
      return Date.parse((error as { detail: string }).detail);
    };
    const isAlone = (actor: Actor) => as(actor, (tx) => managesAlone(tx, actor.userId));

    it.each(Object.keys(ACTS_OF_TWO) as TwoPersonAct[])(
      "%s: lets new members neither approve nor have their own proposals approved",
      async (act) => {
        const { role, prepare } = ACTS_OF_TWO[act];
        const owner = await makeTenant(engine.doors);
        const propose = await prepare(engine.doors, owner);
        const fresh = await join(owner, role);
        const second = await join(owner, role, hoursAgo(72.1));
        const since = (await memberOf(owner, fresh)).right_since.getTime();
        const ofFresh = await propose(fresh);
        expect(await waits(ofFresh.approve(owner))).toBe(since + WAIT);
        const ofOwner = await propose(owner);
        expect(await waits(ofOwner.approve(fresh))).toBe(since + WAIT);
        await ofOwner.approve(second);
      },
      120_000,
    );

    it("is enforced by the database if a record is approved without the service", async () => {
      const owner = await makeTenant(engine.doors);
      const propose = await ACTS_OF_TWO.activity.prepare(engine.doors, owner);
      await propose(owner);
      const fresh = await join(owner, "reviewer");
      const approve = (by: Actor) =>
        as(by, (tx) =>
          sql`insert into activity_step (tenant_id, organization_id, record_id, version, step, state, created_by)
            select tenant_id, organization_id, record_id, version, 2, 'approved', ${by.userId} from activity_step`.execute(
            tx,
          ),
        );
      await waits(approve(fresh));
      await approve(await join(owner, "reviewer", LONG_AGO));
    });

    it("uses the clock of the database, which no member can set", async () => {
      const owner = await makeTenant(engine.doors);
      const fresh = await join(owner, "admin");
      await expect(
        as(owner, (tx) =>
          tx
            .updateTable("membership")
            .set({ right_since: LONG_AGO } as object)
            .where("user_id", "=", fresh.userId)
            .execute(),
        ),
      ).rejects.toThrow(/permission denied/);
      await expect(
        as(owner, (tx) =>
          tx
            .insertInto("membership")
            .values({
              tenant_id: owner.tenantId,
              user_id: fresh.userId,
              organization_id: owner.organizationId,
              role: "editor",
              right_since: LONG_AGO,
            })
            .execute(),
        ),
      ).rejects.toThrow(/permission denied/);
      await expect(
        as(owner, (tx) =>
          tx.updateTable("membership").set({ user_id: owner.userId }).where("user_id", "=", fresh.userId).execute(),
        ),
      ).rejects.toThrow(/permission denied/);
    });

    it.each([
      ["viewer", "billing", true],
      ["viewer", "reviewer", true],
      ["reviewer", "editor", true],
      ["editor", "admin", true],
      ["admin", "owner", true],
      ["admin", "billing", true],
      ["billing", "editor", true],
      ["owner", "admin", false],
      ["owner", "billing", false],
      ["admin", "editor", false],
      ["editor", "reviewer", false],
      ["reviewer", "viewer", false],
    ] as const)("starts again from %s to %s: %s", async (from, to, isAgain) => {
      const owner = await makeTenant(engine.doors);
      const other = await join(owner, from, LONG_AGO);
      const { id, right_since: before } = await memberOf(owner, other);
      expect(await as(owner, (tx) => changeRole(tx, owner, id, to))).toBeNull();
      const { right_since: after } = await memberOf(owner, other);
      expect(after.getTime() > before.getTime()).toBe(isAgain);
    });

    it("restarts for members who are removed and invited again, and for owners who lost and regained the role", async () => {
      const owner = await makeTenant(engine.doors);
      const second = await join(owner, "owner", LONG_AGO);
      const member = await memberOf(owner, second);
      expect(await as(second, (tx) => changeRole(tx, second, member.id, "viewer"))).toBeNull();
      expect(await as(owner, (tx) => changeRole(tx, owner, member.id, "owner"))).toBeNull();
      const raised = (await memberOf(owner, second)).right_since;
      expect(raised.getTime()).toBeGreaterThan(LONG_AGO.getTime());
      expect(await as(owner, (tx) => removeMember(tx, owner, member.id))).toBeNull();
      const email = await emailOf(engine.doors, second.userId);
      const invited = await as(owner, (tx) => inviteMember(tx, owner, { email, role: "admin" }));
      if ("fault" in invited) throw new Error(invited.fault);
      await as(second, (tx) => acceptInvitation(tx, second, { invitationId: invited.invitation.id, email }));
      expect((await memberOf(owner, second)).right_since.getTime()).toBeGreaterThan(raised.getTime());
    });

    it("starts with the creation of the workspace for its founder", async () => {
      const { userId } = await makeTenant(engine.doors);
      const tenantId = await engine.doors.withSystem((tx) =>
        createTenant(tx, { name: "Sample Works", kind: "company", userId }),
      );
      const founder = { tenantId, userId, organizationId: "", role: "owner", source: "page" } as Actor;
      const { right_since: since } = await memberOf(founder);
      expect(since.getTime()).toBeLessThanOrEqual(Date.now() - WAIT + HOUR);
      const proposal = { act: "deletion" as const, proposer: userId, proposedAt: new Date(), organizationId: null };
      expect(await as(founder, (tx) => decidableFrom(tx, proposal, userId))).toBeNull();
    });

    it("changes the status of the only manager after the wait only, both for an invitation and for a removal", async () => {
      const owner = await makeTenant(engine.doors);
      expect(await isAlone(owner)).toBe(true);
      const fresh = await join(owner, "admin");
      expect(await isAlone(owner)).toBe(true);
      expect(await isAlone(fresh)).toBe(false);
      const propose = await ACTS_OF_TWO.bank_account.prepare(engine.doors, owner);
      // This neither blocks the other way nor opens another one for the new member.
      await (await propose(owner)).approve(owner);
      await expect((await propose(fresh)).approve(fresh)).rejects.toThrow(/own_proposal/);

      const second = await join(owner, "admin", LONG_AGO);
      expect(await isAlone(owner)).toBe(false);
      await as(owner, async (tx) => removeMember(tx, owner, (await memberOf(owner, second)).id));
      expect(await isAlone(owner)).toBe(false);
      await expect((await propose(owner)).approve(owner)).rejects.toThrow(/own_proposal/);
    });

    it("gives the founder no less than someone who joined an hour ago and became an owner", async () => {
      const owner = await makeTenant(engine.doors);
      const fresh = await join(owner, "owner");
      await as(fresh, async (tx) => removeMember(tx, fresh, (await memberOf(owner)).id));
      expect(await isAlone(fresh)).toBe(false);
    });

    it("does not let a recently invited address delete a workspace", async () => {
      const owner = await makeTenant(engine.doors);
      const propose = await ACTS_OF_TWO.deletion.prepare(engine.doors, owner);
      const asked = await propose(owner);
      const fresh = await join(owner, "admin");
      await waits(asked.approve(fresh));
      // The only manager waits three days and then fourteen.
      const name = "Sample Works";
      expect(await as(owner, (tx) => confirmDeletion(tx, owner, name, new Date()))).toBe("too_early");
    });

    it("counts a proposal of a former member from when they proposed it", async () => {
      const owner = await makeTenant(engine.doors);
      const propose = await ACTS_OF_TWO.activity.prepare(engine.doors, owner);
      const fresh = await join(owner, "editor");
      const { approve } = await propose(fresh);
      await as(owner, async (tx) => removeMember(tx, owner, (await memberOf(owner, fresh)).id));
      expect(await waits(approve(owner))).toBeGreaterThan(Date.now() + WAIT - HOUR);
    });

    it("counts a consultant by the permission that they use, in both workspaces", async () => {
      const owner = await makeTenant(engine.doors);
      const propose = await ACTS_OF_TWO.own_factor.prepare(engine.doors, owner);
      const consultancy = await makeTenant(engine.doors, "Sample Consultancy");
      const engagementId = await engageConsultancy(engine.doors, owner, consultancy);
      const acting = (await actFor(engine.doors, consultancy, owner))!;
      const ofOwner = await propose(owner);
      await waits(ofOwner.approve(acting));
      await waits((await propose(acting)).approve(owner));
      const from = async (person: Actor) => {
        const author = (await actFor(engine.doors, person, owner))!.userId;
        const proposal = { act: "own_factor" as const, proposer: owner.userId, proposedAt: LONG_AGO };
        return as(owner, (tx) => decidableFrom(tx, { ...proposal, organizationId: owner.organizationId }, author));
      };
      const before = await from(consultancy);
      const member = await memberOf(consultancy);
      const other = await join(consultancy, "owner", LONG_AGO);
      await as(other, (tx) => changeRole(tx, other, member.id, "viewer"));
      await as(other, (tx) => changeRole(tx, other, member.id, "editor"));
      expect(Date.parse((await from(consultancy))!)).toBeGreaterThan(Date.parse(before!));
      const rows = await as(owner, (tx) =>
        tx
          .selectFrom("engagement_actor_right")
          .select("since")
          .where("engagement_id", "=", engagementId)
          .where("user_id", "=", consultancy.userId)
          .execute(),
      );
      expect(rows).toHaveLength(2);
    });

    it("does not accept one's own API key as a second person", async () => {
      const owner = await makeTenant(engine.doors);
      const editor = await join(owner, "editor", LONG_AGO);
      const made = await ACTS_OF_TWO.own_factor.prepare(engine.doors, owner);
      await made(editor);
      const [version] = await as(owner, (tx) =>
        tx.selectFrom("own_factor_version").select(["id", "factor_id"]).execute(),
      );
      const key = await as(editor, (tx) =>
        makeApiKey(tx, editor, { name: "A key", reach: "organization", scopes: ["read"], days: 30 }),
      );
      const byKey = { ...editor, userId: `key:${key.id}` };
      const target = { factorId: version!.factor_id, versionId: version!.id };
      expect(await as(editor, (tx) => takeOwnStep(tx, byKey, target, { state: "approved", reason: "looked" }))).toBe(
        "own_work",
      );
    });
  },
  "factor library",
);
