import { createHash, randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, it } from "vitest";
import type { DocumentActivity } from "#app/carbon/document/inventory-document.ts";
import { type ActivityEntry, EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { NO_FALLBACK } from "#app/carbon/factor/select-factor.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { omit } from "#app/encoding/omit.ts";
import { attachEvidence, eraseEvidence, takeEvidence } from "#app/evidence/evidence.server.ts";
import { detachEvidence } from "#app/evidence/evidence-detachment.server.ts";
import { addOwnVersion, takeOwnStep } from "#app/factors/own/own-factor.server.ts";
import { listAllocations, releaseAllocations } from "#app/instruments/allocation.server.ts";
import { getInventory, openInventory } from "#app/organization/inventory.server.ts";
import { changeOrganization, getOrganization } from "#app/organization/organization.server.ts";
import { addEmissionSource, changeEmissionSource } from "#app/places/emission-source.server.ts";
import { addFacility, changeFacility, listFacilities, removeFacility } from "#app/places/facility/facility.server.ts";
import { getActivity, saveActivities, toEntry } from "#app/records/activity.server.ts";
import { approveRecords, submitRecords } from "#app/records/activity-review.server.ts";
import { listRecordEvidence } from "#app/records/evidenced-record.server.ts";
import { importAtOnce } from "#app/records/import/import-at-once.server.ts";
import { undoImport } from "#app/records/import/undo-import.server.ts";
import { stateDisclosures } from "#app/report/disclosure/disclosure.server.ts";
import { setValidityMonths } from "#app/report/report-validity.server.ts";
import { explainEstimate, saveEstimate } from "#app/review/estimate.server.ts";
import { requireApproval } from "#app/review/period-approval.server.ts";
import { compareWithNow, getRun, isRunCurrent } from "#app/runs/calculation.server.ts";
import { numberOf } from "#app/runs/line-number.ts";
import { readDetail } from "#app/runs/run-detail.server.ts";
import { mayInputsDiffer } from "#app/runs/run-inputs.server.ts";
import { openDoors, type TenantTx } from "#db/doors.ts";
import { coverMeter } from "#tests/support/cover-meter.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { pdfOf } from "#tests/support/evidence-files.ts";
import { incoming, makeImportRoom } from "#tests/support/import-file.ts";
import { addColleague } from "#tests/support/make-tenant.ts";
import { asOwner, editFacts } from "#tests/support/owner.ts";
import { makeCompany, runNow, YEAR } from "#tests/support/sample-company.ts";
import { SAMPLE_DISCLOSURES } from "#tests/support/sample-disclosures.ts";
import { stateConfidentiality, stateFactorPolicy } from "#tests/support/save-now.ts";
import { wholeDocument } from "#tests/support/whole-document.ts";

const DECADE = { start: "2020-01-01", end: "2029-12-31" };
const NAMES = { facility: "Plant A", source: "Electricity" };

onEachEngine(
  "whether a run is current",
  (engine) => {
    const room = makeImportRoom();

    /** An embedded database can be opened by one process at a time, so the doors are closed first. */
    const asLibrarian = async (work: Parameters<typeof asOwner>[1]) => {
      await engine.doors.close();
      await asOwner(engine.ownerUrl, work);
      engine.doors = await openDoors(engine.url);
    };

    async function company() {
      const { actor, inventory, sources } = await makeCompany(engine.doors);
      const second = await addColleague(engine.doors, actor, "reviewer");
      const inside = <T>(work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(actor, work);
      const save = async (changes: Parameters<typeof saveActivities>[3]) => {
        expect(await inside((tx) => saveActivities(tx, actor, DECADE, changes))).toMatchObject({ ok: true });
      };
      const add = async (period: string, rest: Partial<ActivityEntry> = {}) => {
        const recordId = randomUUID();
        const entry = { ...EMPTY_ENTRY, ...NAMES, period, quantity: "100", unit: "kWh", ...rest };
        await save([{ kind: "add", recordId, entry }]);
        return recordId;
      };
      const correct = async (recordId: string, rest: Partial<ActivityEntry>) => {
        const record = await inside((tx) => getActivity(tx, actor.organizationId, recordId));
        const entry = { ...toEntry(record, NAMES), ...rest };
        await save([{ kind: "correct", recordId, version: record.version, entry }]);
      };
      const take = async (text: string, target: { recordIds: string[] }) => {
        const bytes = pdfOf(text);
        const path = join(await mkdtemp(join(tmpdir(), "truetonne-in-")), "file");
        writeFileSync(path, bytes);
        const sha256 = createHash("sha256").update(bytes).digest("hex");
        const file = { path, size: bytes.length, sha256, name: `${text}.pdf`, isTooLarge: false };
        const taken = await takeEvidence(engine.doors, actor, room, { file, target: { period: null, ...target } });
        if (taken.outcome === "refused") throw new Error(taken.code);
        return taken.fileId;
      };
      const bringIn = async (rows: string[], inventoryId = inventory.id) => {
        const content = ["facility,source,period,quantity,unit", ...rows, ""].join("\r\n");
        const done = await importAtOnce(engine.doors, actor, room, {
          file: incoming(content, `${randomUUID()}.csv`),
          inventoryId,
        });
        if (!done.ok) throw new Error(JSON.stringify(done));
        return done.importId;
      };
      /** What the pages report, and what a full comparison reports. */
      const ask = async (runId: string) =>
        inside(async (tx) => {
          const run = await getRun(tx, actor.organizationId, runId);
          const now = await wholeDocument(
            tx,
            actor.organizationId,
            await getInventory(tx, actor.organizationId, inventory.id),
          );
          const records: DocumentActivity[] = [];
          for await (const { text } of readDetail((work) => work(tx), runId)) records.push(...JSON.parse(text).records);
          const activities = records.sort((a, b) => numberOf(a.id) - numberOf(b.id));
          const then = { ...omit(run.document, "results", "detail"), activities };
          return {
            may: await mayInputsDiffer(tx, actor.organizationId, { id: runId, period: YEAR }),
            isCurrent: await isRunCurrent(tx, actor.organizationId, run),
            compared: (await compareWithNow(tx, actor.organizationId, run)).isCurrent,
            truth: canonicalJson(omit(now.document, "results")) === canonicalJson(then),
          };
        });
      return { actor, second, inventory, sources, inside, save, add, correct, take, bringIn, ask };
    }
    const LATER = { may: true, isCurrent: false, compared: false, truth: false };
    const CURRENT = { may: false, isCurrent: true, compared: true, truth: true };
    const LOOKED_AT = { may: true, isCurrent: true, compared: true, truth: true };

    async function begin() {
      const one = await company();
      const kept = await one.add("2025-01", { evidence: "bill 1" });
      const spare = await one.add("2025-02", { dataQuality: "estimated" });
      const early = await one.add("2024-01");
      return { ...one, kept, spare, early, run: () => runNow(engine.doors, one.actor, one.inventory) };
    }

    it("is false after each change of its inputs, and again after each change following a new run", async () => {
      const one = await begin();
      const { actor, inside, kept, spare } = one;
      const state: Record<string, string> = {};
      const organization = (change: Partial<Parameters<typeof changeOrganization>[2]>) => () =>
        inside(async (tx) => {
          const { name, legalId, legalIdKind, address, description, responsible, consolidationApproach, gwpSet } =
            await getOrganization(tx, actor.organizationId);
          await changeOrganization(tx, actor, {
            nameEn: name.en,
            nameZh: name.zh,
            legalId,
            legalIdKind,
            addressEn: address.en,
            addressZh: address.zh,
            descriptionEn: description.en,
            descriptionZh: description.zh,
            responsibleName: responsible.name,
            responsibleRole: responsible.role,
            responsibleContact: responsible.contact,
            consolidationApproach,
            gwpSet,
            ...change,
          });
        });
      const facility = (change: object) => () =>
        inside(async (tx) => {
          const [plant] = await listFacilities(tx, actor.organizationId);
          const { id, name, country, gridRegion, consolidationShare } = plant!;
          const input = { nameEn: name.en, nameZh: name.zh, country, gridRegion, consolidationShare, ...change };
          await changeFacility(tx, actor, { id }, input);
        });
      const source = (change: object) => () =>
        inside((tx) => {
          const { id, facilityId, name, scope, category, unit, factorSelection } = one.sources.electricity!;
          return changeEmissionSource(
            tx,
            actor,
            { id },
            {
              facilityId,
              nameEn: name.en,
              nameZh: name.zh,
              scope,
              category,
              unit,
              factorSelection,
              uncertainty: null,
              ...change,
            },
          );
        });
      const versionOf = async (recordId: string) =>
        (await inside((tx) => getActivity(tx, actor.organizationId, recordId))).version;
      const changes: Record<string, () => Promise<unknown>> = {
        "a record is added": async () => (state.added = await one.add("2025-03")),
        "its quantity is corrected": () => one.correct(kept, { quantity: "101" }),
        "its evidence is corrected": () => one.correct(kept, { evidence: "bill 2" }),
        "its quality is corrected": () => one.correct(kept, { dataQuality: "calculated" }),
        "a certificate covers a part of it": async () => {
          const meter = { sourceId: one.sources.electricity!.id, inventoryId: one.inventory.id };
          state.instrument = await inside((tx) => coverMeter(tx, actor, { ...meter, quantity: "10" }));
        },
        "the certificate is released": () =>
          inside(async (tx) => {
            const instrumentId = state.instrument!;
            const allocationIds = (await listAllocations(tx, actor.organizationId, instrumentId)).map(({ id }) => id);
            await releaseAllocations(tx, actor, { instrumentId, allocationIds });
          }),
        "it moves out of the year": () => one.correct(state.added!, { period: "2024-03" }),
        "it moves back into the year": () => one.correct(state.added!, { period: "2025-04" }),
        "it is deleted": async () =>
          one.save([
            { kind: "delete", recordId: state.added!, version: await versionOf(state.added!), reason: "twice" },
          ]),
        "it is brought back": () =>
          one.save([
            {
              kind: "restore",
              recordId: state.added!,
              version: 4,
              entry: { ...EMPTY_ENTRY, ...NAMES, period: "2025-04", quantity: "100", unit: "kWh" },
            },
          ]),
        "one is deleted and another added": () =>
          one.save([
            { kind: "delete", recordId: state.added!, version: 5, reason: "twice" },
            {
              kind: "add",
              recordId: randomUUID(),
              entry: { ...EMPTY_ENTRY, ...NAMES, period: "2025-05", quantity: "100", unit: "kWh" },
            },
          ]),
        "a month is estimated": () =>
          inside((tx) =>
            saveEstimate(tx, actor, {
              sourceId: one.sources.electricity!.id,
              month: "2025-06",
              method: "other",
              reason: "No bill.",
              other: { quantity: "7", unit: "kWh", basis: "A guess." },
            }),
          ),
        "an estimate is explained": () =>
          inside((tx) =>
            explainEstimate(tx, actor, { recordId: spare, basis: "The year before.", reason: "No bill." }),
          ),
        "a file is imported": async () => (state.import = await one.bringIn(["Plant A,Electricity,2025-07,5,kWh"])),
        "the import is undone": () => inside((tx) => undoImport(tx, actor, state.import!, { corrected: "keep" })),
        "a file comes with a record": async () => (state.file = await one.take("bill", { recordIds: [kept] })),
        "a file is attached": () =>
          inside((tx) => attachEvidence(tx, actor, state.file!, { recordIds: [spare], period: null })),
        "a file is taken off": async () => {
          const [file] = await inside((tx) => listRecordEvidence(tx, actor.organizationId, spare));
          await inside((tx) => detachEvidence(tx, actor, file!.attachmentId, "wrong month"));
        },
        "the organization is called otherwise": organization({ nameEn: "Other Works" }),
        "the boundary is another": organization({ consolidationApproach: "equity_share" }),
        "the GWP set is another": organization({ gwpSet: "AR5" }),
        "a share is another": facility({ consolidationShare: "0.5" }),
        "the grid is another": facility({ gridRegion: "CN-ZJ" }),
        "a facility is added": async () => {
          const plant = {
            nameEn: "Plant B",
            nameZh: "二厂",
            country: "CN",
            gridRegion: "CN-JS",
            consolidationShare: "1",
          };
          state.facility = (await inside((tx) => addFacility(tx, actor, plant))).id;
        },
        "a facility is removed": () => inside((tx) => removeFacility(tx, actor, state.facility!)),
        "a source is called otherwise": source({ nameEn: "Power", nameZh: "外购电力" }),
        "its method is another": source({ factorSelection: { method: "grid_average" } }),
        "its uncertainty is stated": source({ uncertainty: { activity: "5", factor: "5" } }),
        "a policy is stated": () =>
          inside((tx) =>
            stateFactorPolicy(tx, actor, {
              ...NO_FALLBACK,
              yearFallback: "latest_earlier",
              pinnedEditions: { "cn-mee-grid": "2023" },
              reason: "Sample.",
            }),
          ),
      };
      const found: Record<string, unknown> = {};
      let run = await one.run();
      for (const [name, change] of Object.entries(changes)) {
        await change();
        found[name] = await one.ask(run);
        // The new run is current, whatever was changed.
        run = await one.run();
        expect({ [name]: await one.ask(run) }).toEqual({ [name]: CURRENT });
      }
      expect(found).toEqual(Object.fromEntries(Object.keys(changes).map((name) => [name, LATER])));
    });

    it("is false after another factor: a custom one approved or withdrawn, a status in the library, or a release", async () => {
      const one = await begin();
      const { actor, second, inside } = one;
      const content = {
        nameEn: "Sample alloy",
        nameZh: "示例合金",
        category: "purchased_goods_services" as const,
        region: "",
        unit: "t",
        heatBasis: null,
        validFrom: "2025-01-01",
        validTo: "2025-12-31",
        licence: "Supplier's consent",
        evidence: "declaration.pdf",
        dataKind: "supplier" as const,
        uncertainty: "5",
        note: "",
        figures: { gases: { CO2: "8.2" } },
        source: { title: "Supplier declaration", publisher: "Sample Metals", url: "", page: "page 2" },
      };
      const approve = async (version: Awaited<ReturnType<typeof addOwnVersion>>) => {
        await inside((tx) => takeOwnStep(tx, actor, version, { state: "proposed", reason: "" }));
        await engine.doors.withTenant(second, (tx) =>
          takeOwnStep(tx, second, version, { state: "approved", reason: "compared" }),
        );
      };
      const first = await inside((tx) => addOwnVersion(tx, actor, null, content));
      await approve(first);
      await inside((tx) =>
        addEmissionSource(tx, actor, {
          facilityId: one.sources.gas!.facilityId,
          nameEn: "Alloy",
          nameZh: "合金",
          scope: 3,
          unit: "t",
          category: "purchased_goods_services",
          factorSelection: { factorId: first.factorId },
          uncertainty: null,
        }),
      );
      await one.add("2025-01", { source: "Alloy", quantity: "2", unit: "t" });
      const run = await one.run();
      expect(await one.ask(run)).toEqual(CURRENT);
      const next = await inside((tx) =>
        addOwnVersion(tx, actor, first.factorId, { ...content, figures: { gases: { CO2: "7.9" } } }),
      );
      expect(await one.ask(run)).toEqual(LOOKED_AT);
      await approve(next);
      expect(await one.ask(run)).toEqual(LATER);
      const again = await one.run();
      expect(await one.ask(again)).toEqual(CURRENT);
      await inside((tx) => takeOwnStep(tx, actor, next, { state: "withdrawn", reason: "The supplier corrected it." }));
      expect(await one.ask(again)).toEqual(LATER);
      const third = await one.run();
      expect(await one.ask(third)).toEqual(CURRENT);
      const { factors, activities } = (await inside((tx) => getRun(tx, actor.organizationId, third))).document;
      const primary = activities.map(({ category, primary }) => `${category} ${primary}`);
      expect(new Set(primary)).toEqual(new Set(["purchased_goods_services true", "purchased_electricity false"]));
      const grid = factors.find(({ id }) => id.startsWith("cn-mee-grid"))!;
      await asLibrarian((db) =>
        sql`insert into factor_status_change (dataset_id, edition, factor_id, changed_on, status, reason)
          values ('cn-mee-grid', ${grid.version}, ${grid.id}, '2026-11-28', 'withdrawn', 'a test')`.execute(db),
      );
      expect(await one.ask(third)).toEqual(LATER);
      await asLibrarian((db) =>
        sql`insert into factor_status_change (dataset_id, edition, factor_id, changed_on, status, reason)
          values ('cn-mee-grid', ${grid.version}, ${grid.id}, '2026-11-29', 'active', 'a test')`.execute(db),
      );
      expect(await one.ask(third)).toEqual(LOOKED_AT);
      const fourth = await one.run();
      await asLibrarian(async (db) => {
        await sql`insert into factor_dataset select (jsonb_populate_record(d, '{"edition": "2099"}'::jsonb)).*
          from factor_dataset d where id = 'cn-mee-grid' and edition = ${grid.version}`.execute(db);
        await sql`insert into emission_factor select (jsonb_populate_record(f, jsonb_build_object('version', '2099',
            'document', jsonb_set(f.document, '{version}', '"2099"'), 'valid_from', '2025-01-01', 'valid_to', '2025-12-31'))).*
          from emission_factor f where dataset_id = 'cn-mee-grid' and version = ${grid.version}`.execute(db);
      });
      expect((await one.ask(fourth)).may).toBe(true);
    });

    it("stays true without a comparison after changes to other things and other years", async () => {
      const one = await begin();
      const { actor, second, inside, kept, early } = one;
      const { id: earlier } = await inside((tx) =>
        openInventory(tx, actor, { start: "2024-01-01", end: "2024-12-31" }),
      );
      const run = await one.run();
      const erased = await one.take("nothing", { recordIds: [] });
      const acts: Record<string, () => Promise<unknown>> = {
        "a record of another year is added": () => one.add("2024-02"),
        "one of another year is corrected": () => one.correct(early, { quantity: "3" }),
        "a file comes with a record of another year": () => one.take("old bill", { recordIds: [early] }),
        "a file of another year is imported": () => one.bringIn(["Plant A,Electricity,2024-05,5,kWh"], earlier),
        "a file without a record is erased": () =>
          eraseEvidence(engine.doors, actor, room, { fileId: erased, reason: "nothing", today: "2050-01-01" }),
        "records are submitted and approved": async () => {
          await inside((tx) => submitRecords(tx, actor, [kept]));
          await engine.doors.withTenant(second, (tx) => approveRecords(tx, second, [kept]));
        },
        "reports need approved records": () => inside((tx) => requireApproval(tx, actor, true)),
        "a source is kept from buyers": () =>
          inside((tx) => stateConfidentiality(tx, actor, { sourceId: one.sources.gas!.id, isConfidential: true })),
        "a statement of the report changes": () =>
          inside((tx) =>
            stateDisclosures(tx, actor, { inventoryId: one.inventory.id, basedOn: 1, change: SAMPLE_DISCLOSURES }),
          ),
        "reports hold for a time": () => inside((tx) => setValidityMonths(tx, actor, 12)),
        "another run is made": () => one.run(),
      };
      const found: Record<string, unknown> = {};
      for (const [name, act] of Object.entries(acts)) {
        await act();
        found[name] = await one.ask(run);
      }
      expect(found).toEqual(Object.fromEntries(Object.keys(acts).map((name) => [name, CURRENT])));
    });

    it("is decided by a comparison if something was changed and changed back", async () => {
      const one = await begin();
      const run = await one.run();
      await one.correct(one.kept, { quantity: "7" });
      await one.correct(one.kept, { quantity: "100", note: "as before" });
      expect(await one.ask(run)).toEqual(LOOKED_AT);
    });

    it("is decided by a comparison if another engine made the run, because it may read the same rows differently", async () => {
      const one = await begin();
      const [run, other] = [await one.run(), await one.run()];
      await asLibrarian((db) =>
        editFacts(
          db,
          "calculation_run",
          sql`update calculation_run set engine_version = 'truetonne-carbon/0' where id = ${run}`,
        ),
      );
      expect(await one.ask(run)).toEqual(LOOKED_AT);
      expect(await one.ask(other)).toEqual(CURRENT);
    });
  },
  "factor library",
);
