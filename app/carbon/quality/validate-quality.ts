import type { DocumentReader, JsonObject } from "#app/carbon/document/document-reader.ts";
import { FACTOR_TIERS, QUALITY_GRADES, QUALITY_INDICATORS } from "./quality-types.ts";

export function validateStatedQuality(reader: DocumentReader, activity: JsonObject, pointer: string): void {
  reader.flag(reader.optional(activity, "primary"), `${pointer}/primary`);
  reader.text(reader.optional(activity, "emissionSource"), `${pointer}/emissionSource`);
  const quality = reader.object(reader.optional(activity, "quality"), `${pointer}/quality`);
  for (const indicator of quality ? QUALITY_INDICATORS : []) {
    reader.oneOf(reader.optional(quality!, indicator), QUALITY_GRADES, `${pointer}/quality/${indicator}`);
  }
}

export function validateFactorQuality(reader: DocumentReader, factor: JsonObject, pointer: string): void {
  reader.oneOf(reader.optional(factor, "tier"), FACTOR_TIERS, `${pointer}/tier`);
  reader.year(reader.optional(factor, "dataYear"), `${pointer}/dataYear`);
}
