import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Actor } from "#app/access/actor.server.ts";
import { NO_FALLBACK } from "#app/carbon/factor/select-factor.ts";
import { type IssuerKeys, openIssuerKeys } from "#app/log/keys/issuer-keys.server.ts";
import { type Inventory, openInventory } from "#app/organization/inventory.server.ts";
import { changeOrganization } from "#app/organization/organization.server.ts";
import { addEmissionSource, type EmissionSource } from "#app/places/emission-source.server.ts";
import { addFacility } from "#app/places/facility/facility.server.ts";
import { stateDisclosures } from "#app/report/disclosure/disclosure.server.ts";
import { issueReport } from "#app/report/report.server.ts";
import { performIssue } from "#app/report/report-publication.server.ts";
import { startRun } from "#app/runs/calculation.server.ts";
import { performRun } from "#app/runs/calculation-run.server.ts";
import type { Doors } from "#db/doors.ts";
import { stateFactorPolicy } from "#tests/support/save-now.ts";
import { makeTenant } from "./make-tenant.ts";
import { SAMPLE_DISCLOSURES } from "./sample-disclosures.ts";

export const PUBLIC_URL = "http://localhost:3917";
export const YEAR = { start: "2025-01-01", end: "2025-12-31" };

/** A company ready to record: every detail that a report requires, one plant, three sources. */
export async function makeCompany(
  doors: Doors,
): Promise<{ actor: Actor; inventory: Inventory; sources: Record<string, EmissionSource> }> {
  return fillCompany(doors, await makeTenant(doors));
}

/** Makes an existing organization ready to record. */
export async function fillCompany(
  doors: Doors,
  actor: Actor,
): Promise<{ actor: Actor; inventory: Inventory; sources: Record<string, EmissionSource> }> {
  return doors.withTenant(actor, async (tx) => {
    await changeOrganization(tx, actor, {
      nameEn: "Sample Works",
      nameZh: "示例工厂",
      legalId: "91320000SAMPLE002X",
      legalIdKind: "other",
      addressEn: "2 Sample Road",
      addressZh: "示例路2号",
      descriptionEn: "A sample company of the tests.",
      descriptionZh: "测试用示例企业。",
      responsibleName: "Wang Sample",
      responsibleRole: "EHS",
      responsibleContact: "ehs@sample.example",
      consolidationApproach: "operational_control",
      gwpSet: "AR6",
    });
    await stateFactorPolicy(tx, actor, { ...NO_FALLBACK, yearFallback: "latest_earlier", reason: "" });
    const inventory = await openInventory(tx, actor, YEAR);
    await stateDisclosures(tx, actor, { inventoryId: inventory.id, basedOn: 0, change: SAMPLE_DISCLOSURES });
    const plant = await addFacility(tx, actor, {
      nameEn: "Plant A",
      nameZh: "一厂",
      country: "CN",
      gridRegion: "CN-JS",
      consolidationShare: "1",
    });
    const add = (
      nameEn: string,
      nameZh: string,
      rest: Omit<Parameters<typeof addEmissionSource>[2], "facilityId" | "nameEn" | "nameZh" | "uncertainty">,
    ) => addEmissionSource(tx, actor, { facilityId: plant.id, nameEn, nameZh, uncertainty: null, ...rest });
    const sources = {
      electricity: await add("Electricity", "外购电力", {
        scope: 2,
        category: "purchased_electricity",
        unit: "kWh",
        factorSelection: { method: "grid_average", residualMethod: "residual" },
      }),
      gas: await add("Natural gas", "天然气", {
        scope: 1,
        category: "stationary_combustion",
        unit: "Nm3",
        factorSelection: {
          factorId: "cn-ndrc-industry-fuels.natural-gas",
          via: ["cn-ndrc-industry-fuels-ncv.natural-gas"],
        },
      }),
      hotel: await add("Hotel nights", "酒店住宿", {
        scope: 3,
        category: "business_travel",
        unit: "room_night",
        factorSelection: { factorId: "uk-desnz.29_600_4009_13" },
      }),
    };
    return { actor, inventory, sources };
  });
}

export function makeKeys(): Promise<IssuerKeys> {
  return openIssuerKeys(mkdtempSync(join(tmpdir(), "truetonne-keys-")), PUBLIC_URL, "2026-01-01T00:00:00.000Z");
}

/** Starts a run and does it, as the worker would. @returns the id of the run */
export async function runNow(doors: Doors, actor: Actor, inventory: Inventory): Promise<string> {
  const jobId = await doors.withTenant(actor, (tx) => startRun(tx, actor, inventory.id));
  await performRun(doors, { tenantId: actor.tenantId, userId: actor.userId, jobId });
  return jobId;
}

/** Issues a report and publishes it, as the worker would. */
export async function issueNow(
  doors: Doors,
  keys: IssuerKeys,
  actor: Actor,
  {
    runId,
    locales = ["en"],
    now = "2026-03-01T08:00:00.000Z",
    ...rest
  }: Partial<Parameters<typeof issueReport>[3]> & { runId: string },
) {
  const issuer = { publicUrl: PUBLIC_URL, logOrigin: keys.origin };
  const request = { runId, locales, now, ...rest };
  const result = await doors.withTenant(actor, (tx) => issueReport(tx, actor, issuer, request));
  if (result.ok) {
    const { tenantId, userId } = actor;
    await performIssue(doors, { keys, publicUrl: PUBLIC_URL }, { tenantId, userId, jobId: result.jobId });
  }
  return result;
}
