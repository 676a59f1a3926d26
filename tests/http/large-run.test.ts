import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { validateDocument } from "#app/carbon/document/validate-document.ts";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { performRun } from "#app/runs/calculation-run.server.ts";
import { type Doors, openDoors } from "#db/doors.ts";
import { ApiJudge, makeKey, Program, readOpenApi } from "#tests/support/api.ts";
import { makeOwnTenant, type OwnTenant, saveGrid } from "#tests/support/own-tenant.ts";
import { addRunJob } from "#tests/support/run-job.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";

describe("a run with several records per line", () => {
  let server: RunningServer;
  let doors: Doors;
  let tenant: OwnTenant;
  let program: Program;
  let base: string;
  let runId: string;

  beforeAll(async () => {
    server = await useServer();
    doors = await openDoors(server.ownerUrl);
    tenant = await makeOwnTenant(server, "Saltmarsh");
    base = `/organizations/${tenant.ids.organizationId}`;
    program = new Program(
      server,
      await makeKey(tenant.owner, tenant.ids.organizationId!),
      new ApiJudge(await readOpenApi(server)),
    );
    const entry = { ...EMPTY_ENTRY, facility: "Saltmarsh Plant", source: "Saltmarsh Electricity", unit: "kWh" };
    const changes = ["2025-01", "2025-01", "2025-03"].map((period, at) => ({
      kind: "add" as const,
      recordId: randomUUID(),
      entry: { ...entry, period, quantity: `512000.${at}7` },
    }));
    await saveGrid(tenant.owner, base, tenant.ids.inventoryId!, changes);
    const job = await addRunJob(doors, tenant);
    await performRun(doors, job);
    runId = job.jobId;
  });
  afterAll(async () => {
    await doors?.close();
  });

  it("has the same document through the API and on the page, with a name that contains its hash", async () => {
    const path = `${base}/runs/${runId}/document`;
    const answer = await program.get(path);
    expect(answer.status).toBe(200);
    expect(validateDocument(answer.json)).toMatchObject({ ok: true });
    expect(answer.headers.get("repr-digest")).toMatch(/^sha-256=/);
    const tag = answer.headers.get("etag")!;
    const known = await program.send("GET", path, { headers: { "if-none-match": tag } });
    expect(known).toMatchObject({ status: 304, text: "" });
    expect(await program.send("HEAD", path)).toMatchObject({ status: 200, text: "" });
    expect((await tenant.owner.get(`${path}.json`)).text).toBe(answer.text);
    const { activities, detail } = JSON.parse(answer.text);
    const behind = activities.map(({ merged }: { merged?: { records: string } }) => Number(merged?.records ?? 1));
    expect(Math.max(...behind)).toBeGreaterThan(1);
    expect(String(behind.reduce((sum: number, count: number) => sum + count, 0))).toBe(detail.records);
    expect(detail.pieces).toBe(String(activities.length));
  });
});
