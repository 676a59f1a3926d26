import { sql } from "kysely";
import { expect, it } from "vitest";
import { confirmStatement } from "#app/assurance/confirm-statement.server.ts";
import { disownStatement, listNamedStatements } from "#app/assurance/named/named-statement.server.ts";
import { recordStatement, withdrawStatement } from "#app/assurance/statement.server.ts";
import { recordRegistration } from "#app/identity/registration.server.ts";
import { listNotices } from "#app/notice/notice.server.ts";
import { checkPublished } from "#app/ops/fsck/check-published.server.ts";
import { beginInspection } from "#app/ops/fsck/inspection.ts";
import { assuranceStatusOf } from "#app/proof/check-assurance.ts";
import { listStatements } from "#app/report/statement-list.server.ts";
import { actAs, openDoors } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { addColleague, makeTenant } from "#tests/support/make-tenant.ts";
import { asOwner, editFacts } from "#tests/support/owner.ts";
import { proveDomain } from "#tests/support/proved-domain.ts";
import { checkStatementsOf, STATED_AT as NOW, reportStatement } from "#tests/support/reported-statement.ts";
import { makeKeys, PUBLIC_URL } from "#tests/support/sample-company.ts";

const CHECKED_ON = "2026-03-01";
/** As the sample statement and the sample invitation name it. Invitations go to addresses at `body.example`. */
const BODY = "Sample Verification Body";
const INVITED = "body.example";

