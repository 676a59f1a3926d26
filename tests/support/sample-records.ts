import { randomUUID } from "node:crypto";
import type { Actor } from "#app/http/actor.server.ts";
import { saveActivities } from "#app/services/activity.server.ts";
import type { Doors } from "#db/doors.ts";

/** One record of the sample company: hotel nights of a month. */
export async function saveHotelNights(
  doors: Doors,
  actor: Actor,
  year: { start: string; end: string },
  quantity: string,
): Promise<void> {
  const entry = {
    facility: "Plant A",
    source: "Hotel nights",
    period: "2025-06",
    quantity,
    unit: "room_night",
    dataQuality: "",
    evidence: "",
    note: "",
    instrumentType: "",
    instrumentQuantity: "",
    instrumentFactor: "",
    instrumentReference: "",
  };
  const changes = [{ kind: "add" as const, recordId: randomUUID(), entry }];
  const saved = await doors.withTenant(actor, (tx) => saveActivities(tx, actor, year, changes));
  if (!saved.ok) throw new Error(JSON.stringify(saved));
}
