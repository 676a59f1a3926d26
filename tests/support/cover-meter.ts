import { randomUUID } from "node:crypto";
import type { Actor } from "#app/access/actor.server.ts";
import { allocate } from "#app/instruments/allocation.server.ts";
import type { InstrumentContent } from "#app/instruments/contractual-instrument.ts";
import { addInstrument } from "#app/instruments/instrument.server.ts";
import type { TenantTx } from "#db/doors.ts";

interface Cover extends Partial<InstrumentContent> {
  sourceId: string;
  inventoryId: string;
  /** In kWh if no unit is given. All of it is allocated. */
  quantity: string;
}

/** Adds a green certificate and covers the first records of a Chinese meter with it. @returns its id */
export async function coverMeter(
  tx: TenantTx,
  actor: Actor,
  { sourceId, inventoryId, ...content }: Cover,
): Promise<string> {
  const added = await addInstrument(tx, actor, {
    type: "green_electricity_certificate",
    registry: "Sample registry",
    serials: serialsOnce(),
    contract: "",
    plant: "Sample wind farm",
    technology: "wind",
    country: "CN",
    generation: { start: "2025-01-01", end: "2025-12-31" },
    unit: "kWh",
    kgPerUnit: { CO2: "0" },
    cancelledOn: "2026-01-20",
    beneficiary: "Sample Works",
    statementFileId: null,
    ...content,
  });
  if ("faults" in added) throw new Error(JSON.stringify(added.faults));
  const allocated = await allocate(tx, actor, { instrumentId: added.id, sourceId, inventoryId, quantity: null });
  if ("fault" in allocated) throw new Error(allocated.fault);
  return added.id;
}

/** A certificate can be in a database once, and tests share one. */
function serialsOnce() {
  const series = randomUUID();
  return { first: `${series}-S000001`, last: `${series}-S999999` };
}
