import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import { AppError } from "#app/encoding/errors.ts";
import { getInventory } from "#app/organization/inventory.server.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import { type ActivityChange, saveActivities } from "#app/records/activity.server.ts";
import { type ActivityVersion, listActivityPage, listVersionsOf } from "#app/records/activity-page.server.ts";
import type { TenantTx } from "#db/doors.ts";
import {
  correctActivity,
  placesOf,
  type SourcePlaces,
  showActivity,
  toEntry,
  unknownSources,
} from "../activity-resource.ts";
import { refuseContent, versionTag } from "../answer.ts";
import { cursorUnknown, printCursor, readCursor } from "../cursor.ts";
import { defineOperation, type KeyActor } from "../operation.ts";
import { ApiProblem } from "../problem.ts";
import { SAMPLE } from "../sample.ts";
import {
  Activity,
  ActivityBatch,
  type ActivityBatchInput,
  ActivityCorrection,
  type ActivityCorrectionInput,
  ActivityHistory,
  ActivityPage,
  ActivityQuery,
  DeletionQuery,
  MAX_BATCH_BYTES,
  NewActivity,
  type NewActivityInput,
  SavedActivities,
} from "../schema/activity.ts";

const COLLECTION = "/organizations/{organizationId}/inventories/{inventoryId}/activities";
const LIST = "activities";
const { organizationId, inventoryId, activityId, sourceId, gasSourceId, otherActivityId } = SAMPLE;
const params = { organizationId, inventoryId };

const listTheActivities = defineOperation<z.output<typeof ActivityQuery>>({
  id: "listActivities",
  noun: "activity",
  method: "GET",
  path: COLLECTION,
  door: "organization",
  scope: "read",
  query: ActivityQuery,
  answer: { status: 200, schema: ActivityPage },
  example: { params, query: { sourceId, limit: "10" } },
  async handle(tx, { actor, params, query }) {
    const { period } = await getInventory(tx, actor.organizationId, params.inventoryId!);
    const { limit, cursor, sourceId, facilityId, from, to } = query;
    const narrowed = {
      start: from !== undefined && from > period.start ? from : period.start,
      end: to !== undefined && to < period.end ? to : period.end,
    };
    const page = { limit: limit + 1, after: readCursor(LIST, cursor) };
    const filter = { sourceId, facilityId, period: narrowed };
    const found = await listActivityPage(tx, actor.organizationId, filter, page).catch(refuseCursor);
    const items = found.slice(0, limit);
    const next = found.length > limit ? printCursor(LIST, items.at(-1)!.recordId) : null;
    return { value: { items: items.map(showActivity), next } };
  },
});

function refuseCursor(error: unknown): never {
  throw error instanceof AppError && error.code === "not_found" ? cursorUnknown() : error;
}

const createActivity = defineOperation<Record<string, never>, NewActivityInput>({
  id: "createActivity",
  noun: "activity",
  method: "POST",
  path: COLLECTION,
  door: "organization",
  scope: "activities:write",
  body: NewActivity,
  answer: { status: 201, schema: Activity },
  problems: ["content_refused", "conflict"],
  example: {
    params,
    headers: { "Idempotency-Key": '"meter-7-2025-03"' },
    body: {
      sourceId,
      period: { start: "2025-03-01", end: "2025-03-31" },
      quantity: "49.87",
      unit: "万千瓦时",
      evidence: "Invoice 2025-0311",
    },
  },
  async handle(tx, { actor, params, body, address }) {
    const recordId = randomUUID();
    const { period } = await getInventory(tx, actor.organizationId, params.inventoryId!);
    const places = await placesOfSources(tx, actor.organizationId);
    refuseUnknown([{ sourceId: body.sourceId, root: "" }], places);
    const change = { kind: "add" as const, recordId, sourceId: body.sourceId, entry: toEntry(body, places) };
    await saveOne(tx, actor, period, change);
    const answer = await showNewest(tx, actor, recordId);
    return { ...answer, headers: { ...answer.headers, Location: `${address.pathname}/${recordId}` } };
  },
});

