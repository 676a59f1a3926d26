import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { makeApiKey } from "#app/access/api-key.server.ts";
import { answerOnce, KEPT_HOURS } from "#app/api/idempotency.server.ts";
import { addFacility, listFacilities } from "#app/places/facility/facility.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";

const FACILITY = { nameEn: "Plant A", nameZh: "一厂", country: "CN", gridRegion: "CN-JS", consolidationShare: "1" };

onEachEngine("repeated requests", (engine) => {
  async function makeKeys() {
    const owner = await makeTenant(engine.doors);
    const input = { name: "ERP", reach: "organization", scopes: ["read"], days: 30 } as const;
    const made = await engine.doors.withTenant(owner, async (tx) => [
      await makeApiKey(tx, owner, input),
      await makeApiKey(tx, owner, input),
    ]);
    return { owner, keyIds: made.map(({ id }) => id) };
  }

  const ask = (
    owner: Actor,
    apiKeyId: string,
    { key, content, fails = false }: { key: string; content: string; fails?: boolean },
    now?: Date,
  ) =>
    engine.doors.withTenant(owner, (tx) =>
      answerOnce(
        tx,
        { tenantId: owner.tenantId, apiKeyId, key, content },
        async () => {
          const { id } = await addFacility(tx, owner, FACILITY);
          if (fails) throw new Error("refused after the work");
          return { status: 201, headers: { ETag: '"1"' }, body: id };
        },
        now,
      ),
    );

  const count = async (owner: Actor) =>
    (await engine.doors.withTenant(owner, (tx) => listFacilities(tx, owner.organizationId))).length;

  it("run once and get the same answer", async () => {
    const { owner, keyIds } = await makeKeys();
    const first = await ask(owner, keyIds[0]!, { key: "a", content: "x" });
    const again = await ask(owner, keyIds[0]!, { key: "a", content: "x" });
    expect(first).toMatchObject({ isRepeated: false, status: 201, headers: { ETag: '"1"' } });
    expect(again).toEqual({ ...first, isRepeated: true });
    expect(await count(owner)).toBe(1);
  });

  it("are separate by API key and idempotency key, and rejected with another content", async () => {
    const { owner, keyIds } = await makeKeys();
    await ask(owner, keyIds[0]!, { key: "a", content: "x" });
    await ask(owner, keyIds[1]!, { key: "a", content: "y" });
    await ask(owner, keyIds[0]!, { key: "b", content: "x" });
    expect(await count(owner)).toBe(3);
    await expect(ask(owner, keyIds[0]!, { key: "a", content: "y" })).rejects.toMatchObject({
      code: "invalid",
      details: { reason: "idempotency_key_reused" },
    });
    expect(await count(owner)).toBe(3);
  });

  it("leave neither effect nor answer where the work failed", async () => {
    const { owner, keyIds } = await makeKeys();
    await expect(ask(owner, keyIds[0]!, { key: "a", content: "x", fails: true })).rejects.toThrow("refused after");
    expect(await count(owner)).toBe(0);
    expect(await ask(owner, keyIds[0]!, { key: "a", content: "corrected" })).toMatchObject({ isRepeated: false });
    expect(await count(owner)).toBe(1);
  });

  it("are deleted after a day", async () => {
    const { owner, keyIds } = await makeKeys();
    const now = new Date("2026-03-01T00:00:00Z");
    const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
    await ask(owner, keyIds[0]!, { key: "a", content: "x" }, now);
    expect(await ask(owner, keyIds[0]!, { key: "a", content: "x" }, later(KEPT_HOURS))).toMatchObject({
      isRepeated: true,
    });
    const after = await ask(owner, keyIds[0]!, { key: "a", content: "y" }, later(KEPT_HOURS + 0.01));
    expect(after.isRepeated).toBe(false);
    const rows = await engine.doors.withTenant(owner, (tx) => tx.selectFrom("idempotency_key").selectAll().execute());
    expect(rows).toHaveLength(1);
  });

  it("have one effect even if sent twenty times at once, and must wait while the first one runs", async () => {
    const { owner, keyIds } = await makeKeys();
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, () => ask(owner, keyIds[0]!, { key: "burst", content: "x" })),
    );
    const answers = tries.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    const refusals = tries.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    expect(answers.filter(({ isRepeated }) => !isRepeated)).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({
        code: "conflict",
        details: { reason: "request_in_flight", retryAfterSeconds: expect.any(Number) },
      });
    }
    expect(await count(owner)).toBe(1);
  });

  it("of another tenant never get a stored answer", async () => {
    const [one, other] = [await makeKeys(), await makeKeys()];
    await ask(one.owner, one.keyIds[0]!, { key: "a", content: "x" });
    const rows = await engine.doors.withTenant(other.owner, (tx) =>
      tx.selectFrom("idempotency_key").selectAll().execute(),
    );
    expect(rows).toEqual([]);
    // Even with the id of the other tenant's API key, the answer can't be stored.
    await expect(ask(other.owner, one.keyIds[0]!, { key: randomUUID(), content: "x" })).rejects.toThrow();
    expect(await count(other.owner)).toBe(0);
  });
});
