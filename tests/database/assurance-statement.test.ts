import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { recordStatement, type StatementInput, withdrawStatement } from "#app/assurance/statement.server.ts";
import { hashStatementRow } from "#app/assurance/statement-row.ts";
import { readKeySet } from "#app/log/keys/key-set.server.ts";
import { signPendingCheckpoint } from "#app/log/log.server.ts";
import { checkStatements } from "#app/ops/fsck/check-assurance.server.ts";
import { checkPublished } from "#app/ops/fsck/check-published.server.ts";
import { beginInspection } from "#app/ops/fsck/inspection.ts";
import type { VerifierIdentity } from "#app/proof/assurance-credential.ts";
import { MOST_STATEMENTS } from "#app/proof/bundle.ts";
import { assuranceStatusOf, checkAssurance } from "#app/proof/check-assurance.ts";
import { parseReportCredential } from "#app/proof/credential.ts";
import { parseKeySet } from "#app/proof/key-set.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { collectAssurance } from "#app/report/published-assurance.server.ts";
import { getReport } from "#app/report/report.server.ts";
import { listStatements } from "#app/report/statement-list.server.ts";
import { getPublishedReport } from "#app/report/verification.server.ts";
import { actAs, openDoors } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";
import { asOwner, editFacts } from "#tests/support/owner.ts";
import { engageVerifier, hotelNights, sampleStatement, storedFile } from "#tests/support/sample-assurance.ts";
import { issueNow, makeCompany, makeKeys, PUBLIC_URL, runNow, YEAR } from "#tests/support/sample-company.ts";

const NOW = "2026-03-03T08:00:00.000Z";

const PROVED: VerifierIdentity = { kind: "domain", value: "verifier.example", checkedOn: "2026-03-01" };

