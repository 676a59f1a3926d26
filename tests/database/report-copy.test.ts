import { randomUUID } from "node:crypto";
import { inflateSync } from "node:zlib";
import { expect, it } from "vitest";
import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { readPdf, textOf } from "#app/pdf/pdf-reader.ts";
import { addEmissionSource } from "#app/places/emission-source.server.ts";
import { addFacility } from "#app/places/facility/facility.server.ts";
import { unpackBundle } from "#app/proof/bundle.ts";
import { checkDisclosure } from "#app/proof/disclosure/check-disclosure.ts";
import { parseKeySet } from "#app/proof/key-set.ts";
import { recomputeInventory } from "#app/proof/recompute-inventory.ts";
import { verifyReport } from "#app/proof/verify-report.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { buildReportModel, type ReportFacts } from "#app/report/model.ts";
import { renderReport } from "#app/report/render.ts";
import { getReport } from "#app/report/report.server.ts";
import { makeBundle } from "#app/report/report-bundle.server.ts";
import { copyRun, findWithheld } from "#app/report/report-copy.server.ts";
import { discloseLine, exportFullPackage } from "#app/report/report-reveal.server.ts";
import { collectEvidence, getPublishedFile, getPublishedReport } from "#app/report/verification.server.ts";
import { listConfidentialSources } from "#app/sources/source-confidentiality.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";
import { issueNow, makeCompany, makeKeys, PUBLIC_URL, runNow, YEAR } from "#tests/support/sample-company.ts";
import { stateConfidentiality } from "#tests/support/save-now.ts";

/** Texts and figures of the confidential source that must not appear in public. */
const CANARIES = ["Zyxwil Kiln", "泽昔窑厂", "Qarnok", "卡诺克", "QK-2025-77", "73519.4087"];

const entry = (
  facility: string,
  source: string,
  { quantity, unit, evidence = "" }: { quantity: string; unit: string; evidence?: string | undefined },
) => ({
  kind: "add" as const,
  recordId: randomUUID(),
  entry: {
    facility,
    source,
    period: "2025-06",
    quantity,
    unit,
    dataQuality: "",
    evidence,
    note: "",
  },
});

/** All public content of a report, decompressed: the file's streams and drawn text, evidence, bundle and summary. */
function publicBytes(parts: (Uint8Array | string)[]): string {
  const unfolded = parts.flatMap((part) => {
    const bytes = Buffer.from(part as Uint8Array);
    const text = bytes.toString("latin1");
    const streams: string[] = [];
    for (let at = text.indexOf("stream"); at >= 0; at = text.indexOf("stream", at + 6)) {
      const start = at + (text[at + 6] === "\r" ? 8 : 7);
      try {
        const raw = inflateSync(bytes.subarray(start), { finishFlush: 2 });
        streams.push(raw.toString("utf8"), raw.toString("utf16le"));
      } catch {
        // not compressed, or not a stream: searched as plain bytes
      }
    }
    return [bytes.toString("utf8"), text.replaceAll("\0", ""), ...streams];
  });
  return unfolded.join("\n");
}

/** The text that the report prints in each language, drawn again without compression from frozen and published data. */
async function drawnText(inventoryJson: string, facts: ReportFacts): Promise<string> {
  const texts: string[] = [];
  for (const locale of ["en", "zh", "both"] as const) {
    const model = buildReportModel({ document: JSON.parse(inventoryJson), facts, locale, inventoryJson });
    const pdf = readPdf(await renderReport(model, { compress: false }));
    texts.push(...pdf.pages.map((page) => textOf(pdf, page)));
  }
  return texts.join("\n");
}

