import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { openInventory } from "#app/organization/inventory.server.ts";
import { changeOrganization, getOrganization } from "#app/organization/organization.server.ts";
import { changeEmissionSource } from "#app/places/emission-source.server.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import type { ChecklistEntry } from "#app/report/disclosure/checklist-entry.ts";
import { getDisclosures, proposeDisclosures, stateDisclosures } from "#app/report/disclosure/disclosure.server.ts";
import { NO_STATEMENTS } from "#app/report/disclosure/statements.ts";
import type { ReportFacts } from "#app/report/model.ts";
import { listBlockers } from "#app/report/report.server.ts";
import { describeReport } from "#app/report/report-description.server.ts";
import { getReportableRun, reportRunOf } from "#app/report/report-run.server.ts";
import { getRun } from "#app/runs/calculation.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";
import { issueNow, makeCompany, makeKeys, runNow, YEAR } from "#tests/support/sample-company.ts";
import { SAMPLE_DISCLOSURES } from "#tests/support/sample-disclosures.ts";
import { stateBaseYear } from "#tests/support/save-now.ts";

const NEXT_YEAR = { start: "2026-01-01", end: "2026-12-31" };

const row = (source: string, period: string, quantity: string, unit: string) => ({
  kind: "add" as const,
  recordId: randomUUID(),
  entry: {
    facility: "一厂",
    source,
    period,
    quantity,
    unit,
    dataQuality: "",
    evidence: "",
    note: "",
  },
});

