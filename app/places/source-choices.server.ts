import type { Choice } from "#app/kit/list/list-shape.ts";
import type { TenantTx } from "#db/doors.ts";
import { listEmissionSources } from "./emission-source.server.ts";
import { listFacilities } from "./facility/facility.server.ts";

/** Sources for a list filter, each with its facility. */
export async function chooseSources(tx: TenantTx, organizationId: string): Promise<Choice[]> {
  const facilities = new Map((await listFacilities(tx, organizationId)).map(({ id, name }) => [id, name]));
  return (await listEmissionSources(tx, organizationId)).map(({ id, name, facilityId }) => {
    const facility = facilities.get(facilityId) ?? { en: "", zh: "" };
    const labelIn = (one: "en" | "zh", other: "en" | "zh") =>
      `${facility[one] || facility[other]} · ${name[one] || name[other]}`;
    return { value: id, label: { en: labelIn("en", "zh"), zh: labelIn("zh", "en") } };
  });
}