const getTheActivity = defineOperation({
  id: "getActivity",
  noun: "activity",
  method: "GET",
  path: `${COLLECTION}/{activityId}`,
  door: "organization",
  scope: "read",
  answer: { status: 200, schema: Activity },
  example: { params: { ...params, activityId } },
  async handle(tx, { actor, params }) {
    return showVersion(await findVersion(tx, actor, params));
  },
});

const getTheHistory = defineOperation({
  id: "getActivityHistory",
  noun: "activity",
  method: "GET",
  path: `${COLLECTION}/{activityId}/history`,
  door: "organization",
  scope: "read",
  answer: { status: 200, schema: ActivityHistory },
  example: { params: { ...params, activityId } },
  async handle(tx, { actor, params }) {
    const versions = await findVersions(tx, actor, params);
    return { value: { items: versions.map(showActivity), next: null } };
  },
});

const correctTheActivity = defineOperation<Record<string, never>, ActivityCorrectionInput>({
  id: "correctActivity",
  noun: "activity",
  method: "PATCH",
  path: `${COLLECTION}/{activityId}`,
  door: "organization",
  scope: "activities:write",
  body: ActivityCorrection,
  isVersioned: true,
  answer: { status: 200, schema: Activity },
  problems: ["content_refused", "conflict"],
  example: {
    params: { ...params, activityId },
    headers: { "If-Match": '"1"' },
    body: { quantity: "49.78", note: "Two digits had changed places" },
  },
  async handle(tx, { actor, params, body, version }) {
    const { period } = await getInventory(tx, actor.organizationId, params.inventoryId!);
    const present = await findVersion(tx, actor, params);
    refuseOutdated(present, version);
    const places = await placesOfSources(tx, actor.organizationId);
    const next = correctActivity(present, body);
    refuseUnknown([{ sourceId: next.sourceId, root: "" }], places);
    const { recordId } = present;
    const entry = toEntry(next, places);
    await saveOne(tx, actor, period, { kind: "correct", recordId, version, sourceId: next.sourceId, entry });
    return showNewest(tx, actor, recordId);
  },
});

const deleteTheActivity = defineOperation<z.output<typeof DeletionQuery>>({
  id: "deleteActivity",
  noun: "activity",
  method: "DELETE",
  path: `${COLLECTION}/{activityId}`,
  door: "organization",
  scope: "activities:write",
  query: DeletionQuery,
  isVersioned: true,
  answer: { status: 204 },
  problems: ["content_refused", "conflict"],
  example: {
    params: { ...params, activityId: otherActivityId },
    query: { reason: "Entered twice" },
    headers: { "If-Match": '"1"' },
  },
  async handle(tx, { actor, params, query, version }) {
    const { period } = await getInventory(tx, actor.organizationId, params.inventoryId!);
    const present = await findVersion(tx, actor, params);
    refuseOutdated(present, version);
    await saveOne(tx, actor, period, { kind: "delete", recordId: present.recordId, version, reason: query.reason });
    return {};
  },
});

const changeActivities = defineOperation<Record<string, never>, ActivityBatchInput>({
  id: "changeActivities",
  noun: "activity",
  method: "POST",
  path: `${COLLECTION}/batch`,
  door: "organization",
  scope: "activities:write",
  body: ActivityBatch,
  maxBytes: MAX_BATCH_BYTES,
  answer: { status: 200, schema: SavedActivities },
  problems: ["content_refused", "conflict"],
  example: {
    params,
    headers: { "Idempotency-Key": '"2025-04 of both meters"' },
    body: {
      changes: [
        {
          kind: "add",
          activity: {
            sourceId,
            period: { start: "2025-04-01", end: "2025-04-30" },
            quantity: "512340",
            unit: "kWh",
          },
        },
        {
          kind: "add",
          activity: {
            sourceId: gasSourceId,
            period: { start: "2025-04-01", end: "2025-04-30" },
            quantity: "48120.5",
            unit: "Nm3",
            dataQuality: "estimated",
          },
        },
      ],
    },
  },
  async handle(tx, { actor, params, body }) {
    const { period } = await getInventory(tx, actor.organizationId, params.inventoryId!);
    const places = await placesOfSources(tx, actor.organizationId);
    const stated = body.changes.flatMap((change, index) =>
      change.kind === "delete" ? [] : [{ sourceId: change.activity.sourceId, root: `/changes/${index}/activity` }],
    );
    refuseUnknown(stated, places);
    const saved = await saveActivities(
      tx,
      actor,
      period,
      body.changes.map((change) => toChange(change, places)),
    );
    if (saved.ok) return { value: { items: saved.records.map(({ recordId: id, version }) => ({ id, version })) } };
    throw refuseContent([
      ...saved.faults.flatMap(({ index, faults }) => placesOf(faults, rootOf(body, index))),
      ...saved.stale.map(({ index, version, authorName }) => ({
        pointer: `#/changes/${index}/version`,
        code: "version_outdated",
        facts: { version: String(version), author: authorName },
      })),
    ]);
  },
});