onEachEngine(
  "a statement that the verification body which it names disowns",
  (engine) => {
    const keys = makeKeys();
    const issuer = async () => ({ keys: await keys, publicUrl: PUBLIC_URL });
    const report = async () => reportStatement(engine.doors, await keys);
    const check = async (of: { number: string }) => checkStatementsOf(engine.doors, await keys, of);

    const makeBody = async ({ name = BODY, domain = "" }: { name?: string; domain?: string } = {}) => {
      const body = await makeTenant(engine.doors, name, "verification_body");
      // One workspace at a time has a domain, so the proof of another test ends first.
      const identityId = domain && (await proveDomain(engine.doors, body, { domain, checkedOn: CHECKED_ON }));
      return { ...body, identityId };
    };
    type Body = Awaited<ReturnType<typeof makeBody>>;
    const register = ({ tenantId }: Body, name = BODY, number = "SAMPLE-17") =>
      engine.doors.withSystem((tx) =>
        recordRegistration(tx, {
          tenantId,
          name,
          number,
          register: "Sample register",
          checkedOn: CHECKED_ON,
          evidence: "Extract of the register, on file",
          operator: "Sample operator",
        }),
      );
    const list = ({ tenantId }: Body) =>
      engine.doors.withSystem((tx) => listNamedStatements(tx, tenantId, new Date(NOW)));
    const hashOf = async ({ actor, statementId }: Awaited<ReturnType<typeof report>>) => {
      const row = engine.doors.withTenant(actor, (tx) =>
        tx
          .selectFrom("assurance_statement")
          .select("record_sha256")
          .where("id", "=", statementId)
          .executeTakeFirstOrThrow(),
      );
      return (await row).record_sha256;
    };
    const disown = async (body: Body, recordSha256: string) => {
      const by = await keys;
      return engine.doors.withSystem((tx) => disownStatement(tx, body, by, { recordSha256, now: NOW }));
    };
    /** Around the service: what the database itself refuses. */
    const insert = async (body: Body, recordSha256: string, about: Record<string, unknown>) =>
      engine.doors.withTenant(body, (tx) =>
        actAs(tx, "app_log", async () => {
          const { log_index } = await tx
            .selectFrom("statement")
            .select("log_index")
            .orderBy("log_index")
            .executeTakeFirstOrThrow();
          const proved = { identity_kind: "domain", identity_value: INVITED, identity_checked_on: CHECKED_ON };
          const row = { record_sha256: recordSha256, identity_id: body.identityId, ...proved };
          const whole = { ...row, salt: "1".repeat(64), log_index, stated_at: new Date(NOW), ...about };
          await tx
            .insertInto("disowned_statement")
            .values(whole as never)
            .execute();
        }),
      );

    it("is red from then on, for a body whose registration the operator checked", async () => {
      const reported = await report();
      const recordSha256 = await hashOf(reported);
      const body = await makeBody();
      await register(body);
      const colleague = await addColleague(engine.doors, body, "admin");
      expect((await list(body)).statements).toContainEqual(
        expect.objectContaining({ recordSha256, number: reported.number, state: "reported" }),
      );
      await disown(body, recordSha256);
      const { statements, standing } = await check(reported);
      const by = { kind: "registration", value: "SAMPLE-17, Sample register", checkedOn: CHECKED_ON };
      expect(statements).toMatchObject([{ holds: true, effect: "disowned", disowned: by }]);
      expect(standing).toMatchObject({ kind: "disowned", verifier: BODY });
      const [kept] = await engine.doors.withTenant(reported.actor, (tx) =>
        listStatements(tx, reported.actor.organizationId),
      );
      expect(kept).toMatchObject({ effect: "disowned", disowned: by });
      for (const of of [body, reported.actor]) {
        const trail = await engine.doors.withTenant(of, (tx) =>
          tx.selectFrom("audit_trail").select("subject").where("action", "=", "assurance_statement.disowned").execute(),
        );
        expect(trail).toHaveLength(1);
      }
      // The company and the body's own people hear of it, each with a link that they can open.
      const notified = (userId: string) => engine.doors.withSystem((tx) => listNotices(tx, userId));
      const kind = "assurance_statement.disowned";
      const { organizationId, userId } = reported.actor;
      const [told] = (await notified(userId)).filter((one) => one.kind === kind);
      expect(told).toMatchObject({
        path: `/organizations/${organizationId}/assurance/statements/${reported.statementId}`,
        facts: { about: { en: BODY }, other: { en: reported.number } },
      });
      expect(await notified(body.userId)).toEqual([]);
      expect(await notified(colleague.userId)).toMatchObject([
        { kind, path: `/tenants/${body.tenantId}/named-statements` },
      ]);
      await expect(disown(body, recordSha256)).rejects.toMatchObject({ details: { reason: "already_disowned" } });
      expect((await list(body)).statements).toContainEqual(
        expect.objectContaining({ recordSha256, state: "disowned" }),
      );
    });

    it("is disowned with the domain to which the organization sent the invitation of this body", async () => {
      const reported = await report();
      const recordSha256 = await hashOf(reported);
      const body = await makeBody({ domain: INVITED });
      await disown(body, recordSha256);
      expect((await check(reported)).statements).toMatchObject([
        { effect: "disowned", disowned: { kind: "domain", value: INVITED } },
      ]);
    });

    it.each([
      ["with the name and a domain of its own", { domain: "stranger.example" }, null],
      ["with a domain below that of the body", { domain: `sub.${INVITED}` }, null],
      ["with another checked registration", { domain: "other.example" }, "Another Body Ltd"],
      ["with a registration that only resembles the name", {}, `${BODY} Ltd`],
      ["with nothing that is proved", {}, null],
    ])("is not disowned by a stranger %s", async (_, about, registration) => {
      const reported = await report();
      const recordSha256 = await hashOf(reported);
      const stranger = await makeBody(about);
      if (registration) await register(stranger, registration);
      await expect(disown(stranger, recordSha256)).rejects.toMatchObject({ details: { reason: "not_to_disown" } });
      const [, value] = Object.values(about).length > 0 ? ["", Object.values(about)[0]] : ["", "none.example"];
      const around = { identity_value: value, identity_id: stranger.identityId || crypto.randomUUID() };
      await expect(insert(stranger, recordSha256, around)).rejects.toMatchObject({ code: "TT004" });
      expect((await check(reported)).statements).toMatchObject([{ effect: "reported" }]);
    });

    it("is not found by a workspace of another kind or another name", async () => {
      const reported = await report();
      const recordSha256 = await hashOf(reported);
      const company = { ...(await makeTenant(engine.doors, BODY, "company")), identityId: "" };
      const other = await makeBody({ name: "Larch Sample Verification" });
      expect((await list(company)).statements).toEqual([]);
      await expect(disown(other, recordSha256)).rejects.toMatchObject({ code: "not_found" });
      const named = await makeBody({ name: `${BODY} GmbH` });
      expect((await list(named)).statements).toContainEqual(expect.objectContaining({ recordSha256, asBody: null }));
    });

    it("can be one that another body confirmed with a domain alone, and is never green again", async () => {
      const reported = await report();
      const recordSha256 = await hashOf(reported);
      const friend = await makeBody({ domain: "friend.example" });
      const proof = { kind: "domain", value: "friend.example", checkedOn: CHECKED_ON } as const;
      const author = { ...reported.verifier, identity: { identityId: friend.identityId, proof } };
      const by = await issuer();
      const { statementId } = reported;
      await engine.doors.withVerifier(author, (tx) => confirmStatement(tx, author, by, { statementId, now: NOW }));
      expect((await check(reported)).standing).toMatchObject({ kind: "confirmed" });
      // The friend would withdraw its own, and the invited domain is no more than another domain.
      await expect(disown(friend, recordSha256)).rejects.toMatchObject({ details: { reason: "not_to_disown" } });
      const body = await makeBody();
      await register(body);
      await disown(body, recordSha256);
      const { statements, standing } = await check(reported);
      expect(statements).toMatchObject([
        { effect: "disowned", record: { enteredBy: "verifier" }, reported: { recordSha256 } },
      ]);
      expect(standing).toMatchObject({ kind: "disowned" });
      const held = statements.flatMap((one) =>
        one.holds ? [{ effect: one.effect, level: one.record.engagement.level }] : [],
      );
      expect(assuranceStatusOf([...held, { effect: "assures", level: "reasonable" }])).toBe("not_verified");
    });

    it("can't be one of a body with a checked registration of the same name, nor one that was withdrawn", async () => {
      const reported = await report();
      const recordSha256 = await hashOf(reported);
      const first = await makeBody();
      await register(first);
      const proof = { kind: "registration", value: "SAMPLE-17, Sample register", checkedOn: CHECKED_ON } as const;
      const { identity_id: identityId } = await engine.doors.withTenant(first, (tx) =>
        tx.selectFrom("tenant").select("identity_id").executeTakeFirstOrThrow(),
      );
      const author = { ...reported.verifier, identity: { identityId, proof } };
      const by = await issuer();
      const { statementId } = reported;
      await engine.doors.withVerifier(author, (tx) => confirmStatement(tx, author, by, { statementId, now: NOW }));
      const second = await makeBody();
      await register(second, BODY, "SAMPLE-18");
      await expect(disown(second, recordSha256)).rejects.toMatchObject({ details: { reason: "not_to_disown" } });

      const other = await report();
      const end = { statementId: other.statementId, kind: "entered_in_error", reason: "Sample.", now: NOW } as const;
      await engine.doors.withTenant(other.author, (tx) => withdrawStatement(tx, other.author, by, end));
      await expect(disown(second, await hashOf(other))).rejects.toMatchObject({
        details: { reason: "not_to_disown" },
      });
    });

    it("counts against the report until the organization withdraws it", async () => {
      const reported = await report();
      const body = await makeBody();
      await register(body);
      await disown(body, await hashOf(reported));
      const by = await issuer();
      const { author, statementId } = reported;
      const end = { statementId, kind: "entered_in_error", reason: "Sample.", now: NOW } as const;
      await engine.doors.withTenant(author, (tx) => withdrawStatement(tx, author, by, end));
      const { statements, standing } = await check(reported);
      expect(statements).toMatchObject([{ effect: "withdrawn", disowned: { kind: "registration" } }]);
      expect(standing).toBeUndefined();
    });

    it("can be one that an account without a proved identity recorded under the name of the body", async () => {
      const reported = await report();
      const by = await issuer();
      const author = { ...reported.verifier, identity: null };
      const text = { ...reported.statement.document.file, id: crypto.randomUUID() };
      const document = { ...reported.statement.document, file: text };
      const { statementId } = await engine.doors.withVerifier(author, (tx) =>
        recordStatement(tx, author, by, { ...reported.statement, document }),
      );
      const body = await makeBody();
      await register(body);
      await disown(body, await hashOf({ ...reported, statementId }));
      const { statements } = await check(reported);
      expect(statements.map((one) => one.holds && one.effect).sort()).toEqual(["disowned", "reported"]);
    });

    it("is compared with the log by fsck, and never changed or deleted", async () => {
      const reported = await report();
      const recordSha256 = await hashOf(reported);
      const body = await makeBody();
      await register(body);
      await disown(body, recordSha256);
      for (const act of [sql`delete from disowned_statement`, sql`update disowned_statement set log_index = 0`])
        await expect(engine.doors.withTenant(body, (tx) => act.execute(tx))).rejects.toMatchObject({ code: "42501" });
      const inspect = async () => {
        const inspection = beginInspection();
        await checkPublished(engine.doors, await keys, inspection);
        return inspection.faults.map(({ row, fault }) => `${row}: ${fault}`);
      };
      expect(await inspect()).toEqual([]);
      const edit = async (to: string) => {
        await engine.doors.close();
        await asOwner(engine.ownerUrl, (db) =>
          editFacts(
            db,
            "disowned_statement",
            sql`update disowned_statement set identity_value = ${to} where record_sha256 = ${recordSha256}`,
          ),
        );
        engine.doors = await openDoors(engine.url);
      };
      await edit("another, Sample register");
      expect(await inspect()).toEqual([`disowned_statement ${recordSha256}: the log does not hold it with this body`]);
      await edit("SAMPLE-17, Sample register");
      expect(await inspect()).toEqual([]);
    });
  },
  "factor library",
);
