import { createHash } from "node:crypto";
import type { z } from "zod";
import { getJob } from "#app/jobs/job.server.ts";
import { isOver } from "#app/jobs/job-state.ts";
import { getInventory, listInventories } from "#app/organization/inventory.server.ts";
import { describeRun, getRun, listRuns, requireRun, startRun } from "#app/runs/calculation.server.ts";
import { instant } from "../answer.ts";
import { pageOf, printCursor, readCursor } from "../cursor.ts";
import { API_ROOT, type ApiAnswer, defineOperation } from "../operation.ts";
import { SAMPLE } from "../sample.ts";
import { PageQuery } from "../schema/common.ts";
import { Inventory, InventoryPage, Job, Run, RunPage, StartedRun } from "../schema/inventory.ts";

const { organizationId, inventoryId, runId, jobId } = SAMPLE;
type Page = z.output<typeof PageQuery>;

const listTheInventories = defineOperation<Page>({
  id: "listInventories",
  noun: "inventory",
  method: "GET",
  path: "/organizations/{organizationId}/inventories",
  door: "organization",
  scope: "read",
  query: PageQuery,
  answer: { status: 200, schema: InventoryPage },
  example: { params: { organizationId } },
  async handle(tx, { actor, query }) {
    const all = await listInventories(tx, actor.organizationId);
    return { value: pageOf(all, { list: "inventories", ...query }, ({ id }) => id) };
  },
});

const getTheInventory = defineOperation({
  id: "getInventory",
  noun: "inventory",
  method: "GET",
  path: "/organizations/{organizationId}/inventories/{inventoryId}",
  door: "organization",
  scope: "read",
  answer: { status: 200, schema: Inventory },
  example: { params: { organizationId, inventoryId } },
  async handle(tx, { actor, params }) {
    return { value: await getInventory(tx, actor.organizationId, params.inventoryId!) };
  },
});

const RUNS = "/organizations/{organizationId}/inventories/{inventoryId}/runs";

const startTheRun = defineOperation({
  id: "startRun",
  noun: "run",
  method: "POST",
  path: RUNS,
  door: "organization",
  scope: "runs:write",
  answer: { status: 202, schema: StartedRun },
  problems: ["conflict"],
  example: { params: { organizationId, inventoryId } },
  async handle(tx, { actor, params }) {
    const jobId = await startRun(tx, actor, params.inventoryId!);
    const job = await getJob(tx, actor.organizationId, jobId);
    const headers = { Location: `${API_ROOT}/organizations/${actor.organizationId}/jobs/${jobId}` };
    return { value: { runId: jobId, job }, headers };
  },
});

const RETRY_SECONDS = "1";

const getTheJob = defineOperation({
  id: "getJob",
  noun: "run",
  method: "GET",
  path: "/organizations/{organizationId}/jobs/{jobId}",
  door: "organization",
  scope: "read",
  answer: { status: 200, schema: Job },
  example: { params: { organizationId, jobId } },
  async handle(tx, { actor, params }) {
    const job = await getJob(tx, actor.organizationId, params.jobId!);
    return { value: job, headers: isOver(job.state) ? {} : { "Retry-After": RETRY_SECONDS } };
  },
});

const listTheRuns = defineOperation<Page>({
  id: "listRuns",
  noun: "run",
  method: "GET",
  path: RUNS,
  door: "organization",
  scope: "read",
  query: PageQuery,
  answer: { status: 200, schema: RunPage },
  example: { params: { organizationId, inventoryId } },
  async handle(tx, { actor, params, query: { limit, cursor } }) {
    await getInventory(tx, actor.organizationId, params.inventoryId!);
    const after = readCursor("runs", cursor);
    if (after !== undefined) await requireRun(tx, actor.organizationId, after);
    const found = await listRuns(tx, actor.organizationId, params.inventoryId!, { limit: limit + 1, after });
    const items = found.slice(0, limit);
    const next = found.length > limit ? printCursor("runs", items.at(-1)!.id) : null;
    return { value: { items: items.map((run) => ({ ...run, createdAt: instant(run.createdAt) })), next } };
  },
});

const getTheRun = defineOperation({
  id: "getRun",
  noun: "run",
  method: "GET",
  path: "/organizations/{organizationId}/runs/{runId}",
  door: "organization",
  scope: "read",
  answer: { status: 200, schema: Run },
  example: { params: { organizationId, runId } },
  async handle(tx, { actor, params }) {
    const run = await describeRun(tx, actor.organizationId, params.runId!);
    return { value: { ...run, createdAt: instant(run.createdAt) } };
  },
});

const getTheDocument = defineOperation({
  id: "getRunDocument",
  noun: "run",
  method: "GET",
  path: "/organizations/{organizationId}/runs/{runId}/document",
  door: "organization",
  scope: "read",
  answer: { status: 200, type: "application/json" },
  example: { params: { organizationId, runId } },
  async handle(tx, { actor, params }) {
    const { documentText } = await getRun(tx, actor.organizationId, params.runId!);
    return tellWhole(documentText);
  },
});

function tellWhole(documentText: string): ApiAnswer {
  const hash = createHash("sha256").update(documentText).digest();
  return {
    bytes: { content: documentText, type: "application/json" },
    headers: { ETag: `"${hash.toString("hex")}"`, "Repr-Digest": `sha-256=:${hash.toString("base64")}:` },
  };
}

export const INVENTORY_OPERATIONS = [
  listTheInventories,
  getTheInventory,
  startTheRun,
  getTheJob,
  listTheRuns,
  getTheRun,
  getTheDocument,
];
