import { type Period, yearBefore } from "#app/day/period.ts";
import { sumAllocations } from "#app/instruments/allocation.server.ts";
import { listInstruments } from "#app/instruments/instrument.server.ts";
import { getVintageWindow } from "#app/instruments/vintage-window.server.ts";
import { vintageDays } from "#app/instruments/vintage-window.ts";
import { type Inventory, listInventories } from "#app/organization/inventory.server.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import { findUpstream, sumRecords } from "#app/records/upstream/upstream.server.ts";
import { standingOf } from "#app/records/upstream/upstream.ts";
import { EVERY_FACILITY } from "#app/report/completeness/matrix.ts";
import { getDisclosures } from "#app/report/disclosure/disclosure.server.ts";
import { findStartedTrade } from "#app/start/guided-start.server.ts";
import { trades } from "#app/start/trades.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { PlausibilityFacts, Year } from "./plausibility.ts";

/** What the checks of a year need. Reads sums by source and days, and no document. */
export async function loadPlausibility(
  tx: TenantTx,
  organizationId: string,
  inventory: Inventory,
): Promise<PlausibilityFacts> {
  const { period } = inventory;
  const facilities = await listFacilities(tx, organizationId);
  const sources = await listEmissionSources(tx, organizationId);
  const sourceIds = sources
    .filter(({ category }) => category === "purchased_electricity" || category === "fugitive")
    .map(({ id }) => id);
  const loadYear = async (one: Inventory): Promise<Year> => ({
    period: one.period,
    sums: await sumRecords(tx, { organizationId, period: one.period, sourceIds }),
    output: (await getDisclosures(tx, organizationId, one.id)).statements.intensity,
  });
  const earlier = (await listInventories(tx, organizationId)).find(
    (one) => one.period.start === yearBefore(period.start) && one.period.end === yearBefore(period.end),
  );
  const { completeness } = (await getDisclosures(tx, organizationId, inventory.id)).statements;
  const { proposals } = await findUpstream(tx, organizationId, period);
  const tradeId = await findStartedTrade(tx, organizationId);
  return {
    year: await loadYear(inventory),
    before: earlier ? await loadYear(earlier) : null,
    facilities,
    sources,
    usual: trades().trades.find(({ id }) => id === tradeId)?.sources ?? null,
    isAnswered: (category, facilityId) => {
      const answers = completeness[category] ?? {};
      return (answers[facilityId] ?? answers[EVERY_FACILITY]) !== undefined;
    },
    withoutUpstream: proposals.filter((one) => !one.alsoIn && standingOf(one) === "new").length,
    holdings: await listHoldings(tx, organizationId, period),
  };
}

/** Instruments whose whole generation is in the vintage window of the period, except withdrawn ones. */
async function listHoldings(tx: TenantTx, organizationId: string, period: Period) {
  const instruments = await listInstruments(tx, organizationId);
  if (instruments.length === 0) return [];
  const { value: window } = await getVintageWindow(tx, organizationId);
  const { start, end } = vintageDays(period, window);
  const allocated = await sumAllocations(tx, organizationId);
  const allocatedNow = await sumAllocations(tx, organizationId, period);
  return instruments
    .filter(({ withdrawn, generation }) => !withdrawn && start <= generation.start && generation.end <= end)
    .map(({ id, type, country, unit, quantity }) => ({
      type,
      country,
      unit,
      quantity,
      allocated: allocated.get(id) ?? "0",
      allocatedNow: allocatedNow.get(id) ?? "0",
    }));
}
