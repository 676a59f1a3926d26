import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { findApiKey, makeApiKey, revokeApiKey, roleOfKey, selectApiKeys } from "#app/access/api-key.server.ts";
import { drawSecret, hashSecret, hintOf, holdsSecret, isSecret } from "#app/access/api-key-secret.ts";
import { API_SCOPES } from "#app/access/api-scope.ts";
import { changeRole, listMembers, removeMember } from "#app/access/membership.server.ts";
import { addOrganization } from "#app/organization/organization.server.ts";
import { addFacility } from "#app/places/facility/facility.server.ts";
import type { Role } from "#db/schema.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";

const DAY_MS = 86_400_000;
const FACILITY = { nameEn: "Plant A", nameZh: "一厂", country: "CN", gridRegion: "CN-JS", consolidationShare: "1" };

describe("the secret of an API key", () => {
  it("is never drawn twice, has the prefix that scanners look for, and 190 random bits", () => {
    const drawn = Array.from({ length: 2000 }, drawSecret);
    expect(new Set(drawn).size).toBe(drawn.length);
    for (const secret of drawn) expect(secret).toMatch(/^tt_live_[0-9A-Za-z]{38}$/);
    // Each of the 62 digits must occur about equally often.
    const counts = new Map<string, number>();
    for (const digit of drawn.flatMap((secret) => [...secret.slice(8, 40)])) {
      counts.set(digit, (counts.get(digit) ?? 0) + 1);
    }
    expect(counts.size).toBe(62);
    for (const [digit, found] of counts) {
      expect(found, digit).toBeGreaterThan((2000 * 32) / 62 / 1.4);
      expect(found, digit).toBeLessThan(((2000 * 32) / 62) * 1.4);
    }
  });

  it("detects a wrong digit, two swapped ones and a missing end as typos", () => {
    fc.assert(
      fc.property(fc.nat(37), fc.nat(61), (place, change) => {
        const secret = drawSecret();
        expect(isSecret(secret)).toBe(true);
        const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        const at = 8 + place;
        const other = digits[change]!;
        if (other !== secret[at]) expect(isSecret(secret.slice(0, at) + other + secret.slice(at + 1))).toBe(false);
        const swapped = [...secret];
        if (at + 1 < secret.length && secret[at] !== secret[at + 1]) {
          [swapped[at], swapped[at + 1]] = [swapped[at + 1]!, swapped[at]!];
          expect(isSecret(swapped.join(""))).toBe(false);
        }
        expect(isSecret(secret.slice(0, -1))).toBe(false);
      }),
    );
    for (const text of ["", "tt_live_", "Bearer", drawSecret().toLowerCase(), `${drawSecret()} `, "tt_test_x"]) {
      expect(isSecret(text), text).toBe(false);
    }
    expect(holdsSecret(`/api/v1/key?key=${drawSecret()}`)).toBe(true);
    expect(drawSecret().startsWith(hintOf(drawSecret()).slice(0, 8))).toBe(true);
    expect(hashSecret("a")).toHaveLength(32);
  });
});

