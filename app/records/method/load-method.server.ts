import { requireId } from "#app/access/actor.server.ts";
import { isCategory } from "#app/carbon/line/scope.ts";
import { METHODS } from "#app/carbon/method/methods.ts";
import { printPeriodText } from "#app/day/entry-period.ts";
import type { Inventory } from "#app/organization/inventory.server.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import { type ActivityRecord, getActivity } from "#app/records/activity.server.ts";
import { printInputs, type Typed } from "./method-inputs.ts";

type TenantTx = Parameters<typeof listFacilities>[0];

/** Data of the method page before a submission: the current choice or the record to change. */
export async function loadMethodPage(
  tx: TenantTx,
  organizationId: string,
  inventory: Inventory,
  search: URLSearchParams,
) {
  const facilities = new Map((await listFacilities(tx, organizationId)).map(({ id, name }) => [id, name]));
  const sources = (await listEmissionSources(tx, organizationId)).map(({ id, name, facilityId, category }) => ({
    id,
    name,
    facilityName: facilities.get(facilityId)!,
    methods: METHODS.filter(({ categories }) => isCategory(category) && categories.includes(category)).map(
      ({ name: method }) => method,
    ),
  }));
  const recordId = search.get("record");
  const record = recordId ? await getActivity(tx, organizationId, requireId(recordId)) : null;
  const sourceId = search.get("source") ?? record?.sourceId ?? null;
  const source = sources.find(({ id }) => id === sourceId);
  const asked = search.get("method") ?? record?.method?.name ?? null;
  return {
    base: `/organizations/${organizationId}`,
    sheetHref: `/organizations/${organizationId}/activities?inventory=${inventory.id}`,
    inventoryId: inventory.id,
    sources,
    sourceId: source?.id ?? null,
    methodName: source?.methods.includes(asked ?? "") ? asked : null,
    recordId: record?.recordId ?? null,
    version: record?.version ?? 0,
    typed: record ? typedOf(record) : { period: printPeriodText(inventory.period) },
  };
}

function typedOf(record: ActivityRecord): Typed {
  const { name = "", ...inputs } = record.method ?? {};
  return {
    ...(name === "" ? {} : printInputs(inputs)),
    period: printPeriodText(record.period),
    dataQuality: record.dataQuality,
    evidence: record.evidence,
    note: record.note,
  };
}
