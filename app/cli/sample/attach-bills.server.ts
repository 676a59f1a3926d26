import { Readable } from "node:stream";
import type { Actor } from "#app/access/actor.server.ts";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import { SAMPLE_ORGANIZATION } from "#app/cli/sample-organization.ts";
import { doors } from "#app/database/doors.server.ts";
import { takeEvidence } from "#app/evidence/evidence.server.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { spool } from "#app/files/spool.server.ts";
import { makeSampleFile } from "./sample-file.ts";

/** Units as the Latin letters of the files can print them. */
const PRINTED_UNITS: Readonly<Record<string, string>> = { 万千瓦时: "x 10,000 kWh", 间夜: "room nights", 公里: "km" };

interface Bill {
  facility: string;
  source: string;
  rows: { recordId: string; month: string; quantity: string; unit: string }[];
}

/** Attaches one file to the records of each source and year: its quantities by month, as a supplier would list them. */
export async function attachBills(actor: Actor, period: Period): Promise<number> {
  const room = await evidenceRoom();
  const year = period.start.slice(0, 4);
  const bills = await listBills(actor, period);
  for (const { facility, source, rows } of bills) {
    const bytes = makeSampleFile(`Quantities of ${year}: ${source}`, [
      `Customer: ${SAMPLE_ORGANIZATION.nameEn}, ${facility}`,
      "Supplier: a sample supplier, which does not exist",
      "",
      ...rows.map(({ month, quantity, unit }) => `${month}     ${quantity} ${PRINTED_UNITS[unit] ?? unit}`),
    ]);
    const received = await spool(room.spoolFolder, Readable.from([bytes]));
    const file = { ...received, name: `sample-${year}-${facility}-${source}.pdf`, isTooLarge: false };
    const target = { recordIds: rows.map(({ recordId }) => recordId), period: null };
    const taken = await takeEvidence(await doors(), actor, room, { file, target });
    if (taken.outcome === "refused") throw new Error(`a sample file was refused: ${JSON.stringify(taken)}`);
  }
  return bills.length;
}

/** One bill for each source with records that have no file yet. */
async function listBills(actor: Actor, period: Period): Promise<Bill[]> {
  const rows = await (await doors()).withTenant(actor, (tx) =>
    tx
      .selectFrom("current_activity_record as r")
      .innerJoin("emission_source as s", "s.id", "r.emission_source_id")
      .innerJoin("facility as f", "f.id", "s.facility_id")
      .select(["r.record_id", "r.period_start", "r.quantity", "r.unit", "s.id as source_id"])
      .select(["s.name_en as source", "f.name_en as facility"])
      .where("r.organization_id", "=", actor.organizationId)
      .where("r.period_start", ">=", period.start)
      .where("r.period_end", "<=", period.end)
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom("evidence_attachment as a").select("a.id").whereRef("a.record_id", "=", "r.record_id"))),
      )
      .orderBy("f.name_en")
      .orderBy("s.name_en")
      .orderBy("r.period_start")
      .execute(),
  );
  const bills = new Map<string, Bill>();
  for (const { source_id: id, record_id: recordId, period_start: start, source, facility, ...figure } of rows) {
    const bill = bills.get(id) ?? { facility, source, rows: [] };
    bill.rows.push({ recordId, month: start.slice(0, 7), quantity: String(figure.quantity), unit: figure.unit });
    bills.set(id, bill);
  }
  return [...bills.values()];
}
