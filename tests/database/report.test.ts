import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { expect, it, vi } from "vitest";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { openFolderStore } from "#app/files/folder-store.server.ts";
import { openIssuerKey } from "#app/identity/key/issuer-key.server.ts";
import { findLatestJob } from "#app/jobs/job.server.ts";
import { checkEverything } from "#app/ops/fsck.server.ts";
import { changeOrganization, getOrganization } from "#app/organization/organization.server.ts";
import { parseReportCredential } from "#app/proof/credential.ts";
import { parseReportNumber } from "#app/proof/report-number.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { getReport, issueReport, listReports } from "#app/report/report.server.ts";
import { performIssue } from "#app/report/report-publication.server.ts";
import { collectEvidence, findSealed, getPublishedFile, getPublishedReport } from "#app/report/verification.server.ts";
import { requireApproval } from "#app/review/period-approval.server.ts";
import { OID } from "#app/seal/object-ids.ts";
import { makeIdentity, signerOf } from "#app/seal/testing/sample-certificates.ts";
import { makeToken } from "#app/seal/testing/sample-timestamp.ts";
import { verifySeal } from "#app/seal/verify-seal.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { passRuleWait } from "#tests/support/owner.ts";
import { hotelNights } from "#tests/support/sample-activity.ts";
import { issueNow, makeCompany, makeKeys, PUBLIC_URL, runNow, YEAR } from "#tests/support/sample-company.ts";

