import { randomBytes } from "node:crypto";

type Ids = Record<string, string>;

/** Values for parameters that don't name a tenant's row. */
export const NEUTRAL: Ids = {
  name: "revocation",
  list: "2",
  line: "a1",
  issuerId: "5f0c2b7e-9a41-4d3e-8c56-0e1f7a2b9d84",
  identityId: "5f0c2b7e-9a41-4d3e-8c56-0e1f7a2b9d84",
  factorId: "uk-desnz.29_600_4009_13",
  suggestionId: "5f0c2b7e-9a41-4d3e-8c56-0e1f7a2b9d84",
  sha256: "0123abcd".repeat(8),
  documentHash: "0".repeat(64),
  token: randomBytes(32).toString("base64url"),
  "*": "8/x000/000",
};

/** Routes that take an id from the query instead of the path. */
const SEARCHES: Record<string, (ids: Ids) => Record<string, string>> = {
  "overview/chart.svg": ({ inventoryId }) => ({ inventory: inventoryId!, chart: "sources" }),
  "overview/figures.xlsx": ({ inventoryId }) => ({ inventory: inventoryId! }),
  reports: ({ runId }) => ({ run: runId! }),
  "reports/checklist": ({ runId }) => ({ run: runId! }),
  "reports/completeness": ({ runId, facilityId }) => ({ run: runId!, category: "waste", facility: facilityId! }),
  "reports/completeness.csv": ({ runId }) => ({ run: runId! }),
  "reports/draft.pdf": ({ runId }) => ({ run: runId! }),
  "reports/buyers-view": ({ runId }) => ({ run: runId!, withhold: "inputs" }),
  activities: ({ inventoryId, recordId }) => ({ inventory: inventoryId!, edit: recordId! }),
  "activities/import": ({ inventoryId, importId }) => ({ inventory: inventoryId!, import: importId! }),
  "activities/export.csv": ({ inventoryId }) => ({ inventory: inventoryId! }),
  "factors/suggest": ({ facilityId }) => ({ q: "electricity", unit: "kWh", facility: facilityId! }),
  evidence: ({ sourceId, inventoryId }) => ({ source: sourceId!, inventory: inventoryId! }),
  "evidence/lacking": ({ sourceId, inventoryId }) => ({ source: sourceId!, inventory: inventoryId! }),
  "evidence/:evidenceId": ({ inventoryId }) => ({ inventory: inventoryId! }),
  "data-requests/new": ({ dataRequestId, inventoryId }) => ({ copy: dataRequestId!, inventory: inventoryId! }),
  review: ({ sourceId, inventoryId, facilityId }) => ({
    source: sourceId!,
    month: "2025-01",
    inventory: inventoryId!,
    facility: facilityId!,
  }),
  "review/export.csv": ({ inventoryId }) => ({ inventory: inventoryId! }),
  "review/records": ({ sourceId, facilityId }) => ({ source: sourceId!, facility: facilityId!, state: "" }),
  "start/proposal": () => ({ trade: "software", rows: "1", "name-0": "Probe", "country-0": "DE" }),
  tasks: ({ sourceId }) => ({ source: sourceId! }),
  "sources/:sourceId": ({ facilityId }) => ({ q: "diesel", facilityId: facilityId! }),
  "inventories/:inventoryId/compare": ({ runId }) => ({ with: runId!, run: runId! }),
  "inventories/:inventoryId/compare.csv": ({ runId }) => ({ with: runId!, run: runId! }),
  "inventories/:inventoryId/compare.json": ({ runId }) => ({ with: runId!, run: runId! }),
  packages: ({ organizationId }) => ({ client: organizationId! }),
  "packages/:packageId/apply": ({ organizationId, facilityId }) => ({
    client: organizationId!,
    [`facility-${facilityId}`]: "on",
  }),
  "inventories/:inventoryId": ({ facilityId }) => ({ view: "lines", facility: facilityId!, line: "1" }),
};

/** The query that a page needs, in addition to its path, to show these ids. */
export function searchOf({ pattern }: { pattern: string }, ids: Ids): Record<string, string> {
  return SEARCHES[pattern.replace(/^\/(organizations\/:organizationId|tenants\/:tenantId)\//, "")]?.(ids) ?? {};
}
