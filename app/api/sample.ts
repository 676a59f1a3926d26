/**
 * Ids of the sample on the page. The tests replace them with those of a real tenant, send every example and compare.
 */
const id = (place: number) => `7f1c9a52-3b1e-4c8d-9e60-${String(place).padStart(12, "0")}`;

export const SAMPLE = {
  organizationId: id(1),
  facilityId: id(2),
  sourceId: id(3),
  gasSourceId: id(4),
  inventoryId: id(5),
  activityId: id(6),
  otherActivityId: id(7),
  instrumentId: id(10),
  runId: id(8),
  jobId: id(8),
  reportId: id(9),
  factorId: "uk-desnz.29_600_4009_13",
  number: "GHG-2026-000001-8GGWA4R-SKM5P3Y",
  sha256: "0123abcdaa9b6ec1e2ade1d694f41fc71a831d0268e9891562113d8a62add1bf",
} as const;
