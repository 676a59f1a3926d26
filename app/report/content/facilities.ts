import type { ReportModel } from "../model.ts";
import type { Words } from "./words.ts";

/** The name of a facility as the facts give it, else as the document does, else its id. */
export function facilityName(model: ReportModel, id: string, words: Words): string {
  const stated = model.facts.boundary.facilities.find((facility) => facility.id === id)?.name;
  return words.name(stated) || words.name(model.document.facilities?.[id]?.name) || id;
}
