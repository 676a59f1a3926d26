import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import {
  acceptInvitation,
  findInvitation,
  inviteMember,
  listInvitations,
  revokeInvitation,
} from "#app/access/invitation.server.ts";
import {
  changeRole,
  createTenant,
  findMembership,
  findTenantMembership,
  getTenantName,
  listMembers,
  listTenantsOfUser,
  removeMember,
} from "#app/access/membership.server.ts";
import { takeHit } from "#app/access/rate-limit.server.ts";
import { addOrganization } from "#app/organization/organization.server.ts";
import type { Role } from "#db/schema.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";

onEachEngine("memberships", (engine) => {
  async function makeUser(email = `${randomUUID()}@sample.example`) {
    const userId = randomUUID();
    await engine.doors.accounts
      .insertInto("user_account")
      .values({ id: userId, name: "Li Na", email, email_verified: true, locale: "en", two_factor_enabled: false })
      .execute();
    return { userId, email };
  }

  const asTenant = <T>(actor: Actor, work: Parameters<typeof engine.doors.withTenant<T>>[1]) =>
    engine.doors.withTenant(actor, work);

  const invite = (actor: Actor, email: string, role: Role) =>
    asTenant(actor, (tx) => inviteMember(tx, actor, { email, role }));

  async function inviteToken(actor: Actor, email: string, role: Role): Promise<string> {
    const made = await invite(actor, email, role);
    if ("fault" in made) throw new Error(made.fault);
    return made.token;
  }

  const find = (token: string, now?: Date) => engine.doors.withSystem((tx) => findInvitation(tx, token, now));

  /** Adds a member by invitation. */
  async function join(owner: Actor, role: Role): Promise<Actor> {
    const user = await makeUser();
    const token = await inviteToken(owner, user.email, role);
    await accept(token, user);
    return { ...owner, userId: user.userId, role };
  }

  async function accept(token: string, user: { userId: string; email: string }) {
    const invitation = await find(token);
    if (!invitation) throw new Error("not open");
    const author = { tenantId: invitation.tenantId, userId: user.userId, source: "page" as const };
    const accepted = { invitationId: invitation.id, email: user.email };
    await engine.doors.withTenant(author, (tx) => acceptInvitation(tx, author, accepted));
  }

  const roleOf = async (actor: Actor) =>
    (await engine.doors.withSystem((tx) => findMembership(tx, actor.userId, actor.organizationId)))?.role;

  const membershipOf = async (actor: Actor) => {
    const members = await asTenant(actor, (tx) => listMembers(tx, actor.organizationId));
    return members.find(({ userId }) => userId === actor.userId)!.membershipId;
  };

  const actions = (actor: Actor) =>
    asTenant(actor, async (tx) => {
      const rows = await tx
        .selectFrom("audit_trail")
        .select(["action", "after", "before"])
        .orderBy("sequence")
        .execute();
      return rows;
    });

  it("creates a tenant with its first owner", async () => {
    const { userId } = await makeUser();
    const tenantId = await engine.doors.withSystem((tx) =>
      createTenant(tx, { name: "Sample Works", kind: "company", userId }),
    );
    const who = { tenantId, userId };
    expect(await engine.doors.withTenant(who, (tx) => getTenantName(tx))).toBe("Sample Works");
    expect(await engine.doors.withTenant(who, (tx) => listMembers(tx, randomUUID()))).toMatchObject([
      { userId, role: "owner" },
    ]);
  });

  it("returns the permission of a member in an organization, and of no one else", async () => {
    const owner = await makeTenant(engine.doors);
    const stranger = await makeTenant(engine.doors);
    expect(await roleOf(owner)).toBe("owner");
    expect(await roleOf({ ...owner, userId: stranger.userId })).toBeUndefined();
    expect(await roleOf({ ...owner, organizationId: randomUUID() })).toBeUndefined();
  });

  it("uses the stronger of a role in the tenant and a role in one organization", async () => {
    const owner = await makeTenant(engine.doors);
    const viewer = await join(owner, "viewer");
    await asTenant(owner, (tx) =>
      tx
        .insertInto("membership")
        .values({
          tenant_id: owner.tenantId,
          user_id: viewer.userId,
          organization_id: owner.organizationId,
          role: "editor",
        })
        .execute(),
    );
    expect(await roleOf(viewer)).toBe("editor");
  });

  it("gives access to one organization only, lists the member there and removes the access again", async () => {
    const owner = await makeTenant(engine.doors);
    const second = {
      nameEn: "Sample Mill",
      nameZh: "示例二厂",
      consolidationApproach: "operational_control",
      gwpSet: "AR6",
    } as const;
    const { id: other } = await asTenant(owner, (tx) => addOrganization(tx, owner, second));
    const user = await makeUser();
    const { organizationId } = owner;
    const inviteHere = (role: Role) =>
      asTenant(owner, (tx) => inviteMember(tx, owner, { email: user.email, role, organizationId }));
    for (const role of ["owner", "admin", "billing"] as const) {
      expect(await inviteHere(role)).toEqual({ fault: "organization_role" });
    }
    const made = await inviteHere("editor");
    if ("fault" in made) throw new Error(made.fault);
    const invitationsIn = (id: string) => asTenant(owner, (tx) => listInvitations(tx, id));
    expect(await invitationsIn(organizationId)).toMatchObject([{ email: user.email, organizationId }]);
    expect(await invitationsIn(other)).toEqual([]);
    expect(await find(made.token)).toMatchObject({ organizationId, organizationName: expect.anything() });
    await accept(made.token, user);

    const member = { ...owner, userId: user.userId, role: "editor" as const };
    expect(await roleOf(member)).toBe("editor");
    expect(await roleOf({ ...member, organizationId: other })).toBeUndefined();
    expect(
      await engine.doors.withSystem((tx) => findTenantMembership(tx, user.userId, owner.tenantId)),
    ).toBeUndefined();
    expect(await engine.doors.withSystem((tx) => listTenantsOfUser(tx, user.userId))).toEqual([]);
    expect(await inviteHere("viewer")).toEqual({ fault: "already_member" });
    const elsewhere = { ...owner, organizationId: other };
    const row = await membershipOf(member);
    expect((await asTenant(owner, (tx) => listMembers(tx, other))).map(({ userId }) => userId)).toEqual([owner.userId]);
    await expect(asTenant(elsewhere, (tx) => removeMember(tx, elsewhere, row))).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await asTenant(owner, (tx) => changeRole(tx, owner, row, "admin"))).toBe("organization_role");
    expect(await asTenant(owner, (tx) => changeRole(tx, owner, row, "viewer"))).toBeNull();
    expect(await roleOf(member)).toBe("viewer");
    await expect(
      asTenant(owner, (tx) =>
        tx.updateTable("invitation").set({ role: "admin" }).where("id", "=", made.invitation.id).execute(),
      ),
    ).rejects.toMatchObject({ code: "23514" });
    expect(await asTenant(owner, (tx) => removeMember(tx, owner, row))).toBeNull();
    expect(await roleOf(member)).toBeUndefined();
  });

  it("turns an invitation into a membership once, for its address and while it is open", async () => {
    const owner = await makeTenant(engine.doors);
    const user = await makeUser();
    const token = await inviteToken(owner, user.email, "editor");
    const other = await makeUser();
    await expect(accept(token, other)).rejects.toMatchObject({ code: "not_found" });
    expect(await roleOf({ ...owner, userId: other.userId })).toBeUndefined();
    expect(await find(token, new Date(Date.now() + 7.01 * 86_400_000))).toBeUndefined();
    await accept(token, user);
    expect(await roleOf({ ...owner, userId: user.userId })).toBe("editor");
    expect(await find(token)).toBeUndefined();
    for (const odd of ["", "x", `${token}x`, `${token.slice(0, 42)} `, "' or true --"]) {
      expect(await find(odd)).toBeUndefined();
    }
  });

  it("accepts only one of two simultaneous acceptances", async () => {
    const owner = await makeTenant(engine.doors);
    const user = await makeUser();
    const token = await inviteToken(owner, user.email, "viewer");
    const invitation = (await find(token))!;
    const author = { tenantId: owner.tenantId, userId: user.userId, source: "page" as const };
    const results = await Promise.allSettled(
      [1, 2].map(() =>
        engine.doors.withTenant(author, (tx) =>
          acceptInvitation(tx, author, { invitationId: invitation.id, email: user.email }),
        ),
      ),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("never weakens a role by an invitation", async () => {
    const owner = await makeTenant(engine.doors);
    const user = await makeUser();
    const viewerToken = await inviteToken(owner, user.email, "viewer");
    await asTenant(owner, (tx) =>
      tx
        .insertInto("membership")
        .values({ tenant_id: owner.tenantId, user_id: user.userId, organization_id: null, role: "editor" })
        .execute(),
    );
    await accept(viewerToken, user);
    expect(await roleOf({ ...owner, userId: user.userId })).toBe("editor");
  });

  it("replaces an open invitation of the same address, and rejects one for a member", async () => {
    const owner = await makeTenant(engine.doors);
    const user = await makeUser();
    const first = await inviteToken(owner, user.email, "viewer");
    const second = await inviteToken(owner, user.email, "editor");
    expect(await find(first)).toBeUndefined();
    expect(await asTenant(owner, (tx) => listInvitations(tx, owner.organizationId))).toMatchObject([
      { email: user.email, role: "editor" },
    ]);
    await accept(second, user);
    expect(await invite(owner, user.email, "viewer")).toEqual({ fault: "already_member" });
  });

  it("withdraws an invitation of its own tenant only", async () => {
    const owner = await makeTenant(engine.doors);
    const stranger = await makeTenant(engine.doors);
    const token = await inviteToken(owner, "guest@sample.example", "viewer");
    const { id } = (await find(token))!;
    const withdraw = (actor: Actor) => asTenant(actor, (tx) => revokeInvitation(tx, actor, id));
    await expect(withdraw(stranger)).rejects.toMatchObject({ code: "not_found" });
    expect(await find(token)).toBeDefined();
    expect(await withdraw(owner)).toBeNull();
    expect(await find(token)).toBeUndefined();
    await expect(withdraw(owner)).rejects.toMatchObject({ code: "not_found" });
  });

  it("keeps the last owner, even if two owners remove each other simultaneously", async () => {
    const owner = await makeTenant(engine.doors);
    const own = await membershipOf(owner);
    expect(await asTenant(owner, (tx) => removeMember(tx, owner, own))).toBe("last_owner");
    expect(await asTenant(owner, (tx) => changeRole(tx, owner, own, "admin"))).toBe("last_owner");
    const second = await join(owner, "owner");
    const secondMembership = await membershipOf(second);
    const results = await Promise.all([
      asTenant(owner, (tx) => removeMember(tx, owner, secondMembership)),
      asTenant(second, (tx) => changeRole(tx, second, own, "viewer")),
    ]);
    expect(results.sort()).toEqual(["last_owner", null].sort());
    const members = await asTenant(owner, (tx) => listMembers(tx, owner.organizationId));
    expect(members.filter(({ role }) => role === "owner")).toHaveLength(1);
  });

  // language: docs/asvs.csv quotes this name
  it("lets nobody give, change or take a role above their own", async () => {
    const owner = await makeTenant(engine.doors);
    const admin = await join(owner, "admin");
    const editor = await join(owner, "editor");
    const [ownerRow, adminRow, editorRow] = [
      await membershipOf(owner),
      await membershipOf(admin),
      await membershipOf(editor),
    ];
    const change = (actor: Actor, id: string, role: Role) => asTenant(actor, (tx) => changeRole(tx, actor, id, role));
    expect(await change(admin, adminRow, "owner")).toBe("above_own_role");
    expect(await change(admin, editorRow, "owner")).toBe("above_own_role");
    expect(await change(admin, ownerRow, "viewer")).toBe("above_own_role");
    expect(await change(editor, editorRow, "admin")).toBe("above_own_role");
    expect(await change(editor, editorRow, "viewer")).toBe("above_own_role");
    expect(await asTenant(admin, (tx) => removeMember(tx, admin, ownerRow))).toBe("above_own_role");
    expect(await invite(admin, "new@sample.example", "owner")).toEqual({ fault: "above_own_role" });
    expect(await invite(editor, "new@sample.example", "viewer")).toEqual({ fault: "above_own_role" });
    await inviteToken(owner, "partner@sample.example", "owner");
    expect(await invite(admin, "partner@sample.example", "viewer")).toEqual({ fault: "above_own_role" });
    expect(await change(admin, editorRow, "admin")).toBeNull();
    expect(await roleOf(editor)).toBe("admin");
  });

  it("removes access immediately, with the invitations that the member sent", async () => {
    const owner = await makeTenant(engine.doors);
    const admin = await join(owner, "admin");
    const token = await inviteToken(admin, "guest@sample.example", "viewer");
    const row = await membershipOf(admin);
    expect(await asTenant(owner, (tx) => removeMember(tx, owner, row))).toBeNull();
    expect(await roleOf(admin)).toBeUndefined();
    expect(await find(token)).toBeUndefined();
  });

  it("lets a member without any permission leave", async () => {
    const owner = await makeTenant(engine.doors);
    const viewer = await join(owner, "viewer");
    const row = await membershipOf(viewer);
    expect(await asTenant(viewer, (tx) => removeMember(tx, viewer, row))).toBeNull();
    expect(await roleOf(viewer)).toBeUndefined();
  });

  it("does not find members of another tenant", async () => {
    const owner = await makeTenant(engine.doors);
    const stranger = await makeTenant(engine.doors);
    const row = await membershipOf(owner);
    const attempts = [
      () => asTenant(stranger, (tx) => removeMember(tx, stranger, row)),
      () => asTenant(stranger, (tx) => changeRole(tx, stranger, row, "viewer")),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
    expect(
      (await asTenant(stranger, (tx) => listMembers(tx, stranger.organizationId))).map(({ userId }) => userId),
    ).toEqual([stranger.userId]);
    expect(await roleOf(owner)).toBe("owner");
  });

  it("records each change in the audit trail, without addresses", async () => {
    const owner = await makeTenant(engine.doors);
    const viewer = await join(owner, "viewer");
    const row = await membershipOf(viewer);
    await asTenant(owner, (tx) => changeRole(tx, owner, row, "editor"));
    await asTenant(owner, (tx) => removeMember(tx, owner, row));
    const entries = await actions(owner);
    expect(entries.map(({ action }) => action)).toEqual([
      "organization.added",
      "invitation.sent",
      "invitation.accepted",
      "membership.role_changed",
      "membership.removed",
    ]);
    expect(entries[3]).toMatchObject({ before: { role: "viewer" }, after: { role: "editor" } });
    expect(JSON.stringify(entries)).not.toContain("@");
  });

  // language: docs/asvs.csv quotes this name
  it("counts hits one by one, also at the same moment, and tells how long to wait", async () => {
    const key = `test:${randomUUID()}`;
    const limit = { limit: 5, windowSeconds: 900 };
    const now = new Date("2026-03-01T10:05:00Z");
    const hit = (at = now) => engine.doors.withSystem((tx) => takeHit(tx, key, limit, { now: at }));
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => hit()));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    await expect(hit()).rejects.toMatchObject({ code: "rate_limited", details: { retryAfterSeconds: 600 } });
    await expect(hit(new Date("2026-03-01T10:15:00Z"))).resolves.toEqual({ remaining: 4, resetSeconds: 900 });
    await expect(engine.doors.withSystem((tx) => takeHit(tx, `${key}.`, limit, { now }))).resolves.toEqual({
      remaining: 4,
      resetSeconds: 600,
    });
  });
});
