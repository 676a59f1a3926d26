import { sql } from "kysely";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { renameTenant, stateTenantKind } from "#app/access/membership.server.ts";
import { decideName } from "#app/identity/name-review.server.ts";
import { getVerifierProfile, publishVerifier, stateVerifierProfile } from "#app/identity/verifier-profile.server.ts";
import { NO_PROFILE } from "#app/identity/verifier-profile.ts";
import { verifiers } from "#app/identity/verifiers.list.server.ts";
import { inTenant } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";
import { proveDomain } from "#tests/support/prove-domain.ts";

const ACCREDITATION = {
  body: "Sample Accreditation Board",
  number: "SAB-0001",
  scope: "ISO 14064-1, limited and reasonable",
  expiresOn: "2027-06-30",
  registerUrl: "https://register.sample.example/SAB-0001",
};

onEachEngine("the public directory of verification bodies", (engine) => {
  const makeBody = (name: string) => makeTenant(engine.doors, name, "verification_body");
  const state = (actor: Actor, isListed: boolean, accreditation = ACCREDITATION) =>
    engine.doors.withTenant(actor, async (tx) => {
      const { version: basedOn } = await getVerifierProfile(tx);
      await stateVerifierProfile(tx, actor, { basedOn, isListed, accreditation });
    });
  const listed = async (name: string, now = new Date()) => {
    const scope = { tenantId: "", organizationId: "", userId: "", role: "viewer", source: "page", now } as const;
    const rows = await engine.doors.withPublic((tx) => verifiers.rows(tx as never, scope).execute());
    return rows.filter((row) => row.name === name);
  };

  it("lists a body once its owner chose so and a domain is proved, until either ends", async () => {
    const body = await makeBody("Larch Directory Body");
    await state(body, true);
    expect(await listed("Larch Directory Body")).toEqual([]);
    await engine.doors.withTenant(body, (tx) => proveDomain(tx, body, "directory-larch.example"));
    expect(await listed("Larch Directory Body")).toMatchObject([
      {
        accreditation_body: "Sample Accreditation Board",
        accreditation_number: "SAB-0001",
        accreditation_expires_on: "2027-06-30",
        domains: [{ domain: "directory-larch.example", method: "dns", failedAt: null, endedAt: null }],
        registrations: [],
        confirmed: 0,
      },
    ]);
    const weeksLater = new Date(Date.now() + 40 * 86_400_000);
    expect(await listed("Larch Directory Body", weeksLater)).toEqual([]);
    await state(body, false);
    expect(await listed("Larch Directory Body")).toEqual([]);
  });

  it("keeps each version of the accreditation, with an entry in the audit trail", async () => {
    const body = await makeBody("Oak Directory Body");
    await state(body, false);
    await state(body, false, { ...ACCREDITATION, number: "SAB-0002" });
    const { rows } = await engine.doors.withTenant(body, (tx) =>
      sql<{ n: number; v: number }>`select (select count(*)::int from verifier_profile) as v,
        (select count(*)::int from audit_trail where action = 'verifier_profile.stated') as n`.execute(tx),
    );
    expect(rows).toEqual([{ n: 2, v: 2 }]);
  });

  it("follows the name and the kind of the workspace", async () => {
    const body = await makeBody("Elm Directory Body");
    await engine.doors.withTenant(body, (tx) => proveDomain(tx, body, "directory-elm.example"));
    await state(body, true);
    await engine.doors.withTenant(body, async (tx) => {
      await renameTenant(tx, body, "Elm Directory Body Ltd");
      await publishVerifier(tx);
    });
    expect(await listed("Elm Directory Body")).toEqual([]);
    expect(await listed("Elm Directory Body Ltd")).toHaveLength(1);
    await engine.doors.withTenant(body, async (tx) => {
      await stateTenantKind(tx, body, "consultancy");
      await publishVerifier(tx);
    });
    expect(await listed("Elm Directory Body Ltd")).toEqual([]);
    const other = await makeTenant(engine.doors, "Ash Directory Advisory", "consultancy");
    await expect(state(other, true)).rejects.toMatchObject({ code: "TT004" });
  });

  it("does not list a name like that of a known body until the operator released it", async () => {
    const name = "TÜV Directory Sample";
    const body = await makeBody(name);
    await engine.doors.withTenant(body, (tx) => proveDomain(tx, body, "directory-tuv.example"));
    await state(body, true);
    expect(await listed(name)).toEqual([]);
    const decide = (decision: "released" | "held") =>
      engine.doors.withSystem(async (tx) => {
        const { tenantId } = body;
        await decideName(tx, { tenantId, name, decision, reason: "Sample", operator: "Sample operator" });
        await inTenant(tx, body, publishVerifier);
      });
    await decide("released");
    expect(await listed(name)).toHaveLength(1);
    await decide("held");
    expect(await listed(name)).toEqual([]);
  });

  it("refuses an accreditation that can't be looked up", async () => {
    const body = await makeBody("Yew Directory Body");
    for (const part of ["body", "number", "scope", "registerUrl"] as const)
      await expect(state(body, false, { ...ACCREDITATION, [part]: "" }), part).rejects.toMatchObject({ code: "23514" });
    await state(body, false, { ...NO_PROFILE.accreditation, expiresOn: null } as never);
  });
});
