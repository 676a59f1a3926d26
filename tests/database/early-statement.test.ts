import { createHash, randomUUID } from "node:crypto";
import { sql } from "kysely";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import type { VerifierActor } from "#app/assurance/access.server.ts";
import { addFinding } from "#app/assurance/finding.server.ts";
import { refuseUnsupportedOpinion } from "#app/assurance/misstatement/misstatement.server.ts";
import { recordStatement, type StatementInput, withdrawStatement } from "#app/assurance/statement.server.ts";
import { listSubjects } from "#app/assurance/statement-subject.server.ts";
import { readKeySet } from "#app/log/keys/key-set.server.ts";
import { signPendingCheckpoint } from "#app/log/log.server.ts";
import { checkStatements } from "#app/ops/fsck/check-assurance.server.ts";
import { checkPublished } from "#app/ops/fsck/check-published.server.ts";
import { beginInspection } from "#app/ops/fsck/inspection.ts";
import { assuranceStatusOf, checkAssurance } from "#app/proof/check-assurance.ts";
import { parseReportCredential } from "#app/proof/credential.ts";
import { parseKeySet } from "#app/proof/key-set.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { getPublishedDocument } from "#app/report/published-assurance.server.ts";
import { getReport } from "#app/report/report.server.ts";
import { previewAssurance } from "#app/report/report-assurance.server.ts";
import { listStandingAssurance } from "#app/report/standing-assurance.server.ts";
import { listStatements } from "#app/report/statement-list.server.ts";
import { collectEvidence, listReportStatements } from "#app/report/verification.server.ts";
import { actAs, openDoors } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";
import { asOwner, editFacts } from "#tests/support/owner.ts";
import { engageVerifier, hotelNights, sampleStatement, storedFile } from "#tests/support/sample-assurance.ts";
import { issueNow, makeCompany, makeKeys, PUBLIC_URL, runNow, YEAR } from "#tests/support/sample-company.ts";

const STATED = "2026-02-20T08:00:00.000Z";
const DAY = "2026-02-01";
const PROOF = { kind: "domain", value: "verifier.example", checkedOn: DAY } as const;

