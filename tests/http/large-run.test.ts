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

/** The same records in two runs: one whose document is one text, and one that is kept in pieces. */
describe("a run of many records", () => {
  let server: RunningServer;
  let doors: Doors;
  let tenant: OwnTenant;
  let program: Program;
  let base: string;
  let runs: { small: string; large: string };

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
    const changes = ["2025-01", "2025-02", "2025-03"].map((period, at) => ({
      kind: "add" as const,
      recordId: randomUUID(),
      entry: { ...entry, period, quantity: `512000.${at}7` },
    }));
    await saveGrid(tenant.owner, base, tenant.ids.inventoryId!, changes);
    runs = { small: await run(1000), large: await run(0) };
  });
  afterAll(async () => {
    await doors?.close();
  });

  async function run(mostWhole: number): Promise<string> {
    const job = await addRunJob(doors, tenant);
    await performRun(doors, job, { mostWhole });
    return job.jobId;
  }

  it("gives the same document by the API and by the page, told as it is sent, named by its hashes", async () => {
    const [small, large] = [
      await program.get(`${base}/runs/${runs.small}/document`),
      await program.get(`${base}/runs/${runs.large}/document`),
    ];
    expect(large.status).toBe(200);
    expect(large.text).toBe(small.text);
    expect(validateDocument(large.json)).toMatchObject({ ok: true });
    expect(small.headers.get("repr-digest")).toMatch(/^sha-256=/);
    const { inputsHash, resultHash } = (await program.get(`${base}/runs/${runs.large}`)).json;
    const tag = `"${inputsHash}.${resultHash}"`;
    expect(large.headers.get("etag")).toBe(tag);
    expect(large.headers.get("content-length")).toBeNull();
    const known = await program.send("GET", `${base}/runs/${runs.large}/document`, {
      headers: { "if-none-match": tag },
    });
    expect(known).toMatchObject({ status: 304, text: "" });
    const asked = await program.send("HEAD", `${base}/runs/${runs.large}/document`);
    expect(asked).toMatchObject({ status: 200, text: "" });
    for (const id of Object.values(runs)) {
      expect((await tenant.owner.get(`${base}/runs/${id}/document.json`)).text).toBe(small.text);
    }
  });
});
