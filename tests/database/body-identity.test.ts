import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { recordStatement } from "#app/assurance/statement.server.ts";
import { findBodyIdentity, listProvedBodies } from "#app/identity/body-identity.server.ts";
import { recordRegistration, withdrawRegistration } from "#app/identity/registration.server.ts";
import type { VerifierIdentity } from "#app/proof/assurance-credential.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { getPublishedReport } from "#app/report/verification.server.ts";
import { actAs } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";
import { engageVerifier, hotelNights, sampleStatement, storedFile } from "#tests/support/sample-assurance.ts";
import { issueNow, makeCompany, makeKeys, PUBLIC_URL, runNow, YEAR } from "#tests/support/sample-company.ts";

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
    const find = ({ userId, tenantId }: Pick<Actor, "userId" | "tenantId">, name = NAME) =>
      engine.doors.withSystem((tx) => findBodyIdentity(tx, { userId, tenantId, name }, NOW));
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
      const body = await makeTenant(engine.doors);
      const other = await makeTenant(engine.doors);
      await expect(find(body)).rejects.toMatchObject({ code: "not_found" });
      await proveDomain(body, "larch.example");
      expect(await find(body)).toEqual({ kind: "domain", value: "larch.example", checkedOn: "2026-03-03" });
      await expect(find({ userId: other.userId, tenantId: body.tenantId })).rejects.toMatchObject({
        code: "not_found",
      });
      const listed = await engine.doors.withSystem((tx) => listProvedBodies(tx, body.userId, NOW));
      expect(listed.map(({ tenantId }) => tenantId)).toEqual([body.tenantId]);
    });

    it("is not a domain whose proof lapsed", async () => {
      const body = await makeTenant(engine.doors);
      await proveDomain(body, "lapsed.example", NOW);
      await expect(find(body)).rejects.toMatchObject({ code: "not_found" });
    });

    it.each(["SGS", "ＳＧＳ Sample", "TÜV Sample", "中国质量认证中心"])(
      "is refused for %s with a domain alone, and needs the operator's check of exactly this name",
      async (name) => {
        const body = await makeTenant(engine.doors);
        await proveDomain(body, `${body.tenantId}.example`);
        expect(await find(body, name)).toBe("name_held");
        await register(body.tenantId, name);
        const proved = { kind: "registration", value: "SAMPLE-17, Sample register", checkedOn: "2026-03-01" };
        expect(await find(body, name)).toEqual(proved);
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
      const by = { keys: await keys, publicUrl: PUBLIC_URL };
      const record = (identity: VerifierIdentity) =>
        engine.doors.withVerifier(verifier, (tx) =>
          recordStatement(tx, { ...verifier, identity }, by, {
            reportId: issued.reportId,
            input,
            document: { file: storedFile(), publicBytes: null },
            now: NOW.toISOString(),
          }),
        );
      const domain = { kind: "domain", value: "oak.example", checkedOn: "2026-03-03" } as const;
      await expect(record(domain)).rejects.toMatchObject({ code: "TT004" });
      await proveDomain(await makeTenant(engine.doors), "oak.example");
      await expect(record({ ...domain, checkedOn: "2026-03-02" })).rejects.toMatchObject({ code: "TT004" });
      await expect(record(domain)).resolves.toMatchObject({ statementId: expect.any(String) });
      const registration = { kind: "registration", value: "SAMPLE-17, Sample register", checkedOn: "2026-03-01" };
      await expect(record({ ...registration, kind: "registration" })).rejects.toMatchObject({ code: "TT004" });
    });
  },
  "factor library",
);
