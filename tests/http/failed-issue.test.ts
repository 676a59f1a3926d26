import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MOST_TRIES, settleFailure } from "#app/background/settle-failure.server.ts";
import { MissingGlyph } from "#app/press/fonts/missing-glyph.ts";
import { type Doors, openDoors } from "#db/doors.ts";
import {
  activityCsv,
  completeChecklist,
  importCsv,
  issueForm,
  makeSmallCompany,
  runInventory,
} from "#tests/support/own-tenant.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { expectRedirect, readable, Visitor } from "#tests/support/visitor.ts";
import { JOB_PATIENCE, waitFor } from "#tests/support/wait-for.ts";

const WORD = "Alder";
const NUMBER = /GHG-[0-9A-Z]+(?:-[0-9A-Z]+)+/;
const SAID = {
  en: ["The report contains the character U+1F9EA", "the number is reserved", "Try again"],
  zh: ["签发已停止：报告含有字符 U+1F9EA", "编号", "重试"],
} as const;

/** The report is requested while no process takes jobs, and its print fails at the last attempt. */
describe("a report that could not be printed", () => {
  let worker: TestServer;
  let pages: TestServer;
  let doors: Doors;
  let owner: Visitor;
  let base: string;
  let run: string;
  let tenantId: string;
  beforeAll(async () => {
    worker = await startServer("PostgreSQL", { JOB_PROCESSES: "on" });
    const company = await makeSmallCompany(worker, WORD);
    ({ base, tenantId } = company);
    await importCsv(company.owner, base, activityCsv(WORD, [["Hotel nights", "2025-01", "2", "room_night"]]));
    run = await runInventory(company.owner, `${base}/inventories/${company.inventoryId}`);
    await completeChecklist(company.owner, base, run);
    await worker.stop();
    pages = await startServer("PostgreSQL", {
      DATABASE_URL: worker.ownerUrl,
      DATABASE_OWNER_URL: worker.ownerUrl,
      DATA_DIR: worker.dataDir,
      PUBLIC_URL: worker.origin,
      JOBS: "off",
    });
    doors = await openDoors(worker.ownerUrl);
    owner = new Visitor({ origin: worker.origin, port: pages.port });
    for (const pair of company.owner.cookie.split("; ")) {
      const at = pair.indexOf("=");
      owner.setCookie(pair.slice(0, at), pair.slice(at + 1));
    }
    owner.address = company.owner.address;
  });
  afterAll(async () => {
    await doors?.close();
    await pages?.remove();
    await worker?.remove();
  });

  const latestJob = () =>
    doors.withTenant({ tenantId, userId: "system" }, (tx) =>
      tx
        .selectFrom("job")
        .select(["id", "tenant_id", "created_by", "state"])
        .where("kind", "=", "render-report")
        .orderBy("created_at", "desc")
        .executeTakeFirstOrThrow(),
    );

  it("shows the reason on its page in both languages, and is printed under the same number on retry", async () => {
    const page = expectRedirect(await owner.post(`${base}/reports`, issueForm(run)));
    const number = NUMBER.exec(readable((await owner.get(page)).text))![0];
    const job = await latestJob();
    const payload = { tenantId: job.tenant_id, userId: job.created_by, jobId: job.id };
    const lastTry = { kind: "render-report" as const, payload, retryCount: MOST_TRIES };
    await settleFailure(doors, { send: async () => null }, lastTry, new MissingGlyph("\u{1f9ea}"));
    for (const locale of ["en", "zh"] as const) {
      owner.setCookie("locale", locale);
      const { status, text } = await owner.get(page);
      expect(status).toBe(200);
      for (const words of [number, ...SAID[locale]]) expect(readable(text)).toContain(words);
    }
    expectRedirect(await owner.post(page, { intent: "retry" }));
    expect(await latestJob()).toMatchObject({ state: "queued" });
    await worker.start();
    const issued = await waitFor(async () => {
      const { text } = await owner.get(page);
      const found = /verify\/(GHG-[0-9A-Z-]+)\/bundle\.zip/.exec(text)?.[1];
      if (!found) throw new Error("it is not issued yet");
      return found;
    }, JOB_PATIENCE);
    expect(issued).toBe(number);
  });
});