onEachEngine(
  "a verification statement about a calculation",
  (engine) => {
    const keys = makeKeys();
    const issuer = async () => ({ keys: await keys, publicUrl: PUBLIC_URL });

    /** A company with a calculation and no report, and a verifier of its inventory. */
    async function makeWork() {
      const company = await makeCompany(engine.doors);
      const { actor, inventory } = company;
      await engine.doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights("3")]));
      const runId = await runNow(engine.doors, actor, inventory);
      const packageHash = await hashOf(company, runId);
      return { ...company, runId, packageHash, verifier: await engageVerifier(engine.doors, actor, inventory.id) };
    }
    type Work = Awaited<ReturnType<typeof makeWork>>;

    const hashOf = ({ actor }: { actor: Actor }, runId: string): Promise<string> =>
      engine.doors.withTenant(actor, async (tx) => {
        const { document } = await tx
          .selectFrom("calculation_run")
          .select("document")
          .where("id", "=", runId)
          .executeTakeFirstOrThrow();
        return createHash("sha256").update(document).digest("hex");
      });

    /** The identity of a verification body with the proof of a domain, as its checks publish it. */
    const proveBody = async () => {
      const body = await makeTenant(engine.doors, "Sample Verification Body", "verification_body");
      return engine.doors.withTenant(body, async (tx) => {
        const { identity_id } = await tx.selectFrom("tenant").select("identity_id").executeTakeFirstOrThrow();
        const at = new Date(`${DAY}T00:00:00Z`);
        const times = { proved_at: at, confirmed_at: at, failed_at: null, lapsed_at: null };
        await actAs(tx, "app_log", () =>
          tx
            .insertInto("domain_proof")
            .values({ identity_id, domain: PROOF.value, method: "dns", ...times })
            .execute(),
        );
        return { identityId: identity_id, proof: PROOF };
      });
    };

    async function state(
      { runId, packageHash, verifier }: Pick<Work, "runId" | "packageHash" | "verifier">,
      changes: Partial<StatementInput> = {},
    ) {
      const text = `%PDF-1.7 ${randomUUID()}`;
      const document = { file: storedFile(text), publicBytes: Buffer.from(text) };
      const author = { ...verifier, identity: await proveBody() };
      const input = sampleStatement(packageHash, { date: "2026-02-19", ...changes });
      const request = { subject: { runId }, input, document, now: STATED };
      const by = await issuer();
      const { statementId } = await engine.doors.withVerifier(verifier, (tx) =>
        recordStatement(tx, author, by, request),
      );
      return { statementId, document: document.file };
    }

    const against = { kind: "adverse", text: "The statement is misstated." } as const;

    const issue = async ({ actor }: Pick<Work, "actor">, runId: string, locale: "en" | "zh" = "en") => {
      const issued = await issueNow(engine.doors, await keys, actor, { runId, locales: [locale] });
      if (!issued.ok) throw new Error(JSON.stringify(issued.blockers));
      const { number } = await engine.doors.withTenant(actor, (tx) =>
        getReport(tx, actor.organizationId, issued.reportId),
      );
      return number;
    };

    /** What a stranger finds of a report. */
    const check = async (number: string) => {
      await engine.doors.withSystem(async (tx) => signPendingCheckpoint(tx, (await keys).log, STATED));
      return engine.doors.withPublic(async (tx) => {
        const evidence = await collectEvidence(tx, await issuer(), number, new Date());
        const { facts } = parseReportCredential(evidence.credential);
        const set = await parseKeySet(await readKeySet(tx, await keys));
        const checked = await checkAssurance(evidence.assurance, facts, set);
        const [row] = await tx.selectFrom("published_report").selectAll().where("number", "=", number).execute();
        const standing = (await listStandingAssurance(tx, [row!])).get(number)?.kind ?? null;
        return {
          effects: checked.map((one) => (one.holds ? one.effect : one.fault)),
          logged: checked.every((one) => one.holds && one.isLogged),
          status: assuranceStatusOf(
            checked.flatMap((one) => (one.holds ? [{ effect: one.effect, level: one.record.engagement.level }] : [])),
          ),
          signed: facts.assurance.status,
          standing,
        };
      });
    };

    const inspect = async ({ actor }: Pick<Work, "actor">) => {
      const inspection = beginInspection();
      await engine.doors.withTenant(actor, (tx) => checkStatements(tx, actor.tenantId, inspection));
      await checkPublished(engine.doors, await keys, inspection);
      return inspection.faults.map(({ row, fault }) => `${row}: ${fault}`);
    };

    it("is in the log at once, and public only with the report, which carries it", async () => {
      const work = await makeWork();
      const { actor, runId } = work;
      const { document } = await state(work);
      const read = () => engine.doors.withTenant(actor, (tx) => listStatements(tx, actor.organizationId));
      expect(await read()).toMatchObject([{ runId, reportId: null, shownOn: [], effect: "assures" }]);
      const [before] = await read();
      const ofIt = (table: "published_assurance" | "carried_statement") =>
        engine.doors.withPublic((tx) =>
          tx.selectFrom(table).selectAll().where("record_sha256", "=", before!.recordSha256).execute(),
        );
      expect(await ofIt("published_assurance")).toEqual([]);
      const [leaf] = await engine.doors.withPublic((tx) =>
        tx.selectFrom("statement").selectAll().where("log_index", "=", before!.logIndex).execute(),
      );
      expect(leaf).toMatchObject({ kind: "assurance", number: null });
      expect(await inspect(work)).toEqual([]);
      const preview = () => engine.doors.withTenant(actor, (tx) => previewAssurance(tx, actor.organizationId, runId));
      expect(await preview()).toEqual([{ verifier: "Sample Verification Body", kind: "confirmed" }]);

      const number = await issue(work, runId);
      expect(await check(number)).toEqual({
        effects: ["assures"],
        logged: true,
        status: "limited",
        signed: "verified",
        standing: "confirmed",
      });
      expect(await read()).toMatchObject([{ shownOn: [number] }]);
      // Its entry precedes the issue and names no report. The history of the report has it nevertheless.
      const history = await engine.doors.withPublic((tx) => listReportStatements(tx, number));
      expect(history).toMatchObject([
        { kind: "assurance", stated: "recorded" },
        { kind: "issue", stated: null },
      ]);
      const file = await engine.doors.withPublic((tx) => getPublishedDocument(tx, number, document.sha256));
      expect(createHash("sha256").update(file.bytes).digest("hex")).toBe(document.sha256);
      const translation = await issue(work, runId, "zh");
      expect(await check(translation)).toMatchObject({ effects: ["assures"], status: "limited", signed: "verified" });
      expect((await ofIt("carried_statement")).map((row) => row.number).sort()).toEqual([number, translation].sort());
      expect(await inspect(work)).toEqual([]);
    });

    it("is not carried by a report of another calculation, even one with the same results", async () => {
      const work = await makeWork();
      const { actor, inventory } = work;
      await state(work);
      const again = await runNow(engine.doors, actor, inventory);
      const number = await issue(work, again);
      const none = { effects: [], status: "not_verified", signed: "not_verified", standing: null };
      expect(await check(number)).toMatchObject(none);
      await engine.doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights("4")]));
      const later = await issue(work, await runNow(engine.doors, actor, inventory));
      expect(await check(later)).toMatchObject(none);
      expect(await inspect(work)).toEqual([]);
    });

    it("against the data follows to each report of its calculation, and to one that only repeats it", async () => {
      const work = await makeWork();
      const { actor, inventory, runId } = work;
      await state(work, { opinion: against });
      const [opposing] = await engine.doors.withTenant(actor, (tx) => listStatements(tx, actor.organizationId));
      await state(work);
      const opposed = { status: "not_verified", signed: "not_verified", standing: "against" };
      const first = await check(await issue(work, runId));
      expect(first).toMatchObject(opposed);
      expect(first.effects.sort()).toEqual(["against", "assures"]);
      const again = await issue(work, await runNow(engine.doors, actor, inventory));
      // Also in the version before it, from which it is shown as about other data.
      expect(await check(again)).toMatchObject({ status: "not_verified", signed: "not_verified", standing: null });
      const carried = await engine.doors.withPublic((tx) =>
        tx.selectFrom("carried_statement").selectAll().where("number", "=", again).execute(),
      );
      expect(carried.map(({ record_sha256 }) => record_sha256)).toEqual([opposing!.recordSha256]);
      const preview = await engine.doors.withTenant(actor, (tx) => previewAssurance(tx, actor.organizationId, runId));
      expect(preview.map(({ kind }) => kind).sort()).toEqual(["against", "opposed"]);
    });

    it("that was withdrawn confirms nothing, before the issue or after it", async () => {
      const work = await makeWork();
      const end = { kind: "withdrawn_by_verifier", reason: "New evidence.", now: STATED } as const;
      const withdraw = async (statementId: string) => {
        const by = await issuer();
        const author = { ...work.verifier, identity: null };
        await engine.doors.withVerifier(work.verifier, (tx) =>
          withdrawStatement(tx, author, by, { ...end, statementId }),
        );
      };
      await withdraw((await state(work)).statementId);
      const kept = await state(work);
      const number = await issue(work, work.runId);
      const issued = await check(number);
      expect(issued).toMatchObject({ logged: true, status: "limited", signed: "verified" });
      expect(issued.effects.sort()).toEqual(["assures", "withdrawn"]);
      await withdraw(kept.statementId);
      expect(await check(number)).toMatchObject({
        effects: ["withdrawn", "withdrawn"],
        logged: true,
        status: "not_verified",
        standing: null,
      });
      const history = await engine.doors.withPublic((tx) => listReportStatements(tx, number));
      const kinds = ["assurance", "assurance_withdrawn", "assurance", "issue", "assurance_withdrawn"];
      expect(history.map(({ kind }) => kind)).toEqual(kinds);
      expect(await inspect(work)).toEqual([]);
    });

    it("is refused for other data, and once the calculation has a report in force", async () => {
      const work = await makeWork();
      const refusal = (reason: string) => ({ code: "conflict", details: { reason } });
      await expect(state({ ...work, packageHash: "0".repeat(64) })).rejects.toMatchObject(
        refusal("not_this_calculation"),
      );
      const offered = async () => {
        const { subjects } = await engine.doors.withVerifier(work.verifier, (_, read) =>
          listSubjects(read, work.verifier),
        );
        return subjects.map(({ value, number, packageHash }) => ({ value, number, packageHash }));
      };
      const { packageHash } = work;
      expect(await offered()).toEqual([{ value: `calculation:${work.runId}`, number: null, packageHash }]);
      const number = await issue(work, work.runId);
      await expect(state(work)).rejects.toMatchObject(refusal("calculation_has_report"));
      expect(await offered()).toMatchObject([{ number, packageHash }]);
    });

    it("is stated only by a verifier engaged for the inventory of the calculation", async () => {
      const [work, other] = [await makeWork(), await makeWork()];
      await expect(state({ ...work, verifier: other.verifier })).rejects.toMatchObject({ code: "not_found" });
      const author = { ...work.actor, engagementId: null } as const;
      const input = sampleStatement(work.packageHash, { date: "2026-02-19" });
      const text = randomUUID();
      const document = { file: storedFile(text), publicBytes: Buffer.from(text) };
      const by = await issuer();
      await expect(
        engine.doors.withTenant(work.actor, (tx) =>
          recordStatement(tx, author, by, { subject: { runId: work.runId }, input, document, now: STATED }),
        ),
      ).rejects.toMatchObject({ code: "invalid", details: { member: "record/report/number" } });
      const before = await engine.doors.withTenant(work.actor, (tx) => listStatements(tx, work.actor.organizationId));
      expect(before).toEqual([]);
    });

    it("is held by the database to its calculation, its hash and its engagement", async () => {
      const [work, other] = [await makeWork(), await makeWork()];
      const { statementId } = await state(work);
      const [row] = await engine.doors.withTenant(work.actor, (tx) =>
        tx.selectFrom("assurance_statement").selectAll().where("id", "=", statementId).execute(),
      );
      const around = (changes: Record<string, unknown>, who: VerifierActor = work.verifier) =>
        engine.doors.withVerifier(who, async (tx) => {
          const next = { ...row!, id: randomUUID(), record_sha256: "1".repeat(64), ...changes };
          await tx
            .insertInto("assurance_statement")
            .values(next as NonNullable<typeof row>)
            .execute();
        });
      const faults: [Record<string, unknown>, string][] = [
        [{ run_id: other.runId }, "TT004"],
        [{ package_sha256: "0".repeat(64) }, "TT004"],
        [{ held_credential: null }, "23514"],
        [{ held_document: Buffer.from("another document") }, "23514"],
        [{ held_document_name: null }, "23514"],
        [{ entered_by: "organization", engagement_id: null }, "42501"],
      ];
      for (const [changes, code] of faults) {
        await expect(around(changes), JSON.stringify(changes)).rejects.toMatchObject({ code });
      }
      await expect(around({}, other.verifier)).rejects.toMatchObject({ code: "TT004" });
      const byOrganization = {
        ...row!,
        id: randomUUID(),
        record_sha256: "1".repeat(64),
        created_by: work.actor.userId,
      };
      await expect(
        engine.doors.withTenant(work.actor, (tx) =>
          tx
            .insertInto("assurance_statement")
            .values({
              ...byOrganization,
              entered_by: "organization",
              engagement_id: null,
              identity_id: null,
              identity_kind: null,
              identity_value: null,
              identity_checked_on: null,
            })
            .execute(),
        ),
      ).rejects.toMatchObject({ code: "23514" });
      await expect(around({})).resolves.toBeUndefined();
    });

    it("can't be attached to a report of another calculation or left out of its own", async () => {
      const work = await makeWork();
      const { actor, inventory, runId } = work;
      await state(work);
      const number = await issue(work, runId);
      await engine.doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights("4")]));
      const other = await issue(work, await runNow(engine.doors, actor, inventory));
      const attach = engine.doors.withTenant(actor, (tx) =>
        actAs(tx, "app_log", () =>
          sql`insert into carried_statement (record_sha256, number)
            select record_sha256, ${other} from carried_statement where number = ${number}`.execute(tx),
        ),
      );
      await expect(attach).rejects.toMatchObject({ code: "TT004" });
      expect(await inspect(work)).toEqual([]);
      const edit = async (from: string, to: string) => {
        await engine.doors.close();
        await asOwner(engine.ownerUrl, (db) =>
          editFacts(db, "carried_statement", sql`update carried_statement set number = ${to} where number = ${from}`),
        );
        engine.doors = await openDoors(engine.url);
      };
      await edit(number, other);
      expect(await inspect(work)).toContainEqual(expect.stringMatching(/^assurance_statement .* does not carry it$/));
      await edit(other, number);
      expect(await inspect(work)).toEqual([]);
    });

    it("without reservation is refused while a material finding is open", async () => {
      const work = await makeWork();
      const { verifier, runId } = work;
      await engine.doors.withVerifier(verifier, (tx) =>
        addFinding(tx, verifier, {
          subject: { kind: "whole", id: "" },
          on: { runId, versionId: null },
          severity: "material",
          text: "A meter was not read.",
          fileIds: [],
        }),
      );
      const intended = {
        engagementId: verifier.engagementId,
        opinion: "unmodified",
        independentReviewer: "Reviewer Sample",
      };
      await expect(
        engine.doors.withVerifier(verifier, (tx) => refuseUnsupportedOpinion(tx, { ...intended, runId })),
      ).rejects.toMatchObject({ details: { reason: "material_finding_open" } });
      await expect(state(work)).rejects.toMatchObject({ code: "TT004" });
      await state(work, { opinion: { kind: "modified", text: "Except for one meter." } });
      expect(await check(await issue(work, runId))).toMatchObject({ effects: ["assures"], status: "limited" });
    });
  },
  "factor library",
);
