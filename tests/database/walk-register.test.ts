import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { UTC } from "#app/day/zone.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { translator } from "#app/i18n/index.ts";
import { readBatches } from "#app/kit/list/list.server.ts";
import { fileText } from "#app/kit/list/list-view.ts";
import { logEntries } from "#app/log/log.list.server.ts";
import { latestCheckpoint, readTile, signPendingCheckpoint } from "#app/log/log.server.ts";
import { describeLog } from "#app/log/log-listing.server.ts";
import { deriveIssueEntry, issuedHashOf, parseReportCredential } from "#app/proof/credential.ts";
import { commitTo, decodeLogEntry, decodeStatement, drawSalt } from "#app/proof/log-entry.ts";
import { splitEntryBundle } from "#app/proof/tile.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { getReport } from "#app/report/report.server.ts";
import { stateExpiries } from "#app/report/report-expiry.server.ts";
import { endWithdrawal, proposeWithdrawal } from "#app/report/report-withdrawal.server.ts";
import { findByHash, getPublishedReport } from "#app/report/verification.server.ts";
import type { PublicTx, TenantTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { addColleague } from "#tests/support/make-tenant.ts";
import { hotelNights } from "#tests/support/sample-activity.ts";
import { issueNow, makeCompany, makeKeys, PUBLIC_URL, runNow, YEAR } from "#tests/support/sample-company.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

onEachEngine(
  "the public log",
  (engine) => {
    const keys = makeKeys();
    const publicly = <T>(work: (tx: PublicTx) => Promise<T>) => engine.doors.withPublic(work);

    /**
     * Creates a company's reports in every state: replaced, withdrawn, expired, and current in two languages. @returns
     * their numbers
     */
    async function makeReports(): Promise<string[]> {
      const { actor, inventory } = await makeCompany(engine.doors);
      const numbers: string[] = [];
      const issue = async (runId: string, locale: "en" | "zh", validUntil?: string) => {
        const issued = await issueNow(engine.doors, await keys, actor, { runId, locales: [locale], validUntil });
        if (!issued.ok) throw new Error(JSON.stringify(issued.blockers));
        const report = await engine.doors.withTenant(actor, (tx) =>
          getReport(tx, actor.organizationId, issued.reportId),
        );
        numbers.push(report.number);
        return issued.reportId;
      };
      await engine.doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights("3")]));
      await issue(await runNow(engine.doors, actor, inventory), "en");
      const runId = await runNow(engine.doors, actor, inventory);
      const withdrawn = await issue(runId, "en");
      const second = await addColleague(engine.doors, actor, "admin");
      const issuer = { publicUrl: PUBLIC_URL, logOrigin: (await keys).origin };
      const reason = { en: "A meter was read wrongly.", zh: "" };
      await engine.doors.withTenant(actor, (tx) => proposeWithdrawal(tx, actor, { reportId: withdrawn, reason }));
      await engine.doors.withTenant(second, (tx) =>
        endWithdrawal(tx, second, issuer, {
          reportId: withdrawn,
          attempt: 1,
          note: "",
          state: "confirmed",
          now: "2026-04-01T08:00:00.000Z",
        }),
      );
      await issue(await runNow(engine.doors, actor, inventory), "en", "2026-03-31");
      await engine.doors.withSystem(async (tx) => stateExpiries(tx, (await keys).origin, "2026-04-01T00:00:05.000Z"));
      await engine.doors.withSystem(async (tx) =>
        signPendingCheckpoint(tx, (await keys).log, "2026-04-02T00:00:00.000Z"),
      );
      return numbers;
    }

    async function listEntries(): Promise<string[]> {
      const scope = { tenantId: "", organizationId: "", userId: "", role: "viewer", now: new Date() } as const;
      const reader = { t: translator("en"), locale: "en", zone: UTC } as const;
      const within = <T>(work: (tx: TenantTx) => Promise<T>) => publicly((tx) => work(tx as unknown as TenantTx));
      const cells: string[] = [];
      for await (const rows of readBatches(within, logEntries, scope, { typed: {} }))
        for (const { view } of rows) cells.push(...logEntries.columns.map((column) => fileText(column, view, reader)));
      return cells;
    }

    /** All public content of the log, and the page that lists it. */
    async function readPublicLog() {
      const { size, note } = (await publicly(latestCheckpoint))!;
      const bundle = await publicly((tx) => readTile(tx, { kind: "entries", index: 0, width: size }));
      const hashes = await publicly((tx) => readTile(tx, { kind: "hashes", level: 0, index: 0, width: size }));
      const described = await publicly(async (tx) => describeLog(tx, await keys));
      const listed = await listEntries();
      expect(listed.length).toBe(size * logEntries.columns.length);
      const text = [Buffer.from(bundle).toString("latin1"), note, JSON.stringify(described), ...listed].join("\n");
      return { entries: splitEntryBundle(bundle), text, bytes: Buffer.concat([bundle, hashes]) };
    }

    it("leads to no report or report hash, and from no entry to another", async () => {
      const numbers = await makeReports();
      const log = await readPublicLog();
      const entries = log.entries.map((bytes) => decodeLogEntry(bytes));
      const commitments = entries.flatMap((entry) => (entry.type === "commitment" ? [entry.hash] : []));
      for (const entry of entries.filter(({ type }) => type === "commitment"))
        expect(Object.keys(entry).sort()).toEqual(["hash", "type"]);
      expect(new Set(commitments).size).toBe(commitments.length);
      for (const hash of commitments) {
        expect(await publicly((tx) => findByHash(tx, hash))).toEqual([]);
        expect(await publicly((tx) => findByHash(tx, hash.slice(0, 8)))).toEqual([]);
      }
      for (const number of numbers) {
        const report = await publicly((tx) => getPublishedReport(tx, number));
        const { facts } = parseReportCredential(report.credential);
        const known = [number, report.inventorySha256, facts.logSalt];
        known.push(...facts.hashes.editions.flatMap((edition) => [issuedHashOf(edition), edition.unsignedPdf]));
        known.push(sha256(report.credential), facts.issuedAt);
        for (const value of known) {
          expect(log.text).not.toContain(value);
          expect(log.text).not.toContain(sha256(value));
          expect(log.text).not.toContain(sha256(`report-number\n${value}`));
          expect(log.bytes.includes(Buffer.from(sha256(value), "hex"))).toBe(false);
        }
      }
    });

    it("has one entry per statement that only its own salt opens", async () => {
      await makeReports();
      const { entries } = await readPublicLog();
      // The key of an issuer is an open entry.
      const rows = await publicly((tx) =>
        tx.selectFrom("statement").selectAll().where("salt", "is not", null).orderBy("log_index").execute(),
      );
      const kinds = rows.map(({ kind }) => kind);
      for (const kind of ["issue", "supersede", "withdraw", "expire"]) expect(kinds).toContain(kind);
      expect(new Set(rows.map(({ salt }) => salt)).size).toBe(rows.length);
      for (const [at, row] of rows.entries()) {
        const statement = decodeStatement(row.said!);
        const leaf = decodeLogEntry(entries[row.log_index]!);
        expect(await commitTo({ statement, salt: row.salt! })).toEqual(leaf);
        expect(await commitTo({ statement, salt: drawSalt() })).not.toEqual(leaf);
        expect(await commitTo({ statement, salt: rows[(at + 1) % rows.length]!.salt! })).not.toEqual(leaf);
        if (row.kind !== "issue") continue;
        const { credential } = await publicly((tx) => getPublishedReport(tx, row.number!));
        expect(parseReportCredential(credential).facts.logSalt).toBe(row.salt);
        expect(await deriveIssueEntry(JSON.parse(credential))).toEqual(leaf);
        const other = JSON.parse(credential);
        other.credentialSubject.inventory.logSalt = drawSalt();
        expect(await deriveIssueEntry(JSON.parse(canonicalJson(other)))).not.toEqual(leaf);
      }
    });
  },
  "factor library",
);
