import { findFactors } from "#app/factors/factor.server.ts";
import { isOwnFactorId } from "#app/factors/own/own-factor-content.ts";
import type { Facility } from "#app/places/facility/facility.server.ts";
import {
  GRID_AVERAGE,
  listConnectingProperties,
  type ResolvedChoice,
  resolveFactorChoice,
} from "#app/sources/source-factor.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { FactorSelection } from "#db/schema.ts";
import type { PackageSource } from "./package-content.ts";

/** A sample facility in a place with published grid factors, for checks before a client is known. */
const ANYWHERE: Facility = {
  id: "",
  name: { en: "", zh: "" },
  country: "CN",
  subdivision: "",
  gridRegion: "CN",
  consolidationShare: "1",
};

/** Errors of a source that don't depend on the client. `fault` is a key of `package.fault`. */
export async function checkSource(
  tx: TenantTx,
  source: PackageSource,
): Promise<{ field: string; fault: string } | null> {
  if (source.nameEn.trim() === "" && source.nameZh.trim() === "") return { field: "nameEn", fault: "name_missing" };
  if (isOwnFactorId(source.factor)) return { field: "factor", fault: "factor_own" };
  const choice = await resolveAt(tx, source, ANYWHERE, "");
  return choice.ok || choice.fault === "grid_region_missing" ? null : { field: choice.field, fault: choice.fault };
}

/** How a source finds its factor at a facility, or why it can't. */
export async function resolveAt(
  tx: TenantTx,
  source: PackageSource,
  facility: Facility,
  organizationId: string,
): Promise<ResolvedChoice> {
  const { category, unit, factor, via, useResidual, edition } = source;
  const choice = await resolveFactorChoice(tx, { organizationId, facility, category, unit, factor, via, useResidual });
  if (!choice.ok) return choice;
  const selection: FactorSelection = edition === "" ? choice.selection : { ...choice.selection, edition };
  return { ok: true, selection };
}

/** Properties that convert a unit to the factor's unit, the most likely first. Empty if none is needed. */
export async function listViaChoices(
  tx: TenantTx,
  { unit, factor }: Pick<PackageSource, "unit" | "factor">,
): Promise<{ id: string; name: { en: string; zh: string } }[]> {
  if (factor === GRID_AVERAGE || isOwnFactorId(factor)) return [];
  const found = (await findFactors(tx, [factor])).get(factor);
  if (!found) return [];
  return (await listConnectingProperties(tx, unit, found)).slice(0, 30).map(({ id, name }) => ({ id, name }));
}