onEachEngine(
  "the copy of a run",
  (engine) => {
    const keys = makeKeys();
    const company = async () => {
      const made = await makeCompany(engine.doors);
      const { actor } = made;
      const kiln = await engine.doors.withTenant(actor, async (tx) => {
        const facility = await addFacility(tx, actor, {
          nameEn: "Zyxwil Kiln",
          nameZh: "泽昔窑厂",
          country: "CN",
          gridRegion: "CN-JS",
          consolidationShare: "1",
        });
        return addEmissionSource(tx, actor, {
          facilityId: facility.id,
          nameEn: "Gas bought from Qarnok",
          nameZh: "购自卡诺克的天然气",
          uncertainty: null,
          scope: 1,
          category: "stationary_combustion",
          unit: "Nm3",
          factorSelection: {
            factorId: "cn-ndrc-industry-fuels.natural-gas",
            via: ["cn-ndrc-industry-fuels-ncv.natural-gas"],
          },
        });
      });
      const saved = await engine.doors.withTenant(actor, (tx) =>
        saveActivities(tx, actor, YEAR, [
          entry("Plant A", "Hotel nights", { quantity: "31", unit: "room_night" }),
          entry("Zyxwil Kiln", "Gas bought from Qarnok", {
            quantity: "73519.4087",
            unit: "Nm3",
            evidence: "QK-2025-77",
          }),
        ]),
      );
      if (!saved.ok) throw new Error(JSON.stringify(saved));
      const runId = await runNow(engine.doors, actor, made.inventory);
      const mark = (isConfidential: boolean) =>
        engine.doors.withTenant(actor, (tx) => stateConfidentiality(tx, actor, { sourceId: kiln.id, isConfidential }));
      return { ...made, kiln, runId, mark };
    };
    type Company = Awaited<ReturnType<typeof company>>;
    const issue = async ({ actor, runId }: Company, withhold: "nothing" | "names" | "inputs") => {
      const result = await issueNow(engine.doors, await keys, actor, { runId, locales: ["en"], withhold });
      if (!result.ok) throw new Error(JSON.stringify(result.blockers));
      const { number } = await engine.doors.withTenant(actor, (tx) =>
        getReport(tx, actor.organizationId, result.reportId),
      );
      return { number, reportId: result.reportId };
    };
    const verdictOf = async (number: string) => {
      const archive = await engine.doors.withPublic(async (tx) =>
        makeBundle(tx, { keys: await keys, publicUrl: PUBLIC_URL }, { number }, new Date()),
      );
      const parts = unpackBundle(archive);
      const verification = await verifyReport({
        file: parts.pdf,
        registered: {
          credential: parts.credential,
          proof: parts.proof,
          keyProof: parts.keyProof,
          statusLists: parts.statusLists,
        },
        keys: await parseKeySet(parts.keys),
        now: new Date().toISOString(),
        recompute: recomputeInventory,
        online: true,
      });
      return { archive, parts, verification };
    };

    it("shows everything if no source is marked and no redaction is chosen", async () => {
      const made = await company();
      const { number, reportId } = await issue(made, "inputs");
      expect(await engine.doors.withTenant(made.actor, (tx) => findWithheld(tx, reportId))).toBeNull();
      expect((await verdictOf(number)).verification.checks.map(({ reason }) => reason)).toContain("totals_equal");
    });

    it("keeps redacted lines out of every public byte, and stays authentic with the totals of the run", async () => {
      const made = await company();
      await made.mark(true);
      const { number, reportId } = await issue(made, "inputs");
      const { archive, parts, verification } = await verdictOf(number);
      expect(verification.verdict).toBe("authentic");
      const totals = verification.checks.find(({ id }) => id === "totals");
      expect(totals).toMatchObject({
        reason: "totals_equal_withheld",
        facts: { lines: "2", withheldInputs: "1", withheldLines: "1" },
      });
      const [file, report, evidence] = await engine.doors.withPublic(async (tx) => [
        await getPublishedFile(tx, { number }),
        await getPublishedReport(tx, number),
        await collectEvidence(tx, { keys: await keys, publicUrl: PUBLIC_URL }, number, new Date()),
      ]);
      const leaves = await engine.doors.withPublic((tx) => tx.selectFrom("log_leaf").select("entry").execute());
      const statements = await engine.doors.withPublic((tx) => tx.selectFrom("statement").selectAll().execute());
      const { facts } = await engine.doors.withTenant(made.actor, (tx) =>
        tx.selectFrom("report").select("facts").where("id", "=", reportId).executeTakeFirstOrThrow(),
      );
      const drawn = await drawnText(file.inventory, facts as ReportFacts);
      const seen = publicBytes([
        new Uint8Array(file.pdf),
        file.inventory,
        archive,
        parts.credential,
        JSON.stringify([report, evidence, statements]),
        ...leaves.map(({ entry: leaf }) => leaf),
      ]);
      expect(drawn).toContain("Plant A");
      expect(seen).toContain("Hotel nights");
      for (const canary of CANARIES) {
        expect(drawn.replaceAll(/\s/g, ""), canary).not.toContain(canary.replaceAll(" ", ""));
        expect(seen, canary).not.toContain(canary);
      }
      // The factor that only the redacted line uses is missing too.
      expect(file.inventory).not.toContain("natural-gas");
      const whole = await engine.doors.withTenant(made.actor, (tx) =>
        tx.selectFrom("calculation_run").select("document").where("id", "=", made.runId).executeTakeFirstOrThrow(),
      );
      const [before, after] = [whole.document, file.inventory].map((text) => JSON.parse(text) as InventoryDocument);
      expect(after!.results!.totals!.co2eKg).toBe(before!.results!.totals!.co2eKg);
      expect(after!.results!.totals!.byGasKg).toEqual(before!.results!.totals!.byGasKg);
      expect(await engine.doors.withTenant(made.actor, (tx) => findWithheld(tx, reportId))).toMatchObject({
        level: "inputs",
      });
    });

    it("keeps the inputs if only names are redacted", async () => {
      const made = await company();
      await made.mark(true);
      const { number } = await issue(made, "names");
      const { parts, verification } = await verdictOf(number);
      expect(verification.verdict).toBe("authentic");
      const text = new TextDecoder().decode(parts.inventory);
      expect(text).toContain("73519.4087");
      for (const canary of ["Qarnok", "卡诺克", "QK-2025-77"]) expect(text).not.toContain(canary);
    });

    it("discloses one line with its proof, or the full document to permitted readers, and records both", async () => {
      const made = await company();
      await made.mark(true);
      const { number, reportId } = await issue(made, "inputs");
      const { parts, verification } = await verdictOf(number);
      const line = JSON.parse(new TextDecoder().decode(parts.inventory)).activities.find(
        (activity: { withheld?: unknown }) => activity.withheld,
      ).id as string;
      const author = { ...made.actor, source: "page" as const };
      const given = await engine.doors.withTenant(author, (tx) => discloseLine(tx, author, { reportId, line }));
      expect(given.text).toContain("73519.4087");
      expect(await checkDisclosure(given.text, verification.facts, parts.pdf)).toMatchObject({
        holds: true,
        reason: "line_holds",
      });
      const namesOnly = await engine.doors.withTenant(author, (tx) =>
        discloseLine(tx, author, { reportId, line, parts: ["names"] }),
      );
      expect(namesOnly.text).not.toContain("73519.4087");
      expect(await checkDisclosure(namesOnly.text, verification.facts, parts.pdf)).toMatchObject({
        holds: true,
        reason: "line_is_signed",
      });
      const forged = given.text.replace("73519.4087", "73519.4088");
      expect(await checkDisclosure(forged, verification.facts, parts.pdf)).toMatchObject({
        holds: false,
        facts: { fault: "not_in_lines" },
      });
      const full = await engine.doors.withTenant(author, (tx) => exportFullPackage(tx, author, reportId));
      expect(await checkDisclosure(full.text, verification.facts, null)).toMatchObject({
        holds: true,
        reason: "package_holds",
      });
      const other = { ...(await makeTenant(engine.doors)), source: "page" as const };
      await expect(
        engine.doors.withTenant(other, (tx) => discloseLine(tx, other, { reportId, line })),
      ).rejects.toMatchObject({ code: "not_found" });
      await expect(
        engine.doors.withTenant(author, (tx) => discloseLine(tx, author, { reportId, line: "a999" })),
      ).rejects.toMatchObject({ code: "not_found" });
      const actions = await engine.doors.withTenant(author, (tx) =>
        tx.selectFrom("audit_trail").select("action").where("subject_id", "=", reportId).orderBy("sequence").execute(),
      );
      expect(actions.map(({ action }) => action)).toEqual(
        expect.arrayContaining(["report.lines_withheld", "report.line_disclosed", "report.full_package_taken"]),
      );
    });

    it("uses a different secret each time", async () => {
      const made = await company();
      await made.mark(true);
      const roots = await engine.doors.withTenant(made.actor, async (tx) => {
        const run = await import("#app/runs/calculation.server.ts").then(({ getRun }) =>
          getRun(tx, made.actor.organizationId, made.runId),
        );
        const copies = [1, 2].map(() => copyRun(tx, made.actor.organizationId, run, "names"));
        return (await Promise.all(copies)).map(({ disclosure }) => disclosure?.root);
      });
      expect(new Set(roots).size).toBe(2);
    });

    it("follows the newest setting of a source, and rejects one of another tenant", async () => {
      const { actor, kiln, mark } = await company();
      const marked = () => engine.doors.withTenant(actor, (tx) => listConfidentialSources(tx, actor.organizationId));
      await mark(true);
      await mark(true);
      expect([...(await marked())]).toEqual([kiln.id]);
      await mark(false);
      expect([...(await marked())]).toEqual([]);
      const other = await makeTenant(engine.doors);
      const input = { sourceId: kiln.id, isConfidential: true };
      await expect(
        engine.doors.withTenant(other, (tx) => stateConfidentiality(tx, other, input)),
      ).rejects.toMatchObject({ code: "not_found" });
    });
  },
  "factor library",
);
