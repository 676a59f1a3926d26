import { randomUUID } from "node:crypto";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { translator } from "#app/i18n/index.ts";
import { performRun } from "#app/runs/calculation-run.server.ts";
import { type Doors, openDoors } from "#db/doors.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { makeOwnTenant, type OwnTenant, saveGrid } from "#tests/support/own-tenant.ts";
import { addRunJob } from "#tests/support/run-job.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";

const { inventory: t, disclosure, reportPage } = translator("en");

describe("a run of many records in a browser", () => {
  let server: RunningServer;
  let browser: Browser;
  let doors: Doors;
  let tenant: OwnTenant;
  let base: string;
  let page: string;

  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
    doors = await openDoors(server.ownerUrl);
    tenant = await makeOwnTenant(server, "Larkspur");
    base = `/organizations/${tenant.ids.organizationId}`;
    page = `${base}/inventories/${tenant.ids.inventoryId}`;
    const entry = { ...EMPTY_ENTRY, facility: "Larkspur Plant", source: "Larkspur Electricity", unit: "kWh" };
    const added = { ...entry, period: "2025-03", quantity: "512000" };
    await saveGrid(tenant.owner, base, tenant.ids.inventoryId, [{ kind: "add", recordId: randomUUID(), entry: added }]);
  });
  afterAll(async () => {
    await browser?.close();
    await doors?.close();
  });

  it("shows its progress, can be cancelled, and shows its views, its lines and a report", async () => {
    const context = await openContext(browser, server, tenant.owner);
    const tab = await context.newPage();
    const complaints = watchComplaints(tab);
    await addRunJob(doors, tenant, { state: "running", done_count: 437_000, total_count: 1_000_000 });
    await tab.goto(page);
    await tab.getByText(t.runProgress("437,000", "1,000,000")).waitFor();
    expect(await findBarriers(tab)).toEqual([]);
    await tab.getByRole("button", { name: t.cancelRun }).click();
    await tab.getByText(t.runCancelled).waitFor();

    await performRun(doors, await addRunJob(doors, tenant));
    await tab.goto(page);
    await tab.getByRole("navigation", { name: t.tabs.label }).waitFor();
    expect(await findBarriers(tab)).toEqual([]);
    const views = tab.getByRole("navigation", { name: t.tabs.label });
    for (const view of ["facility", "gas", "month", "quality"] as const) {
      await views.getByRole("link", { name: t.tabs[view] }).click();
      await tab
        .getByRole("heading", { name: view === "quality" ? t.quality.uncertainty : t.tabs[view] })
        .first()
        .waitFor();
    }
    await views.getByRole("link", { name: t.tabs.lines }).click();
    await tab.getByRole("table").getByRole("link").first().click();
    await tab.waitForURL(/line=a1/);
    await tab.getByText("Larkspur Electricity").first().waitFor();
    expect(await findBarriers(tab)).toEqual([]);
    await tab.getByRole("link", { name: t.opened.openRecords }).click();
    await tab.getByRole("heading", { name: t.behind.title("a1") }).waitFor();
    expect(await findBarriers(tab)).toEqual([]);
    expect(await tab.getByRole("table").getByRole("row").count()).toBe(1 + 1);
    const [records] = await Promise.all([tab.waitForEvent("download"), tab.getByText(t.behind.download).click()]);
    expect(records.suggestedFilename()).toBe("records.ndjson");
    await tab.getByRole("link", { name: t.behind.back }).click();
    await tab.waitForURL(/line=a1/);
    const [download] = await Promise.all([tab.waitForEvent("download"), tab.getByText(t.export).click()]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    const document = JSON.parse(Buffer.concat(chunks).toString());
    expect(document.activities.map(({ id }: { id: string }) => id)).toContain("a1");
    expect(document.results.lines).toHaveLength(document.activities.length);
    await tab.goto(`${base}/reports`);
    await tab.getByText(reportPage.preview).first().waitFor();
    expect(await findBarriers(tab)).toEqual([]);
    await tab.getByRole("link", { name: reportPage.openChecklist }).click();
    await tab.getByText(disclosure.items.A4.label).first().waitFor();
    expect(await findBarriers(tab)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
