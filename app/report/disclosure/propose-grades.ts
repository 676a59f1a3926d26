import type { DataQuality } from "#app/carbon/document/inventory-document.ts";
import type { UncertaintyGrade } from "./statements.ts";

const GRADE: Record<DataQuality, UncertaintyGrade> = { measured: "low", calculated: "medium", estimated: "high" };
const ORDER: readonly DataQuality[] = ["measured", "calculated", "estimated"];

/** A grade for each category, from the least certain quality of its activity data. A person has to confirm it. */
export function proposeGrades(
  activities: readonly { category: string; dataQuality?: DataQuality | undefined }[],
): Record<string, UncertaintyGrade> {
  const worst = new Map<string, DataQuality>();
  for (const { category, dataQuality } of activities) {
    if (!dataQuality) continue;
    const known = worst.get(category);
    if (!known || ORDER.indexOf(dataQuality) > ORDER.indexOf(known)) worst.set(category, dataQuality);
  }
  return Object.fromEntries(
    [...worst].map(([category, quality]): [string, UncertaintyGrade] => [category, GRADE[quality]]),
  );
}
