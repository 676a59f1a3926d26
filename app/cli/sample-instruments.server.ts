import type { Actor } from "#app/access/actor.server.ts";
import { allocate } from "#app/instruments/allocation.server.ts";
import type { InstrumentContent } from "#app/instruments/contractual-instrument.ts";
import { addInstrument } from "#app/instruments/instrument.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { SAMPLE_SOURCES, type SampleSource } from "./sample-organization.ts";

interface SampleInstrument {
  facility: SampleSource["facility"];
  type: string;
  registry: string;
  plant: string;
  technology: InstrumentContent["technology"];
  country: string;
  megawattHours: number;
}

// biome-ignore format: one instrument a line reads as the table it is
const SAMPLE_INSTRUMENTS: SampleInstrument[] = [
  { facility: "suzhou", type: "green_electricity_certificate", registry: "Sample registry of green certificates", plant: "Sample wind farm, Inner Mongolia", technology: "wind", country: "CN", megawattHours: 620 },
  { facility: "leicester", type: "rego", registry: "Sample registry of REGOs", plant: "Sample wind farm, Yorkshire", technology: "wind", country: "GB", megawattHours: 60 },
  { facility: "columbus", type: "rec", registry: "Sample registry of RECs", plant: "Sample solar park, Ohio", technology: "solar", country: "US", megawattHours: 20 },
];

/**
 * Adds certificates of the sample company and covers its electricity with them.
 *
 * @param request.sources of the company, in the order of `SAMPLE_SOURCES`
 */
export async function coverSample(
  tx: TenantTx,
  actor: Actor,
  { sources, inventoryId }: { sources: readonly { id: string }[]; inventoryId: string },
): Promise<void> {
  for (const sample of SAMPLE_INSTRUMENTS) {
    const added = await addInstrument(tx, actor, toContent(actor.organizationId, sample));
    if ("faults" in added) throw new Error(`the sample instrument has errors: ${JSON.stringify(added.faults)}`);
    const at = SAMPLE_SOURCES.findIndex(
      ({ facility, category }) => facility === sample.facility && category === "purchased_electricity",
    );
    const request = { instrumentId: added.id, sourceId: sources[at]!.id, inventoryId, quantity: null };
    const allocated = await allocate(tx, actor, request);
    if ("fault" in allocated) throw new Error(`the sample instrument covers nothing: ${allocated.fault}`);
  }
}

/** The serial numbers contain the organization, because no certificate can be in an installation twice. */
function toContent(
  organizationId: string,
  { facility, megawattHours, ...sample }: SampleInstrument,
): InstrumentContent {
  const serial = (number: number) =>
    `SAMPLE-${organizationId.slice(0, 8).toUpperCase()}-${facility.toUpperCase()}-${String(number).padStart(6, "0")}`;
  return {
    ...sample,
    serials: { first: serial(1), last: serial(megawattHours) },
    contract: "",
    generation: { start: "2025-01-01", end: "2025-12-31" },
    quantity: String(megawattHours),
    unit: "MWh",
    kgPerUnit: { CO2: "0" },
    cancelledOn: "2026-01-20",
    beneficiary: "Sample Precision Co., Ltd.",
    statementFileId: null,
  };
}