/** Errors of a deletion concern the change itself, which has no activity. */
function rootOf({ changes }: ActivityBatchInput, index: number): string {
  return changes[index]?.kind === "delete" ? `/changes/${index}` : `/changes/${index}/activity`;
}

function toChange(change: ActivityBatchInput["changes"][number], places: SourcePlaces): ActivityChange {
  if (change.kind === "delete") {
    return { kind: "delete", recordId: change.id, version: change.version, reason: change.reason };
  }
  const stated = { entry: toEntry(change.activity, places), sourceId: change.activity.sourceId };
  if (change.kind === "add") return { kind: "add", recordId: randomUUID(), ...stated };
  return { kind: change.kind, recordId: change.id, version: change.version, ...stated };
}

async function saveOne(tx: TenantTx, actor: KeyActor, period: Period, change: ActivityChange): Promise<void> {
  const saved = await saveActivities(tx, actor, period, [change]);
  if (saved.ok) return;
  const [stale] = saved.stale;
  if (stale) throw outdated(stale.version);
  throw refuseContent(saved.faults.flatMap(({ faults }) => placesOf(faults, "")));
}

function refuseOutdated({ version }: ActivityVersion, asked: number): void {
  if (version !== asked) throw outdated(version);
}

function outdated(version: number): ApiProblem {
  return new ApiProblem("version_outdated", { facts: { version: String(version) } });
}

function refuseUnknown(stated: { sourceId: string; root: string }[], places: SourcePlaces): void {
  const unknown = unknownSources(stated, places);
  if (unknown.length > 0) throw refuseContent(unknown);
}

async function placesOfSources(tx: TenantTx, organizationId: string): Promise<SourcePlaces> {
  const facilities = new Map((await listFacilities(tx, organizationId)).map((one) => [one.id, one]));
  const sources = await listEmissionSources(tx, organizationId);
  return new Map(sources.map((source) => [source.id, { source, facility: facilities.get(source.facilityId)! }]));
}

/** Every version of a record whose newest version belongs to the inventory. */
async function findVersions(
  tx: TenantTx,
  { organizationId }: KeyActor,
  params: Record<string, string>,
): Promise<ActivityVersion[]> {
  const { period } = await getInventory(tx, organizationId, params.inventoryId!);
  const versions = await listVersionsOf(tx, organizationId, params.activityId!);
  const newest = versions[0]!;
  if (newest.period.start < period.start || newest.period.end > period.end) throw new AppError("not_found");
  return versions;
}

async function findVersion(tx: TenantTx, actor: KeyActor, params: Record<string, string>): Promise<ActivityVersion> {
  const newest = (await findVersions(tx, actor, params))[0]!;
  if (newest.isDeleted) throw new AppError("not_found");
  return newest;
}

async function showNewest(tx: TenantTx, { organizationId }: KeyActor, recordId: string) {
  return showVersion((await listVersionsOf(tx, organizationId, recordId))[0]!);
}

function showVersion(version: ActivityVersion) {
  return { value: showActivity(version), headers: { ETag: versionTag(version.version) } };
}

export const ACTIVITY_OPERATIONS = [
  createActivity,
  listTheActivities,
  getTheActivity,
  correctTheActivity,
  getTheHistory,
  changeActivities,
  deleteTheActivity,
];
