/** The key of CO2e without a gas split in `byGasCo2eKg`. No gas may have this name. */
export const UNSPLIT = "unsplit";

/** The gases of the Kyoto Protocol as reports group them (GHG Protocol, amendment "Required gases", 2013). */
export const GAS_GROUPS = ["CO2", "CH4", "N2O", "HFC", "PFC", "SF6", "NF3", "blend", "unsplit", "other"] as const;
export type GasGroup = (typeof GAS_GROUPS)[number];

const GROUP_PATTERNS: readonly (readonly [RegExp, GasGroup])[] = [
  [/^CO2$/, "CO2"],
  [/^CH4(_|$)/, "CH4"],
  [/^N2O$/, "N2O"],
  [/^HFC-/, "HFC"],
  [/^(PFC-|CF4$|C\d+F\d+$|c-C4F8$)/, "PFC"],
  [/^SF6$/, "SF6"],
  [/^NF3$/, "NF3"],
  [/^R-/, "blend"],
  [/^unsplit$/, "unsplit"],
];

/** The group of a gas by its name. Names are open, so an unknown one is `other`, never dropped. */
export function gasGroupOf(gas: string): GasGroup {
  return GROUP_PATTERNS.find(([pattern]) => pattern.test(gas))?.[1] ?? "other";
}
