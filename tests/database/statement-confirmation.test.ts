import { sql } from "kysely";
import { expect, it } from "vitest";
import type { VerifierActor } from "#app/assurance/access.server.ts";
import { confirmStatement } from "#app/assurance/confirm-statement.server.ts";
import { withdrawStatement } from "#app/assurance/statement.server.ts";
import { findNamedBody } from "#app/identity/body-identity.server.ts";
import { listNotices } from "#app/notice/notice.server.ts";
import { checkStatements } from "#app/ops/fsck/check-assurance.server.ts";
import { checkPublished } from "#app/ops/fsck/check-published.server.ts";
import { beginInspection } from "#app/ops/fsck/inspection.ts";
import { assuranceStatusOf } from "#app/proof/check-assurance.ts";
import { listStatements } from "#app/report/statement-list.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";
import { proveDomain } from "#tests/support/proved-domain.ts";
import {
  checkStatementsOf,
  STATED_AT as NOW,
  reportStatement as reportNow,
} from "#tests/support/reported-statement.ts";
import { makeKeys, PUBLIC_URL } from "#tests/support/sample-company.ts";

const CHECKED_ON = "2026-03-01";
const BODY = "Sample Verification Body";

onEachEngine(
  "a statement of the organization that a verification body confirms",
  (engine) => {
    const keys = makeKeys();
    const issuer = async () => ({ keys: await keys, publicUrl: PUBLIC_URL });

    const reportStatement = async () => reportNow(engine.doors, await keys);
    type Reported = Awaited<ReturnType<typeof reportStatement>>;

    const makeBody = async (domain = `${crypto.randomUUID()}.example`) => {
      const body = await makeTenant(engine.doors, BODY, "verification_body");
      const identityId = await proveDomain(engine.doors, body, { domain, checkedOn: CHECKED_ON });
      return { identityId, proof: { kind: "domain", value: domain, checkedOn: CHECKED_ON } } as const;
    };

    const confirm = async (verifier: VerifierActor, statementId: string, domain?: string) => {
      const author = { ...verifier, identity: await makeBody(domain) };
      const by = await issuer();
      return engine.doors.withVerifier(verifier, (tx) => confirmStatement(tx, author, by, { statementId, now: NOW }));
    };

    const check = async (of: { number: string }) => checkStatementsOf(engine.doors, await keys, of);

    const list = ({ actor }: Reported) =>
      engine.doors.withTenant(actor, (tx) => listStatements(tx, actor.organizationId));

    it("is one confirmed statement from then on, with both records behind it", async () => {
      const reported = await reportStatement();
      expect((await check(reported)).standing).toMatchObject({ kind: "reported" });
      const [first] = await list(reported);
      const confirmed = await confirm(reported.verifier, reported.statementId, "larch.example");
      const { evidence, statements, standing } = await check(reported);
      expect(evidence).toHaveLength(2);
      expect(statements).toMatchObject([
        {
          holds: true,
          isLogged: true,
          effect: "assures",
          record: {
            confirms: first!.recordSha256,
            enteredBy: "verifier",
            document: first!.record.document,
            opinion: first!.record.opinion,
            verifier: { name: BODY, identity: { kind: "domain", value: "larch.example" } },
          },
          reported: { recordSha256: first!.recordSha256, recordedAt: NOW },
        },
      ]);
      expect(standing).toMatchObject({ kind: "confirmed", identity: { value: "larch.example" } });
      const kept = await list(reported);
      expect(kept).toMatchObject([{ effect: "assures", reported: { recordSha256: first!.recordSha256 } }]);
      expect(kept[0]!.fileId).toBe(first!.fileId);
      const held = kept.map(({ effect, record }) => ({ effect, level: record.engagement.level }));
      expect(assuranceStatusOf(held)).toBe("limited");
      const trail = await engine.doors.withTenant(reported.actor, (tx) =>
        tx.selectFrom("audit_trail").select("action").where("action", "=", "assurance_statement.confirmed").execute(),
      );
      expect(trail).toHaveLength(1);
      const { userId, organizationId } = reported.actor;
      const notices = await engine.doors.withSystem((tx) => listNotices(tx, userId));
      expect(notices.filter(({ kind }) => kind === "assurance_statement.confirmed")).toMatchObject([
        {
          path: `/organizations/${organizationId}/assurance/statements/${confirmed.statementId}`,
          facts: { about: { en: BODY }, other: { en: reported.number } },
        },
      ]);
    });

    it("is derived again by fsck", async () => {
      const reported = await reportStatement();
      await confirm(reported.verifier, reported.statementId);
      const inspection = beginInspection();
      const { actor } = reported;
      await engine.doors.withTenant(actor, (tx) => checkStatements(tx, actor.tenantId, inspection));
      await checkPublished(engine.doors, await keys, inspection);
      expect(inspection.faults).toEqual([]);
    });

    it("is confirmed once, and no longer the organization's to withdraw", async () => {
      const reported = await reportStatement();
      const { statementId, author, verifier } = reported;
      const confirmed = await confirm(verifier, statementId);
      await expect(confirm(verifier, statementId)).rejects.toMatchObject({ details: { reason: "not_confirmable" } });
      await expect(confirm(verifier, confirmed.statementId)).rejects.toMatchObject({
        details: { reason: "not_confirmable" },
      });
      const by = await issuer();
      const end = { statementId, kind: "entered_in_error", reason: "Sample.", now: NOW } as const;
      await expect(
        engine.doors.withTenant(author, (tx) => withdrawStatement(tx, author, by, end)),
      ).rejects.toMatchObject({ code: "conflict", details: { reason: "statement_confirmed" } });
      const around = sql`insert into assurance_statement_withdrawal
        (tenant_id, statement_id, kind, reason, salt, log_index, created_by)
        select tenant_id, id, 'entered_in_error', 'Another.', salt, log_index, ${author.userId}
          from assurance_statement where id = ${statementId}`;
      await expect(engine.doors.withTenant(author, (tx) => around.execute(tx))).rejects.toMatchObject({
        code: "TT004",
      });
    });

    it("remains one statement after the body withdraws it", async () => {
      const reported = await reportStatement();
      const confirmed = await confirm(reported.verifier, reported.statementId);
      const by = await issuer();
      const end = { ...confirmed, kind: "withdrawn_by_verifier", reason: "New evidence.", now: NOW } as const;
      const author = { ...reported.verifier, identity: null };
      await engine.doors.withVerifier(author, (tx) => withdrawStatement(tx, author, by, end));
      const { statements, standing } = await check(reported);
      expect(statements).toMatchObject([{ effect: "withdrawn" }]);
      expect(standing).toBeUndefined();
    });

    it("can't be confirmed after its withdrawal, nor by a verifier of another inventory", async () => {
      const reported = await reportStatement();
      const other = await reportStatement();
      await expect(confirm(other.verifier, reported.statementId)).rejects.toMatchObject({ code: "not_found" });
      const by = await issuer();
      const { author, statementId, verifier } = reported;
      const end = { statementId, kind: "entered_in_error", reason: "Sample.", now: NOW } as const;
      await engine.doors.withTenant(author, (tx) => withdrawStatement(tx, author, by, end));
      await expect(confirm(verifier, statementId)).rejects.toMatchObject({ details: { reason: "not_confirmable" } });
    });

    it.each([
      ["another level", { level: "reasonable" }],
      ["another opinion", { opinion_text: "Another." }],
      ["another body", { verifier_name: "Another Body" }],
      ["another lead", { lead_verifier: "Another" }],
    ])("is refused by the database with %s", async (_, changes) => {
      const reported = await reportStatement();
      const { verifier } = reported;
      const identity = await makeBody();
      await expect(
        engine.doors.withVerifier(verifier, async (tx) => {
          const row = await tx
            .selectFrom("assurance_statement")
            .selectAll()
            .where("id", "=", reported.statementId)
            .executeTakeFirstOrThrow();
          const next = {
            ...row,
            id: crypto.randomUUID(),
            entered_by: "verifier" as const,
            engagement_id: verifier.engagementId,
            identity_id: identity.identityId,
            identity_kind: identity.proof.kind,
            identity_value: identity.proof.value,
            identity_checked_on: identity.proof.checkedOn,
            confirms: row.record_sha256,
            record_sha256: "1".repeat(64),
            created_by: verifier.userId,
            ...changes,
          };
          await tx
            .insertInto("assurance_statement")
            .values(next as typeof row)
            .execute();
        }),
      ).rejects.toMatchObject({ code: "TT004", message: expect.stringContaining("not_the_reported_statement") });
    });

    it.each([
      ["Sample Verification Body Ltd", "domain"],
      ["sample verification-body", "domain"],
      ["Another Verification Body", "names_another_body"],
      ["SGS", "name_held"],
    ])("names the body that confirms it: %s", async (name, outcome) => {
      const body = await makeTenant(engine.doors, BODY, "verification_body");
      await proveDomain(engine.doors, body, { domain: `${body.tenantId}.example`, checkedOn: CHECKED_ON });
      const asked = { ...body, name, verified: { tenantId: crypto.randomUUID(), organizationId: crypto.randomUUID() } };
      const found = await engine.doors.withSystem((tx) => findNamedBody(tx, asked, new Date(NOW)));
      expect(typeof found === "string" ? found : found.proof.kind).toBe(outcome);
    });
  },
  "factor library",
);