onEachEngine(
  "a report",
  (engine) => {
    const keys = makeKeys();
    const issuer = async () => ({ publicUrl: PUBLIC_URL, logOrigin: (await keys).origin });
    const companyWithRun = async (quantity = "3") => {
      const company = await makeCompany(engine.doors);
      await engine.doors.withTenant(company.actor, (tx) =>
        saveActivities(tx, company.actor, YEAR, [hotelNights(quantity)]),
      );
      return { ...company, runId: await runNow(engine.doors, company.actor, company.inventory) };
    };
    const numberOf = async (actor: Parameters<typeof issueNow>[2], reportId: string) =>
      (await engine.doors.withTenant(actor, (tx) => getReport(tx, actor.organizationId, reportId))).number;

    it("is issued once: its bytes, hash, credential, log entry and proof match", async () => {
      const { actor, runId } = await companyWithRun();
      const issued = await issueNow(engine.doors, await keys, actor, { runId });
      if (!issued.ok) throw new Error(JSON.stringify(issued.blockers));
      const number = await numberOf(actor, issued.reportId);
      expect(parseReportNumber(number)).toMatchObject({ ok: true, parts: { year: 2026, serial: 1 } });
      const read = () => engine.doors.withPublic((tx) => getPublishedFile(tx, { number }));
      const file = await read();
      expect(createHash("sha256").update(file.pdf).digest("hex")).toBe(file.sha256);
      await performIssue(engine.doors, { keys: await keys, publicUrl: PUBLIC_URL }, { ...actor, jobId: issued.jobId });
      expect((await read()).sha256).toBe(file.sha256);
      const report = await engine.doors.withPublic((tx) => getPublishedReport(tx, number));
      expect(report).toMatchObject({ status: "current", summary: { co2eKg: "160.5" } });
      const evidence = await engine.doors.withPublic(async (tx) =>
        collectEvidence(tx, { keys: await keys, publicUrl: PUBLIC_URL }, number, new Date()),
      );
      expect(evidence.tlogProof).toContain("c2sp.org/tlog-proof@v1");
      expect((await checkEverything(engine.doors, await keys, openFolderStore(tmpdir()))).faults).toEqual([]);
    });

    it("is sealed if a seal is configured: the file begins with the unsealed report, and record, log and audit trail match", async () => {
      const { actor, runId } = await companyWithRun();
      const identity = makeIdentity("Sample Issuer");
      const sealing = { ...(await keys), seal: { signer: signerOf(identity), timestamp: null } };
      const issued = await issueNow(engine.doors, sealing, actor, { runId });
      if (!issued.ok) throw new Error(JSON.stringify(issued.blockers));
      const number = await numberOf(actor, issued.reportId);
      const { pdf, sha256 } = await engine.doors.withPublic((tx) => getPublishedFile(tx, { number }));
      const { credential } = await engine.doors.withPublic((tx) => getPublishedReport(tx, number));
      const { hashes } = parseReportCredential(credential).facts;
      const [edition] = hashes.editions;
      expect(edition!.sealedPdf).toBe(sha256);
      expect(await verifySeal(new Uint8Array(pdf))).toMatchObject({
        kind: "intact",
        subject: "Sample Issuer",
        unsealedSha256: edition!.unsignedPdf,
      });
      expect(await engine.doors.withTenant(actor, (tx) => findSealed(tx, number))).toBe(true);
      expect((await checkEverything(engine.doors, sealing, openFolderStore(tmpdir()))).faults).toEqual([]);
    });

    it("is not published without the configured seal: it waits until the seal is available", async () => {
      const { actor, runId } = await companyWithRun();
      const identity = makeIdentity("Sample Issuer");
      let isAway = true;
      const authority = makeIdentity("Sample Time Authority", { purposes: [OID.timeStamping] });
      const timestamp = async (signature: Uint8Array) => {
        if (isAway) throw new TransparencyError("timestamp_unavailable");
        const imprint = new Uint8Array(createHash("sha256").update(signature).digest());
        return makeToken({ imprint, authority, at: new Date().toISOString() });
      };
      const sealing = { ...(await keys), seal: { signer: signerOf(identity), timestamp } };
      await expect(issueNow(engine.doors, sealing, actor, { runId })).rejects.toThrow("timestamp_unavailable");
      const [report] = await engine.doors.withTenant(actor, (tx) => listReports(tx, actor.organizationId));
      expect(report?.state).toBe("issuing");
      expect(await engine.doors.withTenant(actor, (tx) => findSealed(tx, report!.number))).toBeNull();
      isAway = false;
      const job = await engine.doors.withTenant(actor, (tx) => findLatestJob(tx, "render-report", report!.id));
      await performIssue(engine.doors, { keys: sealing, publicUrl: PUBLIC_URL }, { ...actor, jobId: job!.id });
      expect(await engine.doors.withTenant(actor, (tx) => findSealed(tx, report!.number))).toBe(true);
    });

    it("is not signed if the clock is set back to before the key existed", async () => {
      const { actor, runId } = await companyWithRun();
      const open = await keys;
      await engine.doors.withTenant(actor, (tx) => openIssuerKey(tx, open, actor, "Sample Works"));
      const earlier = Date.now() - 3_600_000;
      vi.useFakeTimers({ toFake: ["Date"], now: earlier });
      await expect(issueNow(engine.doors, open, actor, { runId })).rejects.toMatchObject({ code: "clock_behind" });
      vi.useRealTimers();
      const issued = await engine.doors.withTenant(actor, (tx) => listReports(tx, actor.organizationId));
      expect(issued).toMatchObject([{ state: "issuing" }]);
      // The clock is set back while the file is drawn, so the check runs again with the time of signing.
      let isDrawn = false;
      const job = await engine.doors.withTenant(actor, (tx) => findLatestJob(tx, "render-report", issued[0]!.id));
      const payload = { ...actor, jobId: job!.id };
      const draw = async () => {
        isDrawn = true;
        vi.useFakeTimers({ toFake: ["Date"], now: earlier });
        return new Uint8Array([1]);
      };
      const issuing = performIssue(engine.doors, { keys: open, publicUrl: PUBLIC_URL }, payload, draw);
      await expect(issuing).rejects.toMatchObject({ code: "clock_behind" });
      vi.useRealTimers();
      expect(isDrawn).toBe(true);
    });

    it("gets a gap-free number under concurrent requests, and is issued once per run and language", async () => {
      const { actor, runId } = await companyWithRun();
      const request = { runId, locales: ["en" as const], now: "2026-03-01T08:00:00.000Z" };
      const results = await Promise.allSettled(
        Array.from({ length: 20 }, async () => {
          const by = await issuer();
          return engine.doors.withTenant(actor, (tx) => issueReport(tx, actor, by, request));
        }),
      );
      const codes = results.map((result) => (result.status === "fulfilled" ? "issued" : result.reason.code));
      expect(codes.filter((code) => code === "issued")).toHaveLength(1);
      expect(new Set(codes)).toEqual(new Set(["issued", "conflict"]));
      const reports = await engine.doors.withTenant(actor, (tx) => listReports(tx, actor.organizationId));
      expect(reports.map(({ number }) => number.slice(0, 15))).toEqual(["GHG-2026-000001"]);
    });

    it("visibly replaces the earlier version when the figures changed", async () => {
      const { actor, inventory, runId } = await companyWithRun();
      const first = await issueNow(engine.doors, await keys, actor, { runId });
      await engine.doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights("1")]));
      const second = await issueNow(engine.doors, await keys, actor, {
        runId: await runNow(engine.doors, actor, inventory),
      });
      if (!first.ok || !second.ok) throw new Error("not issued");
      const [old, current] = [await numberOf(actor, first.reportId), await numberOf(actor, second.reportId)];
      const published = await engine.doors.withPublic((tx) => getPublishedReport(tx, old));
      expect(published.status).toBe("superseded");
      expect(published.history.at(-1)?.facts).toEqual({ by: current });
      expect(await engine.doors.withPublic((tx) => getPublishedReport(tx, current))).toMatchObject({
        status: "current",
        summary: { version: 2 },
      });
    });

    it("is not issued while a detail is missing or the data has changed since the run", async () => {
      const { actor, runId } = await companyWithRun();
      await engine.doors.withTenant(actor, async (tx) => {
        const now = await getOrganization(tx, actor.organizationId);
        await changeOrganization(tx, actor, {
          nameEn: now.name.en,
          nameZh: now.name.zh,
          legalId: "",
          legalIdKind: "",
          addressEn: now.address.en,
          addressZh: now.address.zh,
          descriptionEn: now.description.en,
          descriptionZh: now.description.zh,
          responsibleName: now.responsible.name,
          responsibleRole: now.responsible.role,
          responsibleContact: now.responsible.contact,
          consolidationApproach: now.consolidationApproach,
          gwpSet: now.gwpSet,
        });
        await saveActivities(tx, actor, YEAR, [hotelNights("7")]);
      });
      const result = await issueNow(engine.doors, await keys, actor, { runId });
      expect(result).toEqual({
        ok: false,
        blockers: [
          {
            code: "disclosure_missing",
            facts: {
              item: "A1",
              what: "detail",
              en: "Fill in the registration number.",
              zh: "请填写统一社会信用代码或登记号。",
            },
          },
          { code: "data_changed_since_run", facts: {} },
        ],
      });
      expect(await engine.doors.withTenant(actor, (tx) => listReports(tx, actor.organizationId))).toEqual([]);
    });

    it("is not issued before everything is approved, if the organization requires that", async () => {
      const { actor, runId } = await companyWithRun();
      const choose = (isOn: boolean) => engine.doors.withTenant(actor, (tx) => requireApproval(tx, actor, isOn));
      await choose(true);
      expect(await issueNow(engine.doors, await keys, actor, { runId })).toMatchObject({
        ok: false,
        blockers: [{ code: "records_not_approved", facts: { count: expect.stringMatching(/^[1-9]/) } }],
      });
      await choose(false);
      expect(await issueNow(engine.doors, await keys, actor, { runId })).toMatchObject({ ok: false });
      await passRuleWait(engine);
      expect(await issueNow(engine.doors, await keys, actor, { runId })).toMatchObject({ ok: true });
    });
  },
  "factor library",
);
