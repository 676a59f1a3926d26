import { formatTonnes } from "#app/carbon/format.ts";

/** Below a hundred tonnes, whole tonnes would leave too little of the figures. @param kg a plain decimal */
export function isSmallTotal(kg: string): boolean {
  return kg.replace("-", "").split(".")[0]!.length < 6;
}

/** A figure as a cover prints it, with the digits that its total decides. @param total the location-based total in kg */
export function coverTonnes(kg: string, total: string): string {
  return formatTonnes(kg, { locale: "en", digits: isSmallTotal(total) ? 2 : 0 });
}