onEachEngine(
  "a verification statement",
  (engine) => {
    const keys = makeKeys();
    const issuer = async () => ({ keys: await keys, publicUrl: PUBLIC_URL });

    async function issueReport() {
      const company = await makeCompany(engine.doors);
      const { actor, inventory } = company;
      await engine.doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights("3")]));
      const issued = await issueNow(engine.doors, await keys, actor, {
        runId: await runNow(engine.doors, actor, inventory),
      });
      if (!issued.ok) throw new Error(JSON.stringify(issued.blockers));
      const { number } = await engine.doors.withTenant(actor, (tx) =>
        getReport(tx, actor.organizationId, issued.reportId),
      );
      const { inventorySha256 } = await engine.doors.withPublic((tx) => getPublishedReport(tx, number));
      return { ...company, reportId: issued.reportId, number, packageHash: inventorySha256 };
    }
    type Issued = Awaited<ReturnType<typeof issueReport>>;

    const publicDocument = () => {
      const text = `%PDF-1.7 ${crypto.randomUUID()}`;
      return { file: storedFile(text), publicBytes: Buffer.from(text) };
    };

    /** Publishes the proof of a domain, as its checks do. */
    const proveDomain = async ({ value: domain, checkedOn }: VerifierIdentity): Promise<string> => {
      const body = await makeTenant(engine.doors, "Sample Verification Body", "verification_body");
      return engine.doors.withTenant(body, async (tx) => {
        const { identity_id } = await tx.selectFrom("tenant").select("identity_id").executeTakeFirstOrThrow();
        const at = new Date(`${checkedOn}T00:00:00Z`);
        const times = { proved_at: at, confirmed_at: at, failed_at: null, lapsed_at: null };
        await actAs(tx, "app_log", () =>
          tx
            .insertInto("domain_proof")
            .values({ identity_id, domain, method: "dns", ...times })
            .execute(),
        );
        return identity_id;
      });
    };

    /** Recorded by the verification body, under a proved identity. */
    const record = async (
      { actor, inventory, reportId }: Issued,
      input: StatementInput,
      identity: VerifierIdentity | null = PROVED,
    ) => {
      const verifier = await engageVerifier(engine.doors, actor, inventory.id);
      const author = {
        ...verifier,
        identity: identity && { identityId: await proveDomain(identity), proof: identity },
      };
      const by = await issuer();
      const statement = { subject: { reportId }, input, document: publicDocument(), now: NOW };
      const { statementId } = await engine.doors.withVerifier(verifier, (tx) =>
        recordStatement(tx, author, by, statement),
      );
      return { statementId, verifier };
    };

    /** Recorded by the organization, as the document of a third party. */
    const report = async (
      { actor, reportId }: Issued,
      input: StatementInput,
      {
        document = publicDocument(),
      }: { document?: { file: ReturnType<typeof storedFile>; publicBytes: Buffer | null } } = {},
    ) => {
      const author = { ...actor, engagementId: null } as const;
      const by = await issuer();
      return engine.doors.withTenant(actor, (tx) =>
        recordStatement(tx, author, by, { subject: { reportId }, input, document, now: NOW }),
      );
    };

    /** Shared by tests that change nothing. */
    let untouched: Promise<Issued> | undefined;
    const bare = () => {
      untouched ??= issueReport();
      return untouched;
    };

    const check = async ({ number }: Pick<Issued, "number">) => {
      await engine.doors.withSystem(async (tx) => signPendingCheckpoint(tx, (await keys).log, NOW));
      return engine.doors.withPublic(async (tx) => {
        const { credential } = await getPublishedReport(tx, number);
        const { facts } = parseReportCredential(credential);
        const evidence = await collectAssurance(tx, { number, statementHash: null, replaced: facts.supersedes });
        const checked = await checkAssurance(evidence, facts, await parseKeySet(await readKeySet(tx, await keys)));
        const effects = checked.map((one) => (one.holds ? one.effect : one.fault));
        const status = assuranceStatusOf(
          checked.flatMap((one) => (one.holds ? [{ effect: one.effect, level: one.record.engagement.level }] : [])),
        );
        return { checked, effects, status };
      });
    };

    it("makes the report verified with a signature and log entry, and its row has the same hash", async () => {
      const issued = await issueReport();
      expect((await check(issued)).status).toBe("not_verified");
      await record(issued, sampleStatement(issued.packageHash));
      const { checked, status } = await check(issued);
      expect(status).toBe("limited");
      expect(checked).toMatchObject([{ holds: true, isLogged: true, effect: "assures" }]);
      await engine.doors.withTenant(issued.actor, async (tx) => {
        const row = await tx.selectFrom("assurance_statement").selectAll().executeTakeFirstOrThrow();
        expect(await hashStatementRow(row, "statement.pdf")).toBe(row.record_sha256);
      });
    });

    it.each([
      ["about other data", { other: true }, "other_version", "not_verified"],
      ["that is adverse", { opinion: "adverse" }, "against", "not_verified"],
      ["that is disclaimed", { opinion: "disclaimed" }, "against", "not_verified"],
      ["that is modified", { opinion: "modified" }, "assures", "limited"],
    ] as const)("%s is shown as such", async (_, about, effect, status) => {
      const issued = await issueReport();
      const hash = "other" in about ? "0".repeat(64) : issued.packageHash;
      const kind = "opinion" in about ? about.opinion : "unmodified";
      await record(issued, sampleStatement(hash, { opinion: { kind, text: "As stated in the document." } }));
      expect(await check(issued)).toMatchObject({ effects: [effect], status });
    });

    it("no longer counts once it is withdrawn, and stays on record", async () => {
      const issued = await issueReport();
      const { statementId } = await record(issued, sampleStatement(issued.packageHash));
      const by = await issuer();
      const author = { ...issued.actor, engagementId: null } as const;
      const end = { statementId, kind: "facts_discovered", reason: "A meter was read wrongly.", now: NOW } as const;
      await engine.doors.withTenant(author, (tx) => withdrawStatement(tx, author, by, end));
      expect(await check(issued)).toMatchObject({ effects: ["withdrawn"], status: "not_verified" });
      const [kept] = await engine.doors.withTenant(author, (tx) => listStatements(tx, author.organizationId));
      expect(kept).toMatchObject({ effect: "withdrawn", withdrawal: { kind: "facts_discovered" } });
      await expect(
        engine.doors.withTenant(author, (tx) => withdrawStatement(tx, author, by, end)),
      ).rejects.toMatchObject({ code: "conflict" });
    });

    it("against the report can't be withdrawn by the organization if a verifier recorded it", async () => {
      const issued = await issueReport();
      const opinion = { kind: "adverse", text: "The statement is misstated." } as const;
      const { statementId } = await record(issued, sampleStatement(issued.packageHash, { opinion }));
      const by = await issuer();
      const author = { ...issued.actor, engagementId: null } as const;
      const end = { statementId, kind: "withdrawn_by_verifier", reason: "They changed their mind.", now: NOW } as const;
      await expect(
        engine.doors.withTenant(author, (tx) => withdrawStatement(tx, author, by, end)),
      ).rejects.toMatchObject({ code: "conflict", details: { reason: "statement_of_verifier" } });
      const around = sql`insert into assurance_statement_withdrawal
        (tenant_id, statement_id, kind, reason, salt, log_index, created_by)
        select tenant_id, id, 'facts_discovered', 'Another.', salt, log_index, ${author.userId}
          from assurance_statement where id = ${statementId}`;
      await expect(engine.doors.withTenant(author, (tx) => around.execute(tx))).rejects.toMatchObject({
        code: "42501",
      });
      expect(await check(issued)).toMatchObject({ effects: ["against"], status: "not_verified" });
    });

    it("is withdrawn in the verifier's name by the verifier alone", async () => {
      const issued = await issueReport();
      const { statementId, verifier } = await record(issued, sampleStatement(issued.packageHash));
      const by = await issuer();
      const end = { statementId, kind: "withdrawn_by_verifier", reason: "New evidence.", now: NOW } as const;
      const author = { ...issued.actor, engagementId: null } as const;
      await expect(
        engine.doors.withTenant(author, (tx) => withdrawStatement(tx, author, by, end)),
      ).rejects.toMatchObject({ code: "conflict", details: { reason: "statement_of_verifier" } });
      const other = await engageVerifier(engine.doors, issued.actor, issued.inventory.id);
      const asOther = { ...other, identity: null };
      await expect(
        engine.doors.withVerifier(other, (tx) => withdrawStatement(tx, asOther, by, end)),
      ).rejects.toMatchObject({ code: "not_found" });
      const asVerifier = { ...verifier, identity: null };
      await engine.doors.withVerifier(verifier, (tx) => withdrawStatement(tx, asVerifier, by, end));
      expect(await check(issued)).toMatchObject({ effects: ["withdrawn"], status: "not_verified" });
    });

    it("is recalculated by fsck, which reports any change by a database owner", async () => {
      const issued = await issueReport();
      const { statementId } = await record(issued, sampleStatement(issued.packageHash));
      const end = { statementId, kind: "facts_discovered", reason: "A meter was read wrongly.", now: NOW } as const;
      const author = { ...issued.actor, engagementId: null } as const;
      const by = await issuer();
      await engine.doors.withTenant(author, (tx) => withdrawStatement(tx, author, by, end));
      const inspect = async () => {
        const inspection = beginInspection();
        await engine.doors.withTenant(author, (tx) => checkStatements(tx, author.tenantId, inspection));
        await checkPublished(engine.doors, await keys, inspection);
        return inspection.faults.map(({ row, fault }) => `${row}: ${fault}`);
      };
      expect(await inspect()).toEqual([]);
      const ofIt = sql`(select record_sha256 from assurance_statement where id = ${statementId})`;
      const own = {
        assurance_statement: sql`id = ${statementId}`,
        assurance_statement_withdrawal: sql`statement_id = ${statementId}`,
        published_assurance: sql`record_sha256 = ${ofIt}`,
      };
      const zeros = "0".repeat(64);
      const planted: [table: keyof typeof own, column: string, to: string, named: RegExp][] = [
        ["assurance_statement", "level", "reasonable", /^assurance_statement .*: it states something else/],
        ["assurance_statement_withdrawal", "reason", "Another.", /^assurance_statement_withdrawal .* with this reason/],
        ["published_assurance", "package_sha256", zeros, /^published_assurance .* another data package/],
        ["published_assurance", "document_sha256", zeros, /^published_assurance .* another document/],
      ];
      /** Sets each value and returns the previous one. */
      const edit = async (values: string[]) => {
        await engine.doors.close();
        const before = await asOwner(engine.ownerUrl, async (db) => {
          const was: string[] = [];
          for (const [at, [table, column]] of planted.entries()) {
            const [name, cell, where] = [sql.table(table), sql.ref(column), own[table]];
            const { rows } = await sql<{ was: string }>`select ${cell} as was from ${name} where ${where}`.execute(db);
            was.push(rows[0]!.was);
            await editFacts(db, table, sql`update ${name} set ${cell} = ${values[at]} where ${where}`);
          }
          return was;
        });
        engine.doors = await openDoors(engine.url);
        return before;
      };
      const was = await edit(planted.map(([, , to]) => to));
      const faults = await inspect();
      for (const [, , , named] of planted) expect(faults).toContainEqual(expect.stringMatching(named));
      await edit(was);
      expect(await inspect()).toEqual([]);
    });

    it("does not apply to a new version, which shows that it refers to another one", async () => {
      const issued = await issueReport();
      await record(issued, sampleStatement(issued.packageHash));
      const { actor, inventory } = issued;
      await engine.doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights("4")]));
      const next = await issueNow(engine.doors, await keys, actor, {
        runId: await runNow(engine.doors, actor, inventory),
      });
      if (!next.ok) throw new Error("not issued");
      const { number } = await engine.doors.withTenant(actor, (tx) =>
        getReport(tx, actor.organizationId, next.reportId),
      );
      expect(await check({ number })).toMatchObject({
        effects: ["other_version"],
        status: "not_verified",
      });
    });

    const REQUIRED: [string, (input: StatementInput) => StatementInput][] = [
      ["the body", (input) => ({ ...input, verifier: { ...input.verifier, name: " " } })],
      ["the accreditation number", (input) => ({ ...input, verifier: { ...input.verifier, accreditationNumber: "" } })],
      [
        "an https register",
        (input) => ({ ...input, verifier: { ...input.verifier, registerUrl: "http://a.example" } }),
      ],
      ["the date", (input) => ({ ...input, date: "" })],
      ["a date that has come", (input) => ({ ...input, date: "2026-04-01" })],
      ["the level", (input) => ({ ...input, engagement: { ...input.engagement, level: "" as "limited" } })],
      [
        "a reviewer other than the lead",
        (input) => ({
          ...input,
          verifier: { ...input.verifier, independentReviewer: "lead sample" },
        }),
      ],
      ["materiality", (input) => ({ ...input, engagement: { ...input.engagement, materiality: "" } })],
      ["the opinion", (input) => ({ ...input, opinion: { kind: "findings_only", text: "Findings." } })],
    ];

    it.each(REQUIRED)("is refused by the service without %s", async (_, change) => {
      const issued = await bare();
      await expect(record(issued, change(sampleStatement(issued.packageHash)))).rejects.toMatchObject({
        code: "invalid",
        details: { reason: "statement_incomplete" },
      });
      expect((await check(issued)).effects).toEqual([]);
    });

    it("is rejected by the database without document, number, body, date or level", async () => {
      const issued = await issueReport();
      await report(issued, sampleStatement(issued.packageHash));
      const around = (changes: Record<string, unknown>) =>
        engine.doors.withTenant(issued.actor, async (tx) => {
          const row = await tx.selectFrom("assurance_statement").selectAll().limit(1).executeTakeFirstOrThrow();
          const next = { ...row, id: crypto.randomUUID(), record_sha256: "1".repeat(64), ...changes };
          await tx
            .insertInto("assurance_statement")
            .values(next as typeof row)
            .execute();
        });
      const identity = { identity_kind: "domain", identity_value: "a.example", identity_checked_on: "2026-03-01" };
      const faults: [Record<string, unknown>, string][] = [
        [{ file_id: crypto.randomUUID() }, "23503"],
        [{ file_sha256: "2".repeat(64) }, "23503"],
        [{ file_id: null }, "23502"],
        [{ report_number: "GHG-2026-999999-AAAA-AAAA" }, "TT004"],
        [{ report_number: null }, "TT004"],
        [{ verifier_name: " " }, "23514"],
        [{ accreditation_number: "" }, "23514"],
        [{ register_url: "http://plain.example" }, "23514"],
        [{ statement_date: null }, "23502"],
        [{ statement_date: "9999-12-31" }, "23514"],
        [{ level: null }, "23502"],
        [{ level: "verified" }, "23514"],
        [{ opinion: "findings_only" }, "23514"],
        [{ is_file_public: false }, "23514"],
        [{ ...identity, identity_id: null }, "23514"],
        [{ ...identity, identity_id: crypto.randomUUID() }, "TT004"],
        [{ entered_by: "verifier" }, "42501"],
      ];
      for (const [changes, code] of faults) {
        await expect(around(changes), JSON.stringify(changes)).rejects.toMatchObject({ code });
      }
      await expect(around({})).resolves.toBeUndefined();
    });

    it("is never changed or deleted, and a public row requires a recorded statement", async () => {
      const issued = await issueReport();
      await record(issued, sampleStatement(issued.packageHash));
      for (const table of ["assurance_statement", "published_assurance", "assurance_statement_withdrawal"]) {
        for (const act of [sql`delete from ${sql.table(table)}`, sql`update ${sql.table(table)} set log_index = 0`]) {
          await expect(engine.doors.withTenant(issued.actor, (tx) => act.execute(tx))).rejects.toMatchObject({
            code: "42501",
          });
        }
      }
      const forged = sql`select set_config('role', 'app_log', true)`;
      await expect(
        engine.doors.withTenant(issued.actor, async (tx) => {
          await forged.execute(tx);
          await sql`insert into published_assurance (record_sha256, number, package_sha256, log_index, credential, document_sha256)
            select ${"3".repeat(64)}, number, package_sha256, 0, '{}', document_sha256 from published_assurance limit 1`.execute(
            tx,
          );
        }),
      ).rejects.toMatchObject({ code: "TT004" });
    });

    it("confirms nothing if the organization recorded it or the identity of its author is not proved", async () => {
      const issued = await issueReport();
      await report(issued, sampleStatement(issued.packageHash));
      await record(issued, sampleStatement(issued.packageHash), null);
      expect(await check(issued)).toMatchObject({ effects: ["reported", "reported"], status: "not_verified" });
      const kept = await engine.doors.withTenant(issued.actor, (tx) => listStatements(tx, issued.actor.organizationId));
      // Both were recorded at the same time, so they have no order.
      expect(kept.map(({ record: { enteredBy }, effect }) => [enteredBy, effect]).sort()).toEqual([
        ["organization", "reported"],
        ["verifier", "reported"],
      ]);
      await record(issued, sampleStatement(issued.packageHash));
      expect((await check(issued)).status).toBe("limited");
    });

    it("against the report remains in view, however many others follow", async () => {
      const issued = await issueReport();
      const about = (kind: "adverse" | "unmodified") =>
        sampleStatement(issued.packageHash, { opinion: { kind, text: "As stated in the document." } });
      await record(issued, about("adverse"), null);
      const by = await issuer();
      const author = { ...issued.actor, engagementId: null } as const;
      for (let count = 0; count < MOST_STATEMENTS; count += 1) {
        const { statementId } = await report(issued, about("adverse"));
        const end = { statementId, kind: "entered_in_error", reason: "Another report.", now: NOW } as const;
        await engine.doors.withTenant(author, (tx) => withdrawStatement(tx, author, by, end));
      }
      await record(issued, about("unmodified"));
      const { effects, status } = await check(issued);
      expect(effects).toHaveLength(MOST_STATEMENTS);
      expect(effects).toEqual(expect.arrayContaining(["against", "assures"]));
      expect(status).toBe("not_verified");
    });

    it("is public with its document if the organization recorded it, and has no identity", async () => {
      const issued = await bare();
      const hidden = { file: storedFile(), publicBytes: null };
      await expect(report(issued, sampleStatement(issued.packageHash), { document: hidden })).rejects.toMatchObject({
        code: "23514",
      });
    });

    it("is the only code that marks a report as verified", () => {
      const root = new URL("../../", import.meta.url).pathname;
      const files = ["app", "db"].flatMap((folder) =>
        readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
          .filter(
            (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\/testing\/|i18n|sample-report|\.(en|zh)\.ts$/.test(file),
          )
          .map((file) => join(folder, file)),
      );
      const writers = files.filter((file) =>
        /status: "(verified|limited|reasonable)"/.test(readFileSync(join(root, file), "utf8")),
      );
      expect(files.length).toBeGreaterThan(300);
      expect(writers.sort()).toEqual(["app/proof/credential.ts", "app/report/report-assurance.server.ts"]);
      const inserts = files.filter((file) =>
        /insertInto\("(published_assurance|assurance_statement)"\)/.test(readFileSync(join(root, file), "utf8")),
      );
      expect(inserts).toEqual(["app/assurance/statement.server.ts"]);
    });
  },
  "factor library",
);