onEachEngine("keys of the API", (engine) => {
  const INPUT = { name: "ERP", reach: "organization", scopes: API_SCOPES, days: 90 } as const;
  const within = <T>(actor: Actor, work: Parameters<typeof engine.doors.withTenant<T>>[1]) =>
    engine.doors.withTenant(actor, work);
  const make = (actor: Actor, input: Partial<Parameters<typeof makeApiKey>[2]> = {}, now?: Date) =>
    within(actor, (tx) => makeApiKey(tx, actor, { ...INPUT, ...input }, now));
  const find = (secret: string, now = new Date()) => engine.doors.withSystem((tx) => findApiKey(tx, secret, now));
  const list = (actor: Actor) =>
    within(actor, (tx) => selectApiKeys(tx, actor.organizationId).orderBy("api_key.created_at", "desc").execute());

  /** Adds a member to the whole tenant or to one organization only. */
  async function join(owner: Actor, role: Role, organizationId: string | null = null): Promise<Actor> {
    const userId = randomUUID();
    await engine.doors.accounts
      .insertInto("user_account")
      .values({
        id: userId,
        name: "Li Na",
        email: `${userId}@sample.example`,
        email_verified: true,
        locale: "en",
        two_factor_enabled: false,
      })
      .execute();
    await engine.doors.withSystem((tx) =>
      tx
        .insertInto("membership")
        .values({ tenant_id: owner.tenantId, user_id: userId, organization_id: organizationId, role })
        .execute(),
    );
    return { ...owner, userId, role };
  }

  const membershipOf = async (owner: Actor, userId: string) =>
    (await within(owner, (tx) => listMembers(tx, owner.organizationId))).find((member) => member.userId === userId)!
      .membershipId;

  it("are found by their secret, of which only a hash and the first characters are stored", async () => {
    const owner = await makeTenant(engine.doors);
    const { id, secret } = await make(owner);
    const found = await find(secret);
    expect(found).toMatchObject({
      ok: true,
      key: { keyId: id, tenantId: owner.tenantId, organizationId: owner.organizationId, scopes: [...API_SCOPES] },
    });
    const rows = await within(owner, (tx) => tx.selectFrom("api_key").selectAll().execute());
    expect(JSON.stringify(rows)).not.toContain(secret.slice(12));
    const trail = await within(owner, (tx) => tx.selectFrom("audit_trail").selectAll().execute());
    expect(JSON.stringify(trail)).not.toContain(secret.slice(12));
    expect(trail.at(-1)).toMatchObject({ action: "api_key.made", subject_id: id });
    expect(await find(drawSecret())).toEqual({ ok: false, fault: "key_unknown" });
    expect(await find(`${secret.slice(0, -1)}~`)).toEqual({ ok: false, fault: "key_mistyped" });
  });

  it("end on their day, at most a year after they were created", async () => {
    const owner = await makeTenant(engine.doors);
    const now = new Date("2026-03-01T00:00:00Z");
    const { secret } = await make(owner, { days: 30 }, now);
    const end = now.getTime() + 30 * DAY_MS;
    expect(await find(secret, new Date(end - 1))).toMatchObject({ ok: true });
    expect(await find(secret, new Date(end))).toEqual({ ok: false, fault: "key_expired" });
    await expect(make(owner, { days: 367 })).rejects.toThrow();
    await expect(make(owner, { days: 0 })).rejects.toThrow();
    await expect(make(owner, { scopes: [] })).rejects.toThrow();
  });

  it("stop with the next request after they are revoked, and record a repeated revocation once", async () => {
    const owner = await makeTenant(engine.doors);
    const { id, secret } = await make(owner);
    await within(owner, (tx) => revokeApiKey(tx, owner, id));
    await within(owner, (tx) => revokeApiKey(tx, owner, id));
    expect(await find(secret)).toEqual({ ok: false, fault: "key_revoked" });
    const trail = await within(owner, (tx) => tx.selectFrom("audit_trail").select("action").execute());
    expect(trail.filter(({ action }) => action === "api_key.revoked")).toHaveLength(1);
    expect((await list(owner))[0]).toMatchObject({ id, revoked_at: expect.any(Date) });
  });

  it("have the current permissions of their maker, and stop when the maker leaves", async () => {
    const owner = await makeTenant(engine.doors);
    const admin = await join(owner, "admin");
    const { secret } = await make(admin, { reach: "tenant" });
    const roleNow = async () => {
      const found = await find(secret);
      return found.ok ? roleOfKey(found.key) : found.fault;
    };
    expect(await roleNow()).toBe("admin");
    const manager = { ...owner, role: "owner" as const };
    const membershipId = await membershipOf(owner, admin.userId);
    for (const role of ["editor", "viewer", "admin"] as const) {
      await within(owner, (tx) => changeRole(tx, manager, membershipId, role));
      expect(await roleNow()).toBe(role);
    }
    await within(owner, (tx) => removeMember(tx, manager, membershipId));
    expect(await roleNow()).toBe("key_without_maker");
  });

  it("reach no further than their maker: a manager of one organization creates keys for that one only", async () => {
    const owner = await makeTenant(engine.doors);
    const other = await within(owner, (tx) =>
      addOrganization(tx, owner, { nameEn: "Other", nameZh: "", consolidationApproach: "equity_share", gwpSet: "AR6" }),
    );
    const local = await join(owner, "admin", owner.organizationId);
    await expect(make(local, { reach: "tenant" })).rejects.toMatchObject({ code: "forbidden" });
    const { secret } = await make(local);
    expect(await find(secret)).toMatchObject({ ok: true, key: { organizationId: owner.organizationId } });
    const whole = await make(owner, { reach: "tenant" });
    await expect(within(local, (tx) => revokeApiKey(tx, local, whole.id))).rejects.toMatchObject({ code: "forbidden" });
    // A membership of one organization gives no permission to a key for all.
    const stray = await join(owner, "admin");
    const ofStray = await make(stray, { reach: "tenant" });
    await engine.doors.withSystem((tx) =>
      tx
        .insertInto("membership")
        .values({ tenant_id: owner.tenantId, user_id: stray.userId, organization_id: other.id, role: "owner" })
        .execute(),
    );
    const manager = { ...owner, role: "owner" as const };
    const membershipId = await membershipOf(owner, stray.userId);
    await within(owner, (tx) => removeMember(tx, manager, membershipId));
    expect(await find(ofStray.secret)).toEqual({ ok: false, fault: "key_without_maker" });
  });

  it("of another tenant can be neither seen nor revoked", async () => {
    const [a, b] = [await makeTenant(engine.doors), await makeTenant(engine.doors)];
    const { id, secret } = await make(a);
    expect(await list(b)).toEqual([]);
    await expect(within(b, (tx) => revokeApiKey(tx, b, id))).rejects.toMatchObject({ code: "not_found" });
    await expect(within(a, (tx) => revokeApiKey(tx, a, randomUUID()))).rejects.toMatchObject({ code: "not_found" });
    expect(await find(secret)).toMatchObject({ ok: true });
  });

  it("are facts: they can't be extended, widened or restored", async () => {
    const owner = await makeTenant(engine.doors);
    const { id } = await make(owner, { scopes: ["read"] });
    await within(owner, (tx) => revokeApiKey(tx, owner, id));
    const acts = [
      () =>
        within(owner, (tx) =>
          tx
            .updateTable("api_key")
            .set({ expires_at: new Date(9e12) })
            .execute(),
        ),
      () =>
        within(owner, (tx) =>
          tx
            .updateTable("api_key")
            .set({ scopes: [...API_SCOPES] })
            .execute(),
        ),
      () => within(owner, (tx) => tx.deleteFrom("api_key_revocation").execute()),
      () => within(owner, (tx) => tx.deleteFrom("api_key_use").execute()),
    ];
    for (const act of acts) await expect(act()).rejects.toMatchObject({ code: "42501" });
  });

  it("show the day of their last use, but no time", async () => {
    const owner = await makeTenant(engine.doors);
    const made = new Date("2026-03-01T00:00:00Z");
    const { secret } = await make(owner, {}, made);
    expect((await list(owner))[0]?.last_used_on).toBeNull();
    for (const at of ["2026-03-02T08:00:00Z", "2026-03-02T23:59:59Z", "2026-03-04T00:00:00Z"]) {
      await find(secret, new Date(at));
    }
    expect((await list(owner))[0]?.last_used_on).toBe("2026-03-04");
    const uses = await within(owner, (tx) => tx.selectFrom("api_key_use").select("used_on").execute());
    expect(uses.map(({ used_on }) => used_on).sort()).toEqual(["2026-03-02", "2026-03-04"]);
  });

  it("are authors with a name, along with the member who created them", async () => {
    const owner = await makeTenant(engine.doors);
    const { id } = await make(owner, { name: "Meter gateway" });
    const author = { ...owner, userId: `key:${id}`, source: "api" as const };
    await within(author, (tx) => addFacility(tx, author, FACILITY));
    const rows = await within(owner, (tx) =>
      tx
        .selectFrom("audit_trail")
        .innerJoin("author", "author.id", "audit_trail.user_id")
        .select(["author.name", "author.person_id", "audit_trail.source", "action"])
        .where("action", "=", "facility.added")
        .execute(),
    );
    expect(rows).toEqual([{ name: "Meter gateway", person_id: owner.userId, source: "api", action: "facility.added" }]);
    const stranger = await makeTenant(engine.doors);
    const seen = await within(stranger, (tx) => tx.selectFrom("author").select("id").execute());
    expect(new Set(seen.map((row) => row.id))).toEqual(new Set([stranger.userId, "system"]));
  });
});
