import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Actor } from "#app/access/actor.server.ts";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { coverSample } from "#app/cli/sample-instruments.server.ts";
import { SAMPLE_FACILITIES, SAMPLE_ORGANIZATION, SAMPLE_POLICY, SAMPLE_SOURCES } from "#app/cli/sample-organization.ts";
import { csvRows } from "#app/encoding/table/csv-rows.ts";
import { type Inventory, openInventory } from "#app/organization/inventory.server.ts";
import { changeOrganization } from "#app/organization/organization.server.ts";
import { addEmissionSource } from "#app/places/emission-source.server.ts";
import { addFacility } from "#app/places/facility/facility.server.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import type { Doors } from "#db/doors.ts";
import { makeTenant } from "./make-tenant.ts";
import { YEAR } from "./sample-company.ts";
import { stateFactorPolicy } from "./save-now.ts";

const RECORDS = new URL("../../public/samples/activities-2025.csv", import.meta.url);
/** The columns of that file. */
const COLUMNS = ["facility", "source", "period", "quantity", "unit", "dataQuality", "evidence", "note"];

/** The sample company of the demo, with the records and certificates of its year. */
export async function makeSampleYear(doors: Doors): Promise<{ actor: Actor; inventory: Inventory }> {
  const actor = await makeTenant(doors);
  const rows = [...csvRows([readFileSync(RECORDS, "utf8")], ",")].flat().slice(1);
  const changes = rows.map(({ cells }) => {
    const entry = { ...EMPTY_ENTRY, ...Object.fromEntries(COLUMNS.map((name, at) => [name, cells[at] ?? ""])) };
    return { kind: "add" as const, recordId: randomUUID(), entry };
  });
  const inventory = await doors.withTenant(actor, async (tx) => {
    await changeOrganization(tx, actor, SAMPLE_ORGANIZATION);
    await stateFactorPolicy(tx, actor, SAMPLE_POLICY);
    const ids = new Map<string, string>();
    for (const [key, facility] of Object.entries(SAMPLE_FACILITIES)) {
      ids.set(key, (await addFacility(tx, actor, facility)).id);
    }
    const sources = [];
    for (const { facility, factor, ...source } of SAMPLE_SOURCES) {
      const input = { ...source, facilityId: ids.get(facility)!, factorSelection: factor };
      sources.push(await addEmissionSource(tx, actor, input));
    }
    const opened = await openInventory(tx, actor, YEAR);
    const saved = await saveActivities(tx, actor, YEAR, changes);
    if (!saved.ok) throw new Error(JSON.stringify(saved));
    await coverSample(tx, actor, { sources, inventoryId: opened.id });
    return opened;
  });
  return { actor, inventory };
}
