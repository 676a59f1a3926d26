import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { revokeEngagement } from "#app/access/engagement.server.ts";
import { stateTenantKind } from "#app/access/membership.server.ts";
import { recordStatement } from "#app/assurance/statement.server.ts";
import { findBodyIdentity, listProvedBodies } from "#app/identity/body-identity.server.ts";
import { recordRegistration, withdrawRegistration } from "#app/identity/registration.server.ts";
import { addOrganization } from "#app/organization/organization.server.ts";
import type { VerifierIdentity } from "#app/proof/assurance-credential.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { getPublishedReport } from "#app/report/verification.server.ts";
import { actAs } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";
import { engageVerifier, hotelNights, sampleStatement, storedFile } from "#tests/support/sample-assurance.ts";
import { issueNow, makeCompany, makeKeys, PUBLIC_URL, runNow, YEAR } from "#tests/support/sample-company.ts";
import { engageConsultancy } from "#tests/support/sample-engagement.ts";

const NOW = new Date("2026-03-03T08:00:00.000Z");
const NAME = "Larch Sample Verification";

onEachEngine(
  "the identity of a verification body",
  (engine) => {
    const keys = makeKeys();

    /** Publishes a proof as the checks of a domain do. */
    const proveDomain = (actor: Actor, domain: string, lapsedAt: Date | null = null) =>
      engine.doors.withTenant(actor, async (tx) => {
        const { identity_id } = await tx.selectFrom("tenant").select("identity_id").executeTakeFirstOrThrow();
        const at = { proved_at: NOW, confirmed_at: NOW, failed_at: null, lapsed_at: lapsedAt };
        await actAs(tx, "app_log", () =>
          tx
            .insertInto("domain_proof")
            .values({ identity_id, domain, method: "dns", ...at })
            .execute(),
        );
      });
    const makeBody = () => makeTenant(engine.doors, NAME, "verification_body");
    const identityIdOf = ({ tenantId }: Actor) =>
      engine.doors.withSystem(async (tx) => {
        const row = tx.selectFrom("tenant").select("identity_id").where("id", "=", tenantId);
        return (await row.executeTakeFirstOrThrow()).identity_id;
      });
    /** An inventory with which no body has to do. */
    const FOREIGN = { tenantId: randomUUID(), organizationId: randomUUID() };
    const find = (
      { userId, tenantId }: Pick<Actor, "userId" | "tenantId">,
      name = NAME,
      verified: { tenantId: string; organizationId: string } = FOREIGN,
    ) => engine.doors.withSystem((tx) => findBodyIdentity(tx, { userId, tenantId, name, verified }, NOW));
    const list = ({ userId }: Actor, verified: { tenantId: string; organizationId: string } = FOREIGN) =>
      engine.doors.withSystem((tx) => listProvedBodies(tx, userId, verified, NOW));
    const register = (tenantId: string, name: string) =>
      engine.doors.withSystem((tx) =>
        recordRegistration(tx, {
          tenantId,
          name,
          number: "SAMPLE-17",
          register: "Sample register",
          checkedOn: "2026-03-01",
          evidence: "Extract of the register, on file",
          operator: "Sample operator",
        }),
      );

    it("is a proved domain of a workspace that the person manages", async () => {
      const body = await makeBody();
      const other = await makeTenant(engine.doors);
      await expect(find(body)).rejects.toMatchObject({ code: "not_found" });
      await proveDomain(body, "larch.example");
      expect(await find(body)).toEqual({
        identityId: await identityIdOf(body),
        proof: { kind: "domain", value: "larch.example", checkedOn: "2026-03-03" },
      });
      await expect(find({ userId: other.userId, tenantId: body.tenantId })).rejects.toMatchObject({
        code: "not_found",
      });
      const listed = await list(body);
      expect(listed.map(({ tenantId }) => tenantId)).toEqual([body.tenantId]);
    });

    it.each(["company", "consultancy"] as const)(
      "is not a workspace of kind %s, until its owner changes it",
      async (kind) => {
        const body = await makeTenant(engine.doors, NAME, kind);
        await proveDomain(body, `${body.tenantId}.example`);
        expect(await list(body)).toEqual([]);
        await expect(find(body)).rejects.toMatchObject({ code: "not_found" });
        await engine.doors.withTenant(body, (tx) => stateTenantKind(tx, body, "verification_body"));
        expect(await list(body)).toHaveLength(1);
      },
    );

    it("is not the workspace that holds the organization, nor a consultancy that was ever engaged for it", async () => {
      const body = await makeBody();
      await proveDomain(body, `${body.tenantId}.example`);
      expect(await list(body, body)).toEqual([]);
      const client = await makeTenant(engine.doors);
      const second = await engine.doors.withTenant(client, (tx) =>
        addOrganization(tx, client, {
          nameEn: "Second",
          nameZh: "",
          consolidationApproach: "operational_control",
          gwpSet: "AR6",
        }),
      );
      expect(await list(body, client)).toHaveLength(1);
      const engagementId = await engageConsultancy(engine.doors, client, body);
      expect(await list(body, client)).toEqual([]);
      expect(await list(body, { tenantId: client.tenantId, organizationId: second.id })).toHaveLength(1);
      await engine.doors.withTenant(client, (tx) =>
        revokeEngagement(tx, client, { engagementId, reason: "Sample", by: "company" }),
      );
      expect(await list(body, client)).toEqual([]);
      await expect(find(body, NAME, client)).rejects.toMatchObject({ code: "not_found" });
    });

    it("is not a domain whose proof lapsed", async () => {
      const body = await makeBody();
      await proveDomain(body, "lapsed.example", NOW);
      await expect(find(body)).rejects.toMatchObject({ code: "not_found" });
    });

    it.each(["SGS", "ＳＧＳ Sample", "TÜV Sample", "中国质量认证中心"])(
      "is refused for %s with a domain alone, and needs the operator's check of exactly this name",
      async (name) => {
        const body = await makeBody();
        await proveDomain(body, `${body.tenantId}.example`);
        expect(await find(body, name)).toBe("name_held");
        await register(body.tenantId, name);
        const proved = { kind: "registration", value: "SAMPLE-17, Sample register", checkedOn: "2026-03-01" };
        expect(await find(body, name)).toMatchObject({ proof: proved });
        expect(await find(body, `${name} Ltd`)).toBe("name_held");
        const end = { tenantId: body.tenantId, name, reason: "Sample", operator: "Sample operator" };
        await engine.doors.withSystem((tx) => withdrawRegistration(tx, end));
        expect(await find(body, name)).toBe("name_held");
      },
    );

    it("can't be recorded with a statement unless it is proved", async () => {
      const { actor, inventory } = await makeCompany(engine.doors);
      await engine.doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights("3")]));
      const issued = await issueNow(engine.doors, await keys, actor, {
        runId: await runNow(engine.doors, actor, inventory),
      });
      if (!issued.ok) throw new Error(JSON.stringify(issued.blockers));
      const { number } = await engine.doors.withTenant(actor, (tx) =>
        tx.selectFrom("report").select("number").where("id", "=", issued.reportId).executeTakeFirstOrThrow(),
      );
      const { inventorySha256 } = await engine.doors.withPublic((tx) => getPublishedReport(tx, number));
      const verifier = await engageVerifier(engine.doors, actor, inventory.id);
      const input = sampleStatement(inventorySha256);
      const issuer = { keys: await keys, publicUrl: PUBLIC_URL };
      const body = await makeBody();
      const record = async (proof: VerifierIdentity, by = body) => {
        const identity = { identityId: await identityIdOf(by), proof };
        return engine.doors.withVerifier(verifier, (tx) =>
          recordStatement(tx, { ...verifier, identity }, issuer, {
            subject: { reportId: issued.reportId },
            input,
            document: { file: storedFile(), publicBytes: null },
            now: NOW.toISOString(),
          }),
        );
      };
      const domain = { kind: "domain", value: "oak.example", checkedOn: "2026-03-03" } as const;
      await expect(record(domain)).rejects.toMatchObject({ code: "TT004" });
      await proveDomain(body, "oak.example");
      await expect(record({ ...domain, checkedOn: "2026-03-02" })).rejects.toMatchObject({ code: "TT004" });
      const registration = { kind: "registration", value: "SAMPLE-17, Sample register", checkedOn: "2026-03-01" };
      await expect(record({ ...registration, kind: "registration" })).rejects.toMatchObject({ code: "TT004" });
      // The proof of one workspace is none of another.
      await expect(record(domain, await makeBody())).rejects.toThrow("identity_not_proved");
      const advisors = await makeTenant(engine.doors, "Ash Sample Advisory", "consultancy");
      await proveDomain(advisors, "ash.example");
      await expect(record({ ...domain, value: "ash.example" }, advisors)).rejects.toThrow("body_not_independent");
      const engaged = await makeBody();
      await proveDomain(engaged, "elm.example");
      await engageConsultancy(engine.doors, actor, engaged);
      await expect(record({ ...domain, value: "elm.example" }, engaged)).rejects.toThrow("body_not_independent");
      await engine.doors.withTenant(actor, (tx) => stateTenantKind(tx, actor, "verification_body"));
      await proveDomain(actor, "holder.example");
      await expect(record({ ...domain, value: "holder.example" }, actor)).rejects.toThrow("body_not_independent");
      await expect(record(domain)).resolves.toMatchObject({ statementId: expect.any(String) });
    });
  },
  "factor library",
);
