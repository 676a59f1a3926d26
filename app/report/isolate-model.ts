import { isolate } from "#app/press/isolate.ts";
import { isRightToLeft } from "#app/press/script.ts";
import type { ReportModel } from "./model.ts";

/** A model with each text isolated; one without a text from right to left is given back as it is. */
export function isolateTexts(model: ReportModel): ReportModel {
  if (!isRightToLeft(model.inventoryJson) && !isRightToLeft(JSON.stringify(model.facts))) return model;
  const { inventoryJson, ...rest } = model;
  return { ...isolate(rest), inventoryJson };
}
