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

/** The same records in two runs: one whose document has each by itself, and one whose document is condensed. */
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

  it("gives its document by the API and by the page alike, named by its hash", async () => {
    const documents = { small: "", large: "" };
    for (const kind of ["small", "large"] as const) {
      const path = `${base}/runs/${runs[kind]}/document`;
      const answer = await program.get(path);
      expect(answer.status).toBe(200);
      expect(validateDocument(answer.json)).toMatchObject({ ok: true });
      expect(answer.headers.get("repr-digest")).toMatch(/^sha-256=/);
      const tag = answer.headers.get("etag")!;
      const known = await program.send("GET", path, { headers: { "if-none-match": tag } });
      expect(known).toMatchObject({ status: 304, text: "" });
      expect(await program.send("HEAD", path)).toMatchObject({ status: 200, text: "" });
      expect((await tenant.owner.get(`${path}.json`)).text).toBe(answer.text);
      documents[kind] = answer.text;
    }
    const [small, large] = [JSON.parse(documents.small), JSON.parse(documents.large)];
    expect(large.detail).toMatchObject({ records: String(small.activities.length) });
    expect(large.results.totals).toEqual(small.results.totals);
  });
});
