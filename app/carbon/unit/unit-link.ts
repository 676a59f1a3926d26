import { type Dimension, dimensionOf, type UnitCode } from "./unit.ts";

/** The information needed to convert a unit to one of another dimension. */
export type MissingLink = "heating_value" | "density" | "gas_state" | "distance" | "other";

const GAS_VOLUMES: readonly Dimension[] = ["gas_volume_normal", "gas_volume_standard", "gas_volume_scf"];
const MATTER: readonly Dimension[] = ["mass", "volume", ...GAS_VOLUMES];
const TRANSPORT: readonly Dimension[] = ["mass_distance", "teu_distance", "passenger_distance"];

/**
 * Names the missing link, so that a message can ask for it.
 * @param scope of the source: purchased energy (scope 2) is not a fuel, so no property of matter leads to it
 */
export function missingLink(from: UnitCode, to: UnitCode, scope: number): MissingLink {
  const ends = [dimensionOf(from), dimensionOf(to)];
  const others = (dimensions: readonly Dimension[]) => ends.filter((end) => !dimensions.includes(end));
  const isBetween = (dimensions: readonly Dimension[]) => others(dimensions).length === 0;
  if (ends.some((end) => TRANSPORT.includes(end))) return "distance";
  if (scope === 2) return "other";
  if (ends.includes("energy") && isBetween(["energy", ...MATTER])) return "heating_value";
  if (isBetween(["volume", ...GAS_VOLUMES])) return "gas_state";
  return isBetween(MATTER) ? "density" : "other";
}