onEachEngine(
  "the checklist of a report",
  (engine) => {
    const keys = makeKeys();
    const within = <T>(actor: Actor, work: Parameters<typeof engine.doors.withTenant<T>>[1]) =>
      engine.doors.withTenant(actor, work);

    const companyWithRun = async () => {
      const company = await makeCompany(engine.doors);
      await within(company.actor, (tx) =>
        saveActivities(tx, company.actor, YEAR, [
          row("酒店住宿", "2025-06", "3", "间夜"),
          row("天然气", "2025-06", "1000", "Nm3"),
        ]),
      );
      return { ...company, runId: await runNow(engine.doors, company.actor, company.inventory) };
    };

    const missingOf = async (actor: Actor, runId: string) => {
      const blockers = await within(actor, async (tx) =>
        listBlockers(tx, actor.organizationId, await getReportableRun(tx, actor.organizationId, runId)),
      );
      return blockers.map(({ code, facts }) => (code === "disclosure_missing" ? `${facts.item} ${facts.what}` : code));
    };

    const factsOf = (actor: Actor, reportId: string) =>
      within(actor, async (tx) => {
        const report = await tx
          .selectFrom("report")
          .select(["facts", "checklist_id"])
          .where("id", "=", reportId)
          .executeTakeFirstOrThrow();
        const checklist = await tx
          .selectFrom("report_checklist")
          .selectAll()
          .where("id", "=", report.checklist_id)
          .executeTakeFirstOrThrow();
        return { facts: report.facts as ReportFacts, checklist };
      });

    it("names what is missing, and is stored with the report once complete", async () => {
      const { actor, inventory, runId } = await companyWithRun();
      await within(actor, (tx) =>
        stateDisclosures(tx, actor, { inventoryId: inventory.id, basedOn: 1, change: NO_STATEMENTS }),
      );
      const missing = await missingOf(actor, runId);
      expect(missing).toContain("A4 boundary_text");
      expect(missing).toContain("A9 exclusions_unstated");
      expect(missing.filter((one) => one === "A5 category_unsettled")).toHaveLength(1);
      expect(missing.filter((one) => one === "A5 cells_open")).toHaveLength(21);
      expect(missing.some((one) => one.startsWith("A18"))).toBe(false);
      expect(await issueNow(engine.doors, await keys, actor, { runId })).toMatchObject({ ok: false });

      await within(actor, (tx) =>
        stateDisclosures(tx, actor, { inventoryId: inventory.id, basedOn: 2, change: SAMPLE_DISCLOSURES }),
      );
      expect(await missingOf(actor, runId)).toEqual([]);
      const issued = await issueNow(engine.doors, await keys, actor, { runId });
      if (!issued.ok) throw new Error(JSON.stringify(issued.blockers));
      const { facts, checklist } = await factsOf(actor, issued.reportId);
      expect(facts.checklist?.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, index) => `A${index + 1}`));
      expect(checklist.items).toEqual(facts.checklist);
      expect(facts.checklist?.find(({ id }) => id === "A18")).toMatchObject({ state: "present" });
    });

    it("is enforced by the database, independent of the services", async () => {
      const { actor, runId } = await companyWithRun();
      const { description } = await within(actor, async (tx) =>
        describeReport(tx, actor.organizationId, reportRunOf(await getRun(tx, actor.organizationId, runId))),
      );
      const items = description.checklist!;
      const addChecklist = (changes: { items?: unknown; overlays?: string[]; missing_count?: number }) =>
        within(actor, (tx) =>
          tx
            .insertInto("report_checklist")
            .values({
              tenant_id: actor.tenantId,
              organization_id: actor.organizationId,
              run_id: runId,
              overlays: JSON.stringify(changes.overlays ?? []),
              items: JSON.stringify(changes.items ?? items),
              missing_count: changes.missing_count ?? 0,
              created_by: actor.userId,
            })
            .returning("id")
            .executeTakeFirstOrThrow(),
        );
      const withState = (id: string, state: string) =>
        items.map((item: ChecklistEntry) => (item.id === id ? { ...item, state } : item));
      await expect(addChecklist({ missing_count: 1 })).rejects.toThrow("nothing_missing");
      await expect(addChecklist({ items: withState("A9", "missing") })).rejects.toThrow("every_item_answered");
      await expect(addChecklist({ items: withState("A9", "anything") })).rejects.toThrow("every_item_answered");
      await expect(addChecklist({ items: items.filter(({ id }) => id !== "A13") })).rejects.toThrow(
        "every_item_of_iso",
      );
      await expect(addChecklist({ items: [] })).rejects.toThrow(/every_item_of_iso|accordance/);
      await expect(addChecklist({ items: withState("A18", "justified") })).rejects.toThrow(
        "accordance_without_exception",
      );
      await expect(addChecklist({ overlays: ["china"] })).rejects.toThrow("every_item_of_china");
      await expect(addChecklist({ overlays: ["ghg_protocol"] })).rejects.toThrow("every_item_of_ghg_protocol");

      const addReport = (checklistId: string, run = runId) =>
        within(actor, (tx) =>
          tx
            .insertInto("report")
            .values({
              tenant_id: actor.tenantId,
              organization_id: actor.organizationId,
              run_id: run,
              year: 2026,
              serial: 900,
              number: "GHG-2026-000900-TEST",
              locales: ["en"],
              facts: JSON.stringify({}),
              model_hash: "0".repeat(64),
              issued_at: "2026-03-01T08:00:00.000Z",
              checklist_id: checklistId,
              created_by: actor.userId,
            })
            .execute(),
        );
      await expect(addReport(null as never)).rejects.toThrow(/null value in column "checklist_id"/);
      await expect(addReport(randomUUID())).rejects.toThrow("checklist_of_run");
      const whole = await addChecklist({});
      const other = await companyWithRun();
      await expect(addReport(whole.id, other.runId)).rejects.toThrow(/checklist_of_run|report_tenant_id_run_id_fkey/);
      await expect(
        within(other.actor, (tx) => tx.selectFrom("report_checklist").selectAll().where("id", "=", whole.id).execute()),
      ).resolves.toEqual([]);
      await expect(
        within(actor, (tx) => tx.updateTable("report_checklist").set({ missing_count: 0 }).execute()),
      ).rejects.toThrow(/permission denied|frozen/);
    });

    it("includes the items of an overlay only if it is selected", async () => {
      const { actor, inventory, runId } = await companyWithRun();
      const choose = (overlays: ("ghg_protocol" | "china")[], basedOn: number) =>
        within(actor, (tx) =>
          stateDisclosures(tx, actor, { inventoryId: inventory.id, basedOn, change: { overlays } }),
        );
      await choose(["ghg_protocol", "china"], 1);
      const missing = await missingOf(actor, runId);
      expect(missing).toEqual(
        expect.arrayContaining(["GP6 base_year_policy", "GP2 scope_empty", "CN4 evidence_lacking"]),
      );
      expect(missing.filter((one) => one.startsWith("GP3"))).toEqual([]);
      expect(missing.filter((one) => one === "CN1 china_field")).toHaveLength(5);
      await choose([], 2);
      expect(await missingOf(actor, runId)).toEqual([]);
    });

    it("compares with the last report to find changes, and suggests its entries", async () => {
      const company = await companyWithRun();
      const { actor, sources } = company;
      const first = await issueNow(engine.doors, await keys, actor, { runId: company.runId });
      if (!first.ok) throw new Error(JSON.stringify(first.blockers));
      await within(actor, (tx) =>
        stateBaseYear(tx, actor, { runId: company.runId, thresholdPercent: "5", rationale: "First.", reason: "" }),
      );
      const inventory = await within(actor, (tx) => openInventory(tx, actor, NEXT_YEAR));
      await within(actor, async (tx) => {
        const proposal = await proposeDisclosures(tx, actor.organizationId, inventory.id);
        expect(proposal?.statements).toEqual(SAMPLE_DISCLOSURES);
        await stateDisclosures(tx, actor, { inventoryId: inventory.id, basedOn: 0, change: proposal!.statements });
        await saveActivities(tx, actor, NEXT_YEAR, [row("酒店住宿", "2026-06", "4", "间夜")]);
      });
      const same = await runNow(engine.doors, actor, inventory);
      const changesOf = (runId: string) =>
        within(actor, async (tx) => {
          const run = await getRun(tx, actor.organizationId, runId);
          return (await describeReport(tx, actor.organizationId, reportRunOf(run))).description.previousReport;
        });
      expect(await changesOf(same)).toMatchObject({
        period: YEAR,
        changes: [
          { en: "Source removed: Natural gas.", zh: "移除排放源：天然气。" },
          { en: expect.stringContaining("2025 to 2026-subset"), zh: expect.stringContaining("2025 改为 2026-subset") },
        ],
      });

      await within(actor, async (tx) => {
        const organization = await getOrganization(tx, actor.organizationId);
        await changeOrganization(tx, actor, { ...detailsOf(organization), gwpSet: "AR5" });
        const { hotel } = sources;
        await changeEmissionSource(
          tx,
          actor,
          { id: hotel!.id },
          {
            facilityId: hotel!.facilityId,
            nameEn: hotel!.name.en,
            nameZh: hotel!.name.zh,
            scope: 3,
            category: "business_travel",
            unit: "room_night",
            factorSelection: { factorId: "uk-desnz.29_600_4005_13" },
            uncertainty: null,
          },
        );
      });
      const other = await changesOf(await runNow(engine.doors, actor, inventory));
      expect(other?.changes.map(({ en }) => en)).toEqual([
        "The GWP set changed from AR6 to AR5.",
        "Source removed: Natural gas.",
        expect.stringMatching(/^The factors of Hotel nights changed from .+ to .+\.$/),
      ]);
      expect(other?.changes[0]?.zh).toBe("GWP 值由 AR6 改为 AR5。");
    });

    it("adds versions, and rejects outdated forms and other tenants", async () => {
      const { actor, inventory } = await makeCompany(engine.doors);
      const state = (basedOn: number) =>
        within(actor, (tx) =>
          stateDisclosures(tx, actor, { inventoryId: inventory.id, basedOn, change: { exclusions: null } }),
        );
      expect(await state(1)).toBe(2);
      await expect(state(1)).rejects.toMatchObject({ code: "conflict" });
      const read = await within(actor, (tx) => getDisclosures(tx, actor.organizationId, inventory.id));
      expect(read).toMatchObject({ version: 2, statements: { ...SAMPLE_DISCLOSURES, exclusions: null } });
      const stranger = await makeTenant(engine.doors);
      await expect(
        within(stranger, (tx) => getDisclosures(tx, stranger.organizationId, inventory.id)),
      ).rejects.toMatchObject({ code: "not_found" });
      await expect(
        within(stranger, (tx) =>
          stateDisclosures(tx, stranger, { inventoryId: inventory.id, basedOn: 2, change: { exclusions: [] } }),
        ),
      ).rejects.toMatchObject({ code: "not_found" });
    });
  },
  "factor library",
);

function detailsOf(organization: Awaited<ReturnType<typeof getOrganization>>) {
  const { name, address, description, responsible } = organization;
  return {
    nameEn: name.en,
    nameZh: name.zh,
    legalId: organization.legalId,
    legalIdKind: organization.legalIdKind,
    addressEn: address.en,
    addressZh: address.zh,
    descriptionEn: description.en,
    descriptionZh: description.zh,
    responsibleName: responsible.name,
    responsibleRole: responsible.role,
    responsibleContact: responsible.contact,
    consolidationApproach: organization.consolidationApproach,
    gwpSet: organization.gwpSet,
  };
}
